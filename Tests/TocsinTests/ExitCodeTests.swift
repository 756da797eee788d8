import Foundation
import Testing

/// The exit codes that the README promises.
@Suite struct ExitCodeTests {
    /// One call; `$` in an argument stands for the folder of `files`.
    struct Call: Sendable, CustomTestStringConvertible {
        var arguments: String
        var files: [String: String] = [:]
        var status: Int32
        /// What the output or the error output must hold.
        var says: String

        var testDescription: String { "tocsin \(arguments) → \(status)" }
    }

    private static let unusable = "kafka: {properties: {reconnect.backoff.ms: 60000, reconnect.backoff.max.ms: 100}}\n"

    static let calls = [
        Call(arguments: "--help", status: 0, says: "EXAMPLES"),
        Call(arguments: "--version", status: 0, says: "."),
        Call(arguments: "schema alert", status: 0, says: "json-schema.org/draft/2020-12"),
        Call(arguments: "schema nonsense", status: 64, says: "nonsense"),
        Call(arguments: "nonsense", status: 64, says: "nonsense"),
        Call(arguments: "run", status: 64, says: "--config"),
        Call(arguments: "scan --correlate --output signals", status: 64, says: "--correlate joins"),
        Call(arguments: "scan --output events", status: 64, says: "--output events needs --correlate"),
        Call(arguments: "bench", status: 64, says: "--correlate"),
        Call(arguments: "bench --correlate --events 50 --rounds 1", status: 0, says: "signals_per_second"),
        Call(arguments: "backfill --config $/a.yaml --from 7d", status: 64, says: "only --dry-run"),
        Call(arguments: "backfill --config $/a.yaml --from soon --dry-run", status: 64, says: "--from 'soon'"),
        Call(arguments: "schema event", status: 0, says: "tocsin.event/1"),
        Call(arguments: "scan $/absent.jsonl", status: 64, says: "absent.jsonl"),
        Call(arguments: "scan $/a.jsonl", files: ["a.jsonl": "{\n"], status: 65, says: "a.jsonl:1"),
        // Port 9 is "discard": nothing listens there.
        Call(arguments: "tail --bootstrap localhost:9", status: 69, says: "Broker transport failure"),
        Call(arguments: "run --config $/absent.yaml", status: 78, says: "absent.yaml"),
        Call(arguments: "run --config $/a.yaml", files: ["a.yaml": "kafk: {}\n"], status: 78, says: "kafka"),
        Call(arguments: "check --config $/a.yaml", files: ["a.yaml": "kafk: {}\n"], status: 78, says: "a.yaml:1"),
        Call(arguments: "check", status: 0, says: "0 failed"),
        Call(arguments: "check --config \(Project.root)/Config/tocsin.yaml", status: 0, says: "is valid"),
        Call(
            arguments: "check --site $/site",
            files: [
                "site/rules/missile-launch.tests.yaml": """
                - text: North Korea test-fired a ballistic missile on Monday.
                  published: 2025-01-07
                  expect: none
                  because: this test is meant to fail
                """
            ],
            status: 1,
            says: "1 failed"
        ),
        Call(
            arguments: "check --config $/a.yaml",
            files: [
                "a.yaml": "kafka: {consumer_properties: {partition.assignment.strategy: cooperative-sticky}}\n"
            ],
            status: 78,
            says: "is not exactly-once with librdkafka"
        ),
        Call(
            arguments: "run --config $/a.yaml",
            files: [
                "a.yaml": "kafka: {consumer_properties: {partition.assignment.strategy: cooperative-sticky}}\n"
            ],
            status: 78,
            says: "is not exactly-once with librdkafka"
        ),
        Call(
            arguments: "check --config $/a.yaml",
            files: ["a.yaml": "kafka: {producer_properties: {linger.msec: 5}}\n"],
            status: 78,
            says: "a.yaml:1:31: kafka.producer_properties.linger.msec: No such configuration property"
        ),
        // What librdkafka refuses of a combination shows when a client is made.
        Call(
            arguments: "check --config $/a.yaml --connect",
            files: ["a.yaml": unusable],
            status: 78,
            says: "reconnect.backoff.max.ms"
        ),
        Call(
            arguments: "topics --config $/a.yaml",
            files: ["a.yaml": unusable],
            status: 78,
            says: "reconnect.backoff.max.ms"
        ),
        Call(
            arguments: "tail --config $/a.yaml",
            files: ["a.yaml": unusable],
            status: 78,
            says: "reconnect.backoff.max.ms"
        ),
        Call(
            arguments: "backfill --config $/a.yaml --from 7d --dry-run",
            files: ["a.yaml": unusable],
            status: 78,
            says: "reconnect.backoff.max.ms"
        ),
        Call(
            arguments: "backfill --config $/a.yaml --from 7d --dry-run",
            files: ["a.yaml": "kafka: {bootstrap: 'localhost:9'}\n"],
            status: 69,
            says: "the broker localhost:9 cannot be used"
        ),
        Call(arguments: "dead", status: 0, says: "replay"),
        Call(arguments: "dead list", status: 64, says: "--config"),
        Call(arguments: "dead show --config $/a.yaml here", files: ["a.yaml": ""], status: 64, says: "is no place"),
        Call(arguments: "dead replay --config $/a.yaml", files: ["a.yaml": ""], status: 64, says: "say which"),
        Call(
            arguments: "dead list --config $/a.yaml",
            files: ["a.yaml": "kafka: {bootstrap: 'localhost:9'}\n"],
            status: 69,
            says: "Broker transport failure"
        ),
        Call(arguments: "explain", status: 64, says: "--text"),
        Call(arguments: "explain $/absent.json", status: 74, says: "absent.json"),
        Call(arguments: "explain $/a.json", files: ["a.json": "{"], status: 65, says: "not-json"),
        Call(
            arguments: "scan --site $/site -",
            files: ["site/rules/a.yaml": "format: 1\nnonsense: true\n"],
            status: 78,
            says: "a.yaml:"
        ),
    ]

    @Test(arguments: calls) func exitCode_isThePromisedOne(call: Call) async throws {
        let folder = try TemporaryFolder()
        for (name, text) in call.files { _ = try folder.write(text, to: name) }
        let arguments = call.arguments.replacing("$", with: folder.path).split(separator: " ").map(String.init)

        let outcome = try await run(Project.tocsin, arguments)

        #expect(outcome.status == call.status, "\(outcome.errors)")
        #expect((outcome.output + outcome.errors).contains(call.says), "\(outcome.output)\(outcome.errors)")
    }
}
