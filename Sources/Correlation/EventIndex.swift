import Domain

/// Finds the events that a signal may be of, by kind and class of status, party and day.
///
/// An event stands in a few lists, and of a day that has many only the latest are looked at. So looking up costs the same
/// however many events there are.
struct EventIndex: Sendable {
    /// A kind and class of status, within which reports are of one event.
    struct Scope: Hashable, Sendable {
        /// The symbol of the kind.
        var kind: Int32
        var status: Signal.Status.Class
    }

    /// The lists of one scope and one party in one role, or of any party.
    private struct Key: Hashable {
        var scope: Scope
        var party: Int32
    }

    /// The party of events whose actor is not named.
    private static let unnamed: Int32 = -1
    /// Stands for any party: every event is in the list.
    private static let anyone: Int32 = -2
    /// The day of events that are not dated to the day.
    private static let noDay = Int32.min

    private var lists: [Key: DayList] = [:]

    mutating func insert(_ event: UInt64, scope: Scope, _ profile: Profile) {
        let entry = EventIndex.entry(event, profile)
        let day = EventIndex.day(of: profile)
        for party in EventIndex.parties(of: profile) {
            lists[Key(scope: scope, party: party), default: DayList()].insert(entry, on: day)
        }
    }

    mutating func remove(_ event: UInt64, scope: Scope, _ profile: Profile) {
        let entry = EventIndex.entry(event, profile)
        let day = EventIndex.day(of: profile)
        for party in EventIndex.parties(of: profile) {
            let key = Key(scope: scope, party: party)
            // In place: a list that something else holds would be copied whole.
            lists[key]?.remove(entry, on: day)
            if lists[key]?.isEmpty == true { lists[key] = nil }
        }
    }

    /// Whether the index has both in the same lists at the same places.
    static func isSamePlace(_ one: Profile, _ other: Profile) -> Bool {
        one.seen.lowerBound == other.seen.lowerBound && one.day == other.day && one.actors == other.actors
            && one.recipients == other.recipients
    }

    /// Adds to `found`, each once, the events of the parties on those days, and those without a day.
    func collect(_ scope: Scope, _ parties: [Int32], _ days: Days, into found: inout [UInt64]) {
        for party in parties {
            guard let list = lists[Key(scope: scope, party: party)] else { continue }
            list.collect(EventIndex.noDay...EventIndex.noDay, into: &found) { _, _ in true }
            list.collect(days.range, into: &found) { day, isTold in !isTold || days.told.contains(day) }
            guard let later = days.further else { continue }
            list.collect(later...later, into: &found) { _, isTold in isTold }
        }
    }

    // MARK: - Places

    /// The parties under which an event stands.
    private static func parties(of profile: Profile) -> [Int32] {
        var parties: [Int32] = []
        parties.reserveCapacity(profile.actors.count + profile.recipients.count + 2)
        if profile.actors.isEmpty { parties.append(unnamed) }
        for symbol in profile.actors { parties.append(actor(symbol)) }
        for symbol in profile.recipients { parties.append(recipient(symbol)) }
        parties.append(anyone)
        return parties
    }

    /// The parties under which an event may stand that the signal is of.
    static func parties(for profile: Profile) -> [Int32] {
        var parties = profile.actors.isEmpty ? profile.recipients.map(recipient) : profile.actors.map(actor)
        parties.append(parties.isEmpty ? anyone : unnamed)
        return parties
    }

    private static func actor(_ symbol: Int32) -> Int32 { symbol << 1 }
    private static func recipient(_ symbol: Int32) -> Int32 { symbol << 1 | 1 }

    private static func day(of profile: Profile) -> Int32 {
        switch profile.day {
        case .told(let day), .assumed(let day): Int32(clamping: day)
        case .span, .none: noDay
        }
    }

    private static func entry(_ event: UInt64, _ profile: Profile) -> DayList.Entry {
        let isTold = if case .told = profile.day { true } else { false }
        return DayList.Entry(seen: profile.seen.lowerBound, event: event, isTold: isTold)
    }
}
