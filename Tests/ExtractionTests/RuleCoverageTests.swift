import Extraction
import Foundation
import Rules
import Testing

/// Parts of rules that no test would miss.
@Suite struct RuleCoverageTests {
    private static let rule = """
        format: 1
        kind: launch
        title: Something was launched
        frames:
          - id: fired
            sense: launch
            agent: {is: [actor]}
            theme: {is: [missile], required: true}
            not-actors: [FRA]
          - id: tested
            sense: test
            agent: {is: [actor]}
            theme: {is: [missile], required: true}
        exclude:
          - id: museum
            in: article
            words: [museum]
            because: history
        severity:
          - severity: moderate
        headline:
          default: "{actor} fired {object}"
        """

    /// The names of the parts that none of `tests` needs.
    private func missed(_ tests: [String], conditions: Bool = false) throws -> [String] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("coverage-\(UUID().uuidString)")
        let rules = folder.appendingPathComponent("rules")
        try FileManager.default.createDirectory(at: rules, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createSymbolicLink(
            at: folder.appendingPathComponent("lexicon"),
            withDestinationURL: ShippedRules.package.appendingPathComponent("Config/lexicon")
        )
        try Data(Self.rule.utf8).write(to: rules.appendingPathComponent("launch.yaml"))
        let text = tests.isEmpty ? "[]\n" : tests.joined(separator: "\n") + "\n"
        try Data(text.utf8).write(to: rules.appendingPathComponent("launch.tests.yaml"))
        let extractor = Extractor(rules: try RuleSet.load(folder: folder.path))
        let coverage = RuleCoverage(extractor: extractor)
        let candidates = coverage.candidates(withConditions: conditions)
        let traces = extractor.rules.tests.indices.map { coverage.trace($0, for: candidates) }
        return candidates.filter { !coverage.isNoticed($0, traces) }.map(\.part.name)
    }

    private let fired = "- {text: Iran fired a missile at Israel on Monday., expect: {actor: [IRN]}}"
    private let tested = "- {text: Iran tested a missile on Monday., expect: {actor: [IRN]}}"
    private let museum = "- {text: A museum said Iran fired a missile at Israel., expect: none, because: history}"
    private let france = "- {text: France fired a missile on Monday., expect: none, because: not asked for}"

    @Test func withoutTests_allIsMissed() throws {
        let parts = ["frame fired", "not-actors of frame fired", "frame tested", "exclusion museum"]
        #expect(try missed([]) == parts)
    }

    @Test func eachTest_coversWhatItNeeds() throws {
        #expect(try missed([fired]) == ["not-actors of frame fired", "frame tested", "exclusion museum"])
        #expect(try missed([fired, tested, museum]) == ["not-actors of frame fired"])
        #expect(try missed([fired, tested, museum, france]) == [])
    }

    /// A must-not that holds for another reason needs no exclusion.
    @Test func anExclusionThatIsNotNeeded_isMissed() throws {
        let sold = "- {text: The museum sold a missile., expect: none, because: no launch}"
        #expect(try missed([fired, tested, sold, france]) == ["exclusion museum"])
    }

    @Test func aFailingTest_coversNothing() throws {
        let wrong = "- {text: Iran fired a missile at Israel on Monday., expect: {actor: [FRA]}}"
        #expect(try missed([wrong, tested]).contains("frame fired"))
    }

    @Test func conditions_areTakenAwayOnlyWhereAskedFor() throws {
        #expect(try missed([fired, tested, museum, france], conditions: true).contains("role theme of frame fired"))
    }

    /// The shipped rules are held to it by `tocsin rules coverage` (make test); here only that their parts are all found.
    @Test func shippedRules_haveTheirParts() throws {
        let coverage = RuleCoverage(extractor: try ShippedRules.extractor.get())
        let some = coverage.candidates(of: ["missile-launch"])
        let all = coverage.candidates(withConditions: true)
        #expect(some.contains { $0.part.name == "exclusion museum" && $0.part.place.line > 100 })
        #expect(all.count > coverage.candidates().count)
        #expect(all.allSatisfy { $0.part.place.line > 0 })
    }
}
