import Kafka
import TestSupport
import Testing

@Suite struct PartitionerTests {
    /// Where a message goes by its key is what is said beforehand, and a given partition is kept to.
    @Test func keyDecides_unlessAPartitionIsGiven() throws {
        let broker = try TestBroker()
        let topic = try broker.makeTopic(partitions: 5)
        let keys = (0..<20).map { Array("kind-\($0)".utf8) }
        let free = try send(keys.map { KafkaRecord(topic: topic, key: $0, value: [1]) }, to: topic, of: broker)
        let byToken = free.sorted { $0.token < $1.token }
        #expect(byToken.map(\.partition.partition) == keys.map { KafkaPartitioner.partition(of: $0, count: 5) })
        #expect(Set(byToken.map(\.partition)).count > 1)
        let bound = try send(
            keys.map { KafkaRecord(topic: topic, partition: 3, key: $0, value: [1]) },
            to: topic,
            of: broker
        )
        #expect(bound.allSatisfy { $0.error == nil && $0.partition.partition == 3 })
    }

    @Test func partitionThatIsNotThere_isRefused() throws {
        let broker = try TestBroker()
        let topic = try broker.makeTopic()
        let record = KafkaRecord(topic: topic, partition: 9, value: [1], headers: [KafkaHeader("a", "b")])
        let error = kafkaError { () throws(KafkaError) in
            let deliveries = try? send([record], to: topic, of: broker)
            if let error = deliveries?.first?.error { throw error }
            throw KafkaError(operation: "send", code: .unknownPartition, reason: "refused at once")
        }
        #expect(error?.code == .unknownPartition)
    }
}
