import Kafka
import TestSupport
import Testing

@testable import Daemon

@Suite(.timeLimit(.minutes(5))) struct StageTests {
    @Test(arguments: Configuration.Delivery.Guarantee.allCases)
    func everyRecordEndsAsExactlyOneThing(guarantee: Configuration.Delivery.Guarantee) async throws {
        let fixture = try StageFixture()
        try await fixture.produce(["one", "bad 1", nil, "none", "many", "bad 2", "two", nil])
        let counters = try await fixture.running(fixture.stage(guarantee)) { monitor in
            #expect(await monitor.wait { $0.finished == 8 })
        }
        #expect(counters.isBalanced)
        #expect(counters.published == 3)
        #expect(counters.outputs == 5)
        #expect(counters.unmatched == 1)
        #expect(counters.tombstones == 2)
        #expect(counters.dead == 2)
        #expect(counters.deadReasons == ["test-bad": 2])
        #expect(counters.repeated == 0 && counters.released == 0 && counters.inFlight == 0)
        let out = try await fixture.messages(in: fixture.output, atLeast: 5)
        #expect(out.map(text).sorted() == ["many", "many", "many", "one", "two"])
        #expect(Set(out.compactMap(\.key)) == Set(["key-0", "key-4", "key-6"].map { Array($0.utf8) }))
    }

    /// A turn takes no more than there is room for, whatever the client has fetched.
    @Test func messagesInWork_keepToTheirLimit() async throws {
        let fixture = try StageFixture(partitions: 1)
        try await fixture.produce((0..<300).map { "text \($0)" })
        let most = Mutexed(0)
        let counters = try await fixture.running(fixture.stage { $0.messageLimit = 4 }) { monitor in
            #expect(
                await monitor.wait { counters in
                    most.withLock { $0 = max($0, counters.inFlight) }
                    return counters.finished == 300
                }
            )
        }
        #expect(counters.isBalanced)
        // Where it has paused its partitions, a few may have been on their way.
        #expect(most.value >= 4 && most.value <= 16)
    }

    @Test(arguments: Configuration.Delivery.Guarantee.allCases)
    func deadLetter_isTheMessageAsItCameWithItsReason(guarantee: Configuration.Delivery.Guarantee) async throws {
        let fixture = try StageFixture(partitions: 1)
        let headers = [
            KafkaHeader("trace", "abc"), KafkaHeader(name: "empty", value: nil), KafkaHeader("tocsin-reason", "old"),
        ]
        try await fixture.produce(["good", "bad thing"], headers: headers)
        try await fixture.running(fixture.stage(guarantee)) { monitor in
            #expect(await monitor.wait { $0.finished == 2 })
        }
        let dead = try await fixture.messages(in: fixture.dead, atLeast: 1)
        let letter = try #require(dead.first)
        #expect(dead.count == 1)
        #expect(text(letter) == "bad thing")
        #expect(letter.key == Array("key-1".utf8))
        #expect(letter.headers.prefix(2) == headers.prefix(2))
        #expect(letter.header("tocsin-reason") == "test-bad")
        #expect(letter.header("tocsin-detail") == "the text is 'bad thing'")
        #expect(letter.header("tocsin-topic") == fixture.input)
        #expect(letter.header("tocsin-partition") == "0")
        #expect(letter.header("tocsin-offset") == "1")
        #expect(letter.header("tocsin-timestamp")?.hasSuffix("Z") == true)
        #expect(letter.header("tocsin-truncated") == nil)
    }

    /// Stopped twice in mid-stream and started again: all is there, and the counters say how much came twice.
    ///
    /// Where it left off is in the transactions, which only a real broker keeps.
    @Test(arguments: TestBroker.isReal ? Configuration.Delivery.Guarantee.allCases : [.atLeastOnce])
    func stopInMidStream_losesNothing(guarantee: Configuration.Delivery.Guarantee) async throws {
        let fixture = try StageFixture(partitions: 3)
        let values = (0..<3000).map { $0 % 50 == 7 ? "bad \($0)" : $0 % 3 == 0 ? "none \($0)" : "text \($0)" }
        try await fixture.produce(values)
        var runs: [StageCounters] = []
        for stop in [400, 500] {
            let trigger = Trigger(after: stop)
            let stage = fixture.stage(guarantee, trigger: trigger) { $0.messageLimit = 100 }
            trigger.arm { [monitor = stage.monitor] in monitor.requestStop() }
            try await stage.run()
            runs.append(stage.monitor.counters)
            #expect(stage.monitor.counters.finished >= stop)
        }
        let done = runs.reduce(0) { $0 + $1.finished }
        #expect(done < values.count, "the stops came too late to show anything")
        runs.append(
            try await fixture.running(fixture.stage(guarantee)) { monitor in
                #expect(await monitor.wait { $0.finished >= values.count - done })
            }
        )
        #expect(runs.allSatisfy { $0.isBalanced && $0.inFlight == 0 })
        let finished = runs.reduce(0) { $0 + $1.finished }
        let out = try await fixture.messages(in: fixture.output, atLeast: 1)
        let dead = try await fixture.messages(in: fixture.dead, atLeast: 1)
        #expect(Set(out.map(text)) == Set(values.filter { $0.hasPrefix("text") }))
        #expect(Set(dead.map(text)) == Set(values.filter { $0.hasPrefix("bad") }))
        // A stop that drains commits all it has done, so nothing comes twice.
        #expect(finished == values.count)
        #expect(out.count + dead.count == Set(out.map(text)).count + Set(dead.map(text)).count)
    }

    @Test(arguments: Configuration.Delivery.Guarantee.allCases)
    func nothingToDo_stopsAtOnce(guarantee: Configuration.Delivery.Guarantee) async throws {
        let fixture = try StageFixture()
        let start = ContinuousClock.now
        let counters = try await fixture.running(fixture.stage(guarantee) { $0.drain = .seconds(300) }) { monitor in
            #expect(await monitor.wait { $0.turns > 0 })
        }
        #expect(counters.consumed == 0)
        // Far from the drain limit, with room for a busy machine.
        #expect(ContinuousClock.now - start < .seconds(150))
    }

    @Test(arguments: Configuration.Delivery.Guarantee.allCases)
    func fullStage_pausesAndGoesOn(guarantee: Configuration.Delivery.Guarantee) async throws {
        let fixture = try StageFixture(partitions: 2)
        let values = (0..<500).map { "text \($0)" }
        try await fixture.produce(values)
        let stage = fixture.stage(guarantee) {
            $0.messageLimit = 10
            $0.byteLimit = 2000
        }
        let counters = try await fixture.running(stage) { monitor in
            #expect(await monitor.wait { $0.finished == 500 })
        }
        #expect(counters.isBalanced)
        #expect(counters.published == 500)
        let out = try await fixture.messages(in: fixture.output, atLeast: 500)
        #expect(Set(out.map(text)) == Set(values))
    }
}
