import Kafka
import TestSupport
import Testing

/// What becomes of messages sent, when all is well and when it is not.
@Suite(.timeLimit(.minutes(5)))
struct ProducerTests {
    /// Runs `body` with a producer that is polled for its reports, and returns them in order of token.
    private static func deliveries(
        of broker: TestBroker,
        properties: [String: String] = [:],
        _ body: @escaping @Sendable (KafkaProducer) throws -> Void
    ) async throws -> [KafkaDelivery] {
        try await runOnThread(named: "test") {
            let reports = Collected<KafkaDelivery>()
            let producer = try KafkaProducer(broker.configuration(properties: properties)) { reports.append($0) }
            try body(producer)
            try producer.flush(timeoutMilliseconds: 15_000)
            guard producer.close() else { throw TestTimeout(description: "producer did not close") }
            return reports.all.sorted { $0.token < $1.token }
        }
    }

    @Test("Every message gets one report, with its token and the place it went to")
    func reports_carryTokens() async throws {
        let broker = try TestBroker()
        let topic = try broker.makeTopic(partitions: 3)
        let deliveries = try await Self.deliveries(of: broker) { producer in
            try producer.warm(topic: topic)
            for token in 1...300 as ClosedRange<UInt64> {
                let key = Array("key \(token % 7)".utf8)
                try producer.send(KafkaRecord(topic: topic, key: key, value: key), token: token)
            }
        }
        #expect(deliveries.map(\.token) == Array(1...300))
        #expect(deliveries.allSatisfy { $0.error == nil && $0.offset >= 0 })
        let homes = Dictionary(grouping: deliveries) { $0.token % 7 }.mapValues { Set($0.map(\.partition)) }
        #expect(homes.values.allSatisfy { $0.count == 1 }, "messages of one key must stay together")
    }

    @Test("The largest token comes back as it was")
    func token_isNotCut() async throws {
        let broker = try TestBroker()
        let topic = try broker.makeTopic()
        let deliveries = try await Self.deliveries(of: broker) { producer in
            try producer.send(KafkaRecord(topic: topic, value: [1]), token: .max)
            try producer.send(KafkaRecord(topic: topic, value: [1]))
        }
        #expect(deliveries.map(\.token) == [0, .max])
    }

    @Test("A message above message.max.bytes is refused at once, by name, and nothing else suffers")
    func tooLarge_isRefused() async throws {
        let broker = try TestBroker()
        let topic = try broker.makeTopic()
        let refusals = Collected<KafkaError>()
        let deliveries = try await Self.deliveries(of: broker, properties: ["message.max.bytes": "2000"]) { producer in
            let large = KafkaRecord(
                topic: topic,
                value: [UInt8](repeating: 7, count: 3_000),
                headers: [KafkaHeader("freed", "on error")]
            )
            if let error = kafkaError({ () throws(KafkaError) in try producer.send(large, token: 1) }) {
                refusals.append(error)
            }
            try producer.send(KafkaRecord(topic: topic, value: [1]), token: 2)
        }
        #expect(refusals.all.map(\.code) == [.messageTooLarge])
        #expect(
            refusals.all.first.map { "\($0)" }?.hasPrefix("send 3000 bytes to \(topic): MSG_SIZE_TOO_LARGE") == true
        )
        #expect(refusals.all.first?.isRetriable == false)
        #expect(deliveries.map(\.token) == [2])
    }

    @Test("A full queue is a reason to try again, and waiting for room is bounded")
    func queueFull_isRetriable() async throws {
        let broker = try TestBroker()
        let refused = Collected<KafkaError>()
        let sent = try await runOnThread(named: "test") {
            // Nobody listens at port 1, so that nothing leaves the queue.
            var configuration = KafkaConfiguration(bootstrapServers: ["127.0.0.1:1"])
            configuration.properties = ["queue.buffering.max.messages": "2"]
            let producer = try KafkaProducer(configuration) { _ in }
            let record = KafkaRecord(topic: "articles", value: [1], headers: [KafkaHeader("a", "b")])
            for _ in 0..<2 { try producer.send(record) }
            if let error = kafkaError({ () throws(KafkaError) in try producer.send(record) }) { refused.append(error) }
            let late = kafkaError { () throws(KafkaError) in try producer.send(record, timeoutMilliseconds: 120) }
            if let late { refused.append(late) }
            let outstanding = producer.outstanding
            _ = producer.close(timeoutMilliseconds: 50)
            return outstanding
        }
        #expect(broker.bootstrapServers.isEmpty == false)
        #expect(refused.all.map(\.code) == [.queueFull, .queueFull])
        #expect(refused.all.allSatisfy { $0.isRetriable && !$0.isFatal })
        #expect(sent == 2)
    }

    @Test("Waiting for room sends everything through a queue of ten")
    func send_waitsForRoom() async throws {
        let broker = try TestBroker()
        let topic = try broker.makeTopic()
        let properties = ["queue.buffering.max.messages": "10"]
        let deliveries = try await Self.deliveries(of: broker, properties: properties) { producer in
            for token in 1...200 as ClosedRange<UInt64> {
                try producer.send(KafkaRecord(topic: topic, value: [1]), token: token, timeoutMilliseconds: 15_000)
            }
        }
        #expect(deliveries.map(\.token) == Array(1...200))
        #expect(deliveries.allSatisfy { $0.error == nil })
    }

    @Test("A flush that is not done in time says how much is left, and closing gives up in time")
    func flush_isBounded() async throws {
        let (error, closed, elapsed) = try await runOnThread(named: "test") {
            let producer = try KafkaProducer(KafkaConfiguration(bootstrapServers: ["127.0.0.1:1"])) { _ in }
            try producer.send(KafkaRecord(topic: "articles", value: [1]))
            let error = kafkaError { () throws(KafkaError) in try producer.flush(timeoutMilliseconds: 100) }
            var closed = true
            let elapsed = ContinuousClock().measure { closed = producer.close(timeoutMilliseconds: 100) }
            return (error, closed, elapsed)
        }
        #expect(error?.code == .timedOut)
        #expect(error?.operation == "flush 1 messages within 100 ms")
        #expect(closed == false)
        #expect(elapsed < .seconds(60))
    }

    @Test("A closed producer says so")
    func closed_throws() throws {
        let producer = try KafkaProducer(KafkaConfiguration(bootstrapServers: ["127.0.0.1:1"])) { _ in }
        #expect(producer.close())
        #expect(producer.close())
        #expect(throws: KafkaError.self) { try producer.send(KafkaRecord(topic: "articles", value: nil)) }
        #expect(producer.fatalError?.code == .destroyed)
        #expect(producer.poll(timeoutMilliseconds: 0) == 0)
        #expect(producer.outstanding == 0)
    }
}
