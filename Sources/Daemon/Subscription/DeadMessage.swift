public import Domain
public import Kafka

/// A message of the dead-letter topic, with what its headers say.
public struct DeadMessage: Sendable {
    /// The message as it lies in the dead-letter topic.
    public let message: KafkaMessage

    /// Reads the headers of `message`.
    public init(_ message: KafkaMessage) {
        self.message = message
    }

    /// Where it lies, as in "0:17".
    public var place: String { "\(message.partition.partition):\(message.offset)" }

    /// Why it is dead: a word of a closed set.
    public var reason: String { header("reason") ?? "unknown" }

    /// Why it is dead: a sentence.
    public var detail: String { header("detail") ?? "" }

    /// The topic it was read from.
    public var topic: String? { header("topic") }

    /// Where it was read, as in "articles[3]@42".
    public var origin: String {
        guard let topic, let partition = header("partition"), let offset = header("offset") else { return "unknown" }
        return "\(topic)[\(partition)]@\(offset)"
    }

    /// Until when it must not be used, where that is why it is dead.
    public var embargoedUntil: Timestamp? {
        header("embargoed-until").flatMap { Timestamp(message: $0) }
    }

    /// Whether something of it had to be cut: it cannot be replayed then.
    public var isTruncated: Bool { header("truncated") == "true" }

    /// The headers it came with, without ours.
    public var ownHeaders: [KafkaHeader] {
        message.headers.filter { !$0.name.hasPrefix("tocsin-") }
    }

    /// The message as it came, to be sent to where it came from; nil where that is unknown or it was cut.
    public var replay: KafkaRecord? {
        guard let topic, !isTruncated else { return nil }
        // Its time of then counts as the time of publication where the article names none.
        let time = header("timestamp").flatMap { Timestamp(message: $0) }
        return KafkaRecord(
            topic: topic,
            key: message.key,
            value: message.value,
            headers: ownHeaders,
            timestampMilliseconds: time?.milliseconds
        )
    }

    private func header(_ name: String) -> String? {
        message.headers.last { $0.name == "tocsin-" + name }?.value.map { String(decoding: $0, as: UTF8.self) }
    }
}

/// Which dead letters are meant.
public struct DeadMessageFilter: Sendable {
    /// The places, as in "0:17"; empty means any.
    public var places: Set<String> = []
    /// The reasons; empty means any.
    public var reasons: Set<String> = []
    /// The earliest time of burial.
    public var since: Timestamp?

    /// A filter that passes everything.
    public init() {}

    /// Whether `dead` is meant.
    public func matches(_ dead: DeadMessage) -> Bool {
        if !places.isEmpty, !places.contains(dead.place) { return false }
        if !reasons.isEmpty, !reasons.contains(dead.reason) { return false }
        guard let since, let time = dead.message.timestampMilliseconds else { return true }
        return time >= since.milliseconds
    }
}
