import Language
import Testing

/// Words are numbered by how often they are met, and found whatever their number.
@Suite struct VocabularyTests {
    private func vocabulary(_ uses: [String: Int]) throws -> Vocabulary {
        var builder = VocabularyBuilder()
        builder.add("rare", tags: .noun)
        builder.add(form: "launches", of: "launch", tags: .verbS)
        builder.add("the", tags: .determiner)
        for (word, count) in uses { builder.note(uses: count, of: word) }
        return try builder.build()
    }

    @Test func words_metMostComeFirst() throws {
        let vocabulary = try vocabulary(["The": 1000, "launch": 10, "unheard": 5000])
        let words = ["the", "launch", "launches", "rare"].map { vocabulary.word($0) }
        #expect(vocabulary.count == 5)
        #expect(words.first == 1)
        // A form is met as its lemma is.
        #expect(Set(words[1...2]) == [2, 3])
        #expect(words.last == 4)
        #expect(vocabulary.word("unheard") == 0)
    }

    @Test(arguments: [[:], ["rare": 7], ["launches": 3, "rare": 2], ["the": 1, "launch": 1]])
    func theirNumbersChangeNothingElse(uses: [String: Int]) throws {
        let vocabulary = try vocabulary(uses)
        for text in ["rare", "launch", "launches", "the"] { #expect(vocabulary.text(vocabulary.word(text)) == text) }
        #expect(vocabulary.lemma(vocabulary.word("launches")) == vocabulary.word("launch"))
        #expect(vocabulary.tags(vocabulary.word("launches")) == .verbS)
        #expect(vocabulary.tags(vocabulary.word("the")) == .determiner)
        #expect(vocabulary.tags(0) == [])
        #expect(vocabulary.lemma(vocabulary.word("rare")) == vocabulary.word("rare"))
    }
}
