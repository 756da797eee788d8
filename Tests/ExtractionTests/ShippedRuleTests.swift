import Domain
import Extraction
import Rules
import Testing

/// The tests that stand beside the shipped rules: what `tocsin check` runs.
@Suite struct ShippedRuleTests {
    @Test func everyTestBesideTheRules_passes() throws {
        let extractor = try ShippedRules.extractor.get()
        #expect(extractor.rules.tests.count >= 160)
        #expect(RuleTestRunner(extractor: extractor).run().map(\.description) == [])
    }

    /// A runner that lets everything pass would make the test above worthless.
    @Test func aWrongExpectation_fails() throws {
        let extractor = try ShippedRules.extractor.get()
        let signals = extractor.extract(ShippedRules.article("Iran fired a ballistic missile at Israel on Monday."))
        let signal = try #require(signals.first { $0.kind == "missile-launch" })
        #expect(signal.actor.map(\.id) == ["IRN"])
        #expect(signal.recipient.map(\.id) == ["ISR"])
        #expect(extractor.extract(ShippedRules.article("Iran sold carpets to Israel on Monday.")).isEmpty)
    }
}
