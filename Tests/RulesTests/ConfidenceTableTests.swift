import Foundation
import Testing

@testable import Rules

@Suite struct ConfidenceTableTests {
    @Test func aFindingWithoutARow_countsForNothing() throws {
        let rules = try PackFixture.load()
        #expect(rules.confidence[.noActor]?.points == -1)
        #expect(rules.confidence[.hedged] == nil)
    }

    @Test func aSite_changesTheRowsItGives() throws {
        let site = "finding\tpoints\tmeaning\nno-actor\t-3\tnobody is named\nhedged\t-0.5\tnot a plain fact\n"
        let rules = try PackFixture.load(site: ["lexicon/confidence.tsv": site])
        #expect(rules.confidence[.noActor]?.points == -3)
        #expect(rules.confidence[.noActor]?.meaning == "nobody is named")
        #expect(rules.confidence[.toldAgain]?.points == 0.5)
        #expect(rules.confidence[.hedged]?.place == "confidence.tsv:3")
    }

    @Test func aKindThatMayLackARecipient_doesNotAskForOne() throws {
        let kinds = try RuleSet.load(folder: PackFixture.shipped.path).kinds
        let breach = try #require(kinds.first { $0.kind == "sanctions-breach" })
        #expect(breach.hasRecipient && !breach.expectsRecipient)
        let launch = try #require(kinds.first { $0.kind == "missile-launch" })
        #expect(launch.hasRecipient && launch.expectsRecipient)
    }
}
