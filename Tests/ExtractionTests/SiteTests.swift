import Domain
import Foundation
import Rules
import TestSupport
import Testing

@testable import Extraction

/// A site's folder laid over the shipped pack: what it mutes, blocks, weighs and adds.
@Suite struct SiteTests {
    /// The sample folder of the docs.
    private static let sample = ShippedRules.package.appendingPathComponent("Sources/Daemon/Daemon.docc/Site").path

    private static let site: Result<Extractor, any Error> = Result {
        let shipped = ShippedRules.package.appendingPathComponent("Config").path
        return Extractor(rules: try RuleSet.load(folder: shipped, site: sample))
    }

    private func launch(source: String = "", published: String = "2025-03-25") -> Article {
        let day = EventDate(published)?.first
        let time = day.map {
            PublicationTime(
                timestamp: Timestamp(milliseconds: Int64($0.dayNumber) * 86_400_000),
                date: $0,
                precision: .day
            )
        }
        let body = "North Korea fired two ballistic missiles from Wonsan on Monday."
        return Article(id: "a1", body: body, source: source, publishedAt: time)
    }

    /// The sample is what people copy: it must be in order, with a test for each part of it.
    @Test func sample_passesItsTests() throws {
        let extractor = try Self.site.get()
        let runner = RuleTestRunner(extractor: extractor)
        let tests = extractor.rules.tests.filter(\.isOfSite)
        #expect(tests.count >= 7)
        #expect(tests.compactMap(runner.failure).map(\.description) == [])
        let coverage = RuleCoverage(extractor: extractor)
        let own = coverage.candidates().filter { $0.part.place.file.hasPrefix(Self.sample) }
        #expect(own.count >= 2)
        let traces = extractor.rules.tests.indices.map { coverage.trace($0, for: own) }
        #expect(own.filter { !coverage.isNoticed($0, traces) }.map(\.part.name) == [])
    }

    @Test func mutedSignal_isCountedAndNotGiven() throws {
        let findings = try Self.site.get().findings(launch())
        #expect(findings.signals.isEmpty)
        #expect(findings.mutedCount == 1)
        #expect(!findings.isBlocked)
    }

    @Test func mute_endsWithTheArticlesOwnTime() throws {
        #expect(try Self.site.get().findings(launch(published: "2025-03-31")).mutedCount == 1)
        let later = try Self.site.get().findings(launch(published: "2025-04-01"))
        #expect(later.mutedCount == 0)
        #expect(later.signals.map(\.kind) == ["missile-launch"])
    }

    @Test func blockedSource_givesNothing() throws {
        let findings = try Self.site.get().findings(launch(source: "mock gazette", published: "2025-04-01"))
        #expect(findings.signals.isEmpty)
        #expect(findings.isBlocked)
    }

    @Test func tier_weighsInTheConfidence() throws {
        func confidence(_ source: String) throws -> Double? {
            let article = Article(id: "a", body: "Iran may have fired a rocket at Israel.", source: source)
            return try Self.site.get().extract(article).first?.confidence
        }
        let plain = try #require(try confidence(""))
        #expect(try #require(try confidence("Northgate Dispatch")) > plain)
        // What is left of a rumour lies below the threshold.
        #expect(try confidence("The Daily Whisper") == nil)
    }

    @Test(arguments: [("muted", "", "2025-03-25"), ("blocked", "Mock Gazette", "2025-04-01")])
    func explanation_saysWhatSilencedItAndWhere(name: String, source: String, published: String) throws {
        let text = try Self.site.get().explain(launch(source: source, published: published)).description
        // The frames tried are the shipped rules' and change with them: what the site does is what counts here.
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("    ") || $0.contains("MUTED") }
        let path = ShippedRules.package.appendingPathComponent("Tests/ExtractionTests/Golden/\(name).out").path
        #expect(Golden.difference(of: lines.joined(separator: "\n") + "\n", from: path) == nil)
    }

    @Test func tierInTheExplanation_hasItsPlace() throws {
        let text = try Self.site.get().explain(launch(source: "Northgate Dispatch")).description
        #expect(text.contains("+0.30 the source is of tier wire services (sources.yaml:5)"))
    }

    /// A site that wants a shipped kind otherwise must not have to live with failing tests.
    @Test func shippedTestOfAKindTheSiteChanges_countsAsChange() throws {
        let extractor = try Self.site.get()
        let runner = RuleTestRunner(extractor: extractor)
        let failures = extractor.rules.tests.filter { $0.kind == "missile-launch" }.compactMap(runner.failure)
        // The sample asks for more confidence than some shipped tests have.
        #expect(!failures.isEmpty)
        #expect(failures.filter { !$0.isChange }.map(\.description) == [])
    }

    @Test func withoutASite_nothingIsMuted() throws {
        let findings = try ShippedRules.extractor.get().findings(launch(source: "Mock Gazette"))
        #expect(findings.signals.count == 1)
        #expect(findings.mutedCount == 0 && !findings.isBlocked)
    }
}
