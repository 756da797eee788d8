import Kafka
import TestSupport
import Testing

/// What a member of a group sees.
@Suite(.timeLimit(.minutes(2)))
struct GroupTests {
    @Test("A new member goes on where the committed offsets say, not where the last one had read to")
    func commit_thenResume() async throws {
        let broker = try TestBroker()
        let topic = try broker.makeTopic()
        let group = TestBroker.uniqueName("group")
        let (first, committed, second) = try await runOnThread(named: "test") {
            _ = try send((0..<10).map { KafkaRecord(topic: topic, value: [$0]) }, to: topic, of: broker)
            let partition = KafkaPartition(topic: topic, partition: 0)

            let one = try KafkaConsumer(broker.configuration(groupID: group))
            try one.subscribe(to: [topic])
            let first = try one.read(10).map(\.offset)
            try one.commit([KafkaOffset(partition, 4)])
            guard one.close() else { throw TestTimeout(description: "first consumer did not close") }

            let two = try KafkaConsumer(broker.configuration(groupID: group))
            let committed = try two.committed([partition])
            try two.subscribe(to: [topic])
            let second = try two.read(6).map(\.offset)
            guard two.close() else { throw TestTimeout(description: "second consumer did not close") }
            return (first, committed[partition], second)
        }
        #expect(first == Array(0..<10))
        #expect(committed == 4)
        #expect(second == Array(4..<10))
    }
}
