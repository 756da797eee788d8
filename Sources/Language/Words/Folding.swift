/// Folds text so that spellings meet: ASCII letters in lower case, Latin letters without their marks.
///
/// Works on UTF-8 bytes. What it does not know (other scripts) stays as it is.
public enum Folding {
    /// The lower-case form of an ASCII letter; any other byte as it is.
    @inline(__always)
    public static func lower(_ byte: UInt8) -> UInt8 {
        byte &- 0x41 < 26 ? byte | 0x20 : byte
    }

    /// The one or two ASCII letters a Latin letter of U+00C0…U+017F or U+0218…U+021B folds to; zero where there is none.
    public static func ascii(_ scalar: UInt32) -> (UInt8, UInt8) {
        switch scalar {
        case 0xC6, 0xE6: return (0x61, 0x65)
        case 0xDF: return (0x73, 0x73)
        case 0x152, 0x153: return (0x6F, 0x65)
        case 0x218, 0x219: return (0x73, 0)
        case 0x21A, 0x21B: return (0x74, 0)
        case 0xC0...0x17F: return (latin[Int(scalar - 0xC0)], 0)
        default: return (0, 0)
        }
    }

    /// Base letters of U+00C0…U+017F in order; `.` where a letter has none.
    private static let latin: [UInt8] = Array(
        ("aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.y"
            + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkkkllllllllllnnnnnnnnnoooooo..rrrrrrssssssss"
            + "ttttttuuuuuuuuuuuuwwyyyzzzzzzs").utf8.map { $0 == 0x2E ? 0 : $0 }
    )

    /// The folded form of a text, for callers off the hot path.
    public static func fold(_ text: String) -> String {
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            let (first, second) = ascii(scalar.value)
            if first != 0 {
                bytes.append(first)
                if second != 0 { bytes.append(second) }
            } else if scalar.value < 0x80 {
                bytes.append(lower(UInt8(scalar.value)))
            } else if scalar.value == 0x2019 {
                bytes.append(0x27)
            } else {
                bytes.append(contentsOf: String(scalar).utf8)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The hash of the folded form of a text, for callers off the hot path.
    public static func hash(_ text: String) -> UInt64 {
        var hash = WordHash()
        for byte in fold(text).utf8 { hash.add(byte) }
        return hash.finished
    }
}
