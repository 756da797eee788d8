import Foundation
import Kafka
import TestSupport
import Testing

/// `tocsin topics`, on the embedded broker, which makes and describes no topics, and on a real one.
@Suite struct TopicsCommandTests {
    /// The configuration of `scene`, with names that nobody has made for what Tocsin writes.
    private func unmade(_ scene: Scene, _ folder: TemporaryFolder) throws -> (file: String, suffix: String) {
        let suffix = TestBroker.uniqueName("-unmade")
        var text = try String(contentsOfFile: scene.configuration, encoding: .utf8)
        for name in [scene.signals, scene.events, scene.alerts, scene.dead] {
            text = text.replacing(": \(name)\n", with: ": \(name)\(suffix)\n")
        }
        return (try folder.write(text, to: "tocsin.yaml"), suffix)
    }

    private func topics(_ arguments: String..., config: String) async throws -> Outcome {
        try await run(Project.tocsin, ["topics", "--config", config] + arguments)
    }

    @Test func topics_areShown() async throws {
        let scene = try Scene()
        let outcome = try await topics(config: scene.configuration)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let rows = outcome.lines.map { $0.split(separator: "  ").map { $0.trimmingCharacters(in: .whitespaces) } }
        #expect(rows.first == ["TOPIC", "HOLDS", "ON THE BROKER"])
        #expect(
            rows.map { $0[0] }.dropFirst() == [scene.articles, scene.dead, scene.signals, scene.events, scene.alerts]
        )
        #expect(rows.map { $0[1] }.dropFirst() == ["articles", "dead letters", "reports", "events", "alerts"])
        #expect(rows.dropFirst().map { $0[2].hasPrefix("1 partition") } == [false, true, true, true, true])
        #expect(rows[1][2].hasPrefix("3 partitions"))
    }

    @Test func missingTopics_areNamed() async throws {
        let scene = try Scene()
        let folder = try TemporaryFolder()
        let (file, suffix) = try unmade(scene, folder)
        let outcome = try await topics(config: file)
        #expect(outcome.status == 78)
        for name in [scene.signals, scene.events, scene.alerts, scene.dead] {
            let line = outcome.lines.first { $0.hasPrefix(name + suffix) }
            #expect(line?.hasSuffix("missing; 'tocsin topics --create' makes it") == true, "\(name)")
        }
    }

    @Test(.disabled(if: TestBroker.isReal, "a real broker makes them"))
    func create_onABrokerThatMakesNone_isRefused() async throws {
        let scene = try Scene()
        let outcome = try await topics("--create", config: scene.configuration)
        #expect(outcome.status == 69)
        #expect(outcome.errors.contains("none of the brokers takes requests about topics"))
    }

    /// What it makes is asked of the broker by another client, not read off its own words.
    @Test(.enabled(if: TestBroker.isReal, "the embedded broker makes no topics on request"))
    func create_makesEveryTopic_andTheSecondTimeNothing() async throws {
        let scene = try Scene()
        let folder = try TemporaryFolder()
        let (file, suffix) = try unmade(scene, folder)
        let first = try await topics("--create", "--partitions", "3", config: file)
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.lines.filter { $0.contains(": created with ") }.count == 4)

        let wanted = [
            (scene.dead, 1, "delete", "2592000000"), (scene.signals, 3, "delete", "604800000"),
            (scene.events, 3, "compact", nil), (scene.alerts, 1, "delete", "7776000000"),
        ]
        let client = scene.broker.configuration()
        for (name, partitions, cleanup, retention) in wanted {
            let topic = name + suffix
            let settings = try await runOnThread(named: "settings") {
                try KafkaAdministration.settings(of: [topic], client)[topic]
            }
            #expect(settings?["cleanup.policy"] == cleanup, "\(topic)")
            if let retention { #expect(settings?["retention.ms"] == retention, "\(topic)") }
            let found = try await runOnThread(named: "partitions") {
                try KafkaMetadata.fetch(client).topics.first { $0.name == topic }?.partitions.count
            }
            #expect(found == partitions, "\(topic)")
        }

        let second = try await topics("--create", "--partitions", "2", config: file)
        #expect(second.status == 0, "\(second.errors)")
        #expect(second.output.contains("nothing to create"))
        #expect(second.output.contains("\(scene.signals)\(suffix): left as it is, with 3 partitions, not 2"))
        #expect(second.lines.suffix(6) == first.lines.suffix(6))
    }

    @Test func unequalPartitions_areNamed_andEndARun() async throws {
        let scene = try Scene(signalPartitions: 2)
        try await expectIssue("'\(scene.events)' (events) has 1 partition and needs 2", of: scene.configuration)
    }

    /// Each of the wrong policies would lose something, so nothing is begun.
    @Test(
        .enabled(if: TestBroker.isReal, "the embedded broker does not tell how it cleans up"),
        arguments: [("events", "delete", "compact"), ("alerts", "compact", "delete")]
    )
    func wrongCleanup_isNamed_andEndsARun(purpose: String, found: String, wanted: String) async throws {
        let scene = try Scene()
        let folder = try TemporaryFolder()
        let topic = try scene.broker.makeTopic(purpose, settings: ["cleanup.policy": found])
        let text = try String(contentsOfFile: scene.configuration, encoding: .utf8)
            .replacing(": \(purpose == "events" ? scene.events : scene.alerts)\n", with: ": \(topic)\n")
        let file = try folder.write(text, to: "tocsin.yaml")
        let issue = "topic '\(topic)' (\(purpose)) has cleanup.policy=\(found) and needs cleanup.policy=\(wanted)"
        try await expectIssue(issue, of: file)
    }

    /// Both `topics` and the start of `run` name it and end with 78.
    private func expectIssue(_ issue: String, of configuration: String) async throws {
        let shown = try await topics(config: configuration)
        #expect(shown.status == 78)
        #expect(shown.errors.contains(issue), "\(shown.errors)")
        let outcome = try await run(Project.tocsin, ["run", "--config", configuration])
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains(issue), "\(outcome.errors)")
    }
}
