/// What certain words mean to a reader: by number of the vocabulary, and by hash for words the vocabulary has not.
struct WordTable<Meaning: Sendable>: Sendable {
    private let none: Meaning
    private let byWord: WordMap<Meaning>
    private let byHash: [UInt64: Meaning]
    /// The hashes of `byHash`, one bit of 64 each: nearly all others are told by this.
    private let bits: UInt64
    /// The longest word that is looked for by hash, in bytes.
    private let longest: Int

    /// A table of `rows`; a word not among them means `none`.
    init(vocabulary: Vocabulary, rows: [(text: String, meaning: Meaning)], none: Meaning) {
        var byWord: [WordID: Meaning] = [:]
        var byHash: [UInt64: Meaning] = [:]
        var longest = 0
        for (text, meaning) in rows {
            let hash = Folding.hash(text)
            let word = vocabulary.word(hash: hash)
            if word > 0 {
                byWord[word] = meaning
            } else {
                byHash[hash] = meaning
                longest = max(longest, text.utf8.count)
            }
        }
        self.none = none
        self.byWord = WordMap(byWord, fallback: none)
        self.byHash = byHash
        bits = byHash.keys.reduce(0) { $0 | 1 << ($1 & 63) }
        self.longest = longest
    }

    /// Whether words that the vocabulary has not may mean something.
    var knowsOthers: Bool { longest > 0 }

    /// What the word `token` means.
    func meaning(_ token: Token, _ bytes: Span<UInt8>) -> Meaning {
        if token.word > 0 { return byWord[token.word] }
        guard Int(token.end - token.start) <= longest else { return none }
        var word = WordHash()
        for position in Int(token.start)..<Int(token.end) { word.add(Folding.lower(bytes[position])) }
        let hash = word.finished
        return bits & 1 << (hash & 63) == 0 ? none : byHash[hash] ?? none
    }
}
