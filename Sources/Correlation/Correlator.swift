public import Domain

/// Joins the reports of one event and decides what is worth telling about it.
///
/// A pure state machine: it has no clock and does no input or output, so the same reports at the same times give the
/// same decisions, with the same ids, wherever and however often they are replayed.
///
/// This version opens one event for each signal.
public struct Correlator: Sendable {
    private let settings: CorrelationSettings
    private let classes: ClassRelation
    private var states: [String: EventState] = [:]
    private var journal: [String: EventState?]?

    /// A correlator that knows of no event yet.
    public init(settings: CorrelationSettings, classes: ClassRelation) {
        self.settings = settings
        self.classes = classes
    }

    /// How many events are known.
    public var eventCount: Int { states.count }

    /// When `tick` has something to do next; nil where never.
    public var nextDue: Timestamp? { nil }

    /// What `report` changes; the same report delivered again changes nothing, also after a restore.
    ///
    /// `now` is the time of the message the article came in.
    public mutating func take(_ report: Report, now: Timestamp) -> [Decision] {
        var decisions: [Decision] = []
        // The ordinal counts all signals of the kind, so that an id does not hang on what is left out here.
        for (ordinal, signal) in report.signals.enumerated() {
            guard settings.includesBackground || signal.status != .background else { continue }
            let id = EventID.make(article: report.article.id, kind: report.kind, ordinal: ordinal)
            guard states[id] == nil else { continue }
            let state = EventState(id: id, kind: report.kind)
            remember(id)
            states[id] = state
            let seen = Correlator.seen(report.article.publishedAt, now: now)
            decisions.append(.publish(Alert(id: id, signal: signal, article: report.article, seen: seen)))
            decisions.append(.store(state))
        }
        return decisions
    }

    /// Publishes what was folded and is due, and lets go of events that are too old.
    public mutating func tick(now: Timestamp) -> [Decision] { [] }

    /// Takes back an event as it was stored; before the first `take`.
    public mutating func restore(_ state: EventState) {
        states[state.id] = state
    }

    /// Marks a point to which `rollBack` leads back; an earlier mark is forgotten.
    public mutating func mark() {
        journal = [:]
    }

    /// Undoes all that happened since the mark, and forgets it; nothing happens where there is none.
    public mutating func rollBack() {
        for (id, old) in journal ?? [:] { states[id] = old }
        journal = nil
    }

    /// Forgets the mark: what happened since stands.
    public mutating func settle() {
        journal = nil
    }

    /// Notes how the event was at the mark, where that is not noted yet.
    private mutating func remember(_ id: String) {
        guard journal != nil, journal?[id] == nil else { return }
        journal?[id] = .some(states[id])
    }

    /// When the report was published as RFC 3339; `now` where the article does not say.
    static func seen(_ publishedAt: String?, now: Timestamp) -> String {
        guard let publishedAt, !publishedAt.isEmpty else { return now.description }
        return publishedAt.utf8.contains(UInt8(ascii: "T")) ? publishedAt : publishedAt + "T00:00:00Z"
    }
}
