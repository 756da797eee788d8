import Formats
import Foundation
import Kafka
import Logging
import TestSupport
import Testing

@testable import Daemon

@Suite struct TopicPlanTests {
    static let good: [String: FoundTopic] = [
        "articles.dead": FoundTopic(partitions: 2, settings: ["cleanup.policy": "delete", "retention.ms": "-1"]),
        "signals": FoundTopic(partitions: 3, settings: ["cleanup.policy": "delete", "retention.ms": "604800000"]),
        "events": FoundTopic(partitions: 3, settings: ["cleanup.policy": "compact"]),
        "alerts": FoundTopic(partitions: 5, settings: ["retention.ms": "7776000000"]),
    ]

    static let plan = TopicPlan(Configuration())

    @Test func whatItMakesIsWhatItWants() {
        let made = Dictionary(
            uniqueKeysWithValues: Self.plan.topics.map {
                ($0.name, FoundTopic(partitions: $0.partitions, settings: $0.settings))
            }
        )
        #expect(Set(made.keys) == ["articles.dead", "signals", "events", "alerts"])
        #expect(Self.plan.review(made).isEmpty)
        #expect(made["events"]?.settings?["cleanup.policy"] == "compact")
        #expect(made["alerts"]?.settings?["retention.ms"] == "7776000000")
    }

    /// What cannot be changed any more must not be made wrong.
    @Test(arguments: ["signals", "events"])
    func missingOneOfThePair_followsTheOther(topic: String) {
        let plan = TopicPlan(Configuration(), partitions: 7)
        var found = Self.good
        found[topic] = nil
        #expect(plan.missing(in: found).map(\.name) == [topic])
        #expect(plan.missing(in: found).map(\.partitions) == [3])
        #expect(plan.missing(in: [:]).map(\.partitions) == [1, 7, 7, 1])
    }

    @Test func goodTopics_haveNoIssue() {
        #expect(Self.plan.review(Self.good).isEmpty)
        #expect(Self.plan.review([:]).isEmpty)
        #expect(Self.plan.review(Self.good.mapValues { FoundTopic(partitions: $0.partitions, settings: nil) }).isEmpty)
    }

    static let faults: [(String, FoundTopic, TopicIssue.Weight, String)] = [
        (
            "events", FoundTopic(partitions: 3, settings: ["cleanup.policy": "delete"]), .error,
            "topic 'events' (events) has cleanup.policy=delete and needs cleanup.policy=compact: "
                + "without compaction alone it would lose events or grow for ever"
        ),
        (
            "events", FoundTopic(partitions: 3, settings: ["cleanup.policy": "compact,delete"]), .error,
            "topic 'events' (events) has cleanup.policy=compact,delete and needs cleanup.policy=compact: "
                + "without compaction alone it would lose events or grow for ever"
        ),
        (
            "alerts", FoundTopic(partitions: 1, settings: ["cleanup.policy": "compact", "retention.ms": "7776000000"]),
            .error,
            "topic 'alerts' (alerts) has cleanup.policy=compact and needs cleanup.policy=delete: "
                + "compaction would drop messages that somebody has yet to read"
        ),
        (
            "alerts", FoundTopic(partitions: 1, settings: ["retention.ms": "86400000"]), .warning,
            "topic 'alerts' (alerts) has retention.ms=86400000, 1 day; 7776000000, 90 days, are advised"
        ),
        (
            "events", FoundTopic(partitions: 1, settings: ["cleanup.policy": "compact"]), .error,
            "topic 'events' (events) has 1 partition and needs 3, as many as 'signals' (reports): "
                + "the events of a kind are kept in the partition of its reports"
        ),
    ]

    @Test(arguments: faults)
    func issue_namesTopicFoundAndWanted(
        topic: String,
        found: FoundTopic,
        weight: TopicIssue.Weight,
        text: String
    ) {
        var topics = Self.good
        topics[topic] = found
        #expect(Self.plan.review(topics) == [TopicIssue(weight: weight, topic: topic, description: text)])
    }

    /// What is told to people who read about the topics is what is made.
    @Test func asyncAPI_describesTheTopicsAsTheyAreMade() throws {
        let document = try JSONSerialization.jsonObject(with: Data(AsyncAPI.document.utf8)) as? [String: Any]
        var described: [String: [String: String]] = [:]
        for case let channel as [String: Any] in (document?["channels"] as? [String: Any] ?? [:]).values {
            guard let address = channel["address"] as? String else { continue }
            let bindings = channel["bindings"] as? [String: [String: Any]]
            let settings = bindings?["kafka"]?["topicConfiguration"] as? [String: Any] ?? [:]
            described[address] = settings.mapValues { value in
                (value as? [String])?.joined(separator: ",") ?? (value as? Int).map(String.init) ?? "?"
            }
        }
        var planned = Dictionary(
            uniqueKeysWithValues: Self.plan.topics.map { topic in
                (topic.name, topic.settings.filter { ["cleanup.policy", "retention.ms"].contains($0.key) })
            }
        )
        // Those of articles are the feed's.
        for topic in Configuration().input.topics { planned[topic] = [:] }
        #expect(described == planned)
    }

    @Test func extractAlone_needsNoEvents() {
        let plan = TopicPlan(Configuration(), for: .extract)
        #expect(plan.topics.map(\.name) == ["articles.dead", "signals"])
    }
}

/// The check at a start.
@Suite(.timeLimit(.minutes(5))) struct TopicCheckTests {
    static func plan(_ fixture: CorrelateFixture) -> TopicPlan {
        var configuration = Configuration()
        configuration.output.signals = fixture.signals
        configuration.output.events = fixture.events
        configuration.output.alerts = fixture.alerts
        configuration.output.dead = fixture.dead
        return TopicPlan(configuration, for: .correlate)
    }

    /// The broker must not make it, so the stage waits until somebody has.
    @Test func missingEvents_areWaitedFor() async throws {
        var fixture = try CorrelateFixture()
        fixture.events = TestBroker.uniqueName("later")
        let scene = fixture
        let stage = scene.stage { $0.topics = Self.plan(scene) }
        try await withRunning(stage) { monitor in
            #expect(await monitor.wait { $0.turns > 5 })
            #expect(monitor.counters.partitions == 0)
            try scene.broker.createTopic(scene.events, settings: ["cleanup.policy": "compact"])
            #expect(await monitor.wait { $0.isReady })
        }
    }

    @Test func unequalPartitions_areFoundBeforeAnythingIsRead() async throws {
        var fixture = try CorrelateFixture()
        fixture.events = try fixture.broker.makeTopic("events", partitions: 2, settings: ["cleanup.policy": "compact"])
        let scene = fixture
        let stage = scene.stage { $0.topics = Self.plan(scene) }
        let error = await #expect(throws: StageFailure.self) { try await stage.run() }
        #expect(error?.description.contains("'\(scene.events)' (events) has 2 partitions and needs 1") == true)
        #expect(stage.monitor.counters.consumed == 0)
    }

    /// The embedded broker does not tell how it cleans up.
    @Test(.enabled(if: TestBroker.isReal))
    func uncompactedEvents_areFoundBeforeAnythingIsRead() async throws {
        var fixture = try CorrelateFixture()
        fixture.events = try fixture.broker.makeTopic("events", settings: ["cleanup.policy": "delete"])
        let scene = fixture
        let stage = scene.stage { $0.topics = Self.plan(scene) }
        let error = await #expect(throws: StageFailure.self) { try await stage.run() }
        #expect(error?.description.contains("'\(scene.events)' (events) has cleanup.policy=delete") == true)
    }
}
