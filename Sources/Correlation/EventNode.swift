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
    private let signatures: SignatureBounds
    let state: EventState

    init(_ state: EventState, scope: EventIndex.Scope, profile: Profile) {
        key = EventNode.key(state.id)
        self.state = state
        self.scope = scope
        self.profile = profile
        signatures = SignatureBounds(state.supports)
    }

    /// Whether one of the event's articles is a copy of the sighting's, or near to one.
    func hasCopy(of sighting: Sighting, distance: Int) -> Bool {
        guard let signature = sighting.signature, signatures.leastDistance(to: signature) <= distance else {
            return false
        }
        return state.supports.indices.contains {
            signature.distance(to: state.supports[$0].signature) <= distance
        }
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

/// The bits that the signatures of an event's articles have in common: what tells of most texts that they are no copies
/// without a look at each article.
private struct SignatureBounds {
    /// The bits that are set in some of them, and in all.
    private var some: UInt64 = 0
    private var all = UInt64.max

    init(_ supports: [Support]) {
        for index in supports.indices {
            some |= supports[index].signature.bits
            all &= supports[index].signature.bits
        }
    }

    /// How many bits `signature` differs in from each of them at the least.
    func leastDistance(to signature: TextSignature) -> Int {
        (signature.bits & ~some | ~signature.bits & all).nonzeroBitCount
    }
}
