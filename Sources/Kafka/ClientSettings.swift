import CRdKafka
import Glibc

/// An `rd_kafka_conf_t`: ours, and destroyed with this value, until `rd_kafka_new` takes it over.
struct ClientSettings: ~Copyable {
    private let pointer: OpaquePointer

    /// Sets every property; the first one refused ends it.
    init(_ configuration: KafkaConfiguration, role: KafkaConfiguration.Role) throws(KafkaConfigurationError) {
        pointer = rd_kafka_conf_new()
        for key in configuration.properties.keys.sorted() {
            guard let owner = KafkaConfiguration.managed[key] else { continue }
            throw KafkaConfigurationError(
                key: key,
                value: configuration.properties[key] ?? "",
                reason: "not to be handed through, \(owner) speaks for it"
            )
        }
        for (key, value) in configuration.resolved(for: role) {
            try set(key, value)
        }
    }

    private func set(_ key: String, _ value: String) throws(KafkaConfigurationError) {
        let refusal = withErrorText { text, size in
            rd_kafka_conf_set(pointer, key, value, text, size) == RD_KAFKA_CONF_OK
        }
        guard let refusal else { return }
        throw KafkaConfigurationError(key: key, value: value, reason: refusal)
    }

    /// Points librdkafka at `callbacks`; they must outlive the client.
    func install(_ callbacks: Unmanaged<ClientCallbacks>, role: KafkaConfiguration.Role) {
        rd_kafka_conf_set_opaque(pointer, callbacks.toOpaque())
        rd_kafka_conf_set_log_cb(pointer, receiveLog)
        rd_kafka_conf_set_error_cb(pointer, receiveError)
        switch role {
        case .consumer: rd_kafka_conf_set_rebalance_cb(pointer, receiveRebalance)
        case .producer: rd_kafka_conf_set_dr_msg_cb(pointer, receiveDelivery)
        case .observer: break
        }
    }

    /// Makes the client; librdkafka owns the settings only if that succeeds.
    ///
    /// - Throws: `KafkaConfigurationError`, or `ThreadError` where the system starts no more threads.
    consuming func makeClient(_ type: rd_kafka_type_t) throws -> OpaquePointer {
        var client: OpaquePointer?
        var lack: Int32?
        let refusal = withErrorText { text, size in
            client = rd_kafka_new(type, pointer, text, size)
            if client == nil, rd_kafka_last_error() == RD_KAFKA_RESP_ERR__CRIT_SYS_RESOURCE { lack = errno }
            return client != nil
        }
        guard let client else {
            _ = consume self
            if let lack { throw ThreadError(name: "of the Kafka client library", code: lack) }
            throw KafkaConfigurationError(reason: refusal ?? "refused")
        }
        discard self
        return client
    }

    deinit {
        rd_kafka_conf_destroy(pointer)
    }
}

/// Lends `body` a buffer for librdkafka's error text; the text if `body` returns false.
private func withErrorText(_ body: (UnsafeMutablePointer<CChar>, Int) -> Bool) -> String? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512) { buffer in
        guard let text = buffer.baseAddress else { return "no memory" }
        text.initialize(repeating: 0, count: buffer.count)
        return body(text, buffer.count) ? nil : String(cString: text)
    }
}
