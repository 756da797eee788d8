import Kafka
import TestSupport
import Testing

/// What a client does when the broker fails; only the embedded one can be made to.
@Suite(.timeLimit(.minutes(5)))
struct FaultTests {
    /// An embedded broker with a topic of one partition.
    private static func makeBroker() throws -> (EmbeddedBroker, topic: String, TestBroker.Settings) {
        let broker = try EmbeddedBroker()
        let topic = TestBroker.uniqueName("topic")
        try broker.createTopic(topic, partitions: 1)
        return (broker, topic, TestBroker.Settings(bootstrapServers: broker.bootstrapServers))
    }

    struct ProduceFault: Sendable, CustomTestStringConvertible {
        let faults: [KafkaError.Code]
        let outcome: KafkaError.Code?

        var testDescription: String { "\(faults.map(\.name)) → \(outcome?.name ?? "delivered")" }
    }

    private static let produceFaults: [ProduceFault] = [
        ProduceFault(faults: [.init(rawValue: 6)], outcome: nil),
        ProduceFault(faults: [.transport, .transport], outcome: nil),
        ProduceFault(faults: [.init(rawValue: 19), .init(rawValue: 7)], outcome: nil),
        ProduceFault(faults: [.topicAuthorizationFailed], outcome: .topicAuthorizationFailed),
        ProduceFault(faults: [.messageTooLarge], outcome: .messageTooLarge),
    ]

    @Test("What passes is retried by librdkafka; what does not comes with the report", arguments: produceFaults)
    func produce(row: ProduceFault) async throws {
        let (broker, topic, settings) = try Self.makeBroker()
        let deliveries = Collected<KafkaDelivery>()
        let fatal = try await runOnThread(named: "test") {
            let producer = try KafkaProducer(settings.configuration()) { deliveries.append($0) }
            try producer.warm(topic: topic)
            try broker.fail(.produce, with: row.faults)
            try producer.send(KafkaRecord(topic: topic, value: [1]), token: 1)
            try producer.flush(timeoutMilliseconds: 20_000)
            let fatal = producer.fatalError
            _ = producer.close()
            return fatal
        }
        #expect(deliveries.all.map(\.token) == [1])
        #expect(deliveries.all.first?.error?.code == row.outcome)
        #expect(fatal == nil)
    }

    @Test("A message that finds no broker in time is reported once, and the next one goes through")
    func produce_whileDown() async throws {
        let (broker, topic, settings) = try Self.makeBroker()
        let deliveries = Collected<KafkaDelivery>()
        try await runOnThread(named: "test") {
            let configuration = settings.configuration(properties: ["message.timeout.ms": "600"])
            let producer = try KafkaProducer(configuration) { deliveries.append($0) }
            try producer.warm(topic: topic)
            try broker.setBroker(1, isUp: false)
            try producer.send(KafkaRecord(topic: topic, value: [1]), token: 1)
            try producer.flush(timeoutMilliseconds: 20_000)
            try broker.setBroker(1, isUp: true)
            try producer.warm(topic: topic, timeoutMilliseconds: 20_000)
            try producer.send(KafkaRecord(topic: topic, value: [2]), token: 2)
            try producer.flush(timeoutMilliseconds: 20_000)
            _ = producer.close()
        }
        #expect(deliveries.all.map(\.token) == [1, 2])
        #expect(deliveries.all.map { $0.error?.code } == [.messageTimedOut, nil])
    }

    @Test(
        "A refused commit names the reason",
        arguments: [KafkaError.Code.illegalGeneration, .unknownMember, .groupAuthorizationFailed]
    )
    func commit_refused(code: KafkaError.Code) async throws {
        let (broker, topic, settings) = try Self.makeBroker()
        let error = try await runOnThread(named: "test") {
            let consumer = try KafkaConsumer(settings.configuration(groupID: "group"))
            let partition = KafkaPartition(topic: topic, partition: 0)
            try consumer.join(topic)
            try broker.fail(.offsetCommit, with: [code])
            let error = kafkaError { () throws(KafkaError) in try consumer.commit([KafkaOffset(partition, 1)]) }
            _ = consumer.close(timeoutMilliseconds: 5_000)
            return error
        }
        #expect(error?.code == code)
        #expect(error?.isFatal == false && error?.isRetriable == false)
        #expect(error?.operation.hasPrefix("commit 1 offsets") == true)
    }

    @Test("Committing, asking and closing come to an end while no broker can be reached")
    func everyCall_isBoundedWhileDown() async throws {
        let (broker, topic, settings) = try Self.makeBroker()
        let (errors, elapsed) = try await runOnThread(named: "test") {
            let consumer = try KafkaConsumer(settings.configuration(groupID: "group"))
            let partition = KafkaPartition(topic: topic, partition: 0)
            try consumer.join(topic)
            try broker.setBroker(1, isUp: false)
            var errors: [KafkaError?] = []
            let elapsed = ContinuousClock().measure {
                errors.append(
                    kafkaError { () throws(KafkaError) in
                        try consumer.commit([KafkaOffset(partition, 1)], timeoutMilliseconds: 300)
                    }
                )
                errors.append(
                    kafkaError { () throws(KafkaError) in
                        _ = try consumer.committed([partition], timeoutMilliseconds: 300)
                    }
                )
                errors.append(
                    kafkaError { () throws(KafkaError) in
                        _ = try consumer.watermarks(of: partition, timeoutMilliseconds: 300)
                    }
                )
                _ = consumer.close(timeoutMilliseconds: 3_000)
            }
            return (errors, elapsed)
        }
        #expect(errors.count == 3)
        #expect(errors.allSatisfy { $0?.isRetriable == true }, "\(errors.map { $0.map { "\($0)" } ?? "none" })")
        #expect(elapsed < .seconds(60))
    }

