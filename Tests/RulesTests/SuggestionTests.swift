import Testing

@testable import Rules

@Suite struct SuggestionTests {
    @Test(arguments: [
        ("", "", 0), ("a", "", 1), ("kitten", "sitting", 3), ("ab", "ba", 1), ("bootstap", "bootstrap", 1),
    ])
    func distance(first: String, second: String, edits: Int) {
        #expect(editDistance(first, second) == edits)
        #expect(editDistance(second, first) == edits)
    }

    @Test(arguments: [("gruop", "group"), ("GROUP", "group"), ("colour", nil), ("x", nil)] as [(String, String?)])
    func nearestOnlyWhereNear(word: String, expected: String?) {
        #expect(suggestion(for: word, among: ["group", "topics", "bootstrap"]) == expected)
    }
}
