/// A set of words as one bit a word, so that a look-up costs a load and a mask.
public struct WordSet: Sendable {
    private let bits: [UInt64]

    /// A set of `words`; the unknown word belongs to none.
    public init(_ words: some Sequence<WordID>) {
        var bits: [UInt64] = []
        for word in words where word > 0 {
            while bits.count <= Int(word >> 6) { bits.append(0) }
            bits[Int(word >> 6)] |= 1 << UInt64(word & 63)
        }
        self.bits = bits
    }

    /// Whether `word` belongs to the set.
    @inline(__always)
    public func contains(_ word: WordID) -> Bool {
        let index = Int(word >> 6)
        return index < bits.count && bits[index] & (1 << UInt64(word & 63)) != 0
    }
}

/// Values of words, found by an index a word.
public struct WordMap<Value: Sendable>: Sendable {
    private let slots: [Int32]
    private let values: [Value]

    /// The values of a dictionary, and `fallback` for every other word.
    public init(_ dictionary: [WordID: Value], fallback: Value) {
        var slots = [Int32](repeating: 0, count: Int(dictionary.keys.max() ?? 0) + 1)
        var values = [fallback]
        for (word, value) in dictionary where word > 0 {
            slots[Int(word)] = Int32(values.count)
            values.append(value)
        }
        self.slots = slots
        self.values = values
    }

    /// The value of `word`.
    @inline(__always)
    public subscript(word: WordID) -> Value {
        values[Int(word) < slots.count ? Int(slots[Int(word)]) : 0]
    }
}
