import Domain

/// Who wrote an article, as keys that equal ones share: two articles of one writer are one source.
enum Writers {
    /// The keys of an article: of the agency it credits, else of its outlet by name and by host; none where not known.
    static func keys(_ article: ArticleReference) -> [UInt64] {
        let outlet = article.source.map(normalised) ?? ""
        if let credit = article.publisher {
            let agency = normalised(credit)
            let isOwn = agency == outlet || agency == article.source.map(initials)
            // What an outlet prints of an agency is the agency's; what the agency prints is also known by its host.
            return isOwn ? keys(agency, host(article.url)) : [key(agency)]
        }
        return keys(outlet, host(article.url))
    }

    private static func keys(_ name: String, _ host: String) -> [UInt64] {
        if name.isEmpty { return host.isEmpty ? [] : [key(host)] }
        return host.isEmpty ? [key(name)] : [key(name), key(host)]
    }

    /// Lower case, letters and digits only, without the words that names of agencies and papers come with or without.
    static func normalised(_ name: String) -> String {
        var telling: [UInt8] = []
        telling.reserveCapacity(name.utf8.count)
        var word = 0
        func endWord() {
            if fillers.contains(where: { telling[word...].elementsEqual($0.utf8) }) { telling.removeSubrange(word...) }
            word = telling.count
        }
        for byte in name.utf8 {
            if let letter = folded(byte) {
                telling.append(letter)
            } else if word < telling.count {
                endWord()
            }
        }
        endWord()
        return telling.isEmpty ? words(name).joined() : String(decoding: telling, as: UTF8.self)
    }

    private static let fillers = ["the", "news", "agency", "service", "online", "com"]

    private static func words(_ name: String) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        for byte in name.utf8 {
            if let letter = folded(byte) {
                word.append(letter)
            } else if !word.isEmpty {
                words.append(String(decoding: word, as: UTF8.self))
                word.removeAll(keepingCapacity: true)
            }
        }
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        return words
    }

    /// A letter in lower case, a digit or a byte of a letter beyond ASCII; nil for what stands between words.
    private static func folded(_ byte: UInt8) -> UInt8? {
        let folded = byte &- 0x41 < 26 ? byte | 0x20 : byte
        return folded &- 0x61 < 26 || folded &- 0x30 < 10 || folded >= 0x80 ? folded : nil
    }

    private static func initials(_ name: String) -> String {
        words(name).filter { $0 != "the" }.compactMap(\.first).map(String.init).joined()
    }

    /// The part of the host that one registers: "beacon.example" of "www.beacon.example"; empty where there is none.
    static func host(_ url: String?) -> String {
        guard let bytes = url.map({ Array($0.utf8) }), let scheme = bytes.firstIndex(of: UInt8(ascii: ":")) else {
            return ""
        }
        let rest = bytes[(scheme + 1)...].drop { $0 == UInt8(ascii: "/") }
        let host = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "?") }
        let last = label(endOf: host)
        let second = label(endOf: host[..<last.startIndex])
        let third = label(endOf: host[..<second.startIndex])
        // "co.uk", "com.au": two labels that belong together.
        let isPaired = last.count == 2 && second.count <= 3
        var registered: [UInt8] = []
        registered.reserveCapacity(host.count)
        for label in isPaired ? [third, second, last] : [second, last] where !label.isEmpty {
            if !registered.isEmpty { registered.append(UInt8(ascii: ".")) }
            registered += label
        }
        return String(decoding: registered, as: UTF8.self)
    }

    /// The last label of `host`; an empty one at its start where there is none.
    private static func label(endOf host: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let dot = UInt8(ascii: ".")
        let end = (host.lastIndex { $0 != dot } ?? host.startIndex - 1) + 1
        let start = (host[..<end].lastIndex(of: dot) ?? host.startIndex - 1) + 1
        return host[start..<end]
    }

    /// 53 bits, which every reader of JSON keeps.
    private static func key(_ text: String) -> UInt64 {
        var hash = FNV128()
        hash.add(text.utf8)
        return hash.folded >> 11
    }
}

/// The place of an article in a chain of versions of one story, as agencies mark it in the headline.
enum VersionMark {
    /// 1 for "(URGENT)", 2 for "(LEAD)" and "UPDATE 1-", 3 for "(2nd LD)" …; nil where there is no mark.
    static func rank(_ title: String?) -> Int? {
        guard let title, let mark = mark(title) else { return nil }
        let digits = mark.utf8.prefix { $0 &- 0x30 < 10 }
        let number = Int(String(decoding: digits, as: UTF8.self))
        let word = mark.drop { !$0.isLetter }.uppercased()
        if mark.uppercased().hasPrefix("UPDATE") { return (Int(mark.filter(\.isNumber)) ?? 1) + 1 }
        if ["URGENT", "FLASH", "BREAKING", "SNAP"].contains(where: word.hasPrefix) { return 1 }
        guard word.hasSuffix("LD") || word.hasSuffix("LEAD") else { return nil }
        return (number ?? 1) + 1
    }

    /// What stands in brackets before the headline, or "UPDATE 2".
    private static func mark(_ title: String) -> Substring? {
        if title.hasPrefix("("), let end = title.firstIndex(of: ")") {
            return title[title.index(after: title.startIndex)..<end].prefix(20)
        }
        if title.hasPrefix("UPDATE "), let end = title.firstIndex(of: "-") { return title[..<end].prefix(12) }
        return nil
    }
}
