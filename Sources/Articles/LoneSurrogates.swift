/// Repairs what some producers write and no reader may accept: half of a surrogate pair as an escape.
enum LoneSurrogates {
    /// A copy in which every unpaired `\uD800`…`\uDFFF` is `\uFFFD`; nil where there is none.
    static func repaired(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        var result = Array(bytes)
        var found = false
        var index = 0
        while index + 1 < result.count {
            guard result[index] == UInt8(ascii: "\\") else {
                index += 1
                continue
            }
            guard let unit = escape(in: result, at: index), (0xD800...0xDFFF).contains(unit) else {
                index += 2
                continue
            }
            if unit < 0xDC00, let low = escape(in: result, at: index + 6), (0xDC00...0xDFFF).contains(low) {
                index += 12
                continue
            }
            result.replaceSubrange((index + 2)..<(index + 6), with: "FFFD".utf8)
            found = true
            index += 6
        }
        return found ? result : nil
    }

    /// The code unit of a `\uXXXX` at `index`.
    private static func escape(in bytes: [UInt8], at index: Int) -> Int? {
        guard index + 6 <= bytes.count, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u") else {
            return nil
        }
        return Int(String(decoding: bytes[(index + 2)..<(index + 6)], as: UTF8.self), radix: 16)
    }
}
