import Domain
import Extraction
import Rules
import Testing

/// A run tries only what the words of an article leave open; explaining tries all.
@Suite struct ProspectsTests {
    /// The theme of what is told stands in another sentence, behind a pronoun, in a list or around the verb's parts.
    @Test(arguments: [
        "North Korea displayed a ballistic missile on Sunday. It fired it into the sea on Monday.",
        "Iran built a satellite. On Tuesday it was launched into orbit.",
        "Russia fired drones, shells and missiles at Ukraine on Monday. Ukraine shot them down.",
        "A drone flew over Poland on Monday. The army shot it down.",
        "The deal covers tanks. Germany will send them to Ukraine, the minister said.",
    ])
    func whatStandsInTheSentenceBefore_isFoundAsIfAllWereTried(_ text: String) throws {
        let extractor = try ShippedRules.extractor.get()
        let article = ShippedRules.article(text)
        let tried = extractor.explain(article).signals.filter { !$0.belowThreshold }.map(\.signal)
        #expect(extractor.extract(article) == tried)
    }

    @Test func aPredicateFarFromAnyTheme_leavesNothingToBeFound() throws {
        let extractor = try ShippedRules.extractor.get()
        let text =
            "The museum bought a rocket of the last century. The choir sang. The bakery opened. "
            + "The coach fired his assistant."
        let article = ShippedRules.article(text)
        #expect(extractor.passesScreen(article))
        #expect(extractor.extract(article).isEmpty)
    }
}
