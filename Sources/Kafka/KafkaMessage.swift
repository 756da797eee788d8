import CRdKafka

/// A message as it was read, copied out of librdkafka's memory.
public struct KafkaMessage: Hashable, Sendable {
    /// Where it was read.
    public let partition: KafkaPartition
    /// Its offset there.
    public let offset: Int64
    /// The key, if it has one.
    public let key: [UInt8]?
    /// The content; none is a tombstone.
    public let value: [UInt8]?
    /// The headers, in order; names may repeat.
    public let headers: [KafkaHeader]
    /// Milliseconds since 1970, by the producer's clock or the broker's.
    public let timestampMilliseconds: Int64?

    /// Bytes of key, value and headers.
    public var byteCount: Int {
        headers.reduce((key?.count ?? 0) + (value?.count ?? 0)) { $0 + $1.name.utf8.count + ($1.value?.count ?? 0) }
    }

    /// Makes a message, for tests and replays.
    public init(
        partition: KafkaPartition,
        offset: Int64,
        key: [UInt8]?,
        value: [UInt8]?,
        headers: [KafkaHeader] = [],
        timestampMilliseconds: Int64? = nil
    ) {
        self.partition = partition
        self.offset = offset
        self.key = key
        self.value = value
        self.headers = headers
        self.timestampMilliseconds = timestampMilliseconds
    }
}

/// What one call of `KafkaConsumer.poll` brings.
public enum KafkaEvent: Sendable {
    /// A message.
    case message(KafkaMessage)
    /// The end of a partition, for now; only with the property `enable.partition.eof`.
    case partitionEnd(KafkaOffset)
    /// Something went wrong; unless it is fatal, librdkafka carries on by itself and polling goes on.
    case error(KafkaError)
}

extension KafkaMessage {
    /// Copies everything out of `message`, which stays the caller's to destroy.
    init(copying message: UnsafeMutablePointer<rd_kafka_message_t>, topic: String) {
        let raw = message.pointee
        var kind = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE
        let timestamp = rd_kafka_message_timestamp(message, &kind)
        self.init(
            partition: KafkaPartition(topic: topic, partition: raw.partition),
            offset: raw.offset,
            key: copyBytes(raw.key, raw.key_len),
            value: copyBytes(raw.payload, raw.len),
            headers: Self.headers(of: message),
            timestampMilliseconds: kind == RD_KAFKA_TIMESTAMP_NOT_AVAILABLE ? nil : timestamp
        )
    }

    private static func headers(of message: UnsafeMutablePointer<rd_kafka_message_t>) -> [KafkaHeader] {
        // The list stays librdkafka's and goes with the message.
        var list: OpaquePointer?
        guard rd_kafka_message_headers(message, &list) == RD_KAFKA_RESP_ERR_NO_ERROR, let list else { return [] }
        var headers: [KafkaHeader] = []
        headers.reserveCapacity(rd_kafka_header_cnt(list))
        var name: UnsafePointer<CChar>?
        var value: UnsafeRawPointer?
        var size = 0
        while rd_kafka_header_get_all(list, headers.count, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR {
            headers.append(KafkaHeader(name: name.map { String(cString: $0) } ?? "", value: copyBytes(value, size)))
        }
        return headers
    }
}

/// The bytes at `start`, or none where there is no pointer; an empty value has a pointer and no bytes.
func copyBytes(_ start: UnsafeRawPointer?, _ count: Int) -> [UInt8]? {
    guard let start else { return nil }
    return Array(UnsafeRawBufferPointer(start: start, count: count))
}
