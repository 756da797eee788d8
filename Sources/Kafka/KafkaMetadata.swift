import CRdKafka

/// What the cluster says about itself.
public struct KafkaMetadata: Hashable, Sendable {
    /// A broker.
    public struct Broker: Hashable, Sendable {
        /// Its number.
        public let id: Int32
        /// Its address, as it gives it to clients.
        public let host: String
        /// Its port.
        public let port: Int32
    }

    /// A partition of a topic.
    public struct Partition: Hashable, Sendable {
        /// Its number.
        public let id: Int32
        /// The broker that leads it; -1 if none does at the moment.
        public let leader: Int32
        /// How many brokers hold it.
        public let replicaCount: Int
        /// How many of them are up to date.
        public let inSyncCount: Int
    }

    /// A topic.
    public struct Topic: Hashable, Sendable {
        /// Its name.
        public let name: String
        /// Its partitions.
        public let partitions: [Partition]
        /// Why it cannot be used, if so.
        public let error: KafkaError?
    }

    /// The brokers.
    public let brokers: [Broker]
    /// The topics asked for, or all that these credentials may see.
    public let topics: [Topic]
    /// The broker that takes requests to change or describe topics; nil where none of the brokers does.
    ///
    /// The embedded broker names one that there is not.
    public let controller: Int32?
    /// The broker that answered, as in "127.0.0.1:9092/1".
    public let answeredBy: String

    /// Asks for all topics, with a client of its own that joins no group and takes no producer id.
    ///
    /// No topic is created by asking. It waits, so it belongs on a thread of its own (`runOnThread`).
    /// - Throws: `KafkaConfigurationError`, or `KafkaError` when no broker answers in time.
    public static func fetch(
        _ configuration: KafkaConfiguration,
        timeoutMilliseconds: Int = 10_000
    ) throws -> KafkaMetadata {
        let handle = try ClientHandle(configuration, role: .observer, callbacks: ClientCallbacks(configuration))
        return try KafkaMetadata(of: handle, topic: nil, timeout: Int32(clamping: timeoutMilliseconds))
    }
}

extension KafkaMetadata {
    /// Asks about one topic (which may create it), or about all.
    init(of handle: ClientHandle, topic: OpaquePointer?, timeout: Int32) throws(KafkaError) {
        var pointer: UnsafePointer<rd_kafka_metadata_t>?
        let code = rd_kafka_metadata(handle.pointer, topic == nil ? 1 : 0, topic, &pointer, timeout)
        try check(code, while: "metadata within \(timeout) ms")
        guard let pointer else { throw KafkaError(RD_KAFKA_RESP_ERR__FAIL, while: "metadata") }
        defer { rd_kafka_metadata_destroy(pointer) }
        let raw = pointer.pointee
        answeredBy = raw.orig_broker_name.map { String(cString: $0) } ?? ""
        let brokers = UnsafeBufferPointer(start: raw.brokers, count: Int(raw.broker_cnt)).map { broker in
            Broker(id: broker.id, host: broker.host.map { String(cString: $0) } ?? "", port: broker.port)
        }
        self.brokers = brokers
        // It came with the metadata, so nothing is asked for.
        let named = rd_kafka_controllerid(handle.pointer, 0)
        controller = brokers.contains { $0.id == named } ? named : nil
        topics = UnsafeBufferPointer(start: raw.topics, count: Int(raw.topic_cnt)).map { Topic($0) }
    }

    /// The number of partitions of a topic that can be used.
    func partitionCount(of name: String) throws(KafkaError) -> Int {
        guard let topic = topics.first(where: { $0.name == name }) else {
            throw KafkaError(RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART, while: "topic \(name)")
        }
        if let error = topic.error { throw error }
        guard !topic.partitions.isEmpty, topic.partitions.allSatisfy({ $0.leader >= 0 }) else {
            throw KafkaError(RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE, while: "topic \(name)")
        }
        return topic.partitions.count
    }
}

extension KafkaMetadata.Topic {
    fileprivate init(_ raw: rd_kafka_metadata_topic_t) {
        let name = raw.topic.map { String(cString: $0) } ?? ""
        self.name = name
        error = raw.err == RD_KAFKA_RESP_ERR_NO_ERROR ? nil : KafkaError(raw.err, while: "topic \(name)")
        partitions = UnsafeBufferPointer(start: raw.partitions, count: Int(raw.partition_cnt)).map { partition in
            KafkaMetadata.Partition(
                id: partition.id,
                leader: partition.leader,
                replicaCount: Int(partition.replica_cnt),
                inSyncCount: Int(partition.isr_cnt)
            )
        }
    }
}
