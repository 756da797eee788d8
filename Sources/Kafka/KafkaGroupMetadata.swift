import CRdKafka

/// Who a consumer is in its group at one moment: member, generation, instance.
///
/// A transaction that carries it is refused by the broker once the group has moved on, which is what keeps a member that
/// was left behind from committing offsets of partitions that are another's by then.
public final class KafkaGroupMetadata: Sendable {
    let pointer: SharedPointer

    init(owning pointer: OpaquePointer) {
        // Safe to share: librdkafka copies what it needs out of it and never changes it.
        self.pointer = SharedPointer(raw: pointer)
    }

    deinit {
        rd_kafka_consumer_group_metadata_destroy(pointer.raw)
    }
}

extension KafkaConsumer {
    /// Who this consumer is in its group right now.
    public func groupMetadata() throws(KafkaError) -> KafkaGroupMetadata {
        let operation = "group metadata"
        guard let metadata = rd_kafka_consumer_group_metadata(try client(for: operation).pointer) else {
            throw KafkaError(RD_KAFKA_RESP_ERR__UNKNOWN_GROUP, while: operation)
        }
        return KafkaGroupMetadata(owning: metadata)
    }
}
