import Domain
import Foundation
import Testing

@testable import Rules

@Suite struct WarTableTests {
    private func areAtWar(_ table: String, on day: (Int, Int, Int)?) throws -> Bool {
        let rows = "party\tenemy\tfrom\tto\n" + table
        let lexicon = try PackFixture.load(site: ["lexicon/wars.tsv": rows]).lexicon
        let (one, other) = (try #require(lexicon.party("JPN")), try #require(lexicon.party("PRK")))
        #expect(!lexicon.areAtWar(one, one, on: nil))
        let date = try day.map { try #require(CivilDate(year: $0.0, month: $0.1, day: $0.2)) }
        let number = date.map { Int32($0.dayNumber) }
        #expect(lexicon.areAtWar(one, other, on: number) == lexicon.areAtWar(other, one, on: number))
        return lexicon.areAtWar(one, other, on: number)
    }

    @Test func aWar_isOneBothWays_fromItsFirstDayToItsLast() throws {
        let war = "JPN\tPRK\t2020-02\t2021\n"
        #expect(try !areAtWar(war, on: (2020, 1, 31)))
        #expect(try areAtWar(war, on: (2020, 2, 1)))
        #expect(try areAtWar(war, on: (2021, 12, 31)))
        #expect(try !areAtWar(war, on: (2022, 1, 1)))
        // It is over today.
        #expect(try !areAtWar(war, on: nil))
        #expect(try areAtWar("PRK\tJPN\t2020-02\t\n", on: nil))
    }

    @Test func aSite_endsAShippedWar() throws {
        let site = FileManager.default.temporaryDirectory.appendingPathComponent("site-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: site) }
        let lexicon = site.appendingPathComponent("lexicon")
        try FileManager.default.createDirectory(at: lexicon, withIntermediateDirectories: true)
        let rows = "party\tenemy\tfrom\tto\nUKR\tRUS\t2022-02\t2030-06-01\n"
        try rows.write(to: lexicon.appendingPathComponent("wars.tsv"), atomically: true, encoding: .utf8)
        let shipped = try RuleSet.load(folder: PackFixture.shipped.path).lexicon
        let changed = try RuleSet.load(folder: PackFixture.shipped.path, site: site.path).lexicon
        let (one, other) = (try #require(shipped.party("RUS")), try #require(shipped.party("UKR")))
        #expect(shipped.areAtWar(one, other, on: nil))
        #expect(!changed.areAtWar(one, other, on: nil))
    }
}
