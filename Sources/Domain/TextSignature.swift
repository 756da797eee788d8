/// A signature by which near-identical texts can be told without comparing them: copies of one agency report.
///
/// A 64-bit SimHash (Charikar, 2002) over runs of three words, letters in lower case, marks and spaces left out. Texts
/// that share most of their runs differ in few bits; unrelated ones in about half.
public struct TextSignature: Sendable, Hashable {
    /// The 64 bits.
    public var bits: UInt64

    /// The signature of those bits.
    public init(bits: UInt64) {
        self.bits = bits
    }

    /// The signature of an article's title and body.
    public init(_ article: Article) {
        var votes = [Int32](repeating: 0, count: 64)
        for field in [article.title, article.body] {
            TextSignature.count(article.bytes[field], into: &votes)
        }
        bits = votes.indices.reduce(0) { votes[$1] > 0 ? $0 | 1 << UInt64($1) : $0 }
    }

    /// How many bits two signatures differ in, 0…64.
    public func distance(to other: TextSignature) -> Int {
        (bits ^ other.bits).nonzeroBitCount
    }

    /// Lets every run of three words vote for its hash.
    private static func count(_ bytes: ArraySlice<UInt8>, into votes: inout [Int32]) {
        var word = offsetBasis
        var isInWord = false
        var last: (UInt64, UInt64) = (0, 0)
        for byte in bytes + [0x20] {
            let lower = byte &- 0x41 < 26 ? byte | 0x20 : byte
            if lower &- 0x61 < 26 || lower &- 0x30 < 10 || lower >= 0x80 {
                word = (word ^ UInt64(lower)) &* prime
                isInWord = true
            } else if isInWord {
                let run = spread(word &+ last.1 &* 3 &+ last.0 &* 7)
                for bit in 0..<64 { votes[bit] += run >> UInt64(bit) & 1 == 1 ? 1 : -1 }
                last = (last.1, word)
                word = offsetBasis
                isInWord = false
            }
        }
    }

    // FNV-1a for words, then the finisher of SplitMix64 so that every bit of a run depends on every word.
    private static let offsetBasis: UInt64 = 0xCBF2_9CE4_8422_2325
    private static let prime: UInt64 = 0x0000_0100_0000_01B3

    private static func spread(_ value: UInt64) -> UInt64 {
        var value = value
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}

extension TextSignature: Codable {
    /// The signature that `hexadecimal` writes; nil where it is not one.
    public init?(hexadecimal: String) {
        guard !hexadecimal.isEmpty, let bits = UInt64(hexadecimal, radix: 16) else { return nil }
        self.bits = bits
    }

    /// Decodes the hexadecimal form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let signature = TextSignature(hexadecimal: text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "'\(text)' is not a signature of 16 hexadecimal digits"
            )
        }
        self = signature
    }

    /// Encodes the hexadecimal form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension TextSignature: CustomStringConvertible {
    /// 16 hexadecimal digits.
    public var description: String {
        let digits = String(bits, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
