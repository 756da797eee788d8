/// A header of a message.
public struct KafkaHeader: Hashable, Sendable {
    /// The name; names may repeat.
    public let name: String
    /// The value; Kafka tells an absent one from an empty one.
    public let value: [UInt8]?

    /// Makes a header from bytes.
    public init(name: String, value: [UInt8]?) {
        self.name = name
        self.value = value
    }

    /// Makes a header from text, as UTF-8.
    public init(_ name: String, _ text: String) {
        self.init(name: name, value: Array(text.utf8))
    }
}

/// A message to be sent; the partition follows from the key, unless it is given.
public struct KafkaRecord: Hashable, Sendable {
    /// Where it goes.
    public var topic: String
    /// The partition it goes to; unset, it follows from the key.
    public var partition: Int32?
    /// The key; messages of one key stay in order.
    public var key: [UInt8]?
    /// The content; none is a tombstone.
    public var value: [UInt8]?
    /// The headers, in order.
    public var headers: [KafkaHeader]
    /// Milliseconds since 1970; unset, the time of sending.
    public var timestampMilliseconds: Int64?

    /// Makes a message.
    public init(
        topic: String,
        partition: Int32? = nil,
        key: [UInt8]? = nil,
        value: [UInt8]?,
        headers: [KafkaHeader] = [],
        timestampMilliseconds: Int64? = nil
    ) {
        self.topic = topic
        self.partition = partition
        self.key = key
        self.value = value
        self.headers = headers
        self.timestampMilliseconds = timestampMilliseconds
    }
}
