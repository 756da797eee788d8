import Foundation
import Language
import Testing

@testable import Rules

/// The pack as it is shipped.
@Suite struct ShippedPackTests {
    static let rules: Result<RuleSet, any Error> = Result { try RuleSet.load(folder: PackFixture.shipped.path) }

    @Test func load_findsNothingWrong_inBoundedTime() throws {
        let clock = ContinuousClock()
        var rules: RuleSet?
        // Seconds in a debug build on a busy machine; the bound is there for what grows with the square.
        let time = try clock.measure { rules = try RuleSet.load(folder: PackFixture.shipped.path) }
        #expect(time < .seconds(60))
        #expect(rules?.digest == (try Self.rules.get().digest))
    }

    @Test(arguments: ["missile-launch", "tech-transfer", "arms-transfer", "troop-deployment"])
    func kind_isWholeAndTested(kind: String) throws {
        let rules = try Self.rules.get()
        let rule = try #require(rules.kinds.first { $0.kind == kind })
        #expect(!rule.frames.isEmpty && !rule.severity.isEmpty)
        #expect(rule.headlines[""]?.pieces.isEmpty == false)
        // The last row of a severity table holds for all, so that no signal is without.
        let last = try #require(rule.severity.last)
        #expect(last.objects.isEmpty && last.statuses.isEmpty && !last.needsRecipient)
        let tests = rules.tests.filter { $0.kind == kind }
        let mustNot = tests.filter(\.expect.isEmpty)
        #expect(tests.count >= 40)
        #expect(mustNot.count * 3 >= tests.count)
        #expect(mustNot.allSatisfy { !$0.because.isEmpty })
    }

    @Test func digest_isSixteenHexadecimalDigits() throws {
        let digest = try Self.rules.get().digest
        #expect(digest.count == 16)
        #expect(digest.allSatisfy { $0.isHexDigit })
    }

    @Test func everyParty_isOfASortTheTreeKnowsAsActor() throws {
        let rules = try Self.rules.get()
        let actor = try #require(rules.classes.number("actor"))
        #expect(rules.lexicon.parties.allSatisfy { rules.classes.isKind($0.sort, of: actor) })
        for id in ["PRK", "RUS", "USA", "HEZBOLLAH", "HOUTHIS", "NATO", "UN"] {
            #expect(rules.lexicon.party(id) != nil, "\(id)")
        }
    }

    /// A weapon or an act that the screen does not see is one that is never found.
    @Test func screen_passesEveryPredicateOfEveryFrame() throws {
        let rules = try Self.rules.get()
        let vocabulary = rules.parser.grammar.vocabulary
        let samples = ["missile", "rocket", "drone", "troops", "weapons", "technology", "tank", "warship", "warplane"]
        for rule in rules.kinds {
            for frame in rule.frames {
                for word in 0..<WordID(vocabulary.count)
                where rules.verb(word).contains(where: { frame.senses.contains($0.sense) }) {
                    let text = vocabulary.text(word)
                    #expect(
                        samples.contains { passes(rules, "\(text) \($0)") },
                        "\(rule.kind)/\(frame.id): \(text)"
                    )
                }
            }
        }
    }

    @Test func screen_seesEverySystemOfTheTable() throws {
        let rules = try Self.rules.get()
        let projectile = try #require(rules.classes.number("projectile"))
        let path = PackFixture.shipped.appendingPathComponent("lexicon/systems.tsv").path
        let table = Table(
            try SourceFile(path: path),
            columns: ["name", "canonical", "class", "maker", "flags"]
        )
        let rows = table.rows.filter { row in
            rules.classes.number(row.cells[2]).map { rules.classes.isKind($0, of: projectile) } ?? false
        }
        #expect(rows.count > 300)
        let unseen = rows.map { String($0.cells[0]) }.filter { !passes(rules, "They launched a \($0) today.") }
        #expect(unseen == [])
    }

    private func passes(_ rules: RuleSet, _ text: String) -> Bool {
        var state = Screen.State()
        let bytes = Array(text.utf8)
        return rules.screen.passes(bytes.span, 0..<bytes.count, state: &state)
    }
}

/// A site's folder laid over the shipped pack.
@Suite struct SiteFolderTests {
    @Test func tables_addToTheShippedOnes() throws {
        let rules = try PackFixture.load(site: [
            "lexicon/parties.tsv": "id\tsort\tname\nKOR\tstate\tSouth Korea\n",
            "lexicon/names.tsv": "name\tparty\ttype\tfrom\tto\tflags\nSouth Korea\tKOR\tname\n",
        ])
        #expect(rules.lexicon.party("KOR") != nil)
        #expect(rules.lexicon.party("PRK") != nil)
    }

    @Test func aRuleFileOfAKnownKind_takesItsPlace() throws {
        let shipped = PackFixture.golden.appendingPathComponent("pack/rules/launch.yaml")
        let text = try String(contentsOf: shipped, encoding: .utf8)
        let rules = try PackFixture.load(site: [
            "rules/mine.yaml": text.replacingOccurrences(of: "Something was launched", with: "Ours")
        ])
        #expect(rules.kinds.map(\.title) == ["Ours"])
    }

    @Test func aRuleFileOfANewKind_isAdded() throws {
        let shipped = PackFixture.golden.appendingPathComponent("pack/rules/launch.yaml")
        let text = try String(contentsOf: shipped, encoding: .utf8)
        let rules = try PackFixture.load(site: [
            "rules/mine.yaml": text.replacingOccurrences(of: "kind: launch", with: "kind: other")
        ])
        #expect(rules.kinds.map(\.kind) == ["launch", "other"])
    }

    @Test func digest_changesWithWhatGoesIn() throws {
        let plain = try PackFixture.load()
        let more = try PackFixture.load(site: ["lexicon/en/terms.tsv": "term\tclass\tflags\nmortar\tweapon\n"])
        #expect(plain.digest == (try PackFixture.load().digest))
        #expect(plain.digest != more.digest)
    }
}
