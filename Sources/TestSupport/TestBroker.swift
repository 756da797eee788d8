import Glibc
public import Kafka

/// A broker for tests: the embedded one, or the real one that `TOCSIN_TEST_BOOTSTRAP` names.
///
/// Topics and groups get random names, so that tests may run side by side and again on a broker that keeps them. The
/// real one must create topics on request, with one partition (`auto.create.topics.enable`, `num.partitions`: both are
/// so by default).
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

    /// Creates a topic with a name of its own and this many partitions.
    ///
    /// A real broker decides on the number itself.
    /// - Throws: `WrongPartitionCount` if one partition was asked for and there are more.
    public func makeTopic(_ stem: String = "topic", partitions: Int = 1) throws -> String {
        let name = Self.uniqueName(stem)
        if let embedded {
            try embedded.createTopic(name, partitions: partitions)
            return name
        }
        let producer = try KafkaProducer(configuration()) { _ in }
        let count = try producer.warm(topic: name, timeoutMilliseconds: 15_000)
        _ = producer.close()
        guard partitions != 1 || count == 1 else { throw WrongPartitionCount(topic: name, count: count) }
        return name
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
    /// The real broker makes topics that the tests cannot use.
    public struct WrongPartitionCount: Error, CustomStringConvertible {
        /// The topic.
        public let topic: String
        /// How many partitions it has.
        public let count: Int

        /// The topic, the number and what to do.
        public var description: String {
            "topic \(topic) was created with \(count) partitions; these tests need a broker with num.partitions=1"
        }
    }

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
