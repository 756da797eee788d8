/// Character references: the named ones of HTML 4 and the common ones of HTML 5, decimal and hexadecimal.
enum Entities {
    /// The longest name, and more digits, leading zeros included, than any reference needs.
    private static let maximumLength = 10
    private static let maximumDigits = 32

    /// The scalar the reference at the `&` at `index` stands for, and one past its end; nil where it is none.
    ///
    /// `&amp;#8217;` and `&amp;nbsp;`, escaped once too often by many feeds, are read as what was meant.
    static func read(_ field: UnsafeBufferPointer<UInt8>, at index: Int) -> (scalar: UInt32, end: Int)? {
        guard let (scalar, end) = body(of: field, at: index + 1) else { return nil }
        guard scalar == 0x26, field[end - 1] == UInt8(ascii: ";") else { return (scalar, end) }
        guard let (inner, innerEnd) = body(of: field, at: end), field[innerEnd - 1] == UInt8(ascii: ";") else {
            return (scalar, end)
        }
        return (inner, innerEnd)
    }

    private static func body(of field: UnsafeBufferPointer<UInt8>, at index: Int) -> (scalar: UInt32, end: Int)? {
        guard index < field.count else { return nil }
        return field[index] == UInt8(ascii: "#") ? number(field, at: index + 1) : name(field, at: index)
    }

    private static func name(_ field: UnsafeBufferPointer<UInt8>, at index: Int) -> (scalar: UInt32, end: Int)? {
        var end = index
        while end < field.count, end - index < maximumLength, isAlphanumeric(field[end]) { end += 1 }
        let name = String(decoding: field[index..<end], as: UTF8.self)
        let isClosed = end < field.count && field[end] == UInt8(ascii: ";")
        if isClosed { return EntityNames.scalars[name].map { ($0, end + 1) } }
        // Without a semicolon only the markup's own, and only as a word: "AT&T" and "R&D" must stay.
        guard ["amp", "lt", "gt", "quot", "nbsp"].contains(name) else { return nil }
        guard end == field.count || field[end] != UInt8(ascii: "=") else { return nil }
        return EntityNames.scalars[name].map { ($0, end) }
    }

    private static func number(_ field: UnsafeBufferPointer<UInt8>, at index: Int) -> (scalar: UInt32, end: Int)? {
        let isHexadecimal = index < field.count && field[index] | 0x20 == UInt8(ascii: "x")
        let first = isHexadecimal ? index + 1 : index
        var end = first
        var value: UInt32 = 0
        while end < field.count, end - first < maximumDigits, let digit = digit(field[end], isHexadecimal) {
            // Saturates far above the last scalar.
            value = min(value * (isHexadecimal ? 16 : 10) + digit, 0x0100_0000)
            end += 1
        }
        guard end > first else { return nil }
        let isClosed = end < field.count && field[end] == UInt8(ascii: ";")
        guard isClosed || end - first >= 2 else { return nil }
        return (meant(by: value), isClosed ? end + 1 : end)
    }

    /// The scalar a number stands for: Windows-1252 in the range that Unicode leaves to controls, as browsers read it.
    private static func meant(by value: UInt32) -> UInt32 {
        if (0x80...0x9F).contains(value) { return EntityNames.windows1252[Int(value - 0x80)] }
        guard value != 0, Unicode.Scalar(value) != nil else { return 0xFFFD }
        return value
    }

    private static func digit(_ byte: UInt8, _ isHexadecimal: Bool) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f") where isHexadecimal: return UInt32(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F") where isHexadecimal: return UInt32(byte - UInt8(ascii: "A") + 10)
        default: return nil
        }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): return true
        default: return (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
    }
}
