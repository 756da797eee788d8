import Kafka
import Logging

// Exactly once, second half: the effects of `TransactionCycle`.
extension StageLoop {
    /// Whether outputs and offsets go through transactions.
    var isTransactional: Bool { settings.isTransactional }

    /// Moves answers into the transaction, and the transaction along.
    func moveTransaction(_ now: ContinuousClock.Instant) {
        for answer in calls.answers.takeAll() { took(answer, now) }
        takeRestored()
        settleInOrder(pool.results.takeAll())
        lineUpDue(now)
        stage(now)
        producer.poll(timeoutMilliseconds: 0)
        for delivery in deliveries.takeAll() { noteDelivery(delivery, now) }
        if isTransactionDue(now) { seal(now) }
        if !settings.isExact { moveRound(now) }
        guard settings.isExact, let call = lastCall, isCallDue, calling.isOver(at: now) else { return }
        isCallDue = false
        calls.ask(call)
    }

    /// Half a record is never committed.
    var hasHalfRecord: Bool { (staging.first?.sent ?? 0) > 0 }

    private func isTransactionDue(_ now: ContinuousClock.Instant) -> Bool {
        guard cycle.state == .open, !hasHalfRecord, let openedAt = transaction.openedAt else { return false }
        return isTransactionFull || now - openedAt >= settings.commitInterval
    }

    /// How long a wait may be that nothing ends but what it waits for.
    func patience(_ now: ContinuousClock.Instant) -> Int {
        // The client that writes wakes nobody.
        if transaction.eventRecords != nil, cycle.state == .open || !settings.isExact { return 5 }
        guard cycle.state == .open, let openedAt = transaction.openedAt else { return StageLoop.idleMilliseconds }
        let left = (settings.commitInterval - (now - openedAt)).milliseconds
        return max(0, min(StageLoop.idleMilliseconds, left + 1))
    }

    /// A step is over that nobody had to be asked for.
    func took(_ outcome: TransactionCycle.Outcome, _ error: KafkaError? = nil) {
        took(TransactionCalls.Answer(outcome: outcome, error: error), clock.now)
    }

    private func took(_ answer: TransactionCalls.Answer, _ now: ContinuousClock.Instant) {
        if let error = answer.error {
            lastCallError = error
            if answer.outcome == .retry { calling.failed(at: now) }
            if answer.outcome == .abort { spoiling.failed(at: now) }
            if answer.outcome != .fatal { warn("Transaction did not go through.", error, topic: nil) }
        } else {
            calling.succeeded()
        }
        perform(cycle.on(.returned(answer.outcome)))
    }

    /// Does what the cycle wants done.
    func perform(_ actions: [TransactionCycle.Action]) {
        for action in actions {
            switch action {
            // Without transactions of the broker there is nobody to ask.
            case .initialise: settings.isExact ? call(.initialise) : took(.done)
            case .begin: settings.isExact ? begin() : took(.done)
            case .bind: bind()
            case .commit: if settings.isExact { call(.commit) }
            case .abort: settings.isExact ? call(.abort) : took(.done)
            case .again: isCallDue = true
            case .settle: settleTransaction()
            case .rewind: rewind()
            case .fail: failure = failure ?? lastCallError.map { failureMeant(by: $0) }
            }
        }
    }

    private func call(_ call: TransactionCalls.Call) {
        lastCall = call
        isCallDue = false
        calls.ask(call)
    }

    private func begin() {
        do {
            try producer.beginTransaction()
            perform(cycle.on(.returned(.done)))
        } catch {
            refused(error)
        }
    }

    private func bind() {
        transaction.positions = tracker.committable()
        transaction.assignment = counters.assignments
        transaction.endedAt = clock.now
        guard settings.isExact else { return }
        do {
            let offsets = transaction.positions.map { KafkaOffset($0.key, $0.value) }
            call(.bind(offsets, try consumer.groupMetadata()))
        } catch {
            refused(error)
        }
    }

    private func refused(_ error: KafkaError) {
        took(TransactionCycle.Outcome(error), error)
    }

