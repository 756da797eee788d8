import Foundation
import Testing

/// `tocsin topics`, on the embedded broker, which makes and describes no topics, and on a real one.
@Suite struct TopicsCommandTests {
    @Test func topics_areShown() async throws {
        let scene = try Scene()
        let outcome = try await run(Project.tocsin, ["topics", "--config", scene.configuration])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("\(scene.events): events: 1 partition"))
        #expect(outcome.output.contains("\(scene.articles): articles, the feed's: 3 partitions"))
    }

    @Test func missingTopic_isNamed() async throws {
        let scene = try Scene("log: {level: info}")
        let folder = try TemporaryFolder()
        let text = try String(contentsOfFile: scene.configuration, encoding: .utf8)
            .replacing("events: \(scene.events)", with: "events: nowhere-\(scene.events)")
        let file = try folder.write(text, to: "tocsin.yaml")
        let outcome = try await run(Project.tocsin, ["topics", "--config", file])
        #expect(outcome.status == 78)
        #expect(outcome.output.contains("nowhere-\(scene.events): events: missing"))
    }

    @Test func unequalPartitions_areNamed_andEndARun() async throws {
        let scene = try Scene(signalPartitions: 2)
        let shown = try await run(Project.tocsin, ["topics", "--config", scene.configuration])
        #expect(shown.status == 78)
        #expect(shown.errors.contains("'\(scene.events)' (events) has 1 partitions and needs 2"))
        let outcome = try await run(Project.tocsin, ["run", "--config", scene.configuration])
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains("'\(scene.events)' (events) has 1 partitions and needs 2"))
    }
}
