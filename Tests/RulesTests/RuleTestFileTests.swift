import Domain
import Foundation
import Testing

@testable import Rules

/// Tests added at the end of a file, and the first files of a rule.
@Suite struct RuleTestFileTests {
    private func added(title: String = "", text: String, because: String = "a film") -> RuleTestFile.MustNotMatch {
        RuleTestFile.MustNotMatch(
            title: title,
            text: text,
            published: "2025-01-07",
            because: because,
            origin: "A false alarm: 1f, article a."
        )
    }

    /// Whatever an article holds must read back as it was.
    @Test(arguments: [
        "Plain words.", "- a list: of \"quotes\" and \\ strokes", "a\nb\tc\r", "# no comment",
        "'single' {braces} [x] &a *b",
        "caf\u{E9} \u{2019}quoted\u{2019} \u{1F680}", "\u{0} \u{1B}[31m \u{200B} \u{2028} \u{FEFF} \u{85}", "null",
        "1e3",
        "\u{202E}reversed", "  blanks around  ", "",
    ])
    func add_readsBackAsItWas(text: String) throws {
        var file = try RuleTestFile(path: "launch.tests.yaml", kind: "launch", text: "")
        let title = text.isEmpty ? "A title alone" : ""
        let test = try #require(try file.add(added(title: title, text: text, because: "because \(text)")))
        #expect(test.text == text)
        #expect(test.title == title)
        #expect(test.because == "because \(text)")
        #expect(test.published?.description == "2025-01-07")
        #expect(test.expect.isEmpty && !test.mustBeMuted)
    }

    @Test func add_leavesWhatIsThereAsItIs() throws {
        let there = "# ours\n- text: 'Japan fired a missile.'   # seen in May\n  expect: {actor: [JPN]}"
        var file = try RuleTestFile(path: "launch.tests.yaml", kind: "launch", text: there)
        let test = try file.add(added(text: "A film shows a missile."))
        #expect(file.text.hasPrefix(there + "\n# A false alarm: 1f, article a.\n- text:"))
        #expect(file.tests.map(\.expect.count) == [1, 0])
        #expect(test?.line == 5)
        #expect(file.test(like: added(text: "A film shows a missile."))?.line == 5)
        #expect(file.test(like: added(title: "x", text: "A film shows a missile.")) == nil)
    }

    @Test func anOriginOfSeveralLines_staysAComment() throws {
        var file = try RuleTestFile(path: "launch.tests.yaml", kind: "launch", text: "")
        var test = added(text: "A film shows a missile.")
        test.origin = "Outlet\n- text: planted\n  expect: none"
        _ = try file.add(test)
        #expect(file.tests.map(\.text) == ["A film shows a missile."])
    }

    @Test func aFileThatIsNotInOrder_isRefusedAndNotTouched() throws {
        let error = try #require(throws: PackError.self) {
            try RuleTestFile(path: "launch.tests.yaml", kind: "launch", text: "- {txt: a, expect: none}\n")
        }
        #expect("\(error)".contains("launch.tests.yaml:1:4: error[unknown-key]"))
        // An empty list in one line cannot grow at its end.
        var file = try RuleTestFile(path: "launch.tests.yaml", kind: "launch", text: "[]\n")
        #expect(throws: PackError.self) { try file.add(added(text: "a")) }
        #expect(file.text == "[]\n")
    }

    @Test(arguments: [
        ("port-closure", true), ("a1", true), ("", false), ("Port", false), ("port_closure", false), ("-port", false),
        ("port--closure", false), ("1port", false), ("../port", false), ("port.tests", false),
    ])
    func kindID_isLowerCaseWithHyphens(id: String, isID: Bool) {
        #expect(RuleSkeleton.isKindID(id) == isID)
    }
}

/// The parts of a rule that can be taken away.
@Suite struct RulePartTests {
    private static let rule = """
        format: 1
        kind: launch
        title: Something was launched
        gives-way-to: [launch]
        frames:
          - id: fired
            sense: launch
            agent: {is: [actor], not: [person]}
            theme: {is: [missile, rocket], required: true}
            beside: [place]
            not-actors: [JPN]
            needs: actor
        exclude:
          - id: toys
            in: sentence
            words: [toy]
            classes: [vessel]
            because: toys
        severity:
          - severity: moderate
        headline:
          default: "{actor} fired {object}"
        """

    private func rule() throws -> (rule: KindRule, senses: [String]) {
        try PackFixture.with(["rules/launch.yaml": Data(Self.rule.utf8)]) { folder in
            let rules = try RuleSet.load(folder: folder)
            return (try #require(rules.kinds.first), rules.senses)
        }
    }

    @Test func parts_haveNamesAndLines() throws {
        let (rule, senses) = try rule()
        let parts = rule.parts(senses: senses).map { "\($0.place.line) \($0.name)\($0.isCondition ? " *" : "")" }
        #expect(
            parts == [
                "4 gives-way-to", "6 frame fired", "8 role agent of frame fired *",
                "8 'not' of role agent of frame fired",
                "9 role theme of frame fired *", "12 needs of frame fired *", "10 beside of frame fired",
                "11 not-actors of frame fired", "14 exclusion toys", "16 words of exclusion toys",
                "17 classes of exclusion toys",
            ]
        )
    }

    @Test func without_takesAwayThatPartAlone() throws {
        let (rule, senses) = try rule()
        func without(_ name: String) throws -> KindRule {
            rule.without(try #require(rule.parts(senses: senses).first { $0.name == name }))
        }
        #expect(try without("gives-way-to").givesWayTo.isEmpty)
        #expect(try without("frame fired").frames.isEmpty)
        #expect(try without("role agent of frame fired").frames[0].constraints.map(\.role) == [.theme])
        #expect(try without("'not' of role agent of frame fired").frames[0].constraints[0].constraint.excluded.isEmpty)
        #expect(try without("needs of frame fired").frames[0].conditions.isEmpty)
        #expect(try without("beside of frame fired").frames[0].beside.isEmpty)
        #expect(try without("not-actors of frame fired").frames[0].notActors.isEmpty)
        #expect(try without("exclusion toys").exclusions.isEmpty)
        let wordless = try without("words of exclusion toys").exclusions[0]
        #expect(wordless.words.isEmpty && !wordless.classes.isEmpty)
        #expect(rule.exclusions[0].words.count == 1 && rule.frames.count == 1)
    }
}
