import Domain
import Foundation
import Testing

@testable import Rules

/// The analyst's guide (`Rules.md`) is held against what the code reads.
@Suite struct GuideTests {
    private func guide() throws -> String {
        let package = PackFixture.shipped.deletingLastPathComponent()
        let page = package.appendingPathComponent("Sources/Daemon/Daemon.docc/Rules.md")
        return try String(contentsOf: page, encoding: .utf8)
    }

    private func missing(_ names: some Sequence<String>) throws -> [String] {
        let guide = try guide()
        return names.filter { !guide.contains("`\($0)`") }
    }

    @Test func everyWordOfRulesAndTables_isExplained() throws {
        #expect(try missing(Role.allCases.map(\.rawValue)) == [])
        #expect(try missing(Effects.names) == [])
        #expect(try missing(Frame.Condition.allCases.map(\.rawValue)) == [])
        #expect(try missing(Exclusion.Scope.allCases.map(\.rawValue)) == [])
        #expect(try missing(Lexicon.NameType.allCases.map(\.rawValue)) == [])
        #expect(try missing(Signal.Status.allCases.map(\.rawValue)) == [])
        #expect(try missing(Signal.Certainty.allCases.map(\.rawValue)) == [])
        #expect(try missing(Severity.allCases.map(\.rawValue)) == [])
    }

    @Test func everyBehaviourOfTheShippedReadings_isExplained() throws {
        let file = try SourceFile(path: PackFixture.shipped.appendingPathComponent("lexicon/en/readings.tsv").path)
        let rows = Table(file, columns: ["lemma", "behaves"]).rows
        let behaviours = Set(rows.flatMap { $0.cells[1].split(separator: " ").map(String.init) })
        #expect(behaviours.count >= 3)
        #expect(try missing(behaviours.sorted()) == [])
    }

    /// What a rule file, a frame, an exclusion and a severity row may hold is what their complaints list.
    @Test(arguments: [
        ("rules/launch.yaml", "kind: a\nzzzz: 1\n"),
        ("rules/launch.yaml", "kind: a\nframes:\n  - {id: a, sense: launch, zzzz: 1}\n"),
        ("rules/launch.yaml", "kind: a\nexclude:\n  - {zzzz: 1}\n"),
        ("rules/launch.yaml", "kind: a\nseverity:\n  - {zzzz: 1}\n"),
        ("rules/launch.tests.yaml", "- {zzzz: 1, expect: none}\n"),
        ("site/rules/launch.yaml", "adds-to: launch\nzzzz: 1\n"),
        ("site/mutes.yaml", "- {zzzz: 1}\n"),
        ("site/sources.yaml", "tiers: [{zzzz: 1}]\n"),
        ("site/sources.yaml", "blocked: [{zzzz: 1}]\n"),
        ("site/sources.yaml", "zzzz: 1\n"),
    ])
    func everyKey_isExplained(path: String, text: String) throws {
        let complaint = try PackFixture.complaint([path: Data(text.utf8)])
        let list = try #require(complaint.firstMatch(of: /known keys: ([^\n]*)/)).1
        let keys = list.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        #expect(keys.count > 1)
        #expect(try missing(keys.filter { $0 != "with-recipient" }) == [])
        #expect(try guide().contains("`with-recipient: true`"))
    }

    @Test func everyDiagnosticCode_isExplained() throws {
        var codes: Set<String> = []
        for name in try FileManager.default.contentsOfDirectory(atPath: PackFixture.golden.path)
        where name.hasSuffix(".out") {
            let text = try String(contentsOf: PackFixture.golden.appendingPathComponent(name), encoding: .utf8)
            for match in text.matches(of: /(?:error|warning)\[([a-z0-9-]+)\]/) { codes.insert(String(match.1)) }
        }
        #expect(codes.count > 20)
        #expect(try missing(codes.sorted()) == [])
    }
}
