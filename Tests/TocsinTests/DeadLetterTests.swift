import Foundation
import Testing

/// What cannot be read ends in the dead letters as it came, and holds nothing else up.
@Suite struct DeadLetterTests {
    /// A message that is no article.
    struct Bad: Sendable {
        var value: [UInt8]
        var reason: String

        init(_ text: String, _ reason: String) {
            value = Array(text.utf8)
            self.reason = reason
        }

        init(bytes: [UInt8], _ reason: String) {
            value = bytes
            self.reason = reason
        }
    }

    static let bad = [
        Bad("North Korea fired a missile.", "not-json"),
        Bad(#"{"title": "cut off"#, "not-json"),
        Bad(#"{"title": "a", "body": "b"} and more"#, "not-json"),
        Bad(bytes: Array(#"{"title": ""#.utf8) + [0xc3, 0x28] + Array(#"", "body": "b"}"#.utf8), "not-utf8"),
        Bad(String(repeating: "[", count: 200) + String(repeating: "]", count: 200), "too-deep"),
        Bad(#"{"id": "x", "title": {"en": "a"}, "body": "b", "published_at": "2025-01-06"}"#, "wrong-type"),
        Bad(#"{"id": "x", "title": "a", "body": 7, "published_at": "2025-01-06"}"#, "wrong-type"),
        Bad("42", "wrong-type"),
        Bad("[]", "wrong-type"),
        Bad("null", "wrong-type"),
        Bad("{}", "unknown-profile"),
        Bad(#"{"id": "x", "title": "a", "body": "b", "published_at": "the day before"}"#, "bad-value"),
        Bad(#"{"id": "x", "body": "\#(String(repeating: "long ", count: 1000))"}"#, "too-large"),
    ]

    @Test func badMessages_endAsDeadLetters_andGoodOnesAroundThemPass() async throws {
        let scene = try Scene("limits: {article_bytes: 4KiB}", partitions: 1)
        // Events of their own, so that each is an alert.
        let states = [
            "North Korea", "India", "Pakistan", "Iran", "China", "Russia", "France", "Israel", "Turkey", "Egypt",
            "Syria",
            "Japan", "Brazil", "Vietnam", "Poland", "Sweden",
        ]
        let good = Self.bad.indices.map { number in
            """
            {"id": "good-\(number)", "title": "", "published_at": "2025-01-07", \
            "body": "\(states[number]) tested a ballistic missile on Monday, its military said."}
            """
        }
        // A message without a value deletes: it is counted, and is no dead letter.
        let values = zip(Self.bad, good).flatMap { [$0.value, Array($1.utf8), nil] }
        try await scene.produce(values)

        let (dead, alerts) = try await with(scene.daemon()) { daemon in
            let dead = try await scene.messages(Self.bad.count, of: scene.dead)
            let alerts = try await scene.messages(good.count, of: scene.alerts)
            daemon.signal(SIGTERM)
            #expect(try await daemon.outcome().status == 0)
            return (dead, alerts)
        }

        #expect(Set(alerts.compactMap(\.key)).count == good.count)
        let letters = dead.sorted { origin($0) < origin($1) }
        for (number, (letter, bad)) in zip(letters, Self.bad).enumerated() {
            let offset = 3 * number
            #expect(letter.headers["tocsin-offset"] == String(offset))
            #expect(letter.headers["tocsin-topic"] == scene.articles)
            #expect(letter.headers["tocsin-partition"] == "0")
            #expect(letter.headers["tocsin-reason"] == bad.reason, "at \(offset)")
            #expect(letter.headers["tocsin-detail"]?.isEmpty == false, "at \(offset)")
            #expect(letter.key == "key-\(offset)")
            #expect(letter.hex == bad.value.map { String(format: "%02x", $0) }.joined(), "at \(offset)")
        }
        #expect(try await scene.count(of: scene.dead) == Self.bad.count)
    }

    /// The offset of the message that a dead letter was; they arrive in any order.
    private func origin(_ letter: Scene.Message) -> Int {
        letter.headers["tocsin-offset"].flatMap(Int.init) ?? -1
    }
}
