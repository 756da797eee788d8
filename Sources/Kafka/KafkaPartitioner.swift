import CRdKafka

/// Which partition a message with a key goes to, by librdkafka's default: the CRC-32 of the key.
public enum KafkaPartitioner {
    /// The partition of `key` in a topic of `count` partitions, at least one.
    public static func partition(of key: [UInt8], count: Int) -> Int32 {
        key.withUnsafeBytes { bytes in
            // Neither the topic nor the opaque pointers are looked at.
            rd_kafka_msg_partitioner_consistent(nil, bytes.baseAddress, bytes.count, Int32(clamping: count), nil, nil)
        }
    }
}
