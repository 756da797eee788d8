public import Domain

/// What the correlator wants done; the decisions of one call are to be carried out together and in order.
public enum Decision: Sendable, Hashable {
    /// A revision for the alerts topic.
    case publish(Alert)
    /// The state of an event for the events topic, keyed by its id.
    case store(EventState)
    /// An event that is let go: a tombstone on the events topic.
    case forget(id: String, kind: String)
}
