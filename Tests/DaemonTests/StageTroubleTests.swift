import Kafka
import TestSupport
import Testing

@testable import Daemon

/// Trouble that passes, and trouble that is only told: neither ends a stage, and nothing is missing afterwards.
@Suite(.timeLimit(.minutes(5)), .disabled(if: TestBroker.isReal)) struct StageTroubleTests {
    typealias Guarantee = Configuration.Delivery.Guarantee

    static let values = (0..<40).map { "text \($0)" }

    /// Runs a stage over forty articles with `trouble` in between, which is to pass.
    private func expectAll(
        _ fixture: StageFixture,
        _ guarantee: Guarantee,
        adjust: (inout StageSettings) -> Void = { _ in },
        trouble: @escaping @Sendable (StageMonitor) async throws -> Void
    ) async throws {
        let counters = try await fixture.running(fixture.stage(guarantee, adjust)) { monitor in
            #expect(await monitor.wait { $0.partitions > 0 })
            try await fixture.produce(Array(Self.values[..<20]))
            #expect(await monitor.wait { $0.finished > 0 })
            try await trouble(monitor)
            try await fixture.produce(Array(Self.values[20...]))
            // Some may come twice, so that a count does not tell when all have come.
            var found: Set<String> = []
            var count = 40
            while found != Set(Self.values) {
                let out = try await fixture.messages(in: fixture.output, atLeast: count)
                found = Set(out.map(text))
                count = max(count, out.count + 1)
            }
        }
        #expect(counters.isBalanced && counters.imbalances == 0)
        #expect(counters.restarts == 0)
    }

    /// The broker that goes may lead partitions, the group or the transactions: each takes its turn.
    @Test(arguments: [1, 2, 3] as [Int32], Guarantee.allCases)
    func oneBrokerOfThree_goesAndComesBack(id: Int32, guarantee: Guarantee) async throws {
        let fixture = try StageFixture(partitions: 3, brokers: 3)
        try await expectAll(fixture, guarantee) { monitor in
            try fixture.broker.embedded?.setBroker(id, isUp: false)
            let turns = monitor.counters.turns
            #expect(await monitor.wait { $0.turns > turns + 10 })
            try fixture.broker.embedded?.setBroker(id, isUp: true)
        }
    }

    @Test(arguments: Guarantee.allCases)
    func slowBroker_isWaitedFor(guarantee: Guarantee) async throws {
        let fixture = try StageFixture()
        try await expectAll(fixture, guarantee) { _ in
            try fixture.broker.embedded?.setRoundTrip(ofBroker: 1, milliseconds: 200)
        }
    }

    /// For transactions the topic's error undoes one after the other, with a pause that grows; then it passes.
    @Test(arguments: Guarantee.allCases)
    func outputThatMayNotBeWritten_isTriedUntilItMay(guarantee: Guarantee) async throws {
        let fixture = try StageFixture(partitions: 1)
        try await fixture.produce(Self.values)
        let trigger = Trigger(after: 1)
        let refusals = [KafkaError.Code](repeating: .topicAuthorizationFailed, count: 3)
        trigger.arm { try? fixture.broker.embedded?.fail(.produce, with: refusals) }
        let stage = fixture.stage(guarantee, trigger: trigger) {
            $0.producer.properties["linger.ms"] = "0"
            $0.transactionMessages = 4
        }
        let counters = try await fixture.running(stage) { monitor in
            #expect(await monitor.wait { $0.finished >= 40 && $0.inFlight == 0 })
        }
        #expect(counters.isBalanced && counters.imbalances == 0)
        #expect(counters.finished == 40)
        #expect(guarantee == .exactlyOnce ? counters.aborts > 0 : counters.resent > 0)
    }

    @Test(arguments: Guarantee.allCases)
    func missingOutput_isWaitedForBeforeAnythingIsRead(guarantee: Guarantee) async throws {
        let fixture = try StageFixture()
        try fixture.broker.embedded?.setTopicError(.unknownTopicOrPartition, topic: fixture.output)
        try await fixture.produce(["one"])
        let counters = try await fixture.running(fixture.stage(guarantee)) { monitor in
            #expect(await monitor.wait { $0.turns > 2 })
            #expect(monitor.counters.consumed == 0)
            try fixture.broker.embedded?.setTopicError(nil, topic: fixture.output)
            #expect(await monitor.wait { $0.published == 1 })
        }
        #expect(counters.isBalanced)
    }

    @Test func groupThatMayNotBeRead_isToldAndTriedAgain() async throws {
        let fixture = try StageFixture()
        try await fixture.produce(["one"])
        try fixture.broker.embedded?.fail(.joinGroup, with: [.groupAuthorizationFailed, .groupAuthorizationFailed])
        let counters = try await fixture.running(fixture.stage(.exactlyOnce)) { monitor in
            #expect(await monitor.wait { $0.brokerErrors > 0 })
            #expect(await monitor.wait { $0.published == 1 })
        }
        #expect(counters.isBalanced && counters.restarts == 0)
    }

    /// A name that no name server has to be asked about: its label is longer than the 63 characters a label may have.
    @Test(arguments: Guarantee.allCases)
    func brokerWithoutAnAddress_isWaitedForAndCanBeStopped(guarantee: Guarantee) async throws {
        let fixture = try StageFixture()
        let address = String(repeating: "x", count: 64) + ":9092"
        let stage = fixture.stage(guarantee) {
            $0.consumer.bootstrapServers = [address]
            $0.producer.bootstrapServers = [address]
        }
        let start = Mutexed(ContinuousClock.now)
        let counters = try await fixture.running(stage) { monitor in
            #expect(await monitor.wait { $0.brokerErrors > 0 })
            let turns = monitor.counters.turns
            #expect(await monitor.wait { $0.turns > turns + 3 })
            start.value = .now
        }
        #expect(ContinuousClock.now - start.value < .seconds(60))
        #expect(counters.consumed == 0)
    }

    /// Waiting is not spinning: while nothing can be done, the loop turns a few times a second.
    @Test(arguments: Guarantee.allCases)
    func nothingToDo_doesNotSpin(guarantee: Guarantee) async throws {
        let fixture = try StageFixture()
        try await fixture.running(fixture.stage(guarantee)) { monitor in
            #expect(await monitor.wait { $0.partitions > 0 })
            try fixture.broker.embedded?.setBroker(1, isUp: false)
            #expect(await monitor.wait { $0.brokerErrors > 0 })
            let (turns, start) = (monitor.counters.turns, ContinuousClock.now)
            #expect(await monitor.wait { $0.turns > turns + 30 })
            // 100 ms a turn where nothing wakes it; a loop that spins makes thirty in a moment.
            #expect(ContinuousClock.now - start > .milliseconds(500))
        }
    }

    /// A long article holds its own partition up, and only for as long as it takes.
    @Test func largeArticleAmongSmallOnes_stallsNothing() async throws {
        let fixture = try StageFixture(partitions: 2)
        let large = "none " + String(repeating: "x", count: 900_000)
        try await fixture.produce((0..<60).map { $0 % 20 == 9 ? large : "text \($0)" })
        let stage = fixture.stage(.exactlyOnce) { $0.byteLimit = 1_000_000 }
        let counters = try await fixture.running(stage) { monitor in
            #expect(await monitor.wait { $0.finished == 60 })
        }
        #expect(counters.isBalanced)
        #expect(counters.published == 57)
        #expect(counters.unmatched == 3)
    }

    /// A client that fetches in vain looks healthy; only the partition shows it.
    @Test(arguments: Guarantee.allCases)
    func partitionThatStandsStill_isToldAndGetsFreshClients(guarantee: Guarantee) async throws {
        let fixture = try StageFixture(partitions: 1)
        let stage = fixture.stage(guarantee) { $0.stall = .seconds(1) }
        let counters = try await fixture.running(stage) { monitor in
            try fixture.broker.embedded?.fail(.fetch, with: Array(repeating: .notLeader, count: 20_000))
            try await fixture.produce(["one"])
            #expect(await monitor.wait { $0.stuck == 1 })
            #expect(await monitor.wait { $0.restarts > 0 })
            try fixture.broker.embedded?.clearFailures(of: .fetch)
            #expect(await monitor.wait { $0.published >= 1 })
            #expect(await monitor.wait { $0.stuck == 0 })
        }
        #expect(counters.isBalanced && counters.imbalances == 0)
    }
}