    /// The transaction is committed: what was in it counts, and the offsets are where to go back to from now on.
    private func settleTransaction() {
        tracker.committed(transaction.positions)
        if transaction.assignment == counters.assignments {
            restartPositions.merge(transaction.positions) { $1 }
            progressed(transaction.positions)
        }
        if !refusals.isEmpty {
            refusals = refusals.filter { place, _ in
                place.offset >= transaction.positions[place.partition] ?? Int64.min
            }
        }
        counters.add(transaction.tally)
        counters.commits += 1
        ledger?.settle()
        counters.events = ledger?.eventCount ?? 0
        // A commit of something else says nothing of what is due.
        if transaction.hasDue { ticking.succeeded() }
        if let endedAt = transaction.endedAt { counters.commitTime += clock.now - endedAt }
        transaction = OpenTransaction()
        spoiling.succeeded()
    }

    /// The transaction is undone: everything read since the last committed one is dropped and read again.
    private func rewind() {
        counters.aborts += 1
        ledger?.rollBack()
        counters.released += transaction.tally.records
        // The first record of each partition that was read since: it will be the first again.
        var firsts: [KafkaPartition: Int64] = [:]
        for item in inWork.values {
            firsts[item.message.partition] = min(item.message.offset, firsts[item.message.partition] ?? Int64.max)
        }
        firsts.merge(transaction.firsts) { min($0, $1) }
        transaction = OpenTransaction()
        // They are read anew, so their end is still to come.
        atEnd.subtract(firsts.keys)
        let assigned = tracker.assigned
        let left = letGo(assigned)
        for partition in assigned {
            tracker.assign(partition, from: restartPositions[partition], latest: firsts[partition])
        }
        let places = assigned.compactMap { partition in
            restartPositions[partition].map { KafkaOffset(partition, $0) }
        }
        do {
            try consumer.seek(to: places)
        } catch {
            // Reading on from where it stands would leave out what was dropped.
            failure = failure ?? .interrupted(error)
        }
        logger.info("Transaction undone; reading again.", metadata: metadata([.released: left]))
    }

    /// Finishes what is in work of `partitions` and commits it; whether all of that was done.
    func drainTransaction(_ partitions: Set<KafkaPartition>, until deadline: ContinuousClock.Instant) -> Bool {
        handOutBatch()
        letGoUnready(partitions)
        while failure == nil {
            moveTransaction(clock.now)
            if !inWork.values.contains(where: { partitions.contains($0.message.partition) }) {
                // Where the broker has not yet answered the first call, nothing can be in a transaction.
                if [.fresh, .initialising, .ready].contains(cycle.state) { return true }
                if !hasHalfRecord { seal(clock.now) }
            }
            guard clock.now < deadline else { return false }
            waitForTransaction(milliseconds: 5)
            endTurn()
        }
        return false
    }

    /// Undoes what is open and waits for what is under way, so that no transaction outlives its assignment.
    func endTransaction(within limit: Duration) {
        if isStopping, cycle.state == .initialising { perform(cycle.on(.stop)) }
        if cycle.state == .open { perform(cycle.on(.spoilt)) }
        let deadline = clock.now + limit
        while cycle.isBusy, failure == nil, clock.now < deadline {
            waitForTransaction(milliseconds: 5)
            moveTransaction(clock.now)
            endTurn()
        }
    }

    /// Waits until a worker or the broker answers, whichever is awaited.
    func waitForTransaction(milliseconds: Int) {
        let now = clock.now
        if unanswered > 0 {
            settleInOrder(pool.results.takeAll(timeout: .milliseconds(milliseconds)))
        } else if cycle.isBusy, !isCallDue, settings.isExact {
            for answer in calls.answers.takeAll(timeout: .milliseconds(milliseconds)) { took(answer, now) }
        } else {
            producer.poll(timeoutMilliseconds: min(milliseconds, patience(now)))
        }
    }

    /// Waits until the broker knows who we are; false where a stop came first.
    func initialiseTransactions() throws -> Bool {
        perform(cycle.on(.start))
        while cycle.state != .ready {
            guard !monitor.isStopRequested else { return false }
            waitForTransaction(milliseconds: 100)
            moveTransaction(clock.now)
            try takeProducerErrors()
            endTurn()
        }
        return true
    }

    /// What a fatal error means for the stage.
    ///
    /// A broker that has ended a transaction by its timeout answers as if another instance had taken over; the age of
    /// the transaction tells the two apart.
    func failureMeant(by error: KafkaError) -> StageFailure {
        let failure = StageFailure(error)
        guard case .fenced = failure, error.code != .fencedInstanceID, let openedAt = transaction.openedAt else {
            return failure
        }
        return clock.now - openedAt >= settings.transactionTimeout * 0.9 ? .interrupted(error) : failure
    }
}
