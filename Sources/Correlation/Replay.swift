public import Domain

/// Replays reports that lie ready, as if each had come when its article was published.
public enum Replay {
    /// The reports of one article.
    public struct Entry: Sendable {
        /// When the article was published; nil where it does not say.
        public var published: Timestamp?
        /// What it says, one report a kind.
        public var reports: [Report]

        /// The reports of an article.
        public init(published: Timestamp?, reports: [Report]) {
            self.published = published
            self.reports = reports
        }
    }

    /// What a replay came to.
    public struct Outcome: Sendable {
        /// The revisions, in the order of publication.
        public var alerts: [Alert]
        /// The events as they are in the end, in the order in which they were first published.
        public var events: [EventState]
    }

    /// Replays `entries` in the order of publication.
    ///
    /// Entries of one time keep their order; one without a time takes that of the entry before it, and `now` where there
    /// is none. What is held back at the end is released. An event that is let go on the way is there as it was then.
    public static func run(
        _ entries: [Entry],
        now: Timestamp,
        settings: CorrelationSettings = CorrelationSettings(),
        classes: ClassRelation
    ) -> Outcome {
        var correlator = Correlator(settings: settings, classes: classes)
        var alerts: [Alert] = []
        var events: [String: EventState] = [:]
        var order: [String] = []
        func keep(_ decisions: [Decision]) {
            for decision in decisions {
                switch decision {
                case .publish(let alert): alerts.append(alert)
                case .store(let state):
                    if events.updateValue(state, forKey: state.id) == nil { order.append(state.id) }
                case .forget: break
                }
            }
        }
        for (time, entry) in ordered(entries, now: now) {
            while let due = correlator.nextDue, due <= time { keep(correlator.tick(now: due)) }
            for report in entry.reports { keep(correlator.take(report, now: time)) }
        }
        keep(correlator.flush())
        return Outcome(alerts: alerts, events: order.compactMap { events[$0] })
    }

    private static func ordered(_ entries: [Entry], now: Timestamp) -> [(Timestamp, Entry)] {
        var last = entries.lazy.compactMap(\.published).first ?? now
        let timed = entries.enumerated().map { position, entry in
            last = entry.published ?? last
            return (time: last, position: position, entry: entry)
        }
        return timed.sorted { ($0.time, $0.position) < ($1.time, $1.position) }.map { ($0.time, $0.entry) }
    }
}
