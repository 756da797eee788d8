import Domain
import Extraction
import Foundation
import Rules
import TestSupport
import Testing

/// What explaining an article prints, whole.
///
/// The rules are those of `Golden/rules`, the lexicon is the shipped one.
@Suite struct ExplanationTests {
    @Test(arguments: [
        (
            "launch", "North Korea fires missile at Japan",
            "North Korea fired a ballistic missile at Japan on Monday, the coast guard said. The missile fell into the "
                + "sea.\n\nThe minister said that Japan had not fired any missile. North Korea fired two missiles over Japan on "
                + "March 3, 2017."
        ),
        (
            "museum", "Old rocket returns",
            "Visitors of the museum in Berlin heard that Germany fired rockets at London. A missile fell on a field."
        ),
    ])
    func description_tellsEveryStep(name: String, title: String, body: String) throws {
        let explanation = try ShippedRules.golden.get().explain(ShippedRules.article(title: title, body))
        let path = ShippedRules.package.appendingPathComponent("Tests/ExtractionTests/Golden/\(name).out").path
        #expect(Golden.difference(of: explanation.description + "\n", from: path) == nil)
    }

    @Test func anArticleThatTheScreenStops_isExplainedAllTheSame() throws {
        let extractor = try ShippedRules.extractor.get()
        let article = ShippedRules.article("The choir sang in the old church on Sunday.")
        #expect(!extractor.passesScreen(article))
        let explanation = extractor.explain(article)
        #expect(explanation.signals.isEmpty)
        #expect(explanation.description.hasPrefix("The screen finds no word"))
        #expect(explanation.description.hasSuffix("No signal."))
    }

    /// The explanation and the run must not tell two stories.
    @Test func signals_areThoseOfARun() throws {
        let extractor = try ShippedRules.extractor.get()
        for text in ShippedRules.texts {
            let article = ShippedRules.article(text)
            let explained = extractor.explain(article).signals.filter { !$0.belowThreshold }.map(\.signal)
            #expect(explained == extractor.extract(article), "\(text)")
        }
    }

    @Test func encode_givesJSON() throws {
        let article = ShippedRules.article("Iran fired a ballistic missile at Israel on Monday.")
        let data = try JSONEncoder().encode(ShippedRules.extractor.get().explain(article))
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(Set(object.keys).isSuperset(of: ["passesScreen", "sentences", "mentions", "signals"]))
    }
}
