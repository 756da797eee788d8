/// All that is known of one event: the value on the compacted events topic, keyed by the event's id.
public struct EventState: Sendable, Hashable, Codable {
    /// The version of the message's shape.
    public static let schema = "tocsin.event/1"

    /// The version of the shape this message has.
    public var schema: String
    /// The stable id of the event.
    public var id: String
    /// The kind of all its signals.
    public var kind: String

    init(id: String, kind: String) {
        schema = EventState.schema
        self.id = id
        self.kind = kind
    }
}
