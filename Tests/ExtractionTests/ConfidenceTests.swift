import Domain
import Extraction
import Foundation
import Rules
import Testing

/// What the confidence of a signal is made of, and in which band it ends.
@Suite struct ConfidenceTests {
    /// A text for every finding, which must show it, and the band its first signal falls into.
    static let texts: [(finding: Finding?, band: ClosedRange<Double>, text: String)] = [
        (nil, 0.94...0.96, "Iran fired three ballistic missiles at Israel on Monday."),
        (
            .toldAgain, 0.96...0.98,
            "Iran fired three ballistic missiles at Israel on Monday. It launched the missiles at Israel at dawn."
        ),
        (.noActor, 0.7...0.8, "Missiles were fired at Israel on Monday."),
        (.noParty, 0.5...0.6, "A ballistic missile was launched from a site near the coast on Friday."),
        (.noRecipient, 0.8...0.9, "Iran fired missiles on Monday."),
        (.oneSide, 0.55...0.65, "Russia delivered tanks on Monday."),
        (.onlyNouns, 0.7...0.8, "The launch of a ballistic missile by North Korea alarmed Japan."),
        (.noVerb, 0.3...0.4, "Amid the North Korean nuclear test, markets fell."),
        (.hedged, 0.9...0.92, "Russia may be planning to launch missiles at Ukraine, officials said."),
        (.pieced, 0.9...0.92, "Russia fired missiles on Monday. Two missiles struck Odesa."),
        (
            .contradicted, 0.93...0.95,
            "Iran fired missiles at Israel. Iran and Syria fired missiles at Israel on Monday."
        ),
        (
            .inferred, 0.4...0.5,
            "Turkey sent troops across the border into the country as fighting in Syria went on."
        ),
        (
            .longArticle, 0.88...0.9,
            "Iran fired three ballistic missiles at Israel on Monday. The sirens were heard far away. Dogs barked. "
                + "Nobody was hurt. Schools closed. Shops closed. Trains stood still. The sky was grey."
        ),
    ]

    private func steps(_ text: String) throws -> Explanation.SignalSteps {
        let explanation = try ShippedRules.extractor.get().explain(ShippedRules.article(text))
        return try #require(explanation.signals.first, "\(text)")
    }

    @Test(arguments: texts)
    func confidence_isInItsBandAndNamesItsReason(_ row: (finding: Finding?, band: ClosedRange<Double>, text: String))
        throws
    {
        let steps = try steps(row.text)
        #expect(row.band.contains(steps.signal.confidence), "\(steps.signal.confidence): \(row.text)")
        guard let finding = row.finding else {
            #expect(steps.confidence.count == 1)
            return
        }
        let points = try #require(try ShippedRules.extractor.get().rules.confidence[finding])
        #expect(
            steps.confidence.contains { $0.hasSuffix("\(points.meaning) (\(points.place))") },
            "\(steps.confidence)"
        )
    }

    @Test func everyFinding_hasATextAndAPlaceInTheShippedTable() throws {
        #expect(Set(Self.texts.compactMap(\.finding)) == Set(Finding.allCases))
        let table = try ShippedRules.extractor.get().rules.confidence
        #expect(Finding.allCases.allSatisfy { table[$0] != nil })
    }

    /// What `explain` shows must add up to what the signal carries.
    @Test(arguments: texts.map(\.text))
    func confidence_isWhatItsTermsAddUpTo(text: String) throws {
        let steps = try steps(text)
        let terms = steps.confidence.compactMap { $0.split(separator: " ").first.flatMap { Double($0) } }
        #expect(terms.count == steps.confidence.count)
        let chance = 1 / (1 + exp(-terms.reduce(0, +)))
        #expect(abs(chance - steps.signal.confidence) < 0.01)
        #expect(steps.belowThreshold == (steps.signal.confidence < KindRule.defaultThreshold))
    }

    @Test func noShippedKind_hasAThresholdOfItsOwn() throws {
        let kinds = try ShippedRules.extractor.get().rules.kinds
        #expect(kinds.count == 9)
        #expect(kinds.allSatisfy { $0.threshold == KindRule.defaultThreshold })
    }
}
