public import Domain

/// What is known of a message besides its value.
public struct Carrier: Sendable, Hashable {
    /// Where the message stood.
    public enum Place: Sendable, Hashable {
        /// In Kafka.
        case kafka(Origin)
        /// In a file, at a line counted from 1.
        case line(file: String, number: Int)
        /// Nowhere that is known.
        case unknown
    }

    /// Where it stood: what the id of an article without one is made of.
    public var place: Place
    /// The message's own timestamp: what stands in where an article has no date.
    public var timestamp: Timestamp?
    /// The present, against which embargoes are held; nil lets every embargo pass.
    public var now: Timestamp?

    /// A carrier.
    public init(_ place: Place = .unknown, timestamp: Timestamp? = nil, now: Timestamp? = nil) {
        self.place = place
        self.timestamp = timestamp
        self.now = now
    }

    /// The id of an article that brings none: `topic/partition/offset` or `file:line`.
    var articleID: String {
        switch place {
        case .kafka(let origin): return "\(origin.topic)/\(origin.partition)/\(origin.offset)"
        case .line(let file, let number): return "\(file):\(number)"
        case .unknown: return "unidentified"
        }
    }
}
