/// Finds the news agency that a text credits, so that copies in many outlets count as one source.
///
/// It knows the places where agencies put their names, not the agencies: in brackets or slashes before the dash of the
/// dateline ("SEOUL, Jan. 7 (Yonhap) --", "MOSCOW, January 7. /TASS/."), and alone in the last line ("- AFP").
public enum AgencyCredit {
    /// The name of the agency as the text writes it; nil where none is credited.
    public static func find(_ article: Article) -> String? {
        let body = article.bytes[article.body]
        return dateline(body) ?? lastLine(body)
    }

    // Longer ones are asides: "(see page 4 for the full text)".
    private static let longestName = 32
    private static let datelineLength = 120

    private static func dateline(_ body: ArraySlice<UInt8>) -> String? {
        let head = body.prefix(datelineLength)
        for (open, close) in [(UInt8(ascii: "("), UInt8(ascii: ")")), (UInt8(ascii: "/"), UInt8(ascii: "/"))] {
            guard let start = head.firstIndex(of: open) else { continue }
            guard let end = head[(start + 1)...].firstIndex(of: close) else { continue }
            guard isMark(head[(end + 1)...]), let name = name(head[(start + 1)..<end]) else { continue }
            return name
        }
        return nil
    }

    /// Whether what follows begins with a dash or a full stop, as a dateline ends.
    private static func isMark(_ rest: ArraySlice<UInt8>) -> Bool {
        let rest = rest.drop { $0 == 0x20 || $0 == UInt8(ascii: ",") }
        guard let first = rest.first else { return false }
        // E2 80 9x: the dashes of Unicode.
        return first == UInt8(ascii: "-") || first == UInt8(ascii: ".") || rest.starts(with: [0xE2, 0x80])
    }

    private static func lastLine(_ body: ArraySlice<UInt8>) -> String? {
        let text = body.dropLast(body.reversed().prefix { $0 <= 0x20 }.count)
        guard let feed = text.lastIndex(of: 0x0A) else { return nil }
        let line = text[(feed + 1)...]
        guard let first = line.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "(") || first == 0xE2 else {
            return nil
        }
        return name(line.drop { !isLetter($0) || $0 >= 0x80 }.prefix { $0 != UInt8(ascii: ")") })
    }

    /// The bytes as a name: a few words that begin with a capital.
    private static func name(_ bytes: ArraySlice<UInt8>) -> String? {
        guard !bytes.isEmpty, bytes.count <= longestName, bytes.contains(where: isLetter) else { return nil }
        guard let first = bytes.first, first &- 0x41 < 26 || first >= 0x80 || first &- 0x61 < 26 else { return nil }
        guard bytes.allSatisfy({ isLetter($0) || $0 == 0x20 || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") })
        else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte >= 0x80
    }
}
