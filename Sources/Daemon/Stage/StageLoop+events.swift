import Correlation
import Domain
import Kafka
import Logging

// What a stage does that remembers: it restores, decides in turn, and acts when something is due.
extension StageLoop {
    /// How often it looks for what is due: nobody is kept waiting by a second.
    static let tickInterval = Duration.seconds(1)

    /// Begins to bring back what is known of `partitions`; their reports wait for it.
    func beginRestore(_ partitions: [KafkaPartition]) {
        guard let restore, !partitions.isEmpty else { return }
        // Those that an earlier restore has not brought yet come with this one.
        let numbers = Set(partitions.map(\.partition)).union(ledger?.restoring ?? []).sorted()
        let number = restore.begin(numbers)
        for partition in numbers { ledger?.open(partition, restore: number) }
    }

    /// Takes what the restore has brought.
    func takeRestored() {
        guard let restore else { return }
        for (number, news) in restore.news.takeAll() {
            switch news {
            case .events(let partition, let states):
                ledger?.restore(states, to: partition, by: number)
            case .complete(let partition, let count):
                guard ledger?.restored(partition, by: number) == true else { continue }
                partitionCount = count
                counters.events = ledger?.eventCount ?? 0
            case .failed(let reason):
                failure = failure ?? reason
            }
        }
    }

    /// Lets go of what cannot be decided in time: it would hold up the others that go.
    func letGoUnready(_ partitions: Set<KafkaPartition>) {
        guard let ledger else { return }
        _ = letGo(partitions.filter { !ledger.isReady($0.partition) })
    }

    /// Forgets all about `partitions`, which go.
    func forgetEvents(of partitions: [KafkaPartition]) {
        guard ledger != nil else { return }
        for partition in partitions {
            ledger?.drop(partition.partition)
            atEnd.remove(partition)
        }
        counters.events = ledger?.eventCount ?? 0
    }

    /// Lines up what is due by the clock in partitions that are read to their end; elsewhere time goes by the reports.
    func lineUpDue(_ now: ContinuousClock.Instant) {
        guard let ledger, now >= nextTick, ticking.isOver(at: now), !monitor.isStopRequested else { return }
        nextTick = now + StageLoop.tickInterval
        let time = wallClock()
        for partition in atEnd where lanes[partition]?.isEmpty ?? true {
            guard !dueLinedUp.contains(partition) else { continue }
            guard let due = ledger.nextDue(partition.partition), due <= time else { continue }
            nextTicket += 1
            dueLinedUp.insert(partition)
            let place = KafkaOffset(partition, StagedRecord.nowhere)
            staging.append(StagedRecord(ticket: nextTicket, place: place, question: .due, ending: .due))
        }
    }

    /// Decides what `entry` gives rise to, where that is still open; from now on it has happened.
    func decided(_ entry: StagedRecord, _ item: InWork?) -> StagedRecord {
        guard let question = entry.question, let events = settings.events else { return entry }
        let partition = entry.place.partition.partition
        var entry = entry
        entry.question = nil
        switch question {
        case .due:
            dueLinedUp.remove(entry.place.partition)
            let now = wallClock()
            take(ledger?.tick(partition, now: now) ?? [], into: &entry, now, events)
        case .report(let report):
            guard let item else { return entry }
            let own = KafkaPartitioner.partition(of: Array(report.kind.utf8), count: partitionCount)
            guard own == partition else {
                let detail = "a report of kind '\(report.kind)' belongs in partition \(own), not in \(partition)"
                return buried(entry.ticket, item, reason: "wrong-partition", detail: detail)
            }
            let now = item.message.timestampMilliseconds.map(Timestamp.init(milliseconds:)) ?? wallClock()
            take(ledger?.take(report, from: partition, now: now) ?? [], into: &entry, now, events)
            if refusals[entry.place] != nil, let size = refusedSize(at: entry.place, outputs(of: entry, events)) {
                // It is alone in its transaction, so undoing that undoes it and nothing else.
                ledger?.rollBack()
                ledger?.mark()
                transaction.forgetChanges()
                return tooLarge(entry.ticket, item, size: size)
            }
        }
        return entry
    }

    /// Makes the outputs of `decisions`, those for `events` at the end of the transaction.
    private func take(
        _ decisions: [Decision],
        into entry: inout StagedRecord,
        _ now: Timestamp,
        _ events: EventSettings
    ) {
        let partition = entry.place.partition.partition
        for decision in decisions {
            switch decision {
            case .publish(let alert):
                do { entry.records.append(try events.record(of: alert, now: now)) } catch { notEncodable(error) }
            case .store(let state):
                let change = EventChange(id: state.id, partition: partition, state: state)
                transaction.change(change, by: entry.ticket, from: entry.place)
            case .forget(let id, _):
                let change = EventChange(id: id, partition: partition, state: nil)
                transaction.change(change, by: entry.ticket, from: entry.place)
            }
        }
        if case .unmatched = entry.ending, !entry.records.isEmpty { entry.ending = .published }
    }

    /// All that `entry`, alone in its transaction, has to send.
    private func outputs(of entry: StagedRecord, _ events: EventSettings) -> [KafkaRecord] {
        entry.records + transaction.changesInOrder.compactMap { try? events.record(of: $0.change) }
    }

    /// What came in as JSON goes out as JSON; anything else is a fault of the program, on which nothing may be built.
    func notEncodable(_ error: any Error) {
        failure = failure ?? .events("a message cannot be written as JSON: \(error)")
    }
}
