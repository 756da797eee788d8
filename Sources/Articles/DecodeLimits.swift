/// What a message may cost.
public struct DecodeLimits: Sendable, Hashable {
    /// The largest message, in bytes.
    public var bytes: Int
    /// The deepest nesting of arrays and objects.
    public var depth: Int

    /// Limits; by default 1 MiB, Kafka's own default for a message, and 64 levels.
    public init(bytes: Int = 1_048_576, depth: Int = 64) {
        self.bytes = max(64, bytes)
        self.depth = max(1, depth)
    }
}
