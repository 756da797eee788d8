public import Domain

/// A Kafka message header with a text value.
public struct MessageHeader: Sendable, Hashable {
    /// The name.
    public var name: String
    /// The value, written as UTF-8.
    public var value: String

    /// A header.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

extension Alert {
    /// The headers of the message: CloudEvents 1.0 in Kafka's binary mode, and what subscribers filter by.
    ///
    /// - Parameters:
    ///   - source: Who produced the alert, a URI reference such as `/tocsin/host-1`.
    ///   - time: When this revision was decided.
    public func headers(source: String, time: Timestamp) -> [MessageHeader] {
        [
            MessageHeader("ce_specversion", "1.0"),
            MessageHeader("ce_id", "\(id)/\(revision)"),
            MessageHeader("ce_source", source),
            MessageHeader("ce_type", "tocsin.alert.\(signal.kind)"),
            MessageHeader("ce_subject", id),
            MessageHeader("ce_time", time.description),
            MessageHeader("content-type", "application/json"),
            MessageHeader("tocsin-severity", signal.severity.rawValue),
            MessageHeader("tocsin-change", change.rawValue),
        ]
    }
}
