import CRdKafka
import Glibc
import Synchronization

/// Faults, for tests.
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
        if isUp {
            try call("set broker \(id) up") { rd_kafka_mock_broker_set_up($0, id) }
            heldPorts.withLock { $0[id] = nil }
            return
        }
        try call("set broker \(id) down") { rd_kafka_mock_broker_set_down($0, id) }
        guard let port = port(ofBroker: id) else { return }
        heldPorts.withLock { $0[id] = HeldPort(port) }
    }

    private func port(ofBroker id: Int32) -> UInt16? {
        let addresses = bootstrapServers.split(separator: ",")
        guard addresses.indices.contains(Int(id) - 1) else { return nil }
        return addresses[Int(id) - 1].split(separator: ":").last.flatMap { UInt16($0) }
    }

    /// Makes every answer of a broker late by `milliseconds`.
    public func setRoundTrip(ofBroker id: Int32, milliseconds: Int) throws(KafkaError) {
        try call("set round trip of broker \(id)") { cluster in
            rd_kafka_mock_broker_set_rtt(cluster, id, Int32(clamping: milliseconds))
        }
    }
}

/// Keeps a loopback port from being given to anyone else, without listening on it.
///
/// A broker that comes back needs its old port; if somebody has it by then, the mock cluster aborts the process. A
/// bound socket that may be reused and does not listen stands in nobody's way but theirs.
final class HeldPort: Sendable {
    private let descriptor: Int32

    /// Holds nothing where the port is taken already.
    init(_ port: UInt16) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var on: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        _ = withUnsafeBytes(of: &address) { bytes in
            bytes.withMemoryRebound(to: sockaddr.self) { bind(descriptor, $0.baseAddress, socklen_t(bytes.count)) }
        }
    }

    deinit {
        close(descriptor)
    }
}
