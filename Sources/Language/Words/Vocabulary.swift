/// A word of the vocabulary, by number; zero is every word the vocabulary does not hold.
public typealias WordID = Int32

/// All words the grammar and the lexicon know, each with its tags and its lemma: one probe of a hash table a token.
///
/// Words are found by a 64-bit hash of their folded bytes (`Folding`): its lower bits say where to look, its upper half is
/// compared. The builder refuses two words that could be taken for each other, so a probe needs no comparison of bytes;
/// a text could only make an unknown word pass for a known one, which it could as well have written.
public struct Vocabulary: Sendable {
    /// A place of the hash table: the upper half of the hash, 0 for none, and the word.
    struct Slot {
        var check: UInt32 = 0
        var word: WordID = 0

        /// What is compared of a hash.
        @inline(__always)
        static func check(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 32) }
    }

    /// What is known of a word.
    struct Entry {
        var tags: WordTags
        var lemma: WordID
    }

    // What is asked for together lies together: a word that is met for the first time misses the cache twice.
    private let slots: [Slot]
    private let mask: Int
    private let entries: [Entry]
    private let textByWord: [String]

    init(slots: [Slot], entries: [Entry], texts: [String]) {
        self.slots = slots
        mask = slots.count - 1
        self.entries = entries
        textByWord = texts
    }

    /// A vocabulary without words.
    public static let empty = Vocabulary(slots: [Slot()], entries: [Entry(tags: [], lemma: 0)], texts: [""])

    /// How many words there are, the unknown word included.
    public var count: Int { entries.count }

    /// The word whose folded bytes have `hash`, or 0.
    @inline(__always)
    public func word(hash: UInt64) -> WordID {
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot].check != 0 {
            if slots[slot].check == Slot.check(hash) { return slots[slot].word }
            slot = (slot + 1) & mask
        }
        return 0
    }

    /// The word at the first place for `hash`; -1 where another word stands there.
    @inline(__always)
    func firstLook(hash: UInt64) -> WordID {
        let slot = slots[Int(truncatingIfNeeded: hash) & mask]
        return slot.check == Slot.check(hash) || slot.check == 0 ? slot.word : -1
    }

    /// The word written `text`, or 0; for callers off the hot path.
    public func word(_ text: String) -> WordID {
        word(hash: Folding.hash(text))
    }

    /// What `word` can be.
    @inline(__always)
    public func tags(_ word: WordID) -> WordTags {
        entries[Int(word)].tags
    }

    /// The lemma of `word`; the word itself where it has no other.
    @inline(__always)
    public func lemma(_ word: WordID) -> WordID {
        entries[Int(word)].lemma
    }

    /// The same words, each with what `mark` says of it among its tags.
    func marked(_ mark: (_ word: WordID, _ tags: WordTags) -> WordTags) -> Vocabulary {
        var entries = entries
        for word in entries.indices { entries[word].tags.formUnion(mark(WordID(word), entries[word].tags)) }
        return Vocabulary(slots: slots, entries: entries, texts: textByWord)
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
    private var uses: [Int] = [0]

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
        uses.append(0)
        return word
    }

    /// Adds the words that tell times and quantities, so that no other word is taken for one of them by its letters.
    public mutating func addMeasures() {
        for word in TimeWords.all + QuantityWord.all { add(String(word)) }
    }

    /// Notes that a word which is there, and with it its forms, is met at least so often.
    public mutating func note(uses count: Int, of text: String) {
        guard let word = byText[Folding.fold(text)] else { return }
        uses[Int(word)] = max(uses[Int(word)], count)
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
    ///
    /// Words are numbered by how often they are met: what is asked of most words of a text then lies close together.
    public func build() throws -> Vocabulary {
        let order = byUses()
        var number = [WordID](repeating: 0, count: texts.count)
        for (place, word) in order.enumerated() { number[word] = WordID(place) }
        var size = 16
        while size < texts.count * 2 { size *= 2 }
        var slots = [Vocabulary.Slot](repeating: Vocabulary.Slot(), count: size)
        for word in order.dropFirst() {
            let hash = Folding.hash(texts[word])
            var slot = Int(truncatingIfNeeded: hash) & (size - 1)
            while slots[slot].check != 0 {
                guard slots[slot].check != Vocabulary.Slot.check(hash) else {
                    throw Collision(first: texts[order[Int(slots[slot].word)]], second: texts[word])
                }
                slot = (slot + 1) & (size - 1)
            }
            slots[slot] = Vocabulary.Slot(check: Vocabulary.Slot.check(hash), word: number[word])
        }
        let entries = order.map { Vocabulary.Entry(tags: tags[$0], lemma: number[Int(lemmas[$0])]) }
        return Vocabulary(slots: slots, entries: entries, texts: order.map { texts[$0] })
    }

    /// The words in the order of their numbers: the unknown one, then those met most.
    private func byUses() -> [Int] {
        let weights = texts.indices.map { max(uses[$0], uses[Int(lemmas[$0])]) }
        let words = (1..<max(1, texts.count)).sorted {
            weights[$0] == weights[$1] ? $0 < $1 : weights[$0] > weights[$1]
        }
        return [0] + words
    }
}
