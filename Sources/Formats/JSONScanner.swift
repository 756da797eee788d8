/// Reads JSON of a shape that is known, from left to right, without building a tree.
///
/// For messages that Tocsin wrote itself and reads by the hundred thousand. It knows only what such messages hold; what
/// else it meets makes it unsound, and its caller turns to a decoder that can say what is wrong.
struct JSONScanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    /// Whether everything so far was as expected.
    private(set) var isSound = true

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    /// Whether only spaces are left.
    var isAtEnd: Bool {
        bytes[position...].allSatisfy { $0 <= 0x20 }
    }

    /// Says that what was read is not what was expected.
    mutating func refuse() {
        isSound = false
        position = bytes.count
    }

    /// Reads an object; `member` reads the value of each member, or refuses the name.
    mutating func object(_ member: (inout JSONScanner, String) -> Void) {
        guard take(UInt8(ascii: "{")) else { return refuse() }
        if take(UInt8(ascii: "}")) { return }
        repeat {
            let name = string()
            guard take(UInt8(ascii: ":")) else { return refuse() }
            member(&self, name)
        } while isSound && take(UInt8(ascii: ","))
        if !take(UInt8(ascii: "}")) { refuse() }
    }

    /// Reads a list.
    mutating func list<Element>(_ element: (inout JSONScanner) -> Element) -> [Element] {
        guard take(UInt8(ascii: "[")) else {
            refuse()
            return []
        }
        var elements: [Element] = []
        if take(UInt8(ascii: "]")) { return elements }
        repeat { elements.append(element(&self)) } while isSound && take(UInt8(ascii: ","))
        if !take(UInt8(ascii: "]")) { refuse() }
        return elements
    }

    /// Reads a string.
    mutating func string() -> String {
        guard take(UInt8(ascii: "\"")) else {
            refuse()
            return ""
        }
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\\") { return escapedString(from: start) }
            position += 1
            if byte == UInt8(ascii: "\"") { return text(start..<position - 1) }
        }
        refuse()
        return ""
    }

    /// Reads one of the words of a closed set.
    mutating func word<Value: RawRepresentable<String>>(_ type: Value.Type, else standIn: Value) -> Value {
        if let value = Value(rawValue: string()) { return value }
        refuse()
        return standIn
    }

    /// Reads a whole number.
    mutating func integer() -> Int {
        let digits = number()
        if let value = Int(digits) { return value }
        refuse()
        return 0
    }

    /// Reads a number.
    mutating func real() -> Double {
        let digits = number()
        if let value = Double(digits) { return value }
        refuse()
        return 0
    }

    /// Reads `true` or `false`.
    mutating func boolean() -> Bool {
        if take(word: "true") { return true }
        if !take(word: "false") { refuse() }
        return false
    }

    // MARK: - Bytes

    private mutating func skipSpaces() {
        while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpaces()
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func take(word: StaticString) -> Bool {
        skipSpaces()
        let end = position + word.utf8CodeUnitCount
        guard end <= bytes.count else { return false }
        for offset in 0..<word.utf8CodeUnitCount where bytes[position + offset] != word.utf8Start[offset] {
            return false
        }
        position = end
        return true
    }

    private mutating func number() -> String {
        skipSpaces()
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            let isPart = byte &- 0x30 < 10 || "-+.eE".utf8.contains(byte)
            guard isPart else { break }
            position += 1
        }
        return text(start..<position)
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    }

    /// The rest of a string that has escapes in it; those of four digits are left to others.
    private mutating func escapedString(from start: Int) -> String {
        var text = Array(bytes[start..<position])
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
            guard byte == UInt8(ascii: "\\") else {
                text.append(byte)
                continue
            }
            guard position < bytes.count, let meant = JSONScanner.escapes[bytes[position]] else { break }
            text.append(meant)
            position += 1
        }
        refuse()
        return ""
    }

    private static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "\\"): UInt8(ascii: "\\"),
        UInt8(ascii: "/"): UInt8(ascii: "/"), UInt8(ascii: "n"): 0x0A, UInt8(ascii: "t"): 0x09,
        UInt8(ascii: "r"): 0x0D, UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C,
    ]
}
