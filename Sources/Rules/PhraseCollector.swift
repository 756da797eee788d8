import Language

/// Collects the phrases of all tables before the vocabulary is closed, then makes the phrase table of them.
///
/// Words get their numbers when the vocabulary is built, and phrases are made of numbers; so phrases wait here as text.
struct PhraseCollector {
    /// A phrase that waits for its words.
    struct Waiting {
        var text: String
        var kind: PhraseKind
        var tags: WordTags
        var needsCapital: Bool
        var needsAllCaps: Bool
        var lemma: String?
        var sense: Lexicon.Sense?
    }

    /// How often a word of the subject is met, parties and things, where no table counts it: rather often in news that
    /// is read as a whole.
    private static let usesOfSubject = 100

    private(set) var waiting: [Waiting] = []

    mutating func add(
        _ text: String,
        kind: PhraseKind,
        tags: WordTags = [],
        needsCapital: Bool = false,
        needsAllCaps: Bool = false,
        lemma: String? = nil,
        sense: Lexicon.Sense? = nil
    ) {
        waiting.append(
            Waiting(
                text: text,
                kind: kind,
                tags: tags,
                needsCapital: needsCapital,
                needsAllCaps: needsAllCaps,
                lemma: lemma,
                sense: sense
            )
        )
    }

    /// Adds every word of the phrases to the vocabulary.
    func addWords(to vocabulary: inout VocabularyBuilder) {
        let cutter = WordCutter()
        for phrase in waiting {
            for word in cutter.words(phrase.text) {
                vocabulary.add(word)
                if phrase.sense?.category == .party || phrase.sense?.category == .term {
                    vocabulary.note(uses: PhraseCollector.usesOfSubject, of: word)
                }
            }
            if let lemma = phrase.lemma { vocabulary.add(lemma) }
        }
    }

    /// The phrase table, and for every phrase its senses.
    func build(_ vocabulary: Vocabulary) -> (PhraseTable, [[Lexicon.Sense]]) {
        var builder = PhraseTableBuilder()
        var senses: [[Lexicon.Sense]] = []
        let cutter = WordCutter()
        for phrase in waiting {
            let words = cutter.words(phrase.text).map { vocabulary.word($0) }
            let number = builder.add(
                words,
                PhraseTable.Phrase(
                    kind: phrase.kind,
                    tags: phrase.tags,
                    needsCapital: phrase.needsCapital,
                    needsAllCaps: phrase.needsAllCaps,
                    lemma: phrase.lemma.map { vocabulary.word($0) } ?? 0
                )
            )
            while senses.count <= Int(number) { senses.append([]) }
            if let sense = phrase.sense { senses[Int(number)].append(sense) }
        }
        return (builder.build(), senses)
    }
}

/// Cuts the text of a phrase into words exactly as the tokenizer cuts an article.
struct WordCutter {
    private let tokenizer: Tokenizer

    init() {
        // Cutting needs no words: which token is which word is looked up by the caller.
        tokenizer = Tokenizer(vocabulary: .empty)
    }

    /// The words of `text` in folded form; an apostrophe-s counts as a word, other marks do not.
    func words(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        var tokens: [Token] = []
        tokenizer.tokenize(bytes.span, 0..<bytes.count, into: &tokens)
        return tokens.compactMap { token in
            switch token.kind {
            case .word, .number:
                Folding.fold(String(decoding: bytes[Int(token.start)..<Int(token.end)], as: UTF8.self))
            case .possessive: "'s"
            default: nil
            }
        }
    }
}
