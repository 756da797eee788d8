import Kafka
import TestSupport
import Testing

/// The transaction calls, and the advice that comes with their errors.
///
/// The embedded broker accepts transactions without keeping them apart, so what is tested here is this side of them.
@Suite(.timeLimit(.minutes(5)))
struct TransactionTests {
    /// Runs `body` with an initialised transactional producer and a consumer that owns partition 0 of a topic.
    private static func withTransaction<Value: Sendable>(
        _ body: @escaping @Sendable (KafkaProducer, KafkaConsumer, EmbeddedBroker, KafkaPartition) throws -> Value
    ) async throws -> Value {
        let broker = try EmbeddedBroker()
        let topic = TestBroker.uniqueName("topic")
        try broker.createTopic(topic, partitions: 1)
        let settings = TestBroker.Settings(bootstrapServers: broker.bootstrapServers)
        return try await runOnThread(named: "test") {
            var configuration = settings.configuration()
            configuration.transactionalID = "test-extract-1"
            configuration.properties["transaction.timeout.ms"] = "10000"
            let producer = try KafkaProducer(configuration) { _ in }
            try producer.initTransactions()
            try producer.warm(topic: topic)
            let consumer = try KafkaConsumer(settings.configuration(groupID: "group"))
            try consumer.join(topic)
            let value = try body(producer, consumer, broker, KafkaPartition(topic: topic, partition: 0))
            try consumer.closeOrThrow()
            _ = producer.close()
            return value
        }
    }

    @Test("Messages and offsets go through in one transaction, and the next one follows")
    func commit() async throws {
        let (states, messages) = try await Self.withTransaction { producer, consumer, _, partition in
            var states: [Bool] = [producer.isInTransaction]
            for value in 1...2 as ClosedRange<UInt8> {
                try producer.beginTransaction()
                states.append(producer.isInTransaction)
                try producer.send(KafkaRecord(topic: partition.topic, value: [value]))
                try producer.sendOffsets([KafkaOffset(partition, Int64(value))], of: consumer.groupMetadata())
                try producer.commitTransaction()
                states.append(producer.isInTransaction)
            }
            return (states, try consumer.read(2).map(\.value))
        }
        #expect(states == [false, true, false, true, false])
        #expect(messages == [[1], [2]])
    }

    @Test("Aborting ends a transaction, and without one it does nothing")
    func abort() async throws {
        let states = try await Self.withTransaction { producer, _, _, partition in
            try producer.abortTransaction()
            try producer.beginTransaction()
            try producer.send(KafkaRecord(topic: partition.topic, value: [1]))
            try producer.abortTransaction()
            let aborted = producer.isInTransaction
            try producer.beginTransaction()
            let begun = producer.isInTransaction
            try producer.abortTransaction()
            return [aborted, begun]
        }
        #expect(states == [false, true])
    }

    @Test("Outside a transaction nothing can be sent")
    func send_outside() async throws {
        let error = try await Self.withTransaction { producer, _, _, partition in
            kafkaError { () throws(KafkaError) in
                try producer.send(KafkaRecord(topic: partition.topic, value: [1], headers: [KafkaHeader("a", "b")]))
            }
        }
        #expect(error?.code == .state)
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        let request: EmbeddedBroker.Request
        let code: KafkaError.Code
        let name: String
        let flags: [Bool]

        var testDescription: String { "\(request) \(code.name)" }
    }

    private static let faults: [Fault] = [
        Fault(
            request: .transactionOffsetCommit,
            code: .illegalGeneration,
            name: "ILLEGAL_GENERATION",
            flags: [false, true, false]
        ),
        Fault(
            request: .transactionOffsetCommit,
            code: .unknownMember,
            name: "UNKNOWN_MEMBER_ID",
            flags: [false, true, false]
        ),
        Fault(request: .endTransaction, code: .producerFenced, name: "_FENCED", flags: [true, false, false]),
    ]

    @Test("A fault comes with what to do: stop, abort or try again", arguments: faults)
    func advice(row: Fault) async throws {
        let (error, recovered) = try await Self.withTransaction { producer, consumer, broker, partition in
            try producer.beginTransaction()
            try producer.send(KafkaRecord(topic: partition.topic, value: [1]))
            try broker.fail(row.request, with: [row.code])
            let error = kafkaError { () throws(KafkaError) in
                try producer.sendOffsets([KafkaOffset(partition, 1)], of: consumer.groupMetadata())
                try producer.commitTransaction()
            }
            let recovery = kafkaError { () throws(KafkaError) in
                try producer.abortTransaction()
                try producer.beginTransaction()
                try producer.abortTransaction()
            }
            return (error, recovery == nil)
        }
        #expect(error?.name == row.name)
        #expect(error.map { [$0.isFatal, $0.requiresAbort, $0.isRetriable] } == row.flags)
        #expect(recovered == !(error?.isFatal ?? true))
    }

    @Test("Init without a broker can be tried again")
    func initTransactions_whileDown() async throws {
        let error = try await runOnThread(named: "test") {
            let configuration = KafkaConfiguration(bootstrapServers: ["127.0.0.1:1"], transactionalID: "test-extract-1")
            let producer = try KafkaProducer(configuration) { _ in }
            let error = kafkaError { () throws(KafkaError) in try producer.initTransactions(timeoutMilliseconds: 200) }
            _ = producer.close(timeoutMilliseconds: 200)
            return error
        }
        #expect(error?.code == .timedOut)
        #expect(error?.isRetriable == true)
    }
}
