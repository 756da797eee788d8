public import Domain
public import Kafka

/// Reads a topic without joining a group: nobody's position is moved by looking.
public struct TopicReader: Sendable {
    /// Where to begin.
    public enum Start: Sendable {
        /// With everything the topic keeps.
        case beginning
        /// With the last messages of each partition.
        case last(Int64)
        /// With the first messages at a time.
        case time(Timestamp)
        /// At one place of one partition, which alone is read.
        case place(partition: Int32, offset: Int64)
    }

    private let client: KafkaConfiguration
    private let topic: String

    /// A reader of `topic`.
    public init(client: KafkaConfiguration, topic: String) {
        self.client = client
        self.topic = topic
    }

    /// Brings messages until `take` returns false; nil says that all there was has been brought.
    ///
    /// It blocks, so it runs on a thread of its own.
    /// - Throws: `KafkaError` where the broker cannot be reached at the start or refuses for good, `NoSuchTopic`.
    public func read(from start: Start, _ take: (KafkaMessage?) -> Bool) throws {
        var client = client
        client.properties["enable.partition.eof"] = "true"
        // Whoever waits at a terminal waits for an empty answer from every partition.
        client.properties["fetch.wait.max.ms"] = "100"
        let numbers = try partitions(of: client)
        let consumer = try KafkaConsumer(client)
        defer { _ = consumer.close(timeoutMilliseconds: 2000) }
        if let first = numbers.first { try consumer.warm(first) }
        let places = try places(numbers, from: start, consumer)
        try consumer.assign(places)
        var open = Set(places.map(\.partition))
        while true {
            switch consumer.poll(timeoutMilliseconds: 200) {
            case .message(let message):
                guard take(message) else { return }
            case .partitionEnd(let end):
                if open.remove(end.partition) != nil, open.isEmpty, !take(nil) { return }
            case .error(let error):
                guard !error.isFatal else { throw error }
            case nil:
                if open.isEmpty, !take(nil) { return }
            }
        }
    }

    private func partitions(of client: KafkaConfiguration) throws -> [KafkaPartition] {
        let metadata = try KafkaMetadata.fetch(client)
        guard let found = metadata.topics.first(where: { $0.name == topic }), found.error == nil else {
            throw NoSuchTopic(topic: topic, broker: metadata.answeredBy)
        }
        return found.partitions.map { KafkaPartition(topic: topic, partition: $0.id) }
    }

    private func places(
        _ partitions: [KafkaPartition],
        from start: Start,
        _ consumer: KafkaConsumer
    ) throws -> [KafkaOffset] {
        switch start {
        case .beginning: return partitions.map { KafkaOffset($0, KafkaOffset.beginning) }
        case .last(let count): return partitions.map { KafkaOffset($0, KafkaOffset.tail(count)) }
        case .place(let partition, let offset):
            return partitions.filter { $0.partition == partition }.map { KafkaOffset($0, offset) }
        case .time(let time):
            let known = try consumer.offsets(of: partitions, since: time.milliseconds)
            // Nothing so late, or a broker that does not know times: the caller sorts out the last few by itself.
            return partitions.map { KafkaOffset($0, known[$0] ?? KafkaOffset.tail(1000)) }
        }
    }
}

/// The topic to read is not there.
public struct NoSuchTopic: Error, CustomStringConvertible {
    /// The topic.
    public let topic: String
    /// The broker that was asked.
    public let broker: String

    /// One sentence that names both.
    public var description: String { "the broker \(broker) has no topic '\(topic)'" }
}
