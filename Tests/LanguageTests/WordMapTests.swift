import Language
import Testing

@Suite struct WordMapTests {
    private let rows: [WordID: String] = [
        1: "one", 63: "last of a block", 64: "first of a block", 65: "next", 200: "far",
    ]

    @Test func subscript_givesTheValueOfEveryWord_andTheFallbackOfAllOthers() {
        let map = WordMap(rows, fallback: "none")
        for word in WordID(0)..<300 {
            #expect(map[word] == rows[word] ?? "none")
            #expect(map.has(word) == (rows[word] != nil))
        }
    }

    @Test func theUnknownWord_hasNoValueOfItsOwn() {
        let map = WordMap([0: 7], fallback: 1)
        #expect(map[0] == 1)
        #expect(!map.has(0))
    }

    @Test func anEmptyMap_knowsTheFallbackAlone() {
        #expect(WordMap([:], fallback: 3)[1_000_000] == 3)
    }
}
