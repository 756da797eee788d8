import CRdKafka

/// An error of the broker or of librdkafka, with librdkafka's own name and advice.
///
/// Callers decide by the three flags, in this order: `isFatal` (stop the client), `requiresAbort` (abort the
/// transaction, rewind, begin again), `isRetriable` (the same call again after a pause). For a transaction call an
/// error with none of them is to be treated as fatal; for everything else it is final for that call only.
public struct KafkaError: Error, Hashable, Sendable {
    /// What was being done, with its object, as in "commit 3 offsets".
    public let operation: String
    /// The number, where code has to tell errors apart.
    public let code: Code
    /// What librdkafka says about it.
    public let reason: String
    /// Whether the client can do nothing more and has to be closed.
    public let isFatal: Bool
    /// Whether the same call may succeed later.
    public let isRetriable: Bool
    /// Whether the open transaction must be aborted.
    public let requiresAbort: Bool

    /// librdkafka's name, as in "_QUEUE_FULL" (local) or "UNKNOWN_TOPIC_OR_PART" (from the broker).
    public var name: String { code.name }

    /// Whether a message was dropped by the client itself, as when its transaction is aborted.
    public var isPurge: Bool {
        [Code(RD_KAFKA_RESP_ERR__PURGE_QUEUE), Code(RD_KAFKA_RESP_ERR__PURGE_INFLIGHT)].contains(code)
    }

    /// Makes an error from its parts.
    public init(
        operation: String,
        code: Code,
        reason: String,
        isFatal: Bool = false,
        isRetriable: Bool = false,
        requiresAbort: Bool = false
    ) {
        self.operation = operation
        self.code = code
        self.reason = reason
        self.isFatal = isFatal
        self.isRetriable = isRetriable
        self.requiresAbort = requiresAbort
    }
}

extension KafkaError: CustomStringConvertible {
    /// The operation, the name and the reason in one line.
    public var description: String { "\(operation): \(name): \(reason)" }
}

extension KafkaError {
    /// An error that came as a bare code; the flags are ours (`Code.isRetriable`).
    init(_ code: rd_kafka_resp_err_t, reason: String? = nil, while operation: String) {
        let code = Code(rawValue: code.rawValue)
        self.init(
            operation: operation,
            code: code,
            reason: reason ?? code.reason,
            isFatal: code == .fatal || code == .fenced,
            isRetriable: code.isRetriable
        )
    }

    /// An error object of librdkafka, which is destroyed here: the caller must not touch it again.
    ///
    /// The flags are librdkafka's own, because a transaction's next step hangs on them.
    init(consuming error: OpaquePointer, while operation: String) {
        defer { rd_kafka_error_destroy(error) }
        self.init(
            operation: operation,
            code: Code(rawValue: rd_kafka_error_code(error).rawValue),
            reason: String(cString: rd_kafka_error_string(error)),
            isFatal: rd_kafka_error_is_fatal(error) != 0,
            isRetriable: rd_kafka_error_is_retriable(error) != 0,
            requiresAbort: rd_kafka_error_txn_requires_abort(error) != 0
        )
    }

    /// The fatal error the client has raised, with the code behind `_FATAL`.
    static func fatal(of client: OpaquePointer, while operation: String) -> KafkaError? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512) { buffer in
            guard let base = buffer.baseAddress else { return nil }
            base.initialize(repeating: 0, count: buffer.count)
            let code = rd_kafka_fatal_error(client, base, buffer.count)
            guard code != RD_KAFKA_RESP_ERR_NO_ERROR else { return nil }
            return KafkaError(
                operation: operation,
                code: Code(rawValue: code.rawValue),
                reason: String(cString: base),
                isFatal: true
            )
        }
    }

    /// What a call on a closed client gets.
    static func closed(while operation: String) -> KafkaError {
        KafkaError(operation: operation, code: .destroyed, reason: "the client is closed", isFatal: true)
    }
}

/// Throws what a call returned as a bare code.
func check(_ code: rd_kafka_resp_err_t, while operation: @autoclosure () -> String) throws(KafkaError) {
    guard code != RD_KAFKA_RESP_ERR_NO_ERROR else { return }
    throw KafkaError(code, while: operation())
}

/// Throws, and destroys, what a call returned as an error object.
func check(consuming error: OpaquePointer?, while operation: @autoclosure () -> String) throws(KafkaError) {
    guard let error else { return }
    throw KafkaError(consuming: error, while: operation())
}
