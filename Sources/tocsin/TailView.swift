import Daemon
import Domain
import Formats
import Kafka

/// Prints the last alerts that pass the filter, then those that come.
///
/// The first revision shown of an event is shown in full, later ones by what they say that the one before did not.
struct TailView: Sendable {
    private struct Kept {
        var time: Int64
        /// Its turn among those of one time.
        var number: Int
        var alert: Alert
        var value: [UInt8]
    }

    let filter: AlertFilter
    /// How many of those that were there to show; nil shows all.
    let last: Int?
    let follows: Bool
    let isJSON: Bool
    private var kept: [Kept] = []
    private var taken = 0
    private var hasCaughtUp = false
    /// The last revision shown of each event.
    private var shown: [String: Alert] = [:]

    /// How many events are remembered as shown.
    private static let shownLimit = 10_000

    init(filter: AlertFilter, last: Int?, follows: Bool, isJSON: Bool) {
        self.filter = filter
        self.last = last
        self.follows = follows
        self.isJSON = isJSON
    }

    /// Takes an item of the feed; whether it wants more.
    mutating func take(_ item: AlertFeed.Item) -> Bool {
        switch item {
        case .pause:
            if !hasCaughtUp { showKept() }
            hasCaughtUp = true
            return follows
        case .alert(let alert, let message):
            let time = message.timestampMilliseconds
            guard filter.matches(alert, time: time.map(Timestamp.init(milliseconds:))) else { return true }
            keep(Kept(time: time ?? 0, number: taken, alert: alert, value: isJSON ? message.value ?? [] : []))
        case .unreadable(let reason, let message):
            standardError(TerminalText.escaped("tocsin: \(message.partition)@\(message.offset): \(reason)") + "\n")
        }
        return true
    }

    private mutating func keep(_ entry: Kept) {
        guard !hasCaughtUp else { return show(entry) }
        taken += 1
        kept.append(entry)
        // Several partitions are read in turns, so the last are only known in the end.
        guard let last, kept.count > 2 * last + 1000 else { return }
        trim(to: last)
    }

    private mutating func trim(to count: Int) {
        kept.sort { ($0.time, $0.number) < ($1.time, $1.number) }
        kept.removeFirst(max(0, kept.count - count))
    }

    private mutating func showKept() {
        trim(to: last ?? kept.count)
        for entry in kept { show(entry) }
        kept = []
    }

    private mutating func show(_ entry: Kept) {
        guard !isJSON else { return standardOutput(String(decoding: entry.value, as: UTF8.self) + "\n") }
        let last = shown[entry.alert.id]
        // An event that is let go of here is shown in full again, which is no harm.
        if shown.count >= TailView.shownLimit { shown.removeAll() }
        shown[entry.alert.id] = entry.alert
        let text = alertText()
        standardOutput((last.map { text.fold(entry.alert, after: $0) } ?? text.describe(entry.alert) + "\n") + "\n")
    }
}
