import Kafka
import TestSupport
import Testing

/// A consumer of partitions assigned by hand, and its life from making to closing.
@Suite(.timeLimit(.minutes(5)))
struct ConsumerTests {
    /// Ten messages with the values 0…9 in partition 0 of a fresh topic.
    private static func withTenMessages<Value: Sendable>(
        properties: [String: String] = [:],
        _ body: @escaping @Sendable (KafkaConsumer, KafkaPartition) throws -> Value
    ) async throws -> Value {
        let broker = try TestBroker()
        let topic = try broker.makeTopic()
        return try await runOnThread(named: "test") {
            _ = try send((0..<10).map { KafkaRecord(topic: topic, value: [$0]) }, to: topic, of: broker)
            let properties = properties.merging(["fetch.wait.max.ms": "10"]) { left, _ in left }
            let consumer = try KafkaConsumer(broker.configuration(properties: properties))
            let value = try body(consumer, KafkaPartition(topic: topic, partition: 0))
            try consumer.closeOrThrow()
            return value
        }
    }

    @Test("A partition paused half-way gives nothing until it is resumed, and nothing twice")
    func pauseAndResume() async throws {
        let offsets = try await Self.withTenMessages { consumer, partition in
            try consumer.assign([KafkaOffset(partition, KafkaOffset.beginning)])
            var offsets = try consumer.read(3).map(\.offset)
            try consumer.pause([partition])
            try consumer.pause([partition])
            for _ in 0..<5 {
                if case .message? = consumer.poll(timeoutMilliseconds: 20) { offsets.append(-1) }
            }
            try consumer.resume([partition])
            try consumer.resume([partition])
            offsets += try consumer.read(7).map(\.offset)
            return offsets
        }
        #expect(offsets == Array(0..<10))
    }

    @Test("Seeking goes back and forth, past messages fetched already")
    func seek() async throws {
        let offsets = try await Self.withTenMessages { consumer, partition in
            try consumer.assign([KafkaOffset(partition, KafkaOffset.beginning)])
            var offsets = try consumer.read(5).map(\.offset)
            try consumer.seek(to: [KafkaOffset(partition, 1)])
            offsets += try consumer.read(2).map(\.offset)
            try consumer.seek(to: [KafkaOffset(partition, 8)])
            offsets += try consumer.read(2).map(\.offset)
            return offsets
        }
        #expect(offsets == [0, 1, 2, 3, 4, 1, 2, 8, 9])
    }

    @Test(
        "Reading can begin anywhere",
        arguments: [(KafkaOffset.beginning, 0), (4, 4), (KafkaOffset.tail(3), 7)] as [(Int64, Int64)]
    )
    func assign(start: Int64, first: Int64) async throws {
        let offsets = try await Self.withTenMessages { consumer, partition in
            try consumer.assign([KafkaOffset(partition, start)])
            return try consumer.read(2).map(\.offset)
        }
        #expect(offsets == [first, first + 1])
    }

    @Test("Watermarks say what there is")
    func watermarks() async throws {
        let watermarks = try await Self.withTenMessages { consumer, partition in
            try consumer.watermarks(of: partition)
        }
        #expect(watermarks == 0..<10)
    }

    @Test("A consumer that was warmed reads what it is assigned; it cannot be warmed without a broker")
    func warm() async throws {
        let offsets = try await Self.withTenMessages { consumer, partition in
            try consumer.warm(partition)
            try consumer.assign([KafkaOffset(partition, 7)])
            return try consumer.read(3).map(\.offset)
        }
        #expect(offsets == [7, 8, 9])
        let error = try await runOnThread(named: "test") {
            // Port 9 is "discard": nothing listens there.
            let consumer = try KafkaConsumer(KafkaConfiguration(bootstrapServers: ["localhost:9"], clientID: "test"))
            defer { _ = consumer.close() }
            return kafkaError { () throws(KafkaError) in
                try consumer.warm(KafkaPartition(topic: "nowhere", partition: 0), timeoutMilliseconds: 200)
            }
        }
        #expect(error?.isRetriable == true)
    }

    @Test("The end of a partition is an event where it is asked for")
    func partitionEnd() async throws {
        let end = try await Self.withTenMessages(properties: ["enable.partition.eof": "true"]) { consumer, partition in
            try consumer.assign([KafkaOffset(partition, KafkaOffset.beginning)])
            var end: KafkaOffset?
            try consumer.poll(waitingFor: "end") { event in
                if case .partitionEnd(let offset)? = event { end = offset }
                return end != nil
            }
            return end
        }
        #expect(end?.offset == 10)
    }

    @Test("Waking ends a poll that would have taken a minute")
    func wake() async throws {
        let broker = try TestBroker()
        let configuration = broker.configuration()
        let elapsed = try await runOnThread(named: "test") {
            let consumer = try KafkaConsumer(configuration)
            // Woken before it polls, which counts as well: the test does not depend on who is first.
            consumer.waker.wake()
            let elapsed = ContinuousClock().measure { _ = consumer.poll(timeoutMilliseconds: 60_000) }
            try consumer.closeOrThrow()
            consumer.waker.wake()
            return elapsed
        }
        #expect(elapsed < .seconds(20))
    }

    @Test("Waking reaches a poll that has begun")
    func wake_fromAnotherThread() async throws {
        let broker = try TestBroker()
        let (sender, receiver) = { (Collected<KafkaWaker>(), Collected<Bool>()) }()
        async let polled = runOnThread(named: "test") {
            let consumer = try KafkaConsumer(broker.configuration())
            sender.append(consumer.waker)
            var polls = 0
            while receiver.all.isEmpty, polls < 1_000 {
                _ = consumer.poll(timeoutMilliseconds: 30_000)
                polls += 1
            }
            try consumer.closeOrThrow()
            return polls
        }
        while sender.all.isEmpty { await Task.yield() }
        receiver.append(true)
        sender.all.first?.wake()
        #expect(try await polled < 1_000)
    }

    @Test("A closed consumer says so, whatever is asked of it")
    func closed_throws() async throws {
        let (closedTwice, event, error) = try await runOnThread(named: "test") {
            let consumer = try KafkaConsumer(TestBroker().configuration())
            let closed = [consumer.close(), consumer.close()]
            var event: KafkaError?
            if case .error(let error)? = consumer.poll(timeoutMilliseconds: 0) { event = error }
            return (closed, event, kafkaError { () throws(KafkaError) in try consumer.subscribe(to: ["articles"]) })
        }
        #expect(closedTwice == [true, true])
        #expect(event?.code == .destroyed && event?.isFatal == true)
        #expect(error?.description.hasPrefix("subscribe to articles: _DESTROY") == true)
    }

    @Test("A topic without a name is refused")
    func subscribe_toNothing() async throws {
        let error = try await runOnThread(named: "test") {
            let consumer = try KafkaConsumer(TestBroker().configuration())
            defer { _ = consumer.close() }
            return kafkaError { () throws(KafkaError) in try consumer.subscribe(to: [""]) }
        }
        #expect(error?.code == .invalidArgument)
    }
}
