/// A place in a partition.
///
/// For `commit` the offset is that of the *next* message to read: the last finished one plus one.
public struct KafkaOffset: Hashable, Sendable, CustomStringConvertible {
    /// The partition.
    public let partition: KafkaPartition
    /// The offset, or one of the logical ones below.
    public let offset: Int64

    /// Names a place.
    public init(_ partition: KafkaPartition, _ offset: Int64) {
        self.partition = partition
        self.offset = offset
    }

    /// As in "articles[3]@42".
    public var description: String { "\(partition)@\(offset)" }

    /// The oldest message kept.
    public static let beginning: Int64 = -2
    /// The next message to come.
    public static let end: Int64 = -1
    /// `count` messages before the end, or the beginning where there are fewer.
    public static func tail(_ count: Int64) -> Int64 { -2000 - count }
}
