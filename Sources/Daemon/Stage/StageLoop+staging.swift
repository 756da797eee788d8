import Kafka
import Logging

// Exactly once, first half: from the workers' answers to outputs in a transaction.
extension StageLoop {
    /// Takes the workers' answers, and lets through what has no unanswered record before it in its partition.
    ///
    /// A transaction commits one offset a partition, so nothing that stands behind that offset may be in it.
    func settleInOrder(_ answers: [[WorkResult]]) {
        for answer in answers.joined() {
            // The record may have been let go of meanwhile.
            guard let item = inWork[answer.ticket] else { continue }
            inWork[answer.ticket]?.answer = answer.disposition
            inWork[answer.ticket]?.isAnswered = true
            unanswered -= 1
            advance(item.message.partition)
        }
    }

    private func advance(_ partition: KafkaPartition) {
        while let ticket = lanes[partition]?.first, let item = inWork[ticket], let answer = item.answer {
            lanes[partition]?.removeFirst()
            inWork[ticket]?.answer = nil
            staging.append(staged(ticket, item, answer))
        }
    }

    private func staged(_ ticket: UInt64, _ item: InWork, _ answer: Disposition) -> StagedRecord {
        switch answer {
        case .publish(let records) where !records.isEmpty:
            if let size = refusedSize(at: item.place, records) { return tooLarge(ticket, item, size: size) }
            return StagedRecord(ticket: ticket, place: item.place, records: records, ending: .published)
        case .take(let report):
            return StagedRecord(ticket: ticket, place: item.place, question: .report(report), ending: .unmatched)
        case .publish, .unmatched: return StagedRecord(ticket: ticket, place: item.place, ending: .unmatched)
        case .tombstone: return StagedRecord(ticket: ticket, place: item.place, ending: .tombstone)
        case .dead(let reason, let detail, let headers):
            return buried(ticket, item, reason: reason, detail: detail, headers: headers)
        }
    }

    /// The size to blame where outputs of the record at `place` were refused for theirs.
    ///
    /// A small one may only have shared a batch with a large one; the second time it was alone.
    func refusedSize(at place: KafkaOffset, _ records: [KafkaRecord]) -> Int? {
        guard let refusals = refusals[place] else { return nil }
        let size = records.map { $0.value?.count ?? 0 }.max() ?? 0
        return size > DeadLetter.truncatedBytes || refusals >= 2 ? size : nil
    }

    func tooLarge(_ ticket: UInt64, _ item: InWork, size: Int) -> StagedRecord {
        let detail = "an output of \(size) bytes is more than the broker takes"
        return buried(ticket, item, reason: "output-too-large", detail: detail)
    }

    func buried(
        _ ticket: UInt64,
        _ item: InWork,
        reason: String,
        detail: String,
        headers: [KafkaHeader] = []
    ) -> StagedRecord {
        var record = DeadLetter.record(of: item.message, reason: reason, detail: detail, topic: settings.dead)
        record.headers += headers
        logDead(item.message, reason: reason, detail: detail)
        let cut = refusals[item.place] == nil ? nil : DeadLetter.truncated(record)
        return StagedRecord(
            ticket: ticket,
            place: item.place,
            records: [cut ?? record],
            ending: .dead(reason: reason, isCut: cut != nil)
        )
    }

    /// Sends what is in turn, into a transaction that is opened for it.
    func stage(_ now: ContinuousClock.Instant) {
        while let next = staging.first, failure == nil {
            // Nothing is decided before all is known.
            guard next.question == nil || ledger?.isReady(next.place.partition.partition) == true else { return }
            if cycle.state == .ready {
                guard spoiling.isOver(at: now) else { return }
                open(now)
            }
            guard !isToBeAlone(next) else { return seal(now) }
            // A record that is half sent is finished, however full it gets: only whole ones can be committed.
            guard cycle.state == .open, next.sent > 0 || !isTransactionFull, send(next, now) else { return }
        }
    }

    /// Opens a transaction.
    private func open(_ now: ContinuousClock.Instant) {
        transaction = OpenTransaction()
        transaction.openedAt = now
        ledger?.mark()
        perform(cycle.on(.work))
    }

