/// Text of articles made safe for a terminal.
///
/// A headline can hold escape sequences that move the cursor, change the title or paste commands; here every control
/// character, direction override and invisible mark is written out as `\u{1B}`.
public enum TerminalText {
    /// The text on one line with everything invisible made visible.
    public static func escaped(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: mustShow) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if mustShow(scalar) { result += shown(scalar) } else { result.unicodeScalars.append(scalar) }
        }
        return result
    }

    private static func mustShow(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F, 0xAD, 0x061C, 0x180E, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
            0xFFF9...0xFFFB, 0xE0000...0xE007F:
            return true
        default: return false
        }
    }

    private static func shown(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": return "\\n"
        case "\r": return "\\r"
        case "\t": return "\\t"
        default: return "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
        }
    }
}
