import CRdKafka

/// What became of one message sent.
public struct KafkaDelivery: Hashable, Sendable {
    /// The token given with the message.
    public let token: UInt64
    /// Where it went.
    public let partition: KafkaPartition
    /// Its offset there; negative where it is unknown.
    public let offset: Int64
    /// Why it was not delivered; none if it was.
    public let error: KafkaError?

    init(copying message: UnsafePointer<rd_kafka_message_t>) {
        let raw = message.pointee
        let topic = raw.rkt.flatMap { rd_kafka_topic_name($0) }.map { String(cString: $0) } ?? ""
        token = UInt64(UInt(bitPattern: raw._private))
        partition = KafkaPartition(topic: topic, partition: raw.partition)
        offset = raw.offset
        error =
            raw.err == RD_KAFKA_RESP_ERR_NO_ERROR
            ? nil
            : KafkaError(
                raw.err,
                reason: rd_kafka_message_errstr(message).map { String(cString: $0) },
                while: "deliver to \(topic)"
            )
    }
}
