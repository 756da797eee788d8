/// A set of words as one bit a word, so that a look-up costs a load and a mask.
public struct WordSet: Sendable {
    @usableFromInline let bits: [UInt64]

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
    @inlinable
    @inline(__always)
    public func contains(_ word: WordID) -> Bool {
        let index = Int(word >> 6)
        return index < bits.count && bits[index] & (1 << UInt64(word & 63)) != 0
    }
}
