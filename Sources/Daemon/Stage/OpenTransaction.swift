import Kafka

/// A record whose outputs go into a transaction, in the order of its partition.
struct StagedRecord {
    var ticket: UInt64
    var records: [KafkaRecord]
    var ending: Ending
    /// How many of its outputs the producer has taken.
    var sent = 0

    /// What a record will have been.
    enum Ending {
        case published, unmatched, tombstone
        case dead(reason: String, isCut: Bool)
    }
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
    /// Whether nothing may join what is in it.
    var isAlone = false
    var openedAt: ContinuousClock.Instant?
    /// When its end began.
    var endedAt: ContinuousClock.Instant?
    /// The offsets that go with it, once its end has begun.
    var positions: [KafkaPartition: Int64] = [:]
    /// The assignment that those offsets belong to.
    var assignment = 0

    /// The producer took an output of `ticket`.
    mutating func add(_ record: KafkaRecord, of ticket: UInt64, from origin: KafkaOffset) {
        bytes += (record.key?.count ?? 0) + (record.value?.count ?? 0)
        origins[ticket] = origin
    }

    /// Where the record stood of which an output was refused; nil where that is known already.
    mutating func blame(_ ticket: UInt64) -> KafkaOffset? {
        origins.removeValue(forKey: ticket)
    }

    /// All outputs of `staged`, which stood at `place`, are in it.
    mutating func add(_ staged: StagedRecord, from place: KafkaOffset) {
        if firsts[place.partition] == nil { firsts[place.partition] = place.offset }
        tally.add(staged.ending, outputs: staged.records.count)
    }
}

/// Records that have come to their end, by what that was.
struct StageTally: Sendable, Hashable {
    var published = 0
    var unmatched = 0
    var dead = 0
    var tombstones = 0
    var outputs = 0
    var truncated = 0
    var deadReasons: [String: Int] = [:]

    /// How many records that are.
    var records: Int { published + unmatched + dead + tombstones }

    mutating func add(_ ending: StagedRecord.Ending, outputs count: Int) {
        switch ending {
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
        truncated += tally.truncated
        deadReasons.merge(tally.deadReasons) { $0 + $1 }
    }
}
