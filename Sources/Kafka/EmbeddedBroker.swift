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
}

// Faults, for tests.
extension EmbeddedBroker {
    /// The requests of the Kafka protocol that can be made to fail.
    public enum Request: Int16, Sendable, CaseIterable {
        /// Messages from a producer.
        case produce = 0
        /// Messages to a consumer.
        case fetch = 1
        /// Watermarks.
        case listOffsets = 2
        /// A group's offsets, to be stored.
        case offsetCommit = 8
        /// A group's offsets, to be read.
        case offsetFetch = 9
        /// Which broker is in charge of a group or a transaction.
        case findCoordinator = 10
        /// A member joins its group.
        case joinGroup = 11
        /// A member is alive.
        case heartbeat = 12
        /// A member leaves its group.
        case leaveGroup = 13
        /// A member learns its partitions.
        case syncGroup = 14
        /// A producer gets its number.
        case initProducerID = 22
        /// A transaction learns its partitions.
        case addPartitionsToTransaction = 24
        /// A transaction learns its group.
        case addOffsetsToTransaction = 25
        /// A transaction ends.
        case endTransaction = 26
        /// Offsets in a transaction.
        case transactionOffsetCommit = 28
    }

    /// Answers the next requests of a kind with `errors`, one each, in order.
    ///
    /// `KafkaError.Code.transport` cuts the connection instead.
    public func fail(_ request: Request, with errors: [KafkaError.Code]) throws(KafkaError) {
        let codes = errors.map { rd_kafka_resp_err_t(rawValue: $0.rawValue) }
        try call("fail \(request)") { cluster in
            rd_kafka_mock_push_request_errors_array(cluster, request.rawValue, codes.count, codes)
            return RD_KAFKA_RESP_ERR_NO_ERROR
        }
    }

    /// Forgets the errors that were not used.
    public func clearFailures(of request: Request) throws(KafkaError) {
        try call("clear failures of \(request)") { cluster in
            rd_kafka_mock_clear_request_errors(cluster, request.rawValue)
            return RD_KAFKA_RESP_ERR_NO_ERROR
        }
    }

    /// Gives a topic an error in all metadata from now on; none takes it away.
    public func setTopicError(_ error: KafkaError.Code?, topic: String) throws(KafkaError) {
        try call("set error of topic \(topic)") { cluster in
            rd_kafka_mock_topic_set_error(cluster, topic, rd_kafka_resp_err_t(rawValue: error?.rawValue ?? 0))
            return RD_KAFKA_RESP_ERR_NO_ERROR
        }
    }

    /// Cuts a broker off (they count from 1), or lets it be reached again.
    public func setBroker(_ id: Int32, isUp: Bool) throws(KafkaError) {
        try call("set broker \(id) \(isUp ? "up" : "down")") { cluster in
            isUp ? rd_kafka_mock_broker_set_up(cluster, id) : rd_kafka_mock_broker_set_down(cluster, id)
        }
    }

    /// Makes every answer of a broker late by `milliseconds`.
    public func setRoundTrip(ofBroker id: Int32, milliseconds: Int) throws(KafkaError) {
        try call("set round trip of broker \(id)") { cluster in
            rd_kafka_mock_broker_set_rtt(cluster, id, Int32(clamping: milliseconds))
        }
    }

    /// Calls the mock cluster while it cannot be stopped.
    private func call(_ operation: String, _ body: (OpaquePointer) -> rd_kafka_resp_err_t) throws(KafkaError) {
        let code = cluster.withLock { $0.map { body($0.raw) } }
        guard let code else { throw .closed(while: operation) }
        try check(code, while: operation)
    }
}
