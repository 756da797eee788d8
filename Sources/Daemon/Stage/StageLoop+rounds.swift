import Kafka
import Logging

// The end of a transaction, and what stands in for the broker where it keeps none.
//
// Then a transaction is a round: alerts, until they are delivered; events, until they are; offsets. What breaks off in
// between is done again, and says at worst twice what it has said; nothing is kept as said before it was. Before events are
// sent the group is asked whether it still counts on us: who stood still meanwhile would write older states over newer.
extension StageLoop {
    /// Sends the events that the open transaction has changed, behind all else in it, and ends it.
    ///
    /// It may take several turns; nothing joins the transaction meanwhile.
    func seal(_ now: ContinuousClock.Instant) {
        guard cycle.state == .open, failure == nil else { return }
        guard let events = settings.events else { return perform(cycle.on(.due)) }
        if transaction.eventRecords == nil {
            transaction.eventRecords = makeEventRecords(events)
            transaction.isWaitingForAlerts = !settings.isExact
        }
        if transaction.isWaitingForAlerts {
            guard transaction.undelivered == 0, isStillOurs(now) else { return }
            transaction.isWaitingForAlerts = false
        }
        while let next = transaction.eventRecords?.first {
            do {
                try producer.send(next.record, token: next.ticket)
                transaction.add(next.record, of: next.ticket, from: next.place)
                transaction.eventRecords?.removeFirst()
            } catch {
                return remedy(next, error, now)
            }
        }
        perform(cycle.on(.due))
    }

    /// Whether the group takes the offsets that it has already from us; where it does not, the round is undone.
    ///
    /// Without transactions nothing else tells who stood still that a successor has gone on. Who stands still between the
    /// answer and the events is not told: that is milliseconds, no session.
    private func isStillOurs(_ now: ContinuousClock.Instant) -> Bool {
        guard transaction.eventRecords?.isEmpty == false else { return true }
        guard calling.isOver(at: now) else { return false }
        do {
            let offsets = restartPositions.filter { tracker.assigned.contains($0.key) }
            try consumer.commit(offsets.map { KafkaOffset($0.key, $0.value) }, timeoutMilliseconds: 1000)
            calling.succeeded()
            return true
        } catch {
            counters.commitFailures += 1
            if error.isFatal {
                failure = failure ?? failureMeant(by: error)
            } else if error.isRetriable, error.code != .rebalanceInProgress {
                calling.failed(at: now)
            } else {
                warn("The group does not count on this instance any more; its round is undone.", error, topic: nil)
                spoil(now)
            }
            return false
        }
    }

    private func makeEventRecords(_ events: EventSettings) -> Fifo<EventOutput> {
        var outputs = Fifo<EventOutput>()
        do {
            for (change, ticket, place) in transaction.changesInOrder {
                outputs.append(EventOutput(record: try events.record(of: change), ticket: ticket, place: place))
            }
        } catch { notEncodable(error) }
        transaction.stored(outputs.count)
        return outputs
    }

    private func remedy(_ output: EventOutput, _ error: KafkaError, _ now: ContinuousClock.Instant) {
        guard error.code != .queueFull else { return }
        guard !error.isFatal else {
            failure = failure ?? failureMeant(by: error)
            return
        }
        if error.code == .messageTooLarge { refusals[output.place] = 2 }
        if output.place.offset == StagedRecord.nowhere { ticking.failed(at: now) }
        counters.resent += 1
        warn("Record could not be sent; its transaction is undone.", error, topic: output.record.topic)
        spoil(now)
    }

    /// Moves a round on whose outputs are all sent.
    func moveRound(_ now: ContinuousClock.Instant) {
        if cycle.state == .binding, transaction.isSpoilt {
            took(.abort)
        } else if cycle.state == .binding, transaction.undelivered == 0 {
            took(.done)
        }
        guard cycle.state == .committing, calling.isOver(at: now) else { return }
        isCallDue = false
        commitRound()
    }

    private func commitRound() {
        do {
            let offsets = transaction.positions.map { KafkaOffset($0.key, $0.value) }
            // The broker answers in milliseconds or not at all; a longer wait would only stop the loop.
            try consumer.commit(offsets, timeoutMilliseconds: 1000)
            took(.done)
        } catch {
            counters.commitFailures += 1
            // What the group refuses is read again, by us or by another; all else may go well later.
            let mayPass = error.isRetriable && error.code != .rebalanceInProgress
            took(error.isFatal ? .fatal : mayPass ? .retry : .abort, error)
        }
    }
}

/// An event on its way to its topic.
struct EventOutput {
    var record: KafkaRecord
    /// The last that changed it.
    var ticket: UInt64
    var place: KafkaOffset
}
