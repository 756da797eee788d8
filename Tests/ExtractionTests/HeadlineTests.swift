import Domain
import Testing

@testable import Extraction
@testable import Rules

@Suite struct HeadlineTests {
    private func headline(_ pattern: String, _ change: (inout Signal) -> Void) throws -> String {
        let rules = try ShippedRules.golden.get().rules
        var rule = try #require(rules.kinds.first)
        rule.headlines = ["": HeadlinePattern(pattern)]
        var signal = Signal(kind: rule.kind)
        change(&signal)
        return Headline(rule: rule, classes: rules.classes).text(signal)
    }

    static let full: @Sendable (inout Signal) -> Void = { signal in
        signal.actor = [Party(id: "RUS", name: "Russia"), Party(id: "BLR", name: "Belarus")]
        signal.recipient = [Party(id: "UKR", name: "Ukraine")]
        signal.object = "cruise"
        signal.count = 3
        signal.names = ["Kalibr"]
    }

    @Test(arguments: [
        (
            "{actor} fired {count} {object}[ ({names})][ at {recipient}]",
            "Russia and Belarus fired 3 cruise missiles (Kalibr) at Ukraine"
        ),
        ("{actor|Nobody} acted", "Russia and Belarus acted"),
        ("{kind}", "Something was launched"),
        ("{colour}{actor", "Russia and Belarus"),
        ("[unclosed {names}", ""),
        ("", ""),
    ])
    func text_fillsThePattern(pattern: String, text: String) throws {
        #expect(try headline(pattern, Self.full) == text)
    }

    @Test(arguments: [
        ("{actor|Unknown party} fired {count} {object}[ ({names})][ at {recipient}]", "Unknown party fired"),
        ("[{actor} and {recipient} ]talked", "talked"),
        ("{actor}{recipient}", ""),
    ])
    func text_leavesOutWhatIsNotKnown(pattern: String, text: String) throws {
        #expect(try headline(pattern) { _ in } == text)
    }

    @Test func text_isThatOfTheStatus() throws {
        let rules = try ShippedRules.golden.get().rules
        var rule = try #require(rules.kinds.first)
        rule.headlines = ["": HeadlinePattern("default"), "expected": HeadlinePattern("to come")]
        var signal = Signal(kind: rule.kind)
        signal.status = .expected
        #expect(Headline(rule: rule, classes: rules.classes).text(signal) == "to come")
        signal.status = .ongoing
        #expect(Headline(rule: rule, classes: rules.classes).text(signal) == "default")
    }

    /// One thing is named in the singular, several or an unknown number in the plural, what cannot be counted as it is.
    @Test(
        arguments: [
            ("cruise", 1, "a cruise missile"), ("cruise", 2, "2 cruise missiles"),
            ("training", nil, "military training"),
        ]
            as [(String, Int?, String)]
    )
    func text_counts(object: String, count: Int?, text: String) throws {
        let found = try headline("{count} {object}") { signal in
            signal.object = object
            signal.count = count
        }
        #expect(found == text)
    }
}
