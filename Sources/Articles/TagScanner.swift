/// Tells markup from text at a `<`.
///
/// Markup is a comment, a declaration, or a tag of a known name that is closed before the next `<`; all else is text.
struct TagScanner {
    /// What a piece of markup leaves in the text.
    enum Effect {
        case nothing, space, line
    }

    private let field: UnsafeBufferPointer<UInt8>
    /// Bytes that may still be looked at in vain: what keeps hostile input linear.
    private var budget: Int
    /// Terminators that are known not to come any more.
    private var absent: Set<String> = []
    private var isInCharacterData = false

    init(field: UnsafeBufferPointer<UInt8>) {
        self.field = field
        budget = 4 * field.count + 4096
    }

    /// Whether the field is a page or a piece of one: whether an element that breaks lines opens in it.
    func holdsBlocks() -> Bool {
        var index = 0
        while let open = field[index...].firstIndex(of: UInt8(ascii: "<")) {
            index = open + 1
            if let (name, _) = name(at: index), HTMLElements.blocks.contains(name) { return true }
        }
        return false
    }

    /// Whether text that has come out of references is a page: whether an element closes or breaks a line in it.
    static func isPage(_ text: [UInt8]) -> Bool {
        text.withUnsafeBufferPointer { field in
            let scanner = TagScanner(field: field)
            var index = 0
            while let open = field[index...].firstIndex(of: UInt8(ascii: "<")) {
                index = open + 1
                guard let (name, _) = scanner.name(at: index), HTMLElements.contains(name) else { continue }
                if field[index] == UInt8(ascii: "/") || name == "br" || HTMLElements.blocks.contains(name) {
                    return true
                }
            }
            return false
        }
    }

    /// The markup that begins with the `<` at `index`: where it ends and what it leaves.
    mutating func read(at index: Int) -> (end: Int, effect: Effect)? {
        guard index + 1 < field.count else { return nil }
        switch field[index + 1] {
        case UInt8(ascii: "!"): return declaration(at: index)
        case UInt8(ascii: "?"): return close(from: index + 2).map { ($0, .nothing) }
        case UInt8(ascii: "/"): return tag(at: index + 2, isClosing: true)
        default: return tag(at: index + 1, isClosing: false)
        }
    }

    /// One past the `]]>` at `index`, where it closes a character data section.
    mutating func endOfCharacterData(at index: Int) -> Int? {
        guard isInCharacterData, matches("]]>", at: index) else { return nil }
        isInCharacterData = false
        return index + 3
    }

    // MARK: - Kinds of markup

    private mutating func declaration(at index: Int) -> (end: Int, effect: Effect)? {
        if matches("<!--", at: index) {
            // A comment that is never closed must not swallow the article.
            return (find("-->", from: index + 4) ?? index + 4, .nothing)
        }
        if matches("<![CDATA[", at: index) {
            isInCharacterData = true
            return (index + 9, .nothing)
        }
        guard matches("<!doctype", at: index) else { return nil }
        return close(from: index + 2).map { ($0, .line) }
    }

    private mutating func tag(at index: Int, isClosing: Bool) -> (end: Int, effect: Effect)? {
        guard let (name, nameEnd) = name(at: index), HTMLElements.contains(name) else { return nil }
        guard let end = close(from: nameEnd) else { return nil }
        if !isClosing, HTMLElements.withoutText.contains(name), field[end - 2] != UInt8(ascii: "/"),
            let closing = find("</" + name, from: end)
        {
            return (close(from: closing) ?? closing, .line)
        }
        return (end, effect(of: name))
    }

    private func effect(of name: String) -> Effect {
        if name == "br" || HTMLElements.blocks.contains(name) { return .line }
        return HTMLElements.cells.contains(name) ? .space : .nothing
    }

    // MARK: - Bytes

    /// The lower-case tag name at `index`, which must end as tag names end.
    private func name(at index: Int) -> (name: String, end: Int)? {
        let first = index < field.count && field[index] == UInt8(ascii: "/") ? index + 1 : index
        var end = first
        var name: [UInt8] = []
        while end < field.count, name.count < 16, let letter = HTMLElements.nameByte(field[end]) {
            name.append(letter)
            end += 1
        }
        guard let initial = name.first, initial >= UInt8(ascii: "a"), end < field.count else { return nil }
        guard [0x3E, 0x2F, 0x20, 0x09, 0x0A, 0x0D].contains(field[end]) else { return nil }
        return (String(decoding: name, as: UTF8.self), end)
    }

    /// One past the `>` that closes a tag, attribute values observed; nil where a `<` or the end comes first.
    private mutating func close(from index: Int) -> Int? {
        var quote: UInt8?
        var position = index
        while position < field.count, budget > 0 {
            budget -= 1
            let byte = field[position]
            position += 1
            if let open = quote {
                if byte == open { quote = nil }
                continue
            }
            switch byte {
            case UInt8(ascii: ">"): return position
            case UInt8(ascii: "<"): return nil
            // A quote opens a value only after the equals sign; elsewhere it is an apostrophe.
            case 0x22, 0x27: quote = position >= 2 && field[position - 2] == UInt8(ascii: "=") ? byte : nil
            default: break
            }
        }
        return nil
    }

    /// One past the next `terminator`, letters in either case.
    private mutating func find(_ terminator: String, from index: Int) -> Int? {
        guard !absent.contains(terminator) else { return nil }
        let length = terminator.utf8.count
        var position = index
        while position + length <= field.count {
            if matches(terminator, at: position) { return position + length }
            position += 1
        }
        absent.insert(terminator)
        return nil
    }

    private func matches(_ text: String, at index: Int) -> Bool {
        guard index + text.utf8.count <= field.count else { return false }
        var position = index
        for byte in text.utf8 {
            let isUpper = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(field[position])
            let isSame = field[position] == byte || (isUpper && field[position] | 0x20 == byte | 0x20)
            guard isSame else { return false }
            position += 1
        }
        return true
    }
}
