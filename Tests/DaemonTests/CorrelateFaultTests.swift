import Correlation
import Domain
import Kafka
import TestSupport
import Testing

@testable import Daemon

/// What the broker does to a stage that remembers; only the embedded one can be made to fail on demand.
@Suite(.timeLimit(.minutes(5)), .disabled(if: TestBroker.isReal)) struct CorrelateFaultTests {
    /// Undone and made anew, it says what it would have said.
    @Test(arguments: [
        (EmbeddedBroker.Request.transactionOffsetCommit, KafkaError.Code.illegalGeneration),
        (.addOffsetsToTransaction, .groupAuthorizationFailed), (.produce, .topicAuthorizationFailed),
    ])
    func undoneTransaction_leavesNoTrace(request: EmbeddedBroker.Request, code: KafkaError.Code) async throws {
        let fixture = try CorrelateFixture()
        try await fixture.produce((0..<20).map { CorrelateFixture.report($0) })
        // From now on the first request is the stage's.
        try fixture.broker.embedded?.fail(request, with: [code])
        let counters = try await withRunning(fixture.stage(.exactlyOnce)) { monitor in
            #expect(await monitor.wait { $0.finished == 20 })
            #expect(monitor.counters.events == 20)
        }
        #expect(counters.isBalanced)
        #expect(counters.aborts > 0)
        #expect(counters.published == 20 && counters.outputs == 20)
        // Here everyone sees what was undone; it is the same, first revisions and no other.
        let alerts = try await fixture.published(atLeast: 20)
        #expect(Set(alerts.map(\.id)).count == 20)
        #expect(alerts.allSatisfy { $0.revision == 1 && $0.change == .new })
    }

    /// At least once the order is the guarantee: what is not kept as said is said again.
    @Test func refusedEvent_isSaidAgainAndThenKept() async throws {
        let fixture = try CorrelateFixture()
        let stage = fixture.stage {
            $0.producer.properties["linger.ms"] = "0"
            $0.producer.properties["max.in.flight.requests.per.connection"] = "1"
        }
        try await fixture.produce([CorrelateFixture.report(1)])
        // The first request takes the alert, the second refuses the event.
        try fixture.broker.embedded?.fail(.produce, with: [KafkaError.Code(rawValue: 0), .topicAuthorizationFailed])
        let counters = try await withRunning(stage) { monitor in
            #expect(await monitor.wait { $0.finished == 1 })
        }
        #expect(counters.isBalanced)
        // The client takes the topic for forbidden for a while.
        #expect(counters.aborts >= 1)
        #expect(counters.published == 1 && counters.stored == 1)
        let alerts = try await fixture.published(atLeast: counters.aborts + 1)
        #expect(alerts.count == counters.aborts + 1)
        #expect(alerts.allSatisfy { $0.revision == 1 })
        #expect(Set(alerts.map(\.id)).count == 1)
        #expect(try await fixture.stored(atLeast: 1).count == 1)
    }

    @Test func failedOffsetCommit_isTriedAgain() async throws {
        let fixture = try CorrelateFixture()
        let counters = try await withRunning(fixture.stage()) { monitor in
            #expect(await monitor.wait { $0.isReady })
            try fixture.broker.embedded?.fail(.offsetCommit, with: [.coordinatorLoading, .notCoordinator])
            try await fixture.produce((0..<5).map { CorrelateFixture.report($0) })
            #expect(await monitor.wait { $0.finished == 5 })
        }
        #expect(counters.isBalanced)
        #expect(counters.commitFailures > 0 || counters.aborts == 0)
        #expect(try await fixture.published(atLeast: 5).count == 5)
    }

    /// Who stood still while the group moved on must not write over what its successor keeps.
    @Test func lostMember_storesNothing() async throws {
        let fixture = try CorrelateFixture()
        let counters = try await withRunning(fixture.stage()) { monitor in
            #expect(await monitor.wait { $0.isReady })
            try fixture.broker.embedded?.fail(.offsetCommit, with: [.unknownMember])
            try await fixture.produce([CorrelateFixture.report(1)])
            #expect(await monitor.wait { $0.finished == 1 })
        }
        #expect(counters.isBalanced)
        #expect(counters.aborts >= 1)
        // Said again, and stored the second time only.
        #expect(try await fixture.published(atLeast: 2).count == 2)
        #expect(try await fixture.broker.messages(in: fixture.events, atLeast: 1).count == 1)
    }

    /// An event that no topic takes costs its report, which is kept with the dead letters, and nothing else.
    @Test(arguments: Configuration.Delivery.Guarantee.allCases)
    func eventTooLarge_isDeadAndNotRemembered(guarantee: Configuration.Delivery.Guarantee) async throws {
        let fixture = try CorrelateFixture()
        var large = CorrelateFixture.report(7)
        large.article.title = String(repeating: "A long title. ", count: 20_000)
        let stage = fixture.stage(guarantee) { $0.producer.properties["message.max.bytes"] = "200000" }
        let report = large
        let counters = try await withRunning(stage) { monitor in
            #expect(await monitor.wait { $0.isReady })
            try await fixture.produce([CorrelateFixture.report(1), report, CorrelateFixture.report(2)])
            #expect(await monitor.wait { $0.finished == 3 })
            #expect(monitor.counters.events == 2)
        }
        #expect(counters.isBalanced)
        #expect(counters.deadReasons == ["output-too-large": 1])
        #expect(counters.published == 2)
        #expect(try await fixture.stored(atLeast: 2).count == 2)
    }

    /// Thrown out of the group, it forgets what it knew and learns it anew.
    @Test func lostAssignment_isRestored() async throws {
        let fixture = try CorrelateFixture()
        let counters = try await withRunning(fixture.stage()) { monitor in
            try await fixture.produce((0..<10).map { CorrelateFixture.report($0) })
            #expect(await monitor.wait { $0.finished == 10 })
            try fixture.broker.embedded?.fail(.heartbeat, with: [.unknownMember])
            #expect(await monitor.wait { $0.assignments > 1 && $0.isReady && $0.events == 10 })
            try await fixture.produce((0..<12).map { CorrelateFixture.report($0) })
            #expect(await monitor.wait { $0.finished >= 22 })
        }
        #expect(counters.isBalanced)
        #expect(counters.outputs == 12)
    }
}
