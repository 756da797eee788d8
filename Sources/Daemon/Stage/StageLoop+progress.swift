import Kafka
import Logging

// What the outside sees, and the watch over each partition.
extension StageLoop {
    /// After so many times its patience with a partition, the watch asks for fresh clients.
    static let restartPatience = 5.0

    /// Makes the counters visible, which also shows the watchdog that the loop is alive.
    func endTurn() {
        counters.turns += 1
        counters.restoring = ledger?.restoring.count ?? 0
        counters.inFlight = inWork.count + transaction.tally.records
        checkBalance()
        let now = clock.now
        if now >= nextLook {
            nextLook = now + .seconds(1)
            look(now)
        }
        monitor.update(counters)
    }

    /// Every record is accounted for, at any moment; where one is not, that is said once and can be seen for ever.
    private func checkBalance() {
        guard !counters.isBalanced else { return }
        counters.imbalances += 1
        guard counters.imbalances == 1 else { return }
        logger.critical("Records do not add up.", metadata: counters.metadata(stage: settings.name))
    }

    /// Looks at every partition: how far behind, and whether it moves.
    private func look(_ now: ContinuousClock.Instant) {
        for partition in tracker.assigned where ledger?.isReady(partition.partition) == false {
            // It has something else to do first.
            watch.assign(partition, now)
        }
        for partition in tracker.assigned { watch.ends(partition, at: consumer.knownEnd(of: partition), now) }
        counters.lag = Int(clamping: watch.lag)
        let stuck = watch.stuck(now)
        counters.stuck = stuck.count
        for (partition, since, isNew) in stuck {
            if isNew {
                logger.warning(
                    "Partition makes no progress.",
                    metadata: metadata([
                        .topic: partition.topic, .partition: partition.partition, .elapsed: since.milliseconds,
                    ])
                )
            }
            guard since >= settings.stall * StageLoop.restartPatience else { continue }
            let reason = "no progress for \(since.milliseconds / 1000) s"
            failure =
                failure
                ?? .interrupted(
                    KafkaError(operation: "read \(partition)", code: .timedOut, reason: reason, isRetriable: true)
                )
        }
    }

    /// `positions` are committed: that is what counts as progress.
    func progressed(_ positions: [KafkaPartition: Int64]) {
        let now = clock.now
        for (partition, position) in positions { watch.moved(partition, to: position, now) }
    }

    /// A partition was read to its end.
    func reachedEnd(_ end: KafkaOffset) {
        atEnd.insert(end.partition)
        watch.reachedEnd(end.partition, at: end.offset, taken: tracker.taken(in: end.partition), clock.now)
    }
}
