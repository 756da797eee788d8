import Domain
import Formats

extension EventState {
    /// Reads the state of the event `key` back.
    ///
    /// - Throws: `UnreadableEvent` that says what is wrong with it.
    init(message value: [UInt8], key: [UInt8]) throws(UnreadableEvent) {
        do {
            self = try MessageJSON.decodeEvent(value)
        } catch {
            throw UnreadableEvent(id: String(decoding: key, as: UTF8.self), reason: "\(error)")
        }
    }
}

/// The state of an event that this version cannot read: going on without it would tell its news again.
public struct UnreadableEvent: Error, Sendable, Hashable, CustomStringConvertible {
    /// The event, by the key of its message.
    public var id: String
    /// Why not.
    public var reason: String

    /// What happened and what to do.
    public var description: String {
        "the stored event '\(id)' cannot be read: \(reason); run the version that wrote it, or delete it with a message "
            + "without a value"
    }
}
