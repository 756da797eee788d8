import Domain
import Language
import Testing

/// What the grammar makes of texts of our own, from tokens up to who does what to whom.
@Suite struct GrammarTableTests {
    @Test func tokens() throws {
        #expect(try TextTable.difference("tokens") { try Outline($0).tokens } == nil)
    }

    @Test func sentences() throws {
        #expect(try TextTable.difference("sentences") { try Outline($0).sentences } == nil)
    }

    @Test func partsOfSpeech() throws {
        #expect(try TextTable.difference("parts") { try Outline($0).parts } == nil)
    }

    @Test func clauses() throws {
        #expect(try TextTable.count("clauses") >= 50)
        #expect(try TextTable.difference("clauses") { try Outline($0).clauses } == nil)
    }
}
