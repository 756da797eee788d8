import Glibc
public import Kafka

/// A broker for tests: the embedded one, or the real one that `TOCSIN_TEST_BOOTSTRAP` names.
///
/// Topics and groups get random names, so that tests may run side by side and again on a broker that keeps them. The
/// real one must let clients create topics.
public struct TestBroker: Sendable {
    /// Where it listens.
    public let bootstrapServers: String
    /// The embedded broker, where it is one: tests of its faults pass by on a real one.
    public let embedded: EmbeddedBroker?

    /// Starts an embedded broker, or points at the real one.
    public init(brokerCount: Int = 1) throws {
        if let address = Self.realBootstrapServers {
            bootstrapServers = address
            embedded = nil
            return
        }
        let broker = try EmbeddedBroker(brokerCount: brokerCount)
        bootstrapServers = broker.bootstrapServers
        embedded = broker
    }

    /// Whether tests run against a real broker.
    public static var isReal: Bool { realBootstrapServers != nil }

    private static var realBootstrapServers: String? {
        guard let address = getenv("TOCSIN_TEST_BOOTSTRAP").map({ String(cString: $0) }) else { return nil }
        return address.isEmpty ? nil : address
    }

    /// A name that nobody else uses.
    public static func uniqueName(_ stem: String) -> String {
        "\(stem)-\(String(UInt64.random(in: 0...UInt64.max), radix: 36))"
    }

    /// Creates a topic with a name of its own, this many partitions and, on a real broker, these settings.
    public func makeTopic(_ stem: String = "topic", partitions: Int = 1, settings: [String: String] = [:]) throws
        -> String
    {
        let name = Self.uniqueName(stem)
        try createTopic(name, partitions: partitions, settings: settings)
        return name
    }

    /// Creates a topic of that name.
    public func createTopic(_ name: String, partitions: Int = 1, settings: [String: String] = [:]) throws {
        if let embedded {
            try embedded.createTopic(name, partitions: partitions)
            return
        }
        try KafkaAdministration.createTopic(name, partitions: partitions, settings: settings, configuration())
        // What is created may be unknown for a moment to whom one asks first.
        let producer = try KafkaProducer(configuration()) { _ in }
        try producer.warm(topic: name, timeoutMilliseconds: 15_000)
        _ = producer.close()
    }

    /// A client of this broker, set up for short waits.
    public func configuration(
        groupID: String? = nil,
        properties: [String: String] = [:]
    ) -> KafkaConfiguration {
        let settings = Settings(bootstrapServers: bootstrapServers, isReal: embedded == nil)
        return settings.configuration(groupID: groupID, properties: properties)
    }
}

extension TestBroker {
    /// How clients in tests are set up.
    public struct Settings: Sendable {
        let bootstrapServers: String
        let isReal: Bool

        /// Clients of the broker at `bootstrapServers`.
        public init(bootstrapServers: String, isReal: Bool = false) {
            self.bootstrapServers = bootstrapServers
            self.isReal = isReal
        }

        /// A client set up for short waits.
        ///
        /// With them the embedded broker assigns the first member's partitions after 3 s and rebalances in 2.5 s; a
        /// real one refuses so short a session.
        public func configuration(
            groupID: String? = nil,
            properties: [String: String] = [:]
        ) -> KafkaConfiguration {
            var configuration = KafkaConfiguration(
                bootstrapServers: [bootstrapServers],
                clientID: "test",
                groupID: groupID
            )
            if groupID != nil {
                configuration.properties = [
                    "fetch.wait.max.ms": "10",
                    "heartbeat.interval.ms": "300",
                    "session.timeout.ms": isReal ? "6000" : "3500",
                ]
            }
            configuration.properties.merge(properties) { _, new in new }
            return configuration
        }
    }
}
