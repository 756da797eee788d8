import Kafka
import TestSupport
import Testing

@testable import Daemon

/// What the broker does to a stage that works in transactions.
///
/// The embedded broker shows everyone what was undone, and keeps no offsets of transactions; so these tests show what
/// the stage does, not what a subscriber sees. That is the `faults` program's to show, on a broker with transactions.
@Suite(.timeLimit(.minutes(5)), .disabled(if: TestBroker.isReal)) struct StageTransactionTests {
    /// A fault, and what the stage is to do about it: undo the transaction, take fresh clients, or neither.
    struct Fault: Sendable, CustomTestStringConvertible {
        var request: EmbeddedBroker.Request
        var codes: [KafkaError.Code]
        var aborts = false
        var restarts = false

        var testDescription: String { "\(request) \(codes.map(\.name))" }
    }

    static let faults = [
        Fault(request: .addPartitionsToTransaction, codes: [.coordinatorLoading, .coordinatorLoading]),
        Fault(request: .addPartitionsToTransaction, codes: [.topicAuthorizationFailed], aborts: true),
        Fault(request: .addOffsetsToTransaction, codes: [.coordinatorNotAvailable, .notCoordinator]),
        Fault(request: .addOffsetsToTransaction, codes: [.groupAuthorizationFailed], aborts: true),
        Fault(request: .transactionOffsetCommit, codes: [.transport, .notCoordinator]),
        Fault(request: .transactionOffsetCommit, codes: [.illegalGeneration], aborts: true),
        Fault(request: .transactionOffsetCommit, codes: [.unknownMember, .illegalGeneration], aborts: true),
        Fault(request: .transactionOffsetCommit, codes: [.invalidProducerMapping], restarts: true),
        Fault(request: .endTransaction, codes: [.coordinatorNotAvailable, .transport]),
        Fault(request: .endTransaction, codes: [.invalidTransactionState], restarts: true),
        Fault(request: .produce, codes: [.notLeader, .transport]),
        Fault(request: .produce, codes: [.topicAuthorizationFailed], aborts: true),
        Fault(request: .produce, codes: [.messageTooLarge], aborts: true),
    ]

    @Test(arguments: faults)
    func fault_isGotOver(fault: Fault) async throws {
        let fixture = try StageFixture(partitions: 2)
        let values = (0..<40).map { $0 % 8 == 3 ? "bad \($0)" : $0 % 5 == 0 ? "none \($0)" : "text \($0)" }
        try await fixture.produce(values)
        // In the midst of the first record, so that the request that fails is the stage's.
        let trigger = Trigger(after: 1)
        trigger.arm { try? fixture.broker.embedded?.fail(fault.request, with: fault.codes) }
        let counters = try await fixture.running(fixture.stage(.exactlyOnce, trigger: trigger)) { monitor in
            #expect(await monitor.wait { $0.finished >= 40 && $0.inFlight == 0 })
        }
        #expect(counters.isBalanced && counters.imbalances == 0)
        #expect(fault.aborts ? counters.aborts > 0 : counters.aborts == 0)
        #expect(fault.restarts ? counters.restarts > 0 : counters.restarts == 0)
        let out = try await fixture.messages(in: fixture.output, atLeast: 27)
        let dead = try await fixture.messages(in: fixture.dead, atLeast: 5)
        #expect(Set(out.map(text) + dead.map(text)) == Set(values.filter { !$0.hasPrefix("none") }))
        guard !fault.restarts else { return }
        // Each is counted once, however often it was read; a broker that keeps no offsets gives it all again to fresh
        // clients, so there that cannot be seen.
        #expect(counters.finished == 40)
        #expect(counters.consumed == 40 + counters.released)
    }

    @Test func fencedByAnother_endsTheStageForGood() async throws {
        let fixture = try StageFixture(partitions: 1)
        try await fixture.produce(["one"])
        try fixture.broker.embedded?.fail(.endTransaction, with: [.producerFenced])
        let stage = fixture.stage(.exactlyOnce)
        let error = await #expect(throws: StageFailure.self) { try await stage.run() }
        guard case .fenced = error else {
            Issue.record("not fenced: \(String(describing: error))")
            return
        }
        #expect(stage.monitor.counters.isBalanced && stage.monitor.counters.inFlight == 0)
        #expect(stage.monitor.counters.published == 0)
    }

    /// The same answer from the broker, but to a transaction that was older than it may get: nobody else is to blame.
    @Test func fencedByTheTimeout_takesFreshClients() async throws {
        let fixture = try StageFixture(partitions: 1)
        try await fixture.produce(["one"])
        try fixture.broker.embedded?.fail(.endTransaction, with: [.producerFenced])
        let stage = fixture.stage(.exactlyOnce) { $0.transactionTimeout = .milliseconds(1) }
        let counters = try await fixture.running(stage) { monitor in
            #expect(await monitor.wait { $0.published == 1 })
        }
        #expect(counters.restarts == 1)
        #expect(counters.isBalanced)
    }

    @Test func refusedIdentity_endsTheStageWithItsReason() async throws {
        let fixture = try StageFixture(partitions: 1)
        try fixture.broker.embedded?.fail(.initProducerID, with: [.transactionalIDAuthorizationFailed])
        let error = await #expect(throws: StageFailure.self) { try await fixture.stage(.exactlyOnce).run() }
        guard case .broker(let reason) = error else {
            Issue.record("not refused: \(String(describing: error))")
            return
        }
        #expect(reason.code == .transactionalIDAuthorizationFailed)
    }

    @Test func coordinatorAwayAtTheStart_isWaitedFor() async throws {
        let fixture = try StageFixture(partitions: 1)
        try await fixture.produce(["one"])
        try fixture.broker.embedded?.fail(.findCoordinator, with: [.coordinatorNotAvailable, .transport])
        try fixture.broker.embedded?.fail(.initProducerID, with: [.coordinatorLoading, .notCoordinator])
        let counters = try await fixture.running(fixture.stage(.exactlyOnce)) { monitor in
            #expect(await monitor.wait { $0.published == 1 })
        }
        #expect(counters.isBalanced && counters.restarts == 0)
    }

    @Test func brokerAwayInMidStream_isWaitedForAndNothingIsMissing() async throws {
        let fixture = try StageFixture(partitions: 2)
        let values = (0..<60).map { "text \($0)" }
        let counters = try await fixture.running(fixture.stage(.exactlyOnce)) { monitor in
            #expect(await monitor.wait { $0.partitions == 2 })
            try await fixture.produce(Array(values[..<30]))
            #expect(await monitor.wait { $0.finished > 0 })
            try fixture.broker.embedded?.setBroker(1, isUp: false)
            #expect(await monitor.wait { $0.brokerErrors > 0 })
            let turns = monitor.counters.turns
            #expect(await monitor.wait { $0.turns > turns + 5 })
            try fixture.broker.embedded?.setBroker(1, isUp: true)
            try await fixture.produce(Array(values[30...]))
            #expect(await monitor.wait { $0.finished >= 60 && $0.inFlight == 0 })
        }
        #expect(counters.isBalanced)
        let out = try await fixture.messages(in: fixture.output, atLeast: 60)
        #expect(Set(out.map(text)) == Set(values))
    }

    @Test func brokerAwayAtTheStop_doesNotHoldItUp() async throws {
        let fixture = try StageFixture(partitions: 1)
        let start = Mutexed(ContinuousClock.now)
        let stage = fixture.stage(.exactlyOnce) {
            $0.drain = .seconds(1)
            $0.producer.properties["transaction.timeout.ms"] = "120000"
            $0.transactionTimeout = .seconds(120)
        }
        let counters = try await fixture.running(stage) { monitor in
            #expect(await monitor.wait { $0.partitions == 1 })
            try await fixture.produce(["one"])
            #expect(await monitor.wait { $0.finished == 1 })
            try fixture.broker.embedded?.setBroker(1, isUp: false)
            start.value = .now
        }
        // Far from what a transaction may take, with room for a busy machine.
        #expect(ContinuousClock.now - start.value < .seconds(60))
        #expect(counters.isBalanced)
    }

    @Test func tooLarge_goesToTheDeadLettersCut() async throws {
        let fixture = try StageFixture(partitions: 1)
        let large = "bad " + String(repeating: "x", count: 90_000)
        try await fixture.produce(["one", large, "many " + String(repeating: "y", count: 90_000), "two"])
        let stage = fixture.stage(.exactlyOnce) { $0.producer.properties["message.max.bytes"] = "80000" }
        let counters = try await fixture.running(stage) { monitor in
            #expect(await monitor.wait { $0.finished == 4 })
        }
        #expect(counters.isBalanced)
        #expect(counters.published == 2)
        #expect(counters.deadReasons == ["test-bad": 1, "output-too-large": 1])
        #expect(counters.truncated == 2)
        let dead = try await fixture.messages(in: fixture.dead, atLeast: 2)
        #expect(dead.map { $0.value?.count } == [65_536, 65_536])
    }

    /// Refused with a batch, each goes alone the next time; refused alone, it is the record itself.
    @Test func refusedForItsSizeAlone_isDead_andItsNeighboursAreNot() async throws {
        let fixture = try StageFixture(partitions: 1)
        try await fixture.produce((0..<20).map { "text \($0)" })
        let trigger = Trigger(after: 1)
        trigger.arm { try? fixture.broker.embedded?.fail(.produce, with: [.messageTooLarge, .messageTooLarge]) }
        let stage = fixture.stage(.exactlyOnce, trigger: trigger) {
            $0.producer.properties["max.in.flight.requests.per.connection"] = "1"
        }
        let counters = try await fixture.running(stage) { monitor in
            #expect(await monitor.wait { $0.finished == 20 })
        }
        #expect(counters.isBalanced)
        #expect(counters.aborts >= 2)
        #expect(counters.deadReasons == ["output-too-large": 1])
        #expect(counters.published == 19)
    }

    /// Thrown out of the group, it drops what it had, and reads again what it gets.
    @Test func lostAssignment_undoesWhatIsOpen() async throws {
        let fixture = try StageFixture(partitions: 1)
        let stage = fixture.stage(.exactlyOnce) { $0.commitInterval = .seconds(600) }
        let counters = try await fixture.running(stage) { monitor in
            #expect(await monitor.wait { $0.partitions == 1 })
            try await fixture.produce((0..<10).map { "text \($0)" })
            #expect(await monitor.wait { $0.inFlight == 10 })
            try fixture.broker.embedded?.fail(.heartbeat, with: [.unknownMember])
            #expect(await monitor.wait { $0.aborts > 0 && $0.inFlight == 10 })
        }
        #expect(counters.isBalanced)
        #expect(counters.assignments > 1)
        #expect(counters.released >= 10)
        #expect(counters.finished == 10)
    }

    @Test func interval_isTheAgeOfATransaction_andSizeEndsItSooner() async throws {
        let fixture = try StageFixture(partitions: 1)
        let stage = fixture.stage(.exactlyOnce) {
            $0.commitInterval = .seconds(600)
            $0.transactionMessages = 10
        }
        let counters = try await fixture.running(stage) { monitor in
            #expect(await monitor.wait { $0.partitions == 1 })
            try await fixture.produce((0..<35).map { "text \($0)" })
            #expect(await monitor.wait { $0.finished == 30 && $0.inFlight == 5 })
        }
        #expect(counters.finished == 35)
        #expect(counters.commits == 4)
    }
}
