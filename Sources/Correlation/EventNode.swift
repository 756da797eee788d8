import Domain

/// An event as the correlator holds it: its state and what is derived from it.
///
/// Never changed, only replaced.
final class EventNode: Sendable {
    /// The number of the event's id.
    let key: UInt64
    /// The kind and class of status of what all reports say together.
    let scope: EventIndex.Scope
    // Before the state: where many events are looked at, only these are.
    let profile: Profile
    let state: EventState

    init(_ state: EventState, scope: EventIndex.Scope, profile: Profile) {
        key = EventNode.key(state.id)
        self.state = state
        self.scope = scope
        self.profile = profile
    }

    /// The number an id stands for.
    static func key(_ id: String) -> UInt64 {
        if id.utf8.count == 16, let number = UInt64(id, radix: 16) { return number }
        // No id of ours; any number will do that is always the same.
        var hash = FNV128()
        hash.add(id.utf8)
        return hash.folded
    }
}
