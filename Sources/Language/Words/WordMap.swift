/// Values of words: a bit a word says which have one, and a count every 64 words where it is kept.
///
/// Most look-ups are of words without a value. They touch 16 bytes for 64 words, so that the maps of a whole
/// vocabulary stay in the nearest cache.
public struct WordMap<Value: Sendable>: Sendable {
    @usableFromInline
    struct Block: Sendable {
        /// Which of its 64 words have a value.
        @usableFromInline var bits: UInt64 = 0
        /// The place of the first of their values.
        @usableFromInline var start: Int32 = 0
    }

    @usableFromInline let blocks: [Block]
    /// The values in the order of their words, after the one of all other words.
    @usableFromInline let values: [Value]

    /// The values of a dictionary, and `fallback` for every other word, the unknown one among them.
    public init(_ dictionary: [WordID: Value], fallback: Value) {
        let rows = dictionary.filter { $0.key > 0 }.sorted { $0.key < $1.key }
        var blocks = [Block](repeating: Block(), count: rows.last.map { Int($0.key >> 6) + 1 } ?? 0)
        var values = [fallback]
        for (word, value) in rows {
            let index = Int(word >> 6)
            if blocks[index].bits == 0 { blocks[index].start = Int32(values.count) }
            blocks[index].bits |= 1 << UInt64(word & 63)
            values.append(value)
        }
        self.blocks = blocks
        self.values = values
    }

    /// The value of `word`.
    @inlinable
    @inline(__always)
    public subscript(word: WordID) -> Value {
        values[place(of: word)]
    }

    /// Whether `word` has a value of its own.
    @inlinable
    @inline(__always)
    public func has(_ word: WordID) -> Bool {
        let index = Int(word >> 6)
        return index < blocks.count && blocks[index].bits & 1 << UInt64(word & 63) != 0
    }

    @inlinable
    @inline(__always)
    func place(of word: WordID) -> Int {
        let index = Int(word >> 6)
        guard index < blocks.count else { return 0 }
        let block = blocks[index]
        let bit: UInt64 = 1 << UInt64(word & 63)
        return block.bits & bit == 0 ? 0 : Int(block.start) + (block.bits & (bit - 1)).nonzeroBitCount
    }
}
