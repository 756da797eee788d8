import Kafka
import Logging

// At least once: an output is sent until it is delivered, and only then is its record finished.
extension StageLoop {
    /// Takes answers and reports, and sends what is due.
    func moveOutputs(_ now: ContinuousClock.Instant) {
        settle(pool.results.takeAll())
        sendOutbox(now)
        producer.poll(timeoutMilliseconds: 0)
        for delivery in deliveries.takeAll() { delivered(delivery, now) }
    }

    /// Takes the workers' answers.
    func settle(_ answers: [[WorkResult]]) {
        for answer in answers.joined() {
            // The record may have been let go of meanwhile.
            guard let item = inWork[answer.ticket] else { continue }
            switch answer.disposition {
            case .publish(let records) where !records.isEmpty:
                inWork[answer.ticket]?.ending = .published
                inWork[answer.ticket]?.undelivered = records.count
                for record in records {
                    outbox.append(Outgoing(ticket: answer.ticket, record: record, isDead: false))
                }
            // A stage that takes reports works in transactions, and never gets here.
            case .publish, .unmatched, .take:
                counters.unmatched += 1
                finish(answer.ticket, item)
            case .tombstone:
                counters.tombstones += 1
                finish(answer.ticket, item)
            case .dead(let reason, let detail, let headers):
                bury(answer.ticket, item, reason: reason, detail: detail, headers: headers, undelivered: 1)
            }
        }
    }

    /// Sends `item` to the dead letters; `undelivered` counts that letter too.
    private func bury(
        _ ticket: UInt64,
        _ item: InWork,
        reason: String,
        detail: String,
        headers: [KafkaHeader] = [],
        undelivered: Int
    ) {
        inWork[ticket]?.ending = .dead(reason)
        inWork[ticket]?.undelivered = undelivered
        var record = DeadLetter.record(of: item.message, reason: reason, detail: detail, topic: settings.dead)
        record.headers += headers
        outbox.append(Outgoing(ticket: ticket, record: record, isDead: true))
        logDead(item.message, reason: reason, detail: detail)
    }

    /// Says what became of `message`, a few times in a while.
    func logDead(_ message: KafkaMessage, reason: String, detail: String) {
        guard let left = deadLimit.admit(at: clock.now) else { return }
        logger.warning(
            "Message sent to the dead letters.",
            metadata: metadata([
                .reason: reason, .detail: detail, .topic: message.partition.topic,
                .partition: message.partition.partition, .offset: message.offset, .left: left,
            ])
        )
    }

    /// Ends the record's time in work.
    private func finish(_ ticket: UInt64, _ item: InWork) {
        inWork[ticket] = nil
        pressure.remove(item.size)
        tracker.finish(item.message.offset, in: item.message.partition)
    }

    /// Sends what is new, and what was refused once its pause is over: a topic that refuses holds up no other.
    private func sendOutbox(_ now: ContinuousClock.Instant) {
        send(\.outbox, now)
        if retrying.isOver(at: now) { send(\.refused, now) }
    }

    private func send(_ waiting: ReferenceWritableKeyPath<StageLoop, Fifo<Outgoing>>, _ now: ContinuousClock.Instant) {
        // What is refused on the spot must not come round again in this turn.
        for _ in 0..<self[keyPath: waiting].count {
            guard let next = self[keyPath: waiting].first, failure == nil else { return }
            do {
                try producer.send(next.record, token: nextToken)
                self[keyPath: waiting].removeFirst()
                awaiting[nextToken] = next
                nextToken += 1
            } catch {
                // Full is the producer's own backpressure: the reports that make room are taken in this very turn.
                guard error.code != .queueFull else { return }
                self[keyPath: waiting].removeFirst()
                remedy(next, error, now)
            }
        }
    }

    private func delivered(_ delivery: KafkaDelivery, _ now: ContinuousClock.Instant) {
        guard let sent = awaiting.removeValue(forKey: delivery.token) else { return }
        if let error = delivery.error { return remedy(sent, error, now) }
        if sent.refusals > 0 { retrying.succeeded() }
        if !sent.isDead { counters.outputs += 1 }
        guard var item = inWork[sent.ticket] else { return }
        item.undelivered -= 1
        inWork[sent.ticket] = item
        guard item.undelivered == 0 else { return }
        switch item.ending {
        case .dead(let reason):
            counters.dead += 1
            counters.deadReasons[reason, default: 0] += 1
        case .published, .open:
            counters.published += 1
        }
        finish(sent.ticket, item)
    }

    /// Does what can be done about a record that was not delivered: it is never dropped.
    private func remedy(_ outgoing: Outgoing, _ error: KafkaError, _ now: ContinuousClock.Instant) {
        guard !error.isFatal else {
            failure = failure ?? failureMeant(by: error)
            return
        }
        guard let item = inWork[outgoing.ticket] else { return }
        var again = outgoing
        again.refusals += 1
        let size = outgoing.record.value?.count ?? 0
        if error.code == .messageTooLarge, outgoing.isDead, let cut = DeadLetter.truncated(outgoing.record) {
            counters.truncated += 1
            again.record = cut
        } else if error.code == .messageTooLarge, !outgoing.isDead, isTooLarge(again, size) {
            let detail = "an output of \(size) bytes is more than the broker takes"
            bury(outgoing.ticket, item, reason: "output-too-large", detail: detail, undelivered: item.undelivered)
            return
        } else {
            retrying.failed(at: now)
            warn("Record could not be delivered; trying again.", error, topic: outgoing.record.topic)
        }
        counters.resent += 1
        refused.append(again)
    }

    /// Whether it is the record itself that is too large: a small one may only have shared a batch with a large one.
    private func isTooLarge(_ outgoing: Outgoing, _ size: Int) -> Bool {
        size > DeadLetter.truncatedBytes || outgoing.refusals >= 3
    }
}
