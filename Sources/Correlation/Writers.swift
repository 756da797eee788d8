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
            return isOwn ? [agency, host(article.url)].filter { !$0.isEmpty }.map(key) : [key(agency)]
        }
        return [outlet, host(article.url)].filter { !$0.isEmpty }.map(key)
    }

    /// Lower case, letters and digits only, without the words that names of agencies and papers come with or without.
    static func normalised(_ name: String) -> String {
        let words = words(name)
        let telling = words.filter { !fillers.contains($0) }
        return (telling.isEmpty ? words : telling).joined()
    }

    private static let fillers = ["the", "news", "agency", "service", "online", "com"]

    private static func words(_ name: String) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        for byte in name.utf8 {
            let folded = byte &- 0x41 < 26 ? byte | 0x20 : byte
            if folded &- 0x61 < 26 || folded &- 0x30 < 10 || folded >= 0x80 {
                word.append(folded)
            } else if !word.isEmpty {
                words.append(String(decoding: word, as: UTF8.self))
                word.removeAll(keepingCapacity: true)
            }
        }
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        return words
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
        let labels = host.split(separator: UInt8(ascii: "."))
        // "co.uk", "com.au": two labels that belong together.
        let isPaired = labels.count > 2 && labels[labels.count - 1].count == 2 && labels[labels.count - 2].count <= 3
        let registered = labels.suffix(isPaired ? 3 : 2).joined(separator: CollectionOfOne(UInt8(ascii: ".")))
        return String(decoding: Array(registered), as: UTF8.self)
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
