import Correlation
import Domain

/// What the correlate stage knows: a correlator for each partition of reports that is ours.
///
/// Pure: neither broker nor clock. What happens between `mark` and `settle` is one transaction; `rollBack` undoes it as
/// if it had never been. A partition that is let go takes all it knew with it, and comes back empty.
struct EventLedger: Sendable {
    private struct Part: Sendable {
        var correlator: Correlator
        /// Restores are told apart by number, so that news of one that was given up is not taken for another's.
        var restore: Int?
    }

    private let settings: CorrelationSettings
    private let classes: ClassRelation
    private var parts: [Int32: Part] = [:]
    /// Whether a transaction is open.
    private var isMarked = false

    /// A ledger without partitions.
    init(settings: CorrelationSettings, classes: ClassRelation) {
        self.settings = settings
        self.classes = classes
    }

    /// How many events are known.
    var eventCount: Int { parts.values.reduce(0) { $0 + $1.correlator.eventCount } }

    /// Partitions whose events are still being restored.
    var restoring: [Int32] { parts.filter { $0.value.restore != nil }.keys.sorted() }

    /// Whether all is known of `partition`, so that its reports can be taken.
    func isReady(_ partition: Int32) -> Bool {
        parts[partition].map { $0.restore == nil } ?? false
    }

    /// Takes over `partition`, whose events the restore of that number will bring.
    mutating func open(_ partition: Int32, restore: Int) {
        parts[partition] = Part(correlator: Correlator(settings: settings, classes: classes), restore: restore)
    }

    /// Takes back events as they were stored.
    mutating func restore(_ states: [EventState], to partition: Int32, by restore: Int) {
        guard parts[partition]?.restore == restore else { return }
        for state in states { parts[partition]?.correlator.restore(state) }
    }

    /// All events of `partition` are back; false where nobody waits for that any more.
    mutating func restored(_ partition: Int32, by restore: Int) -> Bool {
        guard parts[partition]?.restore == restore else { return false }
        parts[partition]?.restore = nil
        if isMarked { parts[partition]?.correlator.mark() }
        return true
    }

    /// Forgets all about `partition`: it is another's.
    mutating func drop(_ partition: Int32) {
        parts[partition] = nil
    }

    /// What `report` changes at `now`, behind what was due before it.
    ///
    /// Time goes by the reports here, so that a backlog is worked off as it would have been on the day.
    mutating func take(_ report: Report, from partition: Int32, now: Timestamp) -> [Decision] {
        var decisions: [Decision] = []
        if let due = nextDue(partition), due <= now { decisions = tick(partition, now: now) }
        return decisions + (parts[partition]?.correlator.take(report, now: now) ?? [])
    }

    /// What is due in `partition` at `now`.
    mutating func tick(_ partition: Int32, now: Timestamp) -> [Decision] {
        guard isReady(partition) else { return [] }
        return parts[partition]?.correlator.tick(now: now) ?? []
    }

    /// When `partition` has something to do next; nil where never, or not yet.
    func nextDue(_ partition: Int32) -> Timestamp? {
        isReady(partition) ? parts[partition]?.correlator.nextDue : nil
    }

    /// A transaction begins.
    mutating func mark() {
        isMarked = true
        for partition in parts.keys where isReady(partition) { parts[partition]?.correlator.mark() }
    }

    /// The transaction is undone: nothing of it has happened.
    mutating func rollBack() {
        guard isMarked else { return }
        isMarked = false
        for partition in parts.keys where isReady(partition) { parts[partition]?.correlator.rollBack() }
    }

    /// The transaction is committed.
    mutating func settle() {
        guard isMarked else { return }
        isMarked = false
        for partition in parts.keys where isReady(partition) { parts[partition]?.correlator.settle() }
    }
}
