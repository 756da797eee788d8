import CRdKafka

/// librdkafka's list of partitions, as C hands it around.
typealias OpaquePartitionList = UnsafeMutablePointer<rd_kafka_topic_partition_list_t>

/// A list of partitions of our own, destroyed with this value.
struct PartitionList: ~Copyable {
    let pointer: OpaquePartitionList

    /// A list of places.
    init(_ offsets: [KafkaOffset]) {
        pointer = rd_kafka_topic_partition_list_new(Int32(clamping: offsets.count))
        for place in offsets {
            let entry = rd_kafka_topic_partition_list_add(
                pointer,
                place.partition.topic,
                place.partition.partition
            )
            entry?.pointee.offset = place.offset
        }
    }

    /// A list of partitions without offsets.
    init(_ partitions: [KafkaPartition]) {
        self.init(partitions.map { KafkaOffset($0, Int64(RD_KAFKA_OFFSET_INVALID)) })
    }

    deinit {
        rd_kafka_topic_partition_list_destroy(pointer)
    }

    /// The entries as values.
    var offsets: [KafkaOffset] { pointer.offsets }

    /// Throws the first error that librdkafka wrote beside a partition.
    func checkEach(while operation: String) throws(KafkaError) {
        for entry in pointer.entries where entry.err != RD_KAFKA_RESP_ERR_NO_ERROR {
            throw KafkaError(entry.err, while: "\(operation), \(KafkaPartition(entry))")
        }
    }
}

extension OpaquePartitionList {
    var entries: UnsafeMutableBufferPointer<rd_kafka_topic_partition_t> {
        UnsafeMutableBufferPointer(start: pointee.elems, count: Int(pointee.cnt))
    }

    /// The entries as values, offsets included.
    var offsets: [KafkaOffset] { entries.map { KafkaOffset(KafkaPartition($0), $0.offset) } }

    /// The entries as values.
    var partitions: [KafkaPartition] { entries.map { KafkaPartition($0) } }

    /// Those beside which librdkafka wrote no error.
    var accepted: [KafkaPartition] {
        entries.filter { $0.err == RD_KAFKA_RESP_ERR_NO_ERROR }.map { KafkaPartition($0) }
    }
}

extension KafkaPartition {
    init(_ entry: rd_kafka_topic_partition_t) {
        self.init(topic: entry.topic.map { String(cString: $0) } ?? "", partition: entry.partition)
    }
}
