/// A word of the vocabulary, by number; zero is every word the vocabulary does not hold.
public typealias WordID = Int32

/// All words the grammar and the lexicon know, each with its tags and its lemma: one probe of a hash table a token.
///
/// Words are found by a 64-bit hash of their folded bytes (`Folding`). The builder refuses two words of one hash, so a
/// probe needs no comparison of bytes; a text could only make an unknown word pass for a known one, which it could
/// as well have written.
public struct Vocabulary: Sendable {
    private let keys: [UInt64]
    private let slots: [WordID]
    private let mask: Int
    private let tagsByWord: [WordTags]
    private let lemmaByWord: [WordID]
    private let textByWord: [String]

    init(keys: [UInt64], slots: [WordID], tags: [WordTags], lemmas: [WordID], texts: [String]) {
        self.keys = keys
        self.slots = slots
        mask = keys.count - 1
        tagsByWord = tags
        lemmaByWord = lemmas
        textByWord = texts
    }

    /// A vocabulary without words.
    public static let empty = Vocabulary(keys: [0], slots: [0], tags: [[]], lemmas: [0], texts: [""])

    /// How many words there are, the unknown word included.
    public var count: Int { tagsByWord.count }

    /// The word whose folded bytes have `hash`, or 0.
    @inline(__always)
    public func word(hash: UInt64) -> WordID {
        var slot = Int(truncatingIfNeeded: hash) & mask
        while keys[slot] != 0 {
            if keys[slot] == hash { return slots[slot] }
            slot = (slot + 1) & mask
        }
        return 0
    }

    /// The word written `text`, or 0; for callers off the hot path.
    public func word(_ text: String) -> WordID {
        word(hash: Folding.hash(text))
    }

    /// What `word` can be.
    @inline(__always)
    public func tags(_ word: WordID) -> WordTags {
        tagsByWord[Int(word)]
    }

    /// The lemma of `word`; the word itself where it has no other.
    @inline(__always)
    public func lemma(_ word: WordID) -> WordID {
        lemmaByWord[Int(word)]
    }

    /// The folded text of `word`, for people.
    public func text(_ word: WordID) -> String {
        textByWord[Int(word)]
    }
}

/// Collects words and makes a `Vocabulary` of them.
public struct VocabularyBuilder: Sendable {
    /// Two different words that fold to one hash.
    public struct Collision: Error {
        /// The word that was there first.
        public let first: String
        /// The word that could not be added.
        public let second: String
    }

    private var byText: [String: WordID] = [:]
    private var tags: [WordTags] = [[]]
    private var lemmas: [WordID] = [0]
    private var texts: [String] = [""]

    /// An empty vocabulary.
    public init() {}

    /// Adds a word, or more tags to a word that is there, and returns its number.
    @discardableResult
    public mutating func add(_ text: String, tags newTags: WordTags = []) -> WordID {
        let folded = Folding.fold(text)
        if let word = byText[folded] {
            tags[Int(word)].formUnion(newTags)
            return word
        }
        let word = WordID(tags.count)
        byText[folded] = word
        tags.append(newTags)
        lemmas.append(word)
        texts.append(folded)
        return word
    }

    /// Adds a form of a lemma, unless an earlier call gave the form a lemma.
    public mutating func add(form: String, of lemma: String, tags newTags: WordTags) {
        let lemmaWord = add(lemma)
        let word = add(form, tags: newTags)
        if word != lemmaWord, lemmas[Int(word)] == word { lemmas[Int(word)] = lemmaWord }
    }

    /// What is known of a word so far.
    public func tags(_ text: String) -> WordTags {
        byText[Folding.fold(text)].map { tags[Int($0)] } ?? []
    }

    /// The vocabulary of all words added.
    public func build() throws -> Vocabulary {
        var size = 16
        while size < texts.count * 2 { size *= 2 }
        var keys = [UInt64](repeating: 0, count: size)
        var slots = [WordID](repeating: 0, count: size)
        for word in 1..<max(1, texts.count) {
            let hash = Folding.hash(texts[word])
            var slot = Int(truncatingIfNeeded: hash) & (size - 1)
            while keys[slot] != 0 {
                guard keys[slot] != hash else {
                    throw Collision(first: texts[Int(slots[slot])], second: texts[word])
                }
                slot = (slot + 1) & (size - 1)
            }
            keys[slot] = hash
            slots[slot] = WordID(word)
        }
        return Vocabulary(keys: keys, slots: slots, tags: tags, lemmas: lemmas, texts: texts)
    }
}