    /// Whether `next` must not share a transaction with what is in the open one.
    ///
    /// Outputs of it were refused for their size; whether it was its own or that of a batch shows when it goes alone.
    private func isToBeAlone(_ next: StagedRecord) -> Bool {
        guard cycle.state == .open, !transaction.isEmpty, next.sent == 0 else { return false }
        return refusals[next.place] != nil
    }

    var isTransactionFull: Bool {
        transaction.isAlone || transaction.eventRecords != nil
            || transaction.tally.records >= settings.transactionMessages
            || transaction.bytes >= settings.transactionBytes
    }

    /// Sends the outputs of one record; false where that has to wait.
    private func send(_ next: StagedRecord, _ now: ContinuousClock.Instant) -> Bool {
        let item = inWork[next.ticket]
        guard item != nil || next.place.offset == StagedRecord.nowhere else {
            staging.removeFirst()
            return true
        }
        var entry = decided(next, item)
        while entry.sent < entry.records.count {
            let record = entry.records[entry.sent]
            do {
                try producer.send(record, token: entry.ticket)
                transaction.add(record, of: entry.ticket, from: entry.place)
                entry.sent += 1
            } catch {
                staging.first = entry
                return remedy(entry, error, now)
            }
        }
        staging.removeFirst()
        transaction.add(entry)
        guard let item else { return true }
        transaction.isAlone = refusals[entry.place] != nil
        tracker.finish(entry.place.offset, in: entry.place.partition)
        inWork[entry.ticket] = nil
        pressure.remove(item.size)
        return true
    }

    /// Does what can be done about an output that the producer did not take; whether to go on at once.
    private func remedy(_ entry: StagedRecord, _ error: KafkaError, _ now: ContinuousClock.Instant) -> Bool {
        // Full is the producer's own backpressure: the reports that make room are taken in this very turn.
        guard error.code != .queueFull else { return false }
        guard !error.isFatal else {
            failure = failure ?? failureMeant(by: error)
            return false
        }
        guard error.code == .messageTooLarge, let item = inWork[entry.ticket] else {
            warn("Record could not be sent; its transaction is undone.", error, topic: entry.records[entry.sent].topic)
            spoil(now)
            return false
        }
        refusals[entry.place, default: 0] += 1
        counters.resent += 1
        // Nothing of it is in the transaction yet: what it becomes instead can take its turn. What it has changed is.
        guard entry.sent == 0, settings.events == nil else {
            refusals[entry.place] = 2
            spoil(now)
            return false
        }
        if case .dead(let reason, false) = entry.ending, let cut = DeadLetter.truncated(entry.records[0]) {
            staging.first = StagedRecord(
                ticket: entry.ticket,
                place: entry.place,
                records: [cut],
                ending: .dead(reason: reason, isCut: true)
            )
        } else if case .published = entry.ending {
            staging.first = tooLarge(entry.ticket, item, size: entry.records[0].value?.count ?? 0)
        } else {
            warn("Dead letter is refused for its size.", error, topic: settings.dead)
            spoil(now)
            return false
        }
        return true
    }

    /// Looks at a delivery report: one refusal spoils the transaction.
    func noteDelivery(_ delivery: KafkaDelivery, _ now: ContinuousClock.Instant) {
        guard let error = delivery.error else { return transaction.delivered(delivery.token) }
        // One refusal of a record is enough; its other outputs are not looked at any more.
        guard let place = transaction.blame(delivery.token) else { return }
        guard !error.isFatal else {
            failure = failure ?? failureMeant(by: error)
            return
        }
        // Aborting drops what was not sent yet; that is no refusal.
        guard !error.isPurge else { return }
        if place.offset == StagedRecord.nowhere {
            ticking.failed(at: now)
        } else if error.code == .messageTooLarge {
            refusals[place, default: 0] += 1
        }
        transaction.isSpoilt = true
        guard cycle.state != .aborting else { return }
        counters.resent += 1
        warn("Record could not be delivered; its transaction is undone.", error, topic: delivery.partition.topic)
        spoil(now)
    }

    /// Undoes the open transaction; the next one waits, longer with each that fails in a row.
    func spoil(_ now: ContinuousClock.Instant) {
        spoiling.failed(at: now)
        perform(cycle.on(.spoilt))
    }
}
