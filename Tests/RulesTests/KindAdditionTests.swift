import Domain
import Foundation
import Testing

@testable import Rules

/// What a site adds to a shipped kind, and takes from it.
@Suite struct KindAdditionTests {
    private func load(_ addition: String) throws -> KindRule {
        let rules = try PackFixture.load(site: ["rules/launch.yaml": "format: 1\nadds-to: launch\n" + addition])
        return try #require(rules.kinds.first)
    }

    @Test func nothingAdded_changesNothing() throws {
        let (plain, same) = (try #require(try PackFixture.load().kinds.first), try load(""))
        #expect(same.frames.map(\.id) == plain.frames.map(\.id))
        #expect(same.threshold == plain.threshold)
        #expect(same.title == plain.title)
    }

    @Test func frameAndExclusion_areAddedWithTheirPlace() throws {
        let rule = try load(
            """
            frames:
              - id: hurled
                sense: launch
                theme: {is: [weapon], required: true}
            exclude:
              - id: brewery
                in: sentence
                words: [brewery, craft lager]
                because: a beer of that name
            """
        )
        #expect(rule.frames.map(\.id) == ["fired", "hurled"])
        #expect(rule.exclusions.map(\.id) == ["brewery"])
        #expect(rule.exclusions.first?.words.map(\.count) == [1, 2])
        #expect(rule.place(of: "hurled").short == "launch.yaml:4")
        #expect(rule.place(of: "hurled").file != rule.place(of: "fired").file)
    }

    @Test func without_takesOutAndMakesRoomForAnotherOfThatName() throws {
        let rule = try load(
            """
            without: [fired]
            frames:
              - id: fired
                sense: launch
                theme: {is: [rocket], required: true}
                weight: 0.6
            """
        )
        #expect(rule.frames.map(\.weight) == [0.6])
    }

    @Test func thresholdAndSeverity_ofTheSiteCome_first() throws {
        let rule = try load("threshold: 0.9\nseverity:\n  - {object: [rocket], severity: minor}\n")
        #expect(rule.threshold == 0.9)
        #expect(rule.severity.map(\.severity) == [.minor, .moderate])
    }

    @Test func screen_seesAnAddedFrame() throws {
        let frame = "frames:\n  - {id: handed, sense: launch, theme: {is: [technology], required: true}}\n"
        let term = "term\tclass\tflags\nlathe\ttechnology\n"
        func passes(_ files: [String: String]) throws -> Bool {
            var state = Screen.State()
            let bytes = Array("They launched a lathe.".utf8)
            return try PackFixture.load(site: files).screen.passes(bytes.span, 0..<bytes.count, state: &state)
        }
        let files = ["rules/launch.yaml": "format: 1\nadds-to: launch\n" + frame, "lexicon/en/terms.tsv": term]
        #expect(try passes(files))
        #expect(try !passes(["lexicon/en/terms.tsv": term]))
    }
}
