import CRdKafka

/// What librdkafka calls back into.
///
/// The C side holds an unretained pointer to it (the "opaque"), so `ClientHandle` keeps it alive until
/// `rd_kafka_destroy` has returned. Logs come on any thread of librdkafka; everything else comes on the thread that is
/// inside `poll`, `flush` or `close`, and the closures that are not `@Sendable` are touched there only.
final class ClientCallbacks {
    let onLog: (@Sendable (KafkaLogLine) -> Void)?
    let onDelivery: (@Sendable (KafkaDelivery) -> Void)?
    let onError: (KafkaError) -> Void
    let onRebalance: ((OpaquePointer, rd_kafka_resp_err_t, OpaquePartitionList) -> Void)?

    init(
        _ configuration: KafkaConfiguration,
        onError: @escaping (KafkaError) -> Void = { _ in },
        onDelivery: (@Sendable (KafkaDelivery) -> Void)? = nil,
        onRebalance: ((OpaquePointer, rd_kafka_resp_err_t, OpaquePartitionList) -> Void)? = nil
    ) {
        onLog = configuration.onLog
        self.onError = onError
        self.onDelivery = onDelivery
        self.onRebalance = onRebalance
    }

    fileprivate static func of(_ opaque: UnsafeMutableRawPointer?) -> ClientCallbacks? {
        opaque.map { Unmanaged<ClientCallbacks>.fromOpaque($0).takeUnretainedValue() }
    }
}

func receiveLog(
    _ client: OpaquePointer?,
    _ level: Int32,
    _ facility: UnsafePointer<CChar>?,
    _ line: UnsafePointer<CChar>?
) {
    // librdkafka logs without a client while it makes one.
    guard let client, let onLog = ClientCallbacks.of(rd_kafka_opaque(client))?.onLog else { return }
    onLog(
        KafkaLogLine(
            level: Int(level),
            facility: facility.map { String(cString: $0) } ?? "",
            message: line.map { String(cString: $0) } ?? ""
        )
    )
}

func receiveError(
    _ client: OpaquePointer?,
    _ code: Int32,
    _ reason: UnsafePointer<CChar>?,
    _ opaque: UnsafeMutableRawPointer?
) {
    guard let client, let callbacks = ClientCallbacks.of(opaque) else { return }
    let code = rd_kafka_resp_err_t(rawValue: code)
    let operation = "client \(String(cString: rd_kafka_name(client)))"
    let fatal = code == RD_KAFKA_RESP_ERR__FATAL ? KafkaError.fatal(of: client, while: operation) : nil
    callbacks.onError(fatal ?? KafkaError(code, reason: reason.map { String(cString: $0) }, while: operation))
}

func receiveRebalance(
    _ client: OpaquePointer?,
    _ code: rd_kafka_resp_err_t,
    _ partitions: OpaquePartitionList?,
    _ opaque: UnsafeMutableRawPointer?
) {
    guard let client, let partitions else { return }
    ClientCallbacks.of(opaque)?.onRebalance?(client, code, partitions)
}

func receiveDelivery(
    _ client: OpaquePointer?,
    _ message: UnsafePointer<rd_kafka_message_t>?,
    _ opaque: UnsafeMutableRawPointer?
) {
    guard let message, let onDelivery = ClientCallbacks.of(opaque)?.onDelivery else { return }
    onDelivery(KafkaDelivery(copying: message))
}
