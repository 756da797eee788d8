import Kafka
import TestSupport
import Testing

@Suite struct KafkaLibraryTests {
    @Test("Versions are in the order of releases")
    func order() {
        let versions = [KafkaLibrary(1, 9, 9), KafkaLibrary(2, 0, 2), KafkaLibrary(2, 4, 0), KafkaLibrary(2, 10, 0)]
        #expect(versions == versions.shuffled().sorted())
        #expect(KafkaLibrary(2, 4, 0).description == "2.4.0")
    }

    @Test("The version in use is one that this wrapper is written for")
    func current() {
        #expect(KafkaLibrary.current >= KafkaLibrary(2, 0, 2))
    }
}

@Suite(.timeLimit(.minutes(5))) struct KafkaAdministrationTests {
    @Test(
        "A topic is made with the partitions asked for, and made again it is left as it is",
        .enabled(if: TestBroker.isReal, "the embedded broker does not know the request")
    )
    func createTopic() async throws {
        let broker = try TestBroker()
        let name = TestBroker.uniqueName("topic")
        let counts = try await runOnThread(named: "test") {
            try (3...4).map { partitions in
                try KafkaAdministration.createTopic(name, partitions: partitions, broker.configuration())
                let topics = try KafkaMetadata.fetch(broker.configuration()).topics
                return topics.first { $0.name == name }?.partitions.count
            }
        }
        #expect(counts == [3, 3])
    }

    @Test("Where a partition ends is known from what was fetched")
    func knownEnd() async throws {
        let broker = try TestBroker()
        let topic = try broker.makeTopic()
        let ends = try await runOnThread(named: "test") {
            _ = try send((0..<5).map { KafkaRecord(topic: topic, value: [$0]) }, to: topic, of: broker)
            let partition = KafkaPartition(topic: topic, partition: 0)
            let consumer = try KafkaConsumer(broker.configuration())
            let before = consumer.knownEnd(of: partition)
            try consumer.assign([KafkaOffset(partition, KafkaOffset.beginning)])
            _ = try consumer.read(5)
            let after = consumer.knownEnd(of: partition)
            try consumer.closeOrThrow()
            return [before, after]
        }
        #expect(ends == [nil, 5])
    }
}