    @Test("A consumer survives its broker: it reports the outage and goes on reading")
    func consume_acrossOutage() async throws {
        let (broker, topic, settings) = try Self.makeBroker()
        let (names, offsets) = try await runOnThread(named: "test") {
            let producer = try KafkaProducer(settings.configuration()) { _ in }
            try producer.warm(topic: topic)
            try producer.send(KafkaRecord(topic: topic, value: [1]))
            try producer.flush(timeoutMilliseconds: 10_000)

            let consumer = try KafkaConsumer(settings.configuration(properties: ["fetch.wait.max.ms": "10"]))
            try consumer.assign([KafkaOffset(KafkaPartition(topic: topic, partition: 0), 0)])
            var offsets = try consumer.read(1).map(\.offset)
            try broker.setBroker(1, isUp: false)
            var names: Set<String> = []
            try consumer.poll(waitingFor: "the outage") { event in
                if case .error(let error)? = event { names.insert(error.name) }
                return names.contains("_ALL_BROKERS_DOWN")
            }
            try broker.setBroker(1, isUp: true)
            try producer.send(KafkaRecord(topic: topic, value: [2]))
            try producer.flush(timeoutMilliseconds: 20_000)
            offsets += try consumer.read(1).map(\.offset)
            try consumer.closeOrThrow()
            _ = producer.close()
            return (names, offsets)
        }
        #expect(names.contains("_TRANSPORT"))
        #expect(offsets == [0, 1])
    }

    @Test("A member that the group has expelled is told that its partitions are lost, and joins again")
    func expelled_losesPartitions() async throws {
        let (broker, topic, settings) = try Self.makeBroker()
        let history = try await runOnThread(named: "test") {
            let consumer = try KafkaConsumer(settings.configuration(groupID: "group"))
            var history: [String] = []
            consumer.onAssign = { history.append("+\($0.count)") }
            consumer.onRevoke = { history.append("-\($0.count)\($1 ? " lost" : "")") }
            try consumer.subscribe(to: [topic])
            try consumer.poll(waitingFor: "a partition") { _ in history == ["+1"] }
            try broker.fail(.heartbeat, with: [.unknownMember])
            try consumer.poll(waitingFor: "a partition again") { _ in history.count == 3 }
            try consumer.closeOrThrow()
            return history
        }
        #expect(history == ["+1", "-1 lost", "+1", "-1"])
    }

    @Test("Another member with the same group.instance.id is fatal, and closing still works")
    func fencedInstance_isFatal() async throws {
        let (broker, topic, settings) = try Self.makeBroker()
        let (error, closed) = try await runOnThread(named: "test") {
            let configuration = settings.configuration(groupID: "group", properties: ["group.instance.id": "one"])
            let consumer = try KafkaConsumer(configuration)
            try consumer.join(topic)
            try broker.fail(.heartbeat, with: [.fencedInstanceID])
            let error = Result { try consumer.poll(waitingFor: "the fatal error") { _ in false } }
            return (error, consumer.close())
        }
        let fatal = #expect(throws: KafkaError.self) { try error.get() }
        #expect(fatal?.isFatal == true)
        #expect(fatal?.code == .fencedInstanceID)
        #expect(closed)
    }

    @Test("A producer whose order cannot be kept any more stops for good and says so")
    func outOfOrder_isFatal() async throws {
        let (broker, topic, settings) = try Self.makeBroker()
        let (errors, deliveries) = (Collected<KafkaError>(), Collected<KafkaDelivery>())
        let (fatal, refusal) = try await runOnThread(named: "test") {
            let producer = try KafkaProducer(settings.configuration(), onError: { errors.append($0) }) {
                deliveries.append($0)
            }
            try producer.warm(topic: topic)
            // OUT_OF_ORDER_SEQUENCE_NUMBER, for a message that is the only one on its way.
            try broker.fail(.produce, with: [.init(rawValue: 45)])
            try producer.send(KafkaRecord(topic: topic, value: [1]), token: 1)
            try producer.flush(timeoutMilliseconds: 20_000)
            let refusal = kafkaError { () throws(KafkaError) in
                try producer.send(KafkaRecord(topic: topic, value: [2]), token: 2)
            }
            let fatal = producer.fatalError
            _ = producer.close()
            return (fatal, refusal)
        }
        #expect(fatal?.isFatal == true && fatal?.name == "OUT_OF_ORDER_SEQUENCE_NUMBER")
        #expect(refusal?.isFatal == true && refusal?.code == fatal?.code)
        #expect(errors.all.contains { $0.isFatal })
        #expect(deliveries.all.map(\.token) == [1])
        #expect(deliveries.all.first?.error != nil)
    }

    @Test("A topic with an error is reported by warming and by reading")
    func topicError() async throws {
        let (broker, topic, settings) = try Self.makeBroker()
        let (warming, reading) = try await runOnThread(named: "test") {
            try broker.setTopicError(.topicAuthorizationFailed, topic: topic)
            let producer = try KafkaProducer(settings.configuration()) { _ in }
            let warming = kafkaError { () throws(KafkaError) in
                try producer.warm(topic: topic, timeoutMilliseconds: 2_000)
            }
            _ = producer.close()

            let consumer = try KafkaConsumer(settings.configuration(groupID: "group"))
            try consumer.subscribe(to: [topic])
            var reading: KafkaError?
            try consumer.poll(waitingFor: "an error") { event in
                if case .error(let error)? = event { reading = error }
                return reading != nil
            }
            _ = consumer.close(timeoutMilliseconds: 5_000)
            return (warming, reading)
        }
        #expect(warming?.code == .topicAuthorizationFailed)
        #expect(reading?.code == .topicAuthorizationFailed)
        #expect(reading?.reason.contains(topic) == true)
    }
}
