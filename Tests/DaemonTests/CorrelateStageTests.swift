import Correlation
import Domain
import Formats
import Kafka
import TestSupport
import Testing

@testable import Daemon

/// Reports in, alerts and events out.
@Suite(.timeLimit(.minutes(5))) struct CorrelateStageTests {
    @Test(arguments: Configuration.Delivery.Guarantee.allCases)
    func reportsIn_alertsAndEventsOut(guarantee: Configuration.Delivery.Guarantee) async throws {
        let fixture = try CorrelateFixture()
        try await fixture.produce((0..<5).map { CorrelateFixture.report($0) })
        // The same article again, and nothing that could be a report.
        try await fixture.produce([CorrelateFixture.report(3)])
        let text = Array("no report".utf8)
        let later = Array(#"{"schema":"tocsin.report/9"}"#.utf8)
        try await fixture.produce([("a", text), ("b", nil), ("c", later)], to: fixture.signals)
        let counters = try await withRunning(fixture.stage(guarantee)) { monitor in
            #expect(await monitor.wait { $0.finished == 9 })
            #expect(monitor.counters.events == 5)
        }
        #expect(counters.isBalanced)
        #expect(counters.published == 5 && counters.outputs == 5)
        #expect(counters.unmatched == 1)
        #expect(counters.tombstones == 1)
        #expect(counters.deadReasons == ["not-a-report": 1, "unknown-schema": 1])
        let alerts = try await fixture.published(atLeast: 5)
        #expect(alerts.map(\.change) == [.new, .new, .new, .new, .new])
        #expect(Set(alerts.flatMap(\.articles).map(\.id)) == Set((0..<5).map { "article-\($0)" }))
        #expect(try await fixture.stored(atLeast: 5).keys.sorted() == alerts.map(\.id).sorted())
    }

    /// What was known is known again: a report that comes once more says nothing new.
    @Test(arguments: CorrelateFixture.lasting)
    func restart_bringsEverythingBack(guarantee: Configuration.Delivery.Guarantee) async throws {
        let fixture = try CorrelateFixture()
        let reports = (0..<200).map { CorrelateFixture.report($0) }
        try await fixture.produce(Array(reports[..<150]))
        try await withRunning(fixture.stage(guarantee)) { monitor in
            #expect(await monitor.wait { $0.finished == 150 })
        }
        let before = try await fixture.stored(atLeast: 150)
        // Everything from the beginning, and more.
        try await fixture.produce(reports)
        let counters = try await withRunning(fixture.stage(guarantee)) { monitor in
            #expect(await monitor.wait { $0.isReady })
            #expect(await monitor.wait { $0.finished == 200 })
            #expect(monitor.counters.events == 200)
        }
        #expect(counters.unmatched == 150)
        #expect(counters.published == 50)
        let alerts = try await fixture.published(atLeast: 200)
        #expect(alerts.count == 200)
        #expect(Set(alerts.map(\.id)).count == 200)
        let after = try await fixture.stored(atLeast: 200)
        #expect(after.filter { before[$0.key] != nil } == before)
    }

    /// Stopped in mid-stream again and again, it ends where it would have without.
    @Test(arguments: CorrelateFixture.lasting)
    func stopsInMidStream_changeNothing(guarantee: Configuration.Delivery.Guarantee) async throws {
        let fixture = try CorrelateFixture()
        let undisturbed = try CorrelateFixture()
        // Every event is reported by three articles.
        let reports = (0..<600).map { CorrelateFixture.report($0 / 3, article: "article-\($0)") }
        try await undisturbed.produce(reports)
        try await withRunning(undisturbed.stage(guarantee)) { monitor in
            #expect(await monitor.wait { $0.finished == 600 })
        }
        try await fixture.produce(reports)
        var finished = 0
        while finished < 600 {
            let stage = fixture.stage(guarantee) { $0.messageLimit = 50 }
            let rest = 600 - finished
            let counters = try await withRunning(stage) { monitor in
                #expect(await monitor.wait { $0.finished >= min(150, rest) })
            }
            #expect(counters.isBalanced)
            finished += counters.finished
        }
        #expect(finished == 600)
        let wanted = try await undisturbed.published(atLeast: 200)
        let found = try await fixture.published(atLeast: wanted.count)
        #expect(found.map(\.id) == wanted.map(\.id))
        #expect(found.map(\.revision) == wanted.map(\.revision))
        #expect(found.map(\.articleCount) == wanted.map(\.articleCount))
        let (states, wantedStates) = (try await fixture.stored(atLeast: 1), try await undisturbed.stored(atLeast: 1))
        #expect(states.keys.sorted() == wantedStates.keys.sorted())
    }

    @Test func reportInAnotherPartition_isDead() async throws {
        let fixture = try CorrelateFixture(partitions: 3)
        let report = CorrelateFixture.report(1)
        let own = KafkaPartitioner.partition(of: Array(report.kind.utf8), count: 3)
        let value = try MessageJSON.encode(report)
        for partition in Int32(0)..<3 {
            try await fixture.produce([(report.kind, value)], to: fixture.signals, partition: partition)
        }
        let counters = try await withRunning(fixture.stage()) { monitor in
            #expect(await monitor.wait { $0.finished == 3 })
        }
        #expect(counters.deadReasons == ["wrong-partition": 2])
        #expect(counters.published == 1)
        let stored = try await fixture.broker.messages(in: fixture.events, atLeast: 1)
        #expect(stored.map(\.partition.partition) == [own])
    }

    /// An event that this version cannot read ends the stage: without it, its news would be told again.
    @Test func unreadableEvent_isNamed() async throws {
        let fixture = try CorrelateFixture()
        try await fixture.produce([("event-1", Array("{}".utf8))], to: fixture.events)
        let error = await #expect(throws: StageFailure.self) { try await fixture.stage().run() }
        #expect(error?.description.contains("'event-1'") == true)
        // Deleted, it is in nobody's way.
        try await fixture.produce([("event-1", nil)], to: fixture.events)
        try await withRunning(fixture.stage()) { monitor in
            #expect(await monitor.wait { $0.isReady })
        }
    }

    /// Events in the partition of another kind would be known to nobody who needs them.
    @Test func eventInAnotherPartition_endsTheStage() async throws {
        let one = try CorrelateFixture()
        let report = CorrelateFixture.report(1)
        try await one.produce([report])
        try await withRunning(one.stage()) { monitor in
            #expect(await monitor.wait { $0.finished == 1 })
        }
        let state = try #require(try await one.broker.messages(in: one.events, atLeast: 1).first)
        let three = try CorrelateFixture(partitions: 3)
        let own = KafkaPartitioner.partition(of: Array(report.kind.utf8), count: 3)
        let key = String(decoding: state.key ?? [], as: UTF8.self)
        try await three.produce([(key, state.value)], to: three.events, partition: (own + 1) % 3)
        let error = await #expect(throws: StageFailure.self) { try await three.stage().run() }
        #expect(error?.description.contains("belongs in \(own)") == true)
    }

    @Test func unequalPartitions_endTheStage() async throws {
        let fixture = try CorrelateFixture(partitions: 2)
        let other = try fixture.broker.makeTopic("events", partitions: 3, settings: ["cleanup.policy": "compact"])
        let stage = fixture.stage { $0.events?.events = other }
        let error = await #expect(throws: StageFailure.self) { try await stage.run() }
        #expect(error?.description.contains("has 3 partitions") == true)
    }

    /// With a second instance each knows the events of its own partitions, and those only.
    @Test(.disabled(if: TestBroker.isReal, "the embedded broker's rebalances are the slow ones"))
    func secondInstance_takesItsEvents() async throws {
        let fixture = try CorrelateFixture(partitions: 2)
        let kinds = (0..<50).map { "kind-\($0)" }
        let byPartition = Dictionary(grouping: kinds) { KafkaPartitioner.partition(of: Array($0.utf8), count: 2) }
        try await fixture.produce(kinds.enumerated().map { CorrelateFixture.report($0.offset, kind: $0.element) })
        let second = fixture.stage(instance: "two")
        try await withRunning(fixture.stage()) { monitor in
            #expect(await monitor.wait { $0.finished == 50 && $0.events == 50 })
            try await withRunning(second) { other in
                #expect(await other.wait { $0.isReady && $0.partitions == 1 })
                #expect(await monitor.wait { $0.isReady && $0.partitions == 1 })
                let counts = [monitor.counters.events, other.counters.events].sorted()
                #expect(counts == byPartition.values.map(\.count).sorted())
                // All of it again: neither has anything to say.
                try await fixture.produce(
                    kinds.enumerated().map { CorrelateFixture.report($0.offset, kind: $0.element) }
                )
                #expect(await monitor.wait { $0.finished + other.counters.finished >= 100 || $0.finished > 50 })
            }
            #expect(await monitor.wait { $0.isReady && $0.partitions == 2 && $0.events == 50 })
        }
        #expect(try await fixture.published(atLeast: 50).count == 50)
    }
}
