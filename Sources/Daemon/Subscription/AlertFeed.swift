public import Domain
import Formats
public import Kafka

/// Reads alerts from their topic without joining a group: nobody's position is moved by looking.
public struct AlertFeed: Sendable {
    /// Where to begin.
    public enum Start: Sendable {
        /// With everything the topic keeps.
        case beginning
        /// With the last messages of each partition.
        case last(Int64)
        /// With the first messages at a time.
        case time(Timestamp)
    }

    /// What the feed brings.
    public enum Item: Sendable {
        /// An alert and the message it came in.
        case alert(Alert, KafkaMessage)
        /// A message that is no alert this version can read.
        case unreadable(String, KafkaMessage)
        /// All that was there at the start has been brought, or there is nothing new at the moment.
        case pause
    }

    private let client: KafkaConfiguration
    private let topic: String

    /// A feed of `topic`.
    public init(client: KafkaConfiguration, topic: String) {
        self.client = client
        self.topic = topic
    }

    /// Brings items until `take` returns false; blocks, so it runs on a thread of its own.
    ///
    /// - Throws: `KafkaError` where the broker cannot be reached at the start or refuses for good.
    public func read(from start: Start, _ take: (Item) -> Bool) throws {
        var client = client
        client.properties["enable.partition.eof"] = "true"
        let numbers = try partitions(of: client)
        let consumer = try KafkaConsumer(client)
        defer { _ = consumer.close(timeoutMilliseconds: 2000) }
        try consumer.assign(try places(numbers, from: start, consumer))
        var open = Set(numbers)
        while true {
            let item: Item?
            switch consumer.poll(timeoutMilliseconds: 200) {
            case .message(let message): item = self.item(message)
            case .partitionEnd(let end):
                item = open.remove(end.partition) != nil && open.isEmpty ? .pause : nil
            case .error(let error):
                guard !error.isFatal else { throw error }
                item = nil
            case nil: item = open.isEmpty ? .pause : nil
            }
            if let item, !take(item) { return }
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
        case .time(let time):
            let known = try consumer.offsets(of: partitions, since: time.milliseconds)
            // Nothing so late, or a broker that does not know times: the caller sorts out the last few by itself.
            return partitions.map { KafkaOffset($0, known[$0] ?? KafkaOffset.tail(1000)) }
        }
    }

    private func item(_ message: KafkaMessage) -> Item? {
        // The topic may be compacted by its owner; a tombstone is no news.
        guard let value = message.value else { return nil }
        do {
            return .alert(try MessageJSON.decodeAlert(value), message)
        } catch {
            return .unreadable("\(error)", message)
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
