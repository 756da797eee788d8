import CRdKafka
import Synchronization

/// A Kafka broker inside this process, for the demo and for tests: librdkafka's mock cluster on loopback ports.
///
/// Any Kafka client on this machine can use it, in this process or another. It is not a store; what it does not do:
///
/// - It keeps 5 MB and 100,000 batches a partition, in memory; the oldest go without a word. There is no setting.
/// - A topic is created by asking for it, with 4 partitions; `createTopic` beforehand gives another number. Topics
///   cannot be deleted, changed or created by Kafka's admin requests.
/// - A group's first member waits 3 s for its partitions, and every later rebalance takes `session.timeout.ms` less one
///   second: use 3500–4000 there (with 1000 none is ever assigned). Static membership is not known.
/// - A member that asks for its partitions after the group's leader has handed them out is refused and joins again, which
///   costs a rebalance: on a machine under load several in a row. Slow answers (`setRoundTrip`) keep the order.
/// - All members of a group must name the same assignment strategy first: **the process aborts** otherwise.
/// - A fetch that finds nothing waits all of `fetch.wait.max.ms`, even if a message arrives meanwhile: 10 is good.
/// - A fetch brings one batch a partition, and a look for an offset walks all batches: it slows down as it fills.
/// - A commit from within `onRevoke` is refused with `REBALANCE_IN_PROGRESS`, except when the member itself leaves:
///   what was not committed before a rebalance is read again by the next owner.
/// - Transactions are accepted, but not kept apart: aborted messages are read by everyone, offsets sent in a
///   transaction are not stored, and nobody is fenced. Exactly-once needs a real broker to be tested.
/// - Offsets are not found by time, and there is neither TLS nor SASL.
public final class EmbeddedBroker: Sendable {
    /// Where it listens, as `host:port`, several with commas.
    public let bootstrapServers: String
    private let handle: ClientHandle
    private let cluster: Mutex<SharedPointer?>
    /// The ports of brokers that are cut off at the moment.
    let heldPorts = Mutex<[Int32: HeldPort]>([:])

    /// Starts it with `brokerCount` brokers, on ports that are free.
    ///
    /// - Throws: `KafkaConfigurationError`, or `KafkaError` if no port could be opened.
    public init(brokerCount: Int = 1, onLog: (@Sendable (KafkaLogLine) -> Void)? = nil) throws {
        // The mock cluster lives inside a client, which itself connects to nothing.
        let configuration = KafkaConfiguration(bootstrapServers: [], clientID: "embedded-broker", onLog: onLog)
        handle = try ClientHandle(configuration, role: .observer, callbacks: ClientCallbacks(configuration))
        guard let cluster = rd_kafka_mock_cluster_new(handle.pointer, Int32(clamping: brokerCount)) else {
            throw KafkaError(RD_KAFKA_RESP_ERR__FAIL, reason: "no loopback port", while: "start embedded broker")
        }
        bootstrapServers = rd_kafka_mock_cluster_bootstraps(cluster).map { String(cString: $0) } ?? ""
        self.cluster = Mutex(SharedPointer(raw: cluster))
    }

    /// Stops it and waits for that; every connection is cut and everything kept is gone.
    public func stop() {
        guard let cluster = takeCluster() else { return }
        rd_kafka_mock_cluster_destroy(cluster.raw)
    }

    deinit {
        guard let cluster = takeCluster() else { return }
        // On a thread of its own, because nobody knows who lets go of the last reference.
        _ = try? startThread(named: "broker-stop") { [handle] in
            rd_kafka_mock_cluster_destroy(cluster.raw)
            // The cluster lives inside the client.
            withExtendedLifetime(handle) {}
        }
    }

    private func takeCluster() -> SharedPointer? {
        cluster.withLock { cluster in
            defer { cluster = nil }
            return cluster
        }
    }

    /// Creates a topic.
    ///
    /// - Throws: `TOPIC_ALREADY_EXISTS`.
    public func createTopic(_ name: String, partitions: Int) throws(KafkaError) {
        try call("create topic \(name) with \(partitions) partitions") {
            rd_kafka_mock_topic_create($0, name, Int32(clamping: partitions), 1)
        }
    }

    /// Calls the mock cluster while it cannot be stopped.
    func call(_ operation: String, _ body: (OpaquePointer) -> rd_kafka_resp_err_t) throws(KafkaError) {
        let code = cluster.withLock { $0.map { body($0.raw) } }
        guard let code else { throw .closed(while: operation) }
        try check(code, while: operation)
    }
}
