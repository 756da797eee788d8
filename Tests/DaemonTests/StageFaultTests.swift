import Kafka
import TestSupport
import Testing

@testable import Daemon

/// What the broker does to a stage; only the embedded one can be made to fail on demand.
@Suite(.timeLimit(.minutes(5)), .disabled(if: TestBroker.isReal)) struct StageFaultTests {
    @Test(arguments: ["range", "cooperative-sticky"])
    func secondInstance_takesOverWithoutLoss(strategy: String) async throws {
        let fixture = try StageFixture(partitions: 4)
        let values = (0..<400).map { "text \($0)" }
        let stages = (0..<2).map { _ in
            fixture.stage { $0.consumer.properties["partition.assignment.strategy"] = strategy }
        }
        let (first, second) = (stages[0], stages[1])
        try await fixture.running(first) { monitor in
            #expect(await monitor.wait { $0.partitions == 4 })
            try await fixture.produce(Array(values[..<200]))
            #expect(await monitor.wait { $0.finished == 200 })
            try await fixture.running(second) { other in
                #expect(await other.wait { $0.partitions == 2 })
                #expect(await monitor.wait { $0.partitions == 2 })
                try await fixture.produce(Array(values[200...]))
                #expect(await other.wait { $0.finished > 0 })
                #expect(await monitor.wait { $0.finished > 200 })
                _ = await monitor.wait { $0.finished + other.counters.finished >= 400 }
            }
            #expect(await monitor.wait { $0.partitions == 4 })
        }
        let counters = [first.monitor.counters, second.monitor.counters]
        #expect(counters.allSatisfy { $0.isBalanced })
        let out = try await fixture.messages(in: fixture.output, atLeast: 400)
        #expect(Set(out.map(text)) == Set(values))
    }

    @Test func refusedOutputs_areSentAgain() async throws {
        let fixture = try StageFixture(partitions: 1)
        try await fixture.produce((0..<20).map { "text \($0)" })
        let refusals = [KafkaError.Code](repeating: .topicAuthorizationFailed, count: 5)
        let trigger = Trigger(after: 1)
        trigger.arm { try? fixture.broker.embedded?.fail(.produce, with: refusals) }
        let stage = fixture.stage(trigger: trigger) {
            $0.producer.properties["linger.ms"] = "0"
            $0.producer.properties["max.in.flight.requests.per.connection"] = "1"
            $0.messageLimit = 4
        }
        let counters = try await fixture.running(stage) { monitor in
            #expect(await monitor.wait { $0.finished == 20 })
        }
        #expect(counters.isBalanced)
        #expect(counters.resent > 0)
        // Full for longer than its patience, it has paused the partitions, and resumed them.
        #expect(counters.pauses > 0)
        #expect(counters.published == 20)
        let out = try await fixture.messages(in: fixture.output, atLeast: 20)
        #expect(Set(out.map(text)).count == 20)
    }

    @Test func failedCommit_isTriedAgain() async throws {
        let fixture = try StageFixture(partitions: 1)
        try await fixture.produce((0..<20).map { "none \($0)" })
        try fixture.broker.embedded?.fail(.offsetCommit, with: [.illegalGeneration, .unknownMember])
        let counters = try await fixture.running(fixture.stage()) { monitor in
            #expect(await monitor.wait { $0.commitFailures > 0 })
            #expect(await monitor.wait { $0.commits > 0 })
        }
        #expect(counters.isBalanced)
        let again = try await fixture.running(fixture.stage()) { monitor in
            #expect(await monitor.wait { $0.partitions == 1 })
            try await fixture.produce(["last"])
            #expect(await monitor.wait { $0.finished >= 1 })
        }
        #expect(again.consumed == 1)
    }

    @Test func brokerAway_isWaitedForAndCameBack() async throws {
        let fixture = try StageFixture(partitions: 1)
        let counters = try await fixture.running(fixture.stage()) { monitor in
            #expect(await monitor.wait { $0.partitions == 1 })
            try fixture.broker.embedded?.setBroker(1, isUp: false)
            #expect(await monitor.wait { $0.brokerErrors > 0 })
            let turns = monitor.counters.turns
            #expect(await monitor.wait { $0.turns > turns + 5 })
            try fixture.broker.embedded?.setBroker(1, isUp: true)
            try await fixture.produce(["one", "two"])
            #expect(await monitor.wait { $0.finished == 2 })
        }
        #expect(counters.isBalanced)
        #expect(counters.published == 2)
    }

    @Test func brokerAwayAtTheStop_doesNotHoldItUp() async throws {
        let fixture = try StageFixture(partitions: 1)
        let start = Mutexed(ContinuousClock.now)
        let stage = fixture.stage { $0.drain = .seconds(2) }
        let counters = try await fixture.running(stage) { monitor in
            #expect(await monitor.wait { $0.partitions == 1 })
            try await fixture.produce(["one"])
            #expect(await monitor.wait { $0.finished == 1 })
            try fixture.broker.embedded?.setBroker(1, isUp: false)
            start.value = .now
        }
        // Far from the five minutes after which a client gives up a message, with room for a busy machine.
        #expect(ContinuousClock.now - start.value < .seconds(60))
        #expect(counters.isBalanced)
    }

    @Test func tooLargeForTheProducer_goesToTheDeadLettersCut() async throws {
        let fixture = try StageFixture(partitions: 1)
        let large = "bad " + String(repeating: "x", count: 90_000)
        try await fixture.produce(["one", large, "text " + String(repeating: "y", count: 90_000), "two"])
        let stage = fixture.stage { $0.producer.properties["message.max.bytes"] = "80000" }
        let counters = try await fixture.running(stage) { monitor in
            #expect(await monitor.wait { $0.finished == 4 })
        }
        #expect(counters.isBalanced)
        #expect(counters.published == 2)
        #expect(counters.deadReasons == ["test-bad": 1, "output-too-large": 1])
        #expect(counters.truncated == 2)
        let dead = try await fixture.messages(in: fixture.dead, atLeast: 2)
        #expect(dead.map { $0.value?.count } == [65_536, 65_536])
        #expect(dead.allSatisfy { $0.header("tocsin-truncated") == "true" })
        #expect(dead.compactMap { $0.header("tocsin-size") } == ["90004", "90005"])
    }

    @Test(arguments: Configuration.Delivery.Guarantee.allCases)
    func letterWithLargeHeaders_holdsNothingUp(guarantee: Configuration.Delivery.Guarantee) async throws {
        let fixture = try StageFixture(partitions: 1)
        try await fixture.produce(["bad"], headers: [KafkaHeader("h", String(repeating: "x", count: 90_000))])
        try await fixture.produce(["one"])
        let stage = fixture.stage(guarantee) { $0.producer.properties["message.max.bytes"] = "80000" }
        let counters = try await fixture.running(stage) { monitor in
            #expect(await monitor.wait { $0.finished == 2 })
        }
        #expect(counters.isBalanced)
        #expect(counters.published == 1 && counters.dead == 1 && counters.truncated == 1)
        let letter = try #require(try await fixture.messages(in: fixture.dead, atLeast: 1).first)
        #expect(text(letter) == "bad")
        #expect(letter.header("h") == nil)
        #expect(letter.header("tocsin-headers-dropped") == "1")
    }

    @Test func fencedInstance_endsTheStage() async throws {
        let fixture = try StageFixture(partitions: 1)
        let stage = fixture.stage { $0.consumer.properties["group.instance.id"] = "one" }
        try fixture.broker.embedded?.fail(.joinGroup, with: [.fencedInstanceID])
        let error = await #expect(throws: StageFailure.self) { try await stage.run() }
        guard case .fenced = error else {
            Issue.record("not fenced: \(String(describing: error))")
            return
        }
        #expect(stage.monitor.counters.isBalanced)
    }

    /// A crash commits nothing; what was done is done again, and nothing is missing.
    @Test func crashInMidStream_repeatsAndLosesNothing() async throws {
        let fixture = try StageFixture(partitions: 2)
        let values = (0..<1000).map { $0 % 10 == 3 ? "bad \($0)" : "text \($0)" }
        try await fixture.produce(values)
        let trigger = Trigger(after: 200)
        trigger.arm { try? fixture.broker.embedded?.fail(.heartbeat, with: [.fencedInstanceID]) }
        let first = fixture.stage(trigger: trigger) {
            $0.consumer.properties["group.instance.id"] = "one"
            $0.commitInterval = .seconds(60)
        }
        await #expect(throws: StageFailure.self) { try await first.run() }
        #expect(first.monitor.counters.commits == 0)
        let again = try await fixture.running(fixture.stage()) { monitor in
            #expect(await monitor.wait { $0.finished == 1000 })
        }
        #expect(first.monitor.counters.isBalanced && again.isBalanced)
        let out = try await fixture.messages(in: fixture.output, atLeast: 900)
        let dead = try await fixture.messages(in: fixture.dead, atLeast: 100)
        #expect(Set(out.map(text) + dead.map(text)) == Set(values))
        #expect(out.count + dead.count >= first.monitor.counters.finished + again.finished)
        #expect(first.monitor.counters.finished > 0)
    }

    @Test func refusedProperty_isNamed() async throws {
        let fixture = try StageFixture(partitions: 1)
        let stage = fixture.stage { $0.consumer.properties["no.such.property"] = "1" }
        let error = await #expect(throws: KafkaConfigurationError.self) { try await stage.run() }
        #expect(error.map { "\($0)".contains("no.such.property") } == true)
    }
}

// A topic that refuses everything.
extension StageFaultTests {
    @Test func topicThatRefuses_holdsUpNoOther() async throws {
        let fixture = try StageFixture(partitions: 1)
        let counters = try await fixture.running(fixture.stage { $0.drain = .milliseconds(200) }) { monitor in
            #expect(await monitor.wait { $0.partitions == 1 })
            try fixture.broker.embedded?.setTopicError(.topicAuthorizationFailed, topic: fixture.dead)
            try await fixture.produce(["one", "bad", "two"])
            #expect(await monitor.wait { $0.published == 2 })
        }
        #expect(counters.isBalanced)
        #expect(counters.dead + counters.released == 1)
    }
}
