/// Reads UTF-8 one scalar at a time and says what each is good for in a text.
struct Scanner {
    /// What a scalar is good for.
    enum CharacterKind: UInt8 {
        case letter, digit, space, lineBreak, apostrophe, hyphen, period, comma, colon, semicolon, question,
            exclamation, doubleQuote, openQuote, closeQuote, openBracket, closeBracket, dash, slash, percent, currency,
            bullet, invisible, other
    }

    /// One scalar.
    struct Character {
        var kind: CharacterKind
        var width: Int
        var isUpper: Bool
        var scalar: UInt32
    }

    var position: Int
    var end: Int
    /// What stands before the next token makes of its shape.
    var pending: Token.Shape = []
    var isAfterOpening = false
    /// The kind of the token before; of no meaning before the first.
    var before = Token.Kind.other

    /// Whether no blank stands behind the token before.
    var isGlued: Bool { pending.contains(.glued) }
    /// Whether a word or number ends here.
    var isBehindWord: Bool { isGlued && (before == .word || before == .number) }

    init(position: Int, end: Int) {
        self.position = position
        self.end = end
    }

    /// Passes over a blank of so many bytes.
    @inline(__always)
    mutating func skip(_ width: Int) {
        position += width
        pending.subtract([.glued, .hyphenated])
    }

    /// The kind of an ASCII byte.
    private static func ascii(_ byte: UInt8) -> CharacterKind {
        switch byte {
        case 0x30...0x39: .digit
        case 0x41...0x5A, 0x61...0x7A: .letter
        case 0x0A, 0x0D, 0x0B, 0x0C: .lineBreak
        case 0...0x20, 0x7F: .space
        case 0x27, 0x60: .apostrophe
        case 0x2D: .hyphen
        case 0x2E: .period
        case 0x2C: .comma
        case 0x3A: .colon
        case 0x3B: .semicolon
        case 0x3F: .question
        case 0x21: .exclamation
        case 0x22: .doubleQuote
        case 0x28, 0x5B, 0x7B: .openBracket
        case 0x29, 0x5D, 0x7D: .closeBracket
        case 0x2F, 0x7C: .slash
        case 0x25: .percent
        case 0x24: .currency
        case 0x2A: .bullet
        default: .other
        }
    }

    /// The scalar at `position`; a byte that begins none counts as one `other`.
    @inline(__always)
    static func decode(_ bytes: Span<UInt8>, _ position: Int, _ end: Int) -> Character {
        let byte = bytes[position]
        // Most bytes are letters: they need no table.
        if (byte | 0x20) &- 0x61 < 26 {
            return Character(kind: .letter, width: 1, isUpper: byte < 0x61, scalar: UInt32(byte))
        }
        if byte < 0x80 {
            return Character(kind: ascii(byte), width: 1, isUpper: byte &- 0x41 < 26, scalar: UInt32(byte))
        }
        return decodeLong(bytes, position, end)
    }

    private static func decodeLong(_ bytes: Span<UInt8>, _ position: Int, _ end: Int) -> Character {
        let byte = bytes[position]
        let width = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
        guard width > 1, position + width <= end else {
            return Character(kind: .other, width: 1, isUpper: false, scalar: 0xFFFD)
        }
        var scalar = UInt32(byte) & (width == 2 ? 0x1F : width == 3 ? 0x0F : 0x07)
        for offset in 1..<width { scalar = scalar << 6 | UInt32(bytes[position + offset] & 0x3F) }
        return Character(kind: kind(scalar), width: width, isUpper: isUpper(scalar), scalar: scalar)
    }

    private static func kind(_ scalar: UInt32) -> CharacterKind {
        switch scalar {
        case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: .space
        case 0x85, 0x2028, 0x2029: .lineBreak
        case 0xAD, 0x200B...0x200F, 0x2060, 0xFEFF, 0x0300...0x036F: .invisible
        case 0x2018, 0x2019, 0x201B, 0x02BC, 0xB4, 0x2032: .apostrophe
        case 0x2010, 0x2011: .hyphen
        case 0x2012...0x2015, 0x2212: .dash
        case 0x201C, 0x201E, 0xAB: .openQuote
        case 0x201D, 0xBB: .closeQuote
        case 0x2026: .period
        case 0x2022, 0xB7, 0x25CF, 0x25AA, 0x25A0, 0x2023, 0x25E6: .bullet
        case 0x20A0...0x20CF, 0xA3, 0xA5: .currency
        case 0x80...0xBF, 0xD7, 0xF7, 0x2000...0x2BFF, 0x3001...0x3020, 0xFE00...0xFE6F, 0x1F000...0x1FAFF: .other
        default: .letter
        }
    }

    private static func isUpper(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0xC0...0xDE: scalar != 0xD7
        case 0x100...0x137, 0x14A...0x177: scalar & 1 == 0
        case 0x139...0x148, 0x179...0x17E: scalar & 1 == 1
        case 0x410...0x42F, 0x391...0x3A9: true
        default: false
        }
    }

    /// Adds the folded form of a scalar to a hash.
    @inline(__always)
    static func add(_ character: Character, at position: Int, _ bytes: Span<UInt8>, to hash: inout WordHash) {
        guard character.width > 1 else { return hash.add(Folding.lower(bytes[position])) }
        let (first, second) = Folding.ascii(character.scalar)
        guard first != 0 else {
            for offset in 0..<character.width { hash.add(bytes[position + offset]) }
            return
        }
        hash.add(first)
        if second != 0 { hash.add(second) }
    }

    /// Whether a mark inside a word or number belongs to it: "1,000", "3.5", "U.S.", a zero-width space.
    static func continues(
        _ bytes: Span<UInt8>,
        _ scanner: Scanner,
        _ character: Character,
        start: Int,
        isNumber: Bool
    ) -> Bool {
        if character.kind == .invisible { return true }
        let next = scanner.position + character.width
        guard character.width == 1, character.kind == .period || character.kind == .comma else { return false }
        if isNumber { return next < scanner.end && bytes[next] &- 0x30 < 10 }
        guard character.kind == .period else { return false }
        // An acronym has a full stop after every letter: "U.S.", "N.K.", "D.P.R.K."
        let isLetterAlone = scanner.position - start == 1 || bytes[scanner.position - 2] == 0x2E
        guard isLetterAlone, (bytes[scanner.position - 1] | 0x20) &- 0x61 < 26 else { return false }
        let isFollowed = next < scanner.end && (bytes[next] | 0x20) &- 0x61 < 26
        let isLast = scanner.position - start > 1
        return isLast
            || (isFollowed && next + 1 < scanner.end && bytes[next + 1] == 0x2E)
    }

    /// The kind of token a mark makes.
    static func mark(_ kind: CharacterKind) -> Token.Kind {
        switch kind {
        case .period: .period
        case .comma: .comma
        case .colon: .colon
        case .semicolon: .semicolon
        case .question: .question
        case .exclamation: .exclamation
        case .openQuote: .openQuote
        case .closeQuote: .closeQuote
        case .openBracket: .openBracket
        case .closeBracket: .closeBracket
        case .dash: .dash
        case .slash: .slash
        case .percent: .percent
        case .currency: .currency
        case .bullet: .bullet
        default: .other
        }
    }
}
