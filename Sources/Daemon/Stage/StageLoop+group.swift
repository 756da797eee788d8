import Kafka
import Logging

extension StageLoop {
    /// Commits the processed prefix where it is time to.
    func commitIfDue(_ now: ContinuousClock.Instant) {
        guard now >= nextCommit, committing.isOver(at: now) else { return }
        nextCommit = now + settings.commitInterval
        // The broker answers in milliseconds or not at all; a longer wait would only stop the loop.
        commit(timeout: .seconds(1))
    }

    /// Commits the processed prefix; a failure is tried again later, and costs repeats at worst.
    private func commit(timeout: Duration) {
        let positions = tracker.committable()
        guard !positions.isEmpty else { return }
        do {
            let milliseconds = max(1, timeout.milliseconds)
            try consumer.commit(positions.map { KafkaOffset($0.key, $0.value) }, timeoutMilliseconds: milliseconds)
            tracker.committed(positions)
            progressed(positions)
            committing.succeeded()
            counters.commits += 1
        } catch {
            counters.commitFailures += 1
            committing.failed(at: clock.now)
            if error.isFatal { failure = failure ?? failureMeant(by: error) }
            warn("Offsets could not be committed; trying again.", error, topic: nil)
        }
    }

    /// New partitions: they begin with a clean slate.
    func assigned(_ partitions: [KafkaPartition]) {
        for partition in partitions {
            tracker.assign(partition)
            watch.assign(partition, clock.now)
            restartPositions[partition] = nil
            atEnd.remove(partition)
        }
        beginRestore(partitions)
        // Cooperative assignment leaves the others as they were, and what is paused here must not stay so unseen.
        attempt("Partitions could not be resumed.") { () throws(KafkaError) in
            try consumer.resume(Array(consumer.paused))
        }
        pressure.reassigned()
        counters.assignments += 1
        counters.partitions = tracker.assigned.count
        logger.info("Partitions assigned.", metadata: metadata([.partitions: "\(partitions.sorted())"]))
    }

    /// Partitions go: what is in work of them is finished and committed first, unless they are another's already.
    func revoked(_ partitions: [KafkaPartition], lost: Bool) {
        let gone = Set(partitions)
        if !lost, !isStopping { _ = drain(gone, until: clock.now + settings.drain) }
        if !lost, !isTransactional { commit(timeout: isStopping ? .milliseconds(500) : .seconds(5)) }
        let left = letGo(gone)
        for partition in partitions { watch.revoke(partition) }
        // What is open holds work that is another's from now on, or will be read again.
        if isTransactional { endTransaction(within: isStopping ? .milliseconds(500) : .seconds(5)) }
        forgetEvents(of: partitions)
        counters.partitions = tracker.assigned.count
        logger.info(
            "Partitions revoked.",
            metadata: metadata([.partitions: "\(partitions.sorted())", .released: left])
        )
    }

    /// Finishes what is in work of `partitions`; whether all of it was.
    private func drain(_ partitions: Set<KafkaPartition>, until deadline: ContinuousClock.Instant) -> Bool {
        if isTransactional { return drainTransaction(partitions, until: deadline) }
        handOutBatch()
        while inWork.values.contains(where: { partitions.contains($0.message.partition) }) {
            guard clock.now < deadline, failure == nil else { return false }
            moveOutputs(clock.now)
            waitForWork(milliseconds: 5)
            endTurn()
        }
        return true
    }

    /// Forgets what is in work of `partitions` and returns how much that was; its next owner reads it again.
    func letGo(_ partitions: Set<KafkaPartition>) -> Int {
        let tickets = inWork.filter { partitions.contains($0.value.message.partition) }
        for (ticket, item) in tickets {
            inWork[ticket] = nil
            pressure.remove(item.size)
        }
        staging.removeAll { partitions.contains($0.place.partition) }
        dueLinedUp.subtract(partitions)
        if isTransactional { unanswered -= tickets.values.count { !$0.isAnswered } }
        for partition in partitions { lanes[partition] = nil }
        outbox.removeAll { tickets[$0.ticket] != nil }
        refused.removeAll { tickets[$0.ticket] != nil }
        for partition in partitions { tracker.revoke(partition) }
        counters.released += tickets.count
        return tickets.count
    }

    /// Finishes what is in work, commits it and leaves the group.
    func shutDown() {
        isStopping = true
        let start = clock.now
        let isDone = drain(tracker.assigned, until: start + settings.drain)
        if isTransactional {
            endTransaction(within: .milliseconds(500))
            perform(cycle.on(.stop))
        } else {
            commit(timeout: .milliseconds(500))
        }
        close(within: .seconds(1))
        logger.notice(
            isDone ? "Stage stopped." : "Stage stopped with records unfinished; they will be read again.",
            metadata: metadata([.released: counters.released, .elapsed: (clock.now - start).milliseconds])
        )
    }

    /// Leaves the group and lets go of both clients.
    func close(within limit: Duration) {
        isStopping = true
        restore?.cancel()
        let milliseconds = limit.milliseconds
        if !consumer.close(timeoutMilliseconds: milliseconds) {
            logger.warning("The group could not be left in time.", metadata: metadata([.limit: limit.milliseconds]))
        }
        // Without a last revoke, as after a fatal error, the records are still in work.
        _ = letGo(Set(inWork.values.map(\.message.partition)))
        counters.released += transaction.tally.records
        transaction = OpenTransaction()
        if !producer.close(timeoutMilliseconds: min(milliseconds, 500)) {
            logger.debug("The producer was closed with records unsent.")
        }
        counters.partitions = 0
        endTurn()
        logger.info("Counters.", metadata: counters.metadata(stage: settings.name))
    }

    /// Takes what the producer reports beside deliveries.
    func takeProducerErrors() throws {
        for error in producerErrors.takeAll() { note(error) }
        if let failure { throw failure }
    }

    /// Notes an error: a fatal one ends the stage, from any other librdkafka recovers by itself.
    func note(_ error: KafkaError) {
        counters.brokerErrors += 1
        guard !error.isFatal else {
            failure = failure ?? failureMeant(by: error)
            return
        }
        warn("Broker trouble; the client recovers by itself.", error, topic: nil)
    }

    /// Calls the consumer; a refusal is no reason to stop.
    func attempt(_ message: Logger.Message, _ call: () throws(KafkaError) -> Void) {
        do { try call() } catch { warn(message, error, topic: nil) }
    }

    /// Logs an error of the broker at warning, a few times in a while.
    func warn(_ message: Logger.Message, _ error: KafkaError, topic: String?) {
        guard let left = errorLimit.admit(at: clock.now) else { return }
        var data = metadata([.code: error.name, .error: error.description, .left: left])
        if let topic { data[LogKey.topic.rawValue] = .string(topic) }
        logger.warning(message, metadata: data)
    }
}
