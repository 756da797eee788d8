/// Finds the events that a signal may be of, by kind and class of status, party and day.
///
/// An event stands in a few lists; a list is in the order in which the events were first seen, and of a long one only the
/// latest are looked at. So looking up costs the same however many events there are.
struct EventIndex: Sendable {
    /// A list: of one kind and class of status, one party in one role, one day.
    struct Key: Hashable, Sendable {
        var scope: Int32
        var party: Int32
        var day: Int32
    }

    private struct Entry: Sendable {
        var seen: Int64
        var event: UInt64
    }

    /// The party of events whose actor is not named.
    static let unnamed: Int32 = -1
    /// Stands for any party: every event is in the list.
    static let anyone: Int32 = -2
    /// The day of events that are not dated to the day.
    static let noDay = Int32.min
    /// How many events of one list are looked at, the latest first seen.
    static let depth = 48

    private var lists: [Key: [Entry]] = [:]

    static func actor(_ symbol: Int32) -> Int32 { symbol << 1 }
    static func recipient(_ symbol: Int32) -> Int32 { symbol << 1 | 1 }

    /// The lists an event stands in.
    static func keys(scope: Int32, _ profile: Profile) -> [Key] {
        let day: Int32 =
            switch profile.day {
            case .told(let day), .assumed(let day): Int32(clamping: day)
            case .span, .none: noDay
            }
        var parties = profile.actors.isEmpty ? [unnamed] : profile.actors.map(actor)
        parties += profile.recipients.map(recipient)
        parties.append(anyone)
        return parties.map { Key(scope: scope, party: $0, day: day) }
    }

    mutating func insert(_ event: UInt64, seen: Int64, keys: [Key]) {
        for key in keys {
            let entry = Entry(seen: seen, event: event)
            EventIndex.insert(entry, into: &lists[key, default: []])
        }
    }

    mutating func remove(_ event: UInt64, seen: Int64, keys: [Key]) {
        for key in keys {
            // In place: a list that something else holds would be copied whole.
            let isEmpty = EventIndex.remove(Entry(seen: seen, event: event), from: &lists[key, default: []])
            if isEmpty { lists[key] = nil }
        }
    }

    private static func insert(_ entry: Entry, into list: inout [Entry]) {
        list.insert(entry, at: position(of: entry, in: list))
    }

    /// Takes an entry out where the list has it, and says whether nothing is left.
    private static func remove(_ entry: Entry, from list: inout [Entry]) -> Bool {
        let position = position(of: entry, in: list)
        if position < list.count, list[position].event == entry.event { list.remove(at: position) }
        return list.isEmpty
    }

    /// Adds the events of a list to `found`, each once.
    func collect(_ key: Key, into found: inout [UInt64]) {
        guard let list = lists[key] else { return }
        for entry in list.suffix(EventIndex.depth) where !found.contains(entry.event) { found.append(entry.event) }
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

/// Which events an article spoke of, by a key of article and kind.
struct ArticleIndex: Sendable {
    private var first: [UInt64: UInt64] = [:]
    private var further: [UInt64: [UInt64]] = [:]

    static func key(article: String, kind: String) -> UInt64 {
        var hash = FNV128()
        hash.add(article.utf8)
        hash.add(CollectionOfOne(0xFF))
        hash.add(kind.utf8)
        return hash.folded
    }

    /// The events, in ascending order.
    func events(of article: UInt64) -> [UInt64] {
        guard let one = first[article] else { return [] }
        guard let more = further[article] else { return [one] }
        return ([one] + more).sorted()
    }

    mutating func insert(_ event: UInt64, article: UInt64) {
        guard let one = first[article] else {
            first[article] = event
            return
        }
        if one != event, further[article]?.contains(event) != true { further[article, default: []].append(event) }
    }

    mutating func remove(_ event: UInt64, article: UInt64) {
        if first[article] == event {
            first[article] = further[article]?.popLast()
        } else {
            further[article]?.removeAll { $0 == event }
        }
        if further[article]?.isEmpty == true { further[article] = nil }
    }
}
