public import Domain
import Formats
public import Kafka

/// Reads alerts from their topic without joining a group.
public struct AlertFeed: Sendable {
    /// What the feed brings.
    public enum Item: Sendable {
        /// An alert and the message it came in.
        case alert(Alert, KafkaMessage)
        /// A message that is no alert this version can read.
        case unreadable(String, KafkaMessage)
        /// All that was there at the start has been brought, or there is nothing new at the moment.
        case pause
    }

    private let reader: TopicReader

    /// A feed of `topic`.
    public init(client: KafkaConfiguration, topic: String) {
        reader = TopicReader(client: client, topic: topic)
    }

    /// Brings items until `take` returns false; blocks, so it runs on a thread of its own.
    ///
    /// - Throws: `KafkaError` where the broker cannot be reached at the start or refuses for good.
    public func read(from start: TopicReader.Start, _ take: (Item) -> Bool) throws {
        try reader.read(from: start) { message in
            guard let message else { return take(.pause) }
            return item(message).map(take) ?? true
        }
    }

    private func item(_ message: KafkaMessage) -> Item? {
        // The topic may be compacted by its owner; a tombstone is no news.
        guard let value = message.value else { return nil }
        do {
            return .alert(try MessageJSON.decodeAlert(value), message)
        } catch {
            return .unreadable("\(error)", message)
        }
    }
}
