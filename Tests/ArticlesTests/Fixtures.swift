import Domain

@testable import Articles

extension ArticleDecoder {
    /// Decodes JSON text.
    func decode(json: String, carrier: Carrier = Carrier()) -> Decoded {
        decode(Array(json.utf8), carrier: carrier)
    }
}

extension Decoded {
    /// The article, where there is one.
    var article: Article? {
        guard case .article(let article) = self else { return nil }
        return article
    }

    /// The failure, where there is one.
    var failure: DecodeFailure? {
        guard case .failure(let failure) = self else { return nil }
        return failure
    }

    /// Whether it is a tombstone.
    var isTombstone: Bool {
        guard case .tombstone = self else { return false }
        return true
    }
}

/// The plain text of a delivered field and its map.
func reduced(_ field: String) -> (text: String, bytes: [UInt8], map: OffsetMap) {
    var bytes: [UInt8] = []
    let map = Array(field.utf8).withUnsafeBufferPointer { TextReduction.append($0, to: &bytes) }
    return (String(decoding: bytes, as: UTF8.self), bytes, map)
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
