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
    /// It blocks, so it runs on a thread of its own. `leavesOutNew` leaves out what was not there when it began.
    /// - Throws: `KafkaError` where the broker cannot be reached at the start or refuses for good, `NoSuchTopic`, and
    ///   what `take` throws.
    public func read(
        from start: Start,
        leavesOutNew: Bool = false,
        _ take: (KafkaMessage?) throws -> Bool
    ) throws {
        var client = client
        client.properties["enable.partition.eof"] = "true"
        // Whoever waits at a terminal waits for an empty answer from every partition.
        client.properties["fetch.wait.max.ms"] = "100"
        let numbers = try partitions(of: client)
        let consumer = try KafkaConsumer(client)
        defer { _ = consumer.close(timeoutMilliseconds: 2000) }
        if let first = numbers.first { try consumer.warm(first) }
        let places = try places(numbers, from: start, consumer)
        var ends: [KafkaPartition: Int64] = [:]
        if leavesOutNew {
            for place in places { ends[place.partition] = try consumer.watermarks(of: place.partition).upperBound }
        }
        try consumer.assign(places)
        try bring(from: consumer, Set(places.map(\.partition)), before: ends, take)
    }

    /// Brings messages of `partitions` that stand before `ends`, where one is given.
    private func bring(
        from consumer: KafkaConsumer,
        _ partitions: Set<KafkaPartition>,
        before ends: [KafkaPartition: Int64],
        _ take: (KafkaMessage?) throws -> Bool
    ) throws {
        var open = partitions
        /// Notes that `partition` is read to its end; whether that was enough.
        func isDone(with partition: KafkaPartition) throws -> Bool {
            guard open.remove(partition) != nil, open.isEmpty else { return false }
            return try !take(nil)
        }
        while true {
            switch consumer.poll(timeoutMilliseconds: 200) {
            case .message(let message):
                let isNew = message.offset >= ends[message.partition] ?? .max
                guard try isNew ? !isDone(with: message.partition) : take(message) else { return }
            case .partitionEnd(let end):
                if try isDone(with: end.partition) { return }
            case .error(let error):
                // What passes by itself is waited for.
                guard !error.isFatal, !error.code.isRefusal else { throw error }
            case nil:
                if open.isEmpty, try !take(nil) { return }
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
