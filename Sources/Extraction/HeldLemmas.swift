import Language

/// The lemmas that an article holds anywhere, one bit a word of the vocabulary.
struct HeldLemmas {
    private let bits: [UInt64]

    init(_ tokens: [Token], _ vocabulary: Vocabulary) {
        var bits = [UInt64](repeating: 0, count: vocabulary.count / 64 + 1)
        var span = bits.mutableSpan
        for index in tokens.indices {
            let lemma = vocabulary.lemma(tokens[index].word)
            span[Int(lemma >> 6)] |= 1 << UInt64(lemma & 63)
        }
        self.bits = bits
    }

    /// Whether the article holds a lemma.
    func contains(_ lemma: WordID) -> Bool { bits[Int(lemma >> 6)] & 1 << UInt64(lemma & 63) != 0 }
}
