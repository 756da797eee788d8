import Foundation
import Testing

/// `tocsin scan`: what other programs rely on.
@Suite struct ScanTests {
    private let launch = """
        {"id": "a-1", "title": "", "published_at": "2025-01-07", \
        "body": "North Korea test-fired an intermediate-range ballistic missile on Monday, Seoul's military said."}
        """
    private let ordinary = #"{"id": "a-2", "title": "Rockets beat Kings", "body": "They launched 19 three-pointers."}"#

    /// A line of `--output signals`.
    private struct Line: Decodable {
        struct Signal: Decodable {
            var kind: String
            var actor: [String]
            var recipient: [String]
            var object: String?
            var objects: [String]
            var status: String
            var certainty: String
            var date: String?
            var denied_by: [String]
        }

        var article_id: String
        var signals: [Signal]
    }

    @Test func signals_oneLineForEachReadableArticle_inOrder() async throws {
        let outcome = try await scan([ordinary, "{", launch, ordinary], "--output", "signals")

        let lines = try outcome.lines.map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
        #expect(outcome.status == 0)
        #expect(lines.map(\.article_id) == ["a-2", "a-1", "a-2"])
        #expect(lines.map(\.signals.count) == [0, 1, 0])
        let signal = try #require(lines[1].signals.first)
        #expect(signal.kind == "missile-launch")
        #expect(signal.actor == ["PRK"])
        #expect(signal.recipient == [])
        #expect(signal.object == "irbm")
        #expect(signal.status == "occurred")
        #expect(signal.date == "2025-01-06")
    }

    @Test func signals_absentValues_areNull() async throws {
        let outcome = try await scan(
            [launch.replacing(#""published_at": "2025-01-07", "#, with: "")],
            "--output",
            "signals"
        )

        // A relative date without a publication date stays open.
        #expect(outcome.output.contains(#""date":null"#))
    }

    @Test func unreadableLine_isNamedWithItsPlaceAndReason() async throws {
        let outcome = try await scan([launch, "{", launch])

        #expect(outcome.status == 0)
        #expect(outcome.lines.count == 2)
        #expect(outcome.errors.contains("articles.jsonl:2: not-json"))
        #expect(outcome.errors.contains("1 of 3 lines could not be read"))
    }

    @Test func nothingReadable_is65() async throws {
        #expect(try await scan(["{", "nonsense"]).status == 65)
    }

    @Test func alerts_areTheDefaultOnAPipe() async throws {
        let outcome = try await scan([launch])

        let alert = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        #expect(alert?["kind"] as? String == "missile-launch")
        #expect((alert?["headline"] as? String)?.contains("North Korea") == true)
    }

    @Test func text_controlCharactersOfAnArticle_areMadeVisible() async throws {
        let outcome = try await scan([launch.replacing("Seoul's", with: #"\u001b[31mSeoul's"#)], "--output", "text")

        #expect(outcome.output.contains("North Korea"))
        #expect(!outcome.output.contains("\u{1b}[31m"))
    }

    private func scan(_ lines: [String], _ options: String...) async throws -> Outcome {
        let folder = try TemporaryFolder()
        let file = try folder.write(lines.joined(separator: "\n") + "\n", to: "articles.jsonl")
        return try await run(Project.tocsin, ["scan"] + options + [file])
    }
}
