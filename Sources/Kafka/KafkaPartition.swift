/// One partition of a topic.
public struct KafkaPartition: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The topic.
    public let topic: String
    /// The number of the partition, from 0.
    public let partition: Int32

    /// Names a partition.
    public init(topic: String, partition: Int32) {
        self.topic = topic
        self.partition = partition
    }

    /// By topic, then by number.
    public static func < (left: Self, right: Self) -> Bool {
        (left.topic, left.partition) < (right.topic, right.partition)
    }

    /// As in "articles[3]".
    public var description: String { "\(topic)[\(partition)]" }
}
