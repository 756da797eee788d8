/// A property that librdkafka, or this wrapper, does not accept.
public struct KafkaConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The property; empty where the combination was refused.
    public let key: String
    /// Its value, or "<redacted>" for a secret.
    public let value: String
    /// Why, in librdkafka's words where they are its own.
    public let reason: String

    /// The property, the value and the reason in one line.
    public var description: String {
        key.isEmpty ? "Kafka configuration: \(reason)" : "Kafka property \(key) = \"\(value)\": \(reason)"
    }

    init(key: String, value: String, reason: String) {
        let isSecret = KafkaConfiguration.isSecret(key)
        self.key = key
        self.value = isSecret ? "<redacted>" : value
        // librdkafka repeats some values in its reasons.
        self.reason = isSecret && !value.isEmpty && reason.contains(value) ? "value refused" : reason
    }

    init(reason: String) {
        self.init(key: "", value: "", reason: reason)
    }
}
