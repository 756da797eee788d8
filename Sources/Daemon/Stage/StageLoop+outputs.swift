import Kafka
import Logging

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
            case .publish, .unmatched:
                counters.unmatched += 1
                finish(answer.ticket, item)
            case .tombstone:
                counters.tombstones += 1
                finish(answer.ticket, item)
            case .dead(let reason, let detail):
                bury(answer.ticket, item, reason: reason, detail: detail, undelivered: 1)
            }
        }
    }

    /// Sends `item` to the dead letters; `undelivered` counts that letter too.
    private func bury(_ ticket: UInt64, _ item: InWork, reason: String, detail: String, undelivered: Int) {
        inWork[ticket]?.ending = .dead(reason)
        inWork[ticket]?.undelivered = undelivered
        let record = DeadLetter.record(of: item.message, reason: reason, detail: detail, topic: settings.dead)
        outbox.append(Outgoing(ticket: ticket, record: record, isDead: true))
        guard let left = deadLimit.admit(at: clock.now) else { return }
        logger.warning(
            "Message sent to the dead letters.",
            metadata: metadata([
                .reason: reason, .detail: detail, .topic: item.message.partition.topic,
                .partition: item.message.partition.partition, .offset: item.message.offset, .left: left,
            ])
        )
    }

    /// Ends the record's time in work.
    private func finish(_ ticket: UInt64, _ item: InWork) {
        inWork[ticket] = nil
        pressure.remove(item.size)
        tracker.finish(item.message.offset, in: item.message.partition)
    }

    private func sendOutbox(_ now: ContinuousClock.Instant) {
        guard sending.isOver(at: now) else { return }
        while let next = outbox.first, failure == nil {
            do {
                try producer.send(next.record, token: nextToken)
                outbox.removeFirst()
                awaiting[nextToken] = next
                nextToken += 1
            } catch {
                // Full is the producer's own backpressure: the reports that make room are taken in this very turn.
                guard error.code != .queueFull else { return }
                outbox.removeFirst()
                remedy(next, error, now)
                return
            }
        }
    }

    private func delivered(_ delivery: KafkaDelivery, _ now: ContinuousClock.Instant) {
        guard let sent = awaiting.removeValue(forKey: delivery.token) else { return }
        if let error = delivery.error { return remedy(sent, error, now) }
        sending.succeeded()
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
            failure = failure ?? StageFailure(error)
            return
        }
        guard let item = inWork[outgoing.ticket] else { return }
        var again = outgoing
        if error.code == .messageTooLarge {
            if outgoing.isDead, let cut = DeadLetter.truncated(outgoing.record) {
                counters.truncated += 1
                again.record = cut
            } else if !outgoing.isDead, (outgoing.record.value?.count ?? 0) > DeadLetter.truncatedBytes {
                let detail = "an output of \(outgoing.record.value?.count ?? 0) bytes is more than the broker takes"
                bury(outgoing.ticket, item, reason: "output-too-large", detail: detail, undelivered: item.undelivered)
                return
            }
            // A small record fails so when it shares a batch with a large one; alone it goes through.
        } else {
            sending.failed(at: now)
            warn("Record could not be delivered; trying again.", error, topic: outgoing.record.topic)
        }
        counters.resent += 1
        outbox.append(again)
    }
}
