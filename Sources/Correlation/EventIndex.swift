import Domain

/// Finds the events that a signal may be of, by kind and class of status, party and day.
///
/// An event stands in a few lists; a list is in the order in which the events were first seen, and of a long one only the
/// latest are looked at. So looking up costs the same however many events there are.
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

    /// The list of one day.
    private struct Day: Sendable {
        var day: Int32
        var entries: [Entry]
    }

    private struct Entry: Sendable {
        var seen: Int64
        var event: UInt64
        /// Whether a text tells the day; else it is that of publication, or there is none.
        var isTold: Bool

        init(_ event: UInt64, _ profile: Profile) {
            seen = profile.seen.lowerBound
            self.event = event
            if case .told = profile.day { isTold = true } else { isTold = false }
        }
    }

    /// The party of events whose actor is not named.
    private static let unnamed: Int32 = -1
    /// Stands for any party: every event is in the list.
    private static let anyone: Int32 = -2
    /// The day of events that are not dated to the day.
    private static let noDay = Int32.min
    /// How many events of one list are looked at, the latest first seen.
    static let depth = 48

    /// By day, in ascending order.
    private var lists: [Key: [Day]] = [:]

    mutating func insert(_ event: UInt64, scope: Scope, _ profile: Profile) {
        let entry = Entry(event, profile)
        let day = EventIndex.day(of: profile)
        for party in EventIndex.parties(of: profile) {
            EventIndex.insert(entry, on: day, into: &lists[Key(scope: scope, party: party), default: []])
        }
    }

    mutating func remove(_ event: UInt64, scope: Scope, _ profile: Profile) {
        let entry = Entry(event, profile)
        let day = EventIndex.day(of: profile)
        for party in EventIndex.parties(of: profile) {
            let key = Key(scope: scope, party: party)
            // In place: a list that something else holds would be copied whole.
            let isEmpty = EventIndex.remove(entry, on: day, from: &lists[key, default: []])
            if isEmpty { lists[key] = nil }
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
            EventIndex.collect(EventIndex.noDay...EventIndex.noDay, of: list, into: &found) { _, _ in true }
            EventIndex.collect(days.range, of: list, into: &found) { day, isTold in !isTold || days.told.contains(day) }
            guard let later = days.further else { continue }
            EventIndex.collect(later...later, of: list, into: &found) { _, isTold in isTold }
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

    // MARK: - Lists

    private static func insert(_ entry: Entry, on day: Int32, into days: inout [Day]) {
        let index = position(of: day, in: days)
        if index == days.count || days[index].day != day {
            days.insert(Day(day: day, entries: [entry]), at: index)
        } else {
            days[index].entries.insert(entry, at: position(of: entry, in: days[index].entries))
        }
    }

    /// Takes an entry out where there is one, and says whether nothing is left.
    private static func remove(_ entry: Entry, on day: Int32, from days: inout [Day]) -> Bool {
        let index = position(of: day, in: days)
        guard index < days.count, days[index].day == day else { return days.isEmpty }
        let place = position(of: entry, in: days[index].entries)
        if place < days[index].entries.count, days[index].entries[place].event == entry.event {
            days[index].entries.remove(at: place)
        }
        if days[index].entries.isEmpty { days.remove(at: index) }
        return days.isEmpty
    }

    private static func collect(
        _ range: ClosedRange<Int32>,
        of days: [Day],
        into found: inout [UInt64],
        where isWanted: (_ day: Int32, _ isTold: Bool) -> Bool
    ) {
        var index = position(of: range.lowerBound, in: days)
        while index < days.count, days[index].day <= range.upperBound {
            for entry in days[index].entries.suffix(depth) where isWanted(days[index].day, entry.isTold) {
                if !found.contains(entry.event) { found.append(entry.event) }
            }
            index += 1
        }
    }

    /// The first place in `days` that is not before `day`.
    private static func position(of day: Int32, in days: [Day]) -> Int {
        var (low, high) = (0, days.count)
        while low < high {
            let middle = (low + high) / 2
            if days[middle].day < day { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The first place in `list` that is not before `entry`.
    private static func position(of entry: Entry, in list: [Entry]) -> Int {
        var (low, high) = (0, list.count)
        while low < high {
            let middle = (low + high) / 2
            let other = list[middle]
            if (other.seen, other.event) < (entry.seen, entry.event) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
