import Domain
import Foundation
import TestSupport
import Testing

@testable import Rules

/// What a site mutes, and whom it trusts: `mutes.yaml` and `sources.yaml`.
@Suite struct SiteTuningTests {
    /// An article of a source, published on a day.
    private func article(source: String = "", url: String = "", published: String? = "2025-01-07") -> Article {
        let day = published.flatMap { EventDate($0)?.first }
        let time = day.map {
            PublicationTime(
                timestamp: Timestamp(milliseconds: Int64($0.dayNumber) * 86_400_000),
                date: $0,
                precision: .day
            )
        }
        var article = Article(id: "a", source: source, publishedAt: time)
        article.url = article.append(url)
        return article
    }

    private func signal() -> Signal {
        var signal = Signal(kind: "launch")
        signal.actor = [Party(id: "PRK", name: "North Korea")]
        signal.recipient = [Party(id: "JPN", name: "Japan")]
        signal.places = [Place(role: .impact, name: "Tokyo", country: "JPN", latitude: nil, longitude: nil)]
        return signal
    }

    @Test(arguments: [
        ("kind: launch", true), ("actor: PRK", true), ("actor: [JPN, PRK]", true), ("actor: JPN", false),
        ("recipient: JPN", true), ("recipient: PRK", false), ("place: Tokyo", true), ("place: JPN", true),
        ("place: PRK", false), ("source: Northgate Dispatch", true), ("source: northgate dispatch", true),
        ("source: Harbour Herald", false), ("kind: launch\n  actor: JPN", false),
        ("kind: launch\n  actor: PRK\n  place: Tokyo\n  source: Northgate Dispatch", true),
    ])
    func mute_holdsWhereAllThatItNamesFits(conditions: String, holds: Bool) throws {
        let rules = try PackFixture.load(site: ["mutes.yaml": "- \(conditions)\n  because: a drill\n"])
        let mute = rules.tuning.mute(signal(), of: article(source: "Northgate Dispatch"))
        #expect((mute != nil) == holds)
        #expect(mute.map { $0.description == "mutes.yaml:1: a drill" } ?? true)
    }

    /// The time is the article's: what is read again gives the same, whatever the clock says by then.
    @Test(arguments: [
        ("2025-01-07", "2025-01-07", true), ("2025-01-07", "2025-01-08", false), ("2025-01", "2025-01-31", true),
        ("2025-01", "2025-02-01", false), ("2024", "2025-01-01", false),
    ])
    func mute_endsAfterItsLastDay(until: String, published: String, holds: Bool) throws {
        let rules = try PackFixture.load(site: ["mutes.yaml": "- kind: launch\n  until: \(until)\n  because: a drill\n"]
        )
        #expect((rules.tuning.mute(signal(), of: article(published: published)) != nil) == holds)
    }

    @Test func mute_withALastDay_doesNotHoldForAnArticleWithoutATime() throws {
        let rules = try PackFixture.load(site: ["mutes.yaml": "- kind: launch\n  until: 2099\n  because: a drill\n"])
        #expect(rules.tuning.mute(signal(), of: article(published: nil)) == nil)
        let ever = try PackFixture.load(site: ["mutes.yaml": "- kind: launch\n  because: a drill\n"])
        #expect(ever.tuning.mute(signal(), of: article(published: nil)) != nil)
    }

    @Test func expired_warnsOfWhatHasRunOut() throws {
        let text = """
            - kind: launch
              until: 2025-01-06
              because: the drill of each winter
            - kind: launch
              until: 2025-01-07
              because: the drill of each summer
            """
        let rules = try PackFixture.load(site: ["mutes.yaml": text])
        let day = try #require(CivilDate(year: 2025, month: 1, day: 7))
        var warnings = rules.tuning.expired(on: day)
        #expect(warnings.count == 1)
        warnings[0].file = "mutes.yaml"
        let golden = PackFixture.golden.appendingPathComponent("site.expired-mute.out").path
        #expect(Golden.difference(of: "\(warnings[0])\n", from: golden) == nil)
    }

    private static let sources = """
        tiers:
          - name: agencies
            points: 0.3
            sources: [Northgate Dispatch, harbour.example]
        blocked:
          - sources: [satire.example]
            because: satire
        """

    @Test(arguments: [
        ("Northgate Dispatch", "", "agencies"), ("NORTHGATE dispatch", "", "agencies"), ("Northgate", "", nil),
        ("", "https://harbour.example/2025/1", "agencies"), ("", "http://www.Harbour.example:8080/a", "agencies"),
        ("", "https://user@news.harbour.example?x=1", "agencies"), ("", "https://notharbour.example/", nil),
        ("", "https://example/harbour.example", nil), ("harbour.example", "", "agencies"), ("", "harbour.example", nil),
        ("", "", nil),
    ])
    func source_isKnownByNameOrHost(source: String, url: String, tier: String?) throws {
        let rules = try PackFixture.load(site: ["sources.yaml": Self.sources])
        let article = article(source: source, url: url)
        #expect(rules.tuning.tier(of: article)?.name == tier)
        #expect(rules.tuning.block(of: article) == nil)
    }

    @Test func blockedSource_isOfNoTier() throws {
        let rules = try PackFixture.load(site: ["sources.yaml": Self.sources])
        let article = article(url: "https://www.satire.example/1")
        #expect(rules.tuning.tier(of: article) == nil)
        #expect(rules.tuning.block(of: article)?.name == "satire")
        #expect(rules.tuning.block(of: article)?.place.line == 6)
        #expect(rules.tuning.summary == "0 mutes, 2 sources in tiers, 1 blocked")
    }

    /// All mutes may be taken out for a while.
    @Test func filesOfCommentsAlone_sayNothing() throws {
        let rules = try PackFixture.load(site: ["mutes.yaml": "# - kind: launch\n\n", "sources.yaml": "\n"])
        #expect(rules.tuning.mutes.isEmpty && rules.tuning.sources.isEmpty)
        #expect(rules.tuning.summary == nil)
    }
}
