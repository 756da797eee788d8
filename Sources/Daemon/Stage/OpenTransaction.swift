import Domain
import Kafka

/// A record whose outputs go into a transaction, in the order of its partition; or what is due in a partition.
struct StagedRecord {
    var ticket: UInt64
    /// Where it stood; `nowhere` for what no record gave rise to.
    var place: KafkaOffset
    /// What has to be decided first, once it is in a transaction.
    var question: Question?
    var records: [KafkaRecord] = []
    var ending: Ending
    /// How many of its outputs the producer has taken.
    var sent = 0

    /// What a record will have been.
    enum Ending {
        case published, unmatched, tombstone
        case dead(reason: String, isCut: Bool)
        /// There was no record: something was due.
        case due
    }

    /// What is decided by all that happened before.
    enum Question {
        case report(Report)
        case due
    }

    /// The offset of what no record gave rise to.
    static let nowhere: Int64 = -1
}

/// What is in the transaction that is being filled or committed.
struct OpenTransaction {
    /// What it will have been good for once it is committed.
    private(set) var tally = StageTally()
    /// Bytes of outputs in it.
    private(set) var bytes = 0
    /// Where the records with outputs in it stood, by ticket: who is to blame where an output is refused.
    private(set) var origins: [UInt64: KafkaOffset] = [:]
    /// The first record of each partition in it.
    private(set) var firsts: [KafkaPartition: Int64] = [:]
    /// Outputs of it that are not reported delivered yet.
    private(set) var undelivered = 0
    /// The events it has changed, each as it was left, and what did; they go last.
    private var changes: [String: (change: EventChange, ticket: UInt64, place: KafkaOffset)] = [:]
    /// Their messages that are still to be sent, once nothing more joins.
    var eventRecords: Fifo<EventOutput>?
    /// Whether those wait until its alerts are delivered.
    var isWaitingForAlerts = false
    /// Whether nothing may join what is in it.
    var isAlone = false
    /// Whether something that was due is in it.
    private(set) var hasDue = false
    /// An output was refused: it must not be committed.
    var isSpoilt = false
    var openedAt: ContinuousClock.Instant?
    /// When its end began.
    var endedAt: ContinuousClock.Instant?
    /// The offsets that go with it, once its end has begun.
    var positions: [KafkaPartition: Int64] = [:]
    /// The assignment that those offsets belong to.
    var assignment = 0

    /// Whether something has gone into it.
    var isEmpty: Bool { tally.records == 0 && origins.isEmpty && changes.isEmpty }

    /// The producer took an output of `ticket`.
    mutating func add(_ record: KafkaRecord, of ticket: UInt64, from origin: KafkaOffset) {
        bytes += (record.key?.count ?? 0) + (record.value?.count ?? 0)
        origins[ticket] = origin
        undelivered += 1
    }

    /// An output of `ticket` is delivered.
    mutating func delivered(_ ticket: UInt64) {
        if origins[ticket] != nil { undelivered -= 1 }
    }

    /// Where the record stood of which an output was refused; nil where that is known already.
    mutating func blame(_ ticket: UInt64) -> KafkaOffset? {
        origins.removeValue(forKey: ticket)
    }

    /// All outputs of `staged` are in it.
    mutating func add(_ staged: StagedRecord) {
        if case .due = staged.ending {
            hasDue = true
        } else if firsts[staged.place.partition] == nil {
            firsts[staged.place.partition] = staged.place.offset
        }
        tally.add(staged.ending, outputs: staged.records.count)
    }

    /// `ticket` leaves an event so; what an earlier one of this transaction left is not told to anybody.
    mutating func change(_ change: EventChange, by ticket: UInt64, from place: KafkaOffset) {
        changes[change.id] = (change, ticket, place)
    }

    /// The changed events, by id.
    var changesInOrder: [(change: EventChange, ticket: UInt64, place: KafkaOffset)] {
        changes.sorted { $0.key < $1.key }.map(\.value)
    }

    /// Nothing has changed after all.
    mutating func forgetChanges() {
        changes = [:]
    }

    /// So many events were written.
    mutating func stored(_ count: Int) {
        tally.stored = count
    }
}

/// Records that have come to their end, by what that was.
struct StageTally: Sendable, Hashable {
    var published = 0
    var unmatched = 0
    var dead = 0
    var tombstones = 0
    var outputs = 0
    var stored = 0
    var truncated = 0
    var deadReasons: [String: Int] = [:]

    /// How many records that are.
    var records: Int { published + unmatched + dead + tombstones }

    mutating func add(_ ending: StagedRecord.Ending, outputs count: Int) {
        switch ending {
        case .due: outputs += count
        case .published:
            published += 1
            outputs += count
        case .unmatched: unmatched += 1
        case .tombstone: tombstones += 1
        case .dead(let reason, let isCut):
            dead += 1
            deadReasons[reason, default: 0] += 1
            truncated += isCut ? 1 : 0
        }
    }
}

extension StageCounters {
    /// Counts what a committed transaction was good for.
    mutating func add(_ tally: StageTally) {
        published += tally.published
        unmatched += tally.unmatched
        dead += tally.dead
        tombstones += tally.tombstones
        outputs += tally.outputs
        stored += tally.stored
        truncated += tally.truncated
        deadReasons.merge(tally.deadReasons) { $0 + $1 }
    }
}
