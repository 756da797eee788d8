import Kafka
import TestSupport
import Testing

/// What goes in through the producer comes out of the consumer.
@Suite(.timeLimit(.minutes(5)))
struct RoundTripTests {
    private static let records: [KafkaRecord] = [
        KafkaRecord(topic: "", key: [1, 2], value: [3], headers: [KafkaHeader("ce_id", "a/1")]),
        KafkaRecord(topic: "", key: nil, value: [0, 255, 10]),
        KafkaRecord(topic: "", key: [7], value: nil),
        KafkaRecord(topic: "", key: nil, value: nil),
        KafkaRecord(topic: "", key: [], value: []),
        KafkaRecord(
            topic: "",
            value: [1],
            headers: [
                KafkaHeader("twice", "one"), KafkaHeader("twice", "two"), KafkaHeader(name: "none", value: nil),
                KafkaHeader(name: "empty", value: []),
            ],
            timestampMilliseconds: 1_736_208_000_123
        ),
    ]

    @Test("Keys, values, headers and timestamps arrive as they were sent, absent told from empty")
    func everyFieldSurvives() async throws {
        let broker = try TestBroker()
        let topic = try broker.makeTopic()
        let (deliveries, messages) = try await runOnThread(named: "test") {
            let deliveries = try send(Self.records, to: topic, of: broker)
            return (deliveries, try readAll(topic, of: broker, count: Self.records.count))
        }

        #expect(deliveries.sorted { $0.token < $1.token }.map(\.token) == Array(1...UInt64(Self.records.count)))
        #expect(deliveries.allSatisfy { $0.error == nil && $0.partition.topic == topic && $0.offset >= 0 })
        try #require(messages.count == Self.records.count)
        for (record, message) in zip(Self.records, messages) {
            #expect(message.key == record.key)
            #expect(message.value == record.value)
            #expect(message.headers == record.headers)
            if let timestamp = record.timestampMilliseconds { #expect(message.timestampMilliseconds == timestamp) }
        }
        #expect(messages.map(\.offset) == Array(0..<Int64(Self.records.count)))
    }
}
