import Language
import TestSupport
import Testing

/// The longest phrase at every place, against a search that tries them all.
@Suite struct PhraseTableTests {
    static let letters = ["alpha", "bravo", "charlie", "delta"]

    private func vocabulary() throws -> Vocabulary {
        var builder = VocabularyBuilder()
        for word in Self.letters { builder.add(word) }
        return try builder.build()
    }

    private func phrase(_ kind: PhraseKind, capital: Bool = false, allCaps: Bool = false) -> PhraseTable.Phrase {
        PhraseTable.Phrase(kind: kind, tags: [], needsCapital: capital, needsAllCaps: allCaps, lemma: 0)
    }

    private func tokens(_ text: String, _ vocabulary: Vocabulary) -> [Token] {
        var tokens: [Token] = []
        let bytes = Array(text.utf8)
        Tokenizer(vocabulary: vocabulary).tokenize(bytes.span, 0..<bytes.count, into: &tokens)
        return tokens
    }

    @Test(arguments: 0..<40)
    func longest_agreesWithANaiveSearch(seed: UInt64) throws {
        var random = Random(seed: seed)
        let vocabulary = try vocabulary()
        var builder = PhraseTableBuilder()
        var phrases: Set<[String]> = []
        for _ in 0..<(1 + random.below(8)) {
            let words = (0..<(1 + random.below(4))).map { _ in random.pick(Self.letters) }
            _ = builder.add(words.map { vocabulary.word($0) }, phrase(.term))
            phrases.insert(words)
        }
        let table = builder.build()
        let text = (0..<30).map { _ in random.below(6) == 0 ? "unknown" : random.pick(Self.letters) }
        let tokens = tokens(text.joined(separator: " "), vocabulary)
        for start in text.indices {
            let naive = phrases.filter { text[start...].starts(with: $0) }.map(\.count).max()
            let found = table.longest(tokens, at: start, limit: tokens.count, ignoresCase: false)
            #expect(found.map { Int($0.end - $0.first) } == naive)
        }
    }

    /// The text, and the phrase found at its start.
    @Test(
        arguments: [
            ("alpha bravo", "name"), ("Alpha bravo", "name"), ("ALPHA BRAVO", "name"), ("alpha", "term"),
            ("Alpha", "term"), ("alpha. bravo", "name"), ("Alpha.bravo", "name"), ("alpha-bravo", "name"),
            ("charlie", nil), ("CHARLIE", "adjectival"), ("Delta", "name"), ("delta", nil), ("unknown", nil),
        ] as [(String, String?)]
    )
    func longest_mindsHowItIsWritten(text: String, kind: String?) throws {
        let vocabulary = try vocabulary()
        var builder = PhraseTableBuilder()
        _ = builder.add([vocabulary.word("alpha")], phrase(.term))
        _ = builder.add(["alpha", "bravo"].map { vocabulary.word($0) }, phrase(.name))
        _ = builder.add([vocabulary.word("charlie")], phrase(.adjectival, allCaps: true))
        _ = builder.add([vocabulary.word("delta")], phrase(.name, capital: true))
        let tokens = tokens(text, vocabulary)
        let found = builder.build().longest(tokens, at: 0, limit: tokens.count, ignoresCase: false)
        #expect(found.map { "\($0.kind)" } == kind)
    }

    @Test func add_joinsTwoUsesOfOnePhrase() throws {
        let vocabulary = try vocabulary()
        var builder = PhraseTableBuilder()
        let words = [vocabulary.word("delta")]
        let first = builder.add(words, phrase(.term, capital: true))
        #expect(builder.add(words, phrase(.name)) == first)
        let table = builder.build()
        #expect(table.phrases.count == 1)
        #expect(table.phrases[Int(first)].kind == .name)
        #expect(!table.phrases[Int(first)].needsCapital)
    }
}
