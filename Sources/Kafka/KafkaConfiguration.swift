/// How a client is set up: a typed few, and librdkafka's own properties for everything else.
///
/// The defaults below suit librdkafka 2.0.2, which Debian 12 ships: Nagle's algorithm is on there by default and costs
/// tens of milliseconds, `range` is the only assignment that is safe with transactions, and its queues are sized for
/// machines that do nothing else.
public struct KafkaConfiguration: Sendable {
    /// Where to begin in a partition that has no committed offset.
    public enum OffsetReset: String, Sendable {
        /// With the oldest message kept.
        case earliest
        /// With the next message to come.
        case latest
        /// Nowhere: the consumer gets the error `_AUTO_OFFSET_RESET`.
        case error
    }

    /// Brokers to begin with, as `host:port`.
    public var bootstrapServers: [String]
    /// The name the broker's logs and quotas know this client by.
    public var clientID: String
    /// The consumer group; a consumer without one can only `assign`.
    public var groupID: String?
    /// Makes a producer transactional.
    ///
    /// It must be the same after a restart, and no two running producers may share it.
    public var transactionalID: String?
    /// Where to begin in a partition that has no committed offset.
    public var offsetReset: OffsetReset
    /// Properties of librdkafka, handed through as they are; they override the defaults, not the typed few.
    public var properties: [String: String]
    /// Gets every log line of librdkafka, on any of its threads; unset, they are dropped.
    public var onLog: (@Sendable (KafkaLogLine) -> Void)?

    /// Sets up a client of `bootstrapServers`.
    public init(
        bootstrapServers: [String],
        clientID: String = "tocsin",
        groupID: String? = nil,
        transactionalID: String? = nil,
        offsetReset: OffsetReset = .earliest,
        properties: [String: String] = [:],
        onLog: (@Sendable (KafkaLogLine) -> Void)? = nil
    ) {
        self.bootstrapServers = bootstrapServers
        self.clientID = clientID
        self.groupID = groupID
        self.transactionalID = transactionalID
        self.offsetReset = offsetReset
        self.properties = properties
        self.onLog = onLog
    }
}

extension KafkaConfiguration {
    /// What the client is for, which decides the defaults it gets.
    public enum Role: Sendable {
        /// Reads.
        case consumer
        /// Writes.
        case producer
        /// Asks for metadata only: neither a group nor a producer id is touched.
        case observer
    }

    /// Makes sure that librdkafka knows every property and takes its value; no client is made and no broker asked.
    ///
    /// Combinations that it refuses show only when a client is made.
    /// - Throws: the first property that is refused, by name.
    public func validate(as role: Role) throws(KafkaConfigurationError) {
        _ = try ClientSettings(self, role: role)
    }

    /// Keys that cannot be handed through, and what speaks for them here.
    static let managed: [String: String] = [
        "bootstrap.servers": "bootstrapServers",
        "metadata.broker.list": "bootstrapServers",
        "client.id": "clientID",
        "group.id": "groupID",
        "transactional.id": "transactionalID",
        "auto.offset.reset": "offsetReset",
        "enable.auto.commit": "KafkaConsumer.commit",
        "enable.auto.offset.store": "KafkaConsumer.commit",
        "delivery.report.only.error": "KafkaProducer.onDelivery",
        "log.queue": "onLog",
    ]

    /// Whether the value of a property must never be shown.
    static func isSecret(_ key: String) -> Bool {
        ["password", "secret", ".pem", "oauthbearer.config", "jaas"].contains { key.contains($0) }
    }

    private static let common = [
        "socket.nagle.disable": "true",
        "socket.keepalive.enable": "true",
    ]

    private static let consuming = [
        "enable.auto.commit": "false",
        "enable.auto.offset.store": "false",
        "isolation.level": "read_committed",
        "partition.assignment.strategy": "range",
        "queued.min.messages": "10000",
        "queued.max.messages.kbytes": "16384",
        "fetch.max.bytes": "16777216",
    ]

    private static let producing = [
        "enable.idempotence": "true",
        "compression.type": "lz4",
        "linger.ms": "5",
        "queue.buffering.max.kbytes": "65536",
    ]

    /// Every property in the order it is set: defaults and pass-through by name, so that errors do not depend on
    /// hashing, then the typed few.
    func resolved(for role: Role) -> [(key: String, value: String)] {
        var values = Self.common
        switch role {
        case .consumer: values.merge(Self.consuming) { _, new in new }
        case .producer: values.merge(Self.producing) { _, new in new }
        case .observer: break
        }
        values.merge(properties) { _, new in new }
        return values.sorted { $0.key < $1.key } + typed(for: role)
    }

    private func typed(for role: Role) -> [(key: String, value: String)] {
        var values = [
            ("bootstrap.servers", bootstrapServers.joined(separator: ",")),
            ("client.id", clientID),
        ]
        if role == .consumer {
            // librdkafka has no consumer queue without a group; one that only assigns never joins it.
            values.append(("group.id", groupID ?? "\(clientID)-ungrouped"))
            values.append(("auto.offset.reset", offsetReset.rawValue))
        }
        if role == .producer, let transactionalID {
            values.append(("transactional.id", transactionalID))
        }
        return values
    }
}
