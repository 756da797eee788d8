import Kafka
import Logging

/// The loop of a stage: everything in it happens on one thread, and nothing in it waits for long.
///
/// A turn takes the workers' answers, sends what they gave rise to, takes delivery reports, commits, and takes in new
/// records as far as there is room. A record is finished when all of its outputs are delivered; only then may its
/// offset be committed.
final class StageLoop {
    let settings: StageSettings
    let pool: WorkerEnds
    let monitor: StageMonitor
    let logger: Logger
    let clock = ContinuousClock()

    let consumer: KafkaConsumer
    let producer: KafkaProducer
    let deliveries = Mailbox<KafkaDelivery>()
    let producerErrors = Mailbox<KafkaError>()

    var tracker = OffsetTracker<KafkaPartition>()
    var pressure: Backpressure
    var counters = StageCounters()
    var inWork: [UInt64: InWork] = [:]
    var outbox = Fifo<Outgoing>()
    /// What was refused and waits to be sent again.
    var refused = Fifo<Outgoing>()
    var awaiting: [UInt64: Outgoing] = [:]
    var nextTicket: UInt64 = 0
    var nextToken: UInt64 = 0
    var batch: [WorkItem] = []

    // Transactions.
    let calls: TransactionCalls
    var cycle = TransactionCycle()
    var transaction = OpenTransaction()
    /// The records of each partition that wait for those before them.
    var lanes: [KafkaPartition: Fifo<UInt64>] = [:]
    /// What may go into a transaction, in turn.
    var staging = Fifo<StagedRecord>()
    /// Records that no worker has answered yet.
    var unanswered = 0
    /// Where to read on after a transaction was undone.
    var restartPositions: [KafkaPartition: Int64] = [:]
    /// How often outputs of a record were refused for their size.
    var refusals: [KafkaOffset: Int] = [:]
    var lastCall: TransactionCalls.Call?
    var lastCallError: KafkaError?
    /// Whether the last call is to be made again, once `calling` lets it.
    var isCallDue = false
    var calling = RetryPause(first: .milliseconds(100), limit: .seconds(5))
    /// Between transactions that were undone.
    var spoiling = RetryPause(first: .milliseconds(100), limit: .seconds(10))

    // Correlation.
    /// What the stage knows; nil where it remembers nothing.
    var ledger: EventLedger?
    /// What brings back what was known before.
    let restore: EventRestore?
    /// How many partitions the topic of reports has; known once something is restored.
    var partitionCount = 0
    /// Partitions that were read to their end, and got nothing since.
    var atEnd: Set<KafkaPartition> = []
    /// Partitions of which what is due waits for its turn: more than once would be for nothing.
    var dueLinedUp: Set<KafkaPartition> = []
    /// When to look for what is due again.
    var nextTick: ContinuousClock.Instant
    /// Between transactions that were undone for something that was due.
    var ticking = RetryPause(first: .seconds(1), limit: .seconds(60))

    var retrying = RetryPause(first: .milliseconds(100), limit: .seconds(10))
    var committing = RetryPause(first: .milliseconds(200), limit: .seconds(10))
    var nextCommit: ContinuousClock.Instant
    var errorLimit = RateLimit(count: 5, window: .seconds(30))
    var deadLimit = RateLimit(count: 10, window: .seconds(60))
    var watch: ProgressWatch<KafkaPartition>
    /// When to look at the partitions again.
    var nextLook: ContinuousClock.Instant
    var isStopping = false
    /// Set where an error cannot be thrown, inside callbacks; thrown at the next chance.
    var failure: StageFailure?

    /// How long one look for a record may wait where nothing else is going on.
    static let idleMilliseconds = 100
    /// Records handed to a worker at once.
    static let batchSize = 32

    init(
        _ settings: StageSettings,
        pool: WorkerEnds,
        calls: TransactionCalls,
        monitor: StageMonitor,
        logger: Logger
    ) throws {
        self.settings = settings
        self.pool = pool
        self.calls = calls
        self.monitor = monitor
        self.logger = logger
        // A stage that starts anew with fresh clients counts on.
        counters = monitor.counters
        pressure = Backpressure(messageLimit: settings.messageLimit, byteLimit: settings.byteLimit)
        nextCommit = clock.now + settings.commitInterval
        watch = ProgressWatch(patience: settings.stall)
        nextLook = clock.now
        nextTick = clock.now
        ledger = settings.events.map { EventLedger(settings: $0.correlation, classes: $0.classes) }
        let consumer = try KafkaConsumer(settings.consumer)
        self.consumer = consumer
        restore = settings.events.map { EventRestore($0, waker: consumer.waker, logger: logger) }
        let (deliveries, errors) = (deliveries, producerErrors)
        producer = try KafkaProducer(
            settings.producer,
            onError: { errors.put($0) },
            onDelivery: { deliveries.put($0) }
        )
    }

    /// Runs until the monitor asks for a stop.
    ///
    /// - Throws: `StageFailure`, `ThreadError`, or `KafkaConfigurationError` where librdkafka refuses a property.
    func run(after pause: Duration = .zero) throws {
        let waker = consumer.waker
        pool.waker.value = waker
        defer { pool.waker.value = nil }
        consumer.onAssign = { [unowned self] in assigned($0) }
        consumer.onRevoke = { [unowned self] in revoked($0, lost: $1) }
        monitor.began { waker.wake() }
        do {
            if settings.isExact { try startCalls(waker) }
            if try rest(pause), try connect() {
                while !monitor.isStopRequested { try turn() }
            }
        } catch {
            // What is in work is read again by the next owner; waiting for a client that is broken helps nobody.
            close(within: .seconds(2))
            throw error
        }
        shutDown()
    }

    /// One turn.
    private func turn() throws {
        let now = clock.now
        if isTransactional { moveTransaction(now) } else { moveOutputs(now) }
        try takeProducerErrors()
        if !isTransactional { commitIfDue(now) }
        takeIn(now)
        if let failure { throw failure }
        endTurn()
    }

    /// Takes in new records as far as there is room.
    private func takeIn(_ now: ContinuousClock.Instant) {
        switch pressure.step(at: now) {
        case .take:
            takeRecords()
        case .resume:
            attempt("Partitions could not be resumed.") { () throws(KafkaError) in
                try consumer.resume(Array(tracker.assigned))
            }
            takeRecords()
        case .hold:
            waitForWork(milliseconds: 5)
        case .pause:
            counters.pauses += 1
            attempt("Partitions could not be paused.") { () throws(KafkaError) in
                try consumer.pause(Array(tracker.assigned))
            }
            poll(milliseconds: 0)
        case .poll:
            // Records fetched before the pause may still come; they are taken, the bound is a few over then.
            poll(milliseconds: 20)
            handOutBatch()
        }
    }

    /// Takes what is there and has room, up to a batch for each worker, and waits only where nothing else is going on.
    private func takeRecords() {
        let limit = StageLoop.batchSize * settings.workers
        var taken = 0
        while taken < limit, pressure.hasRoom, poll(milliseconds: 0) { taken += 1 }
        handOutBatch()
        guard taken == 0, failure == nil else { return }
        if isTransactional {
            // A worker's answer and the broker's wake it.
            poll(milliseconds: patience(clock.now))
            handOutBatch()
        } else if inWork.isEmpty {
            poll(milliseconds: StageLoop.idleMilliseconds)
            handOutBatch()
        } else {
            waitForWork(milliseconds: 10)
        }
    }

    /// Waits until a worker answers or a delivery is reported, whichever is awaited.
    func waitForWork(milliseconds: Int) {
        if isTransactional {
            waitForTransaction(milliseconds: milliseconds)
        } else if !awaiting.isEmpty {
            producer.poll(timeoutMilliseconds: milliseconds)
        } else if outbox.isEmpty, refused.isEmpty {
            settle(pool.results.takeAll(timeout: .milliseconds(milliseconds)))
        } else {
            // Something waits out its pause, or for room in the producer.
            producer.poll(timeoutMilliseconds: milliseconds)
        }
    }

    /// Looks for one event; whether a record was taken.
    @discardableResult
    private func poll(milliseconds: Int) -> Bool {
        switch consumer.poll(timeoutMilliseconds: milliseconds) {
        case .message(let message):
            begin(message)
            return true
        case .error(let error):
            note(error)
            return false
        case .partitionEnd(let end):
            reachedEnd(end)
            return false
        case nil:
            return false
        }
    }

    /// Takes `message` into work.
    private func begin(_ message: KafkaMessage) {
        counters.consumed += 1
        counters.consumedBytes += message.byteCount
        switch tracker.begin(message.offset, in: message.partition) {
        case .taken:
            atEnd.remove(message.partition)
            nextTicket += 1
            let size = message.byteCount
            inWork[nextTicket] = InWork(message: message, size: size)
            pressure.add(size)
            if isTransactional { line(up: message) }
            batch.append(WorkItem(ticket: nextTicket, message: message))
            if batch.count >= StageLoop.batchSize { handOutBatch() }
        case .repeated, .premature:
            counters.repeated += 1
        case .unassigned:
            counters.released += 1
        }
    }

    /// Gives the newest record its place behind those before it in its partition.
    private func line(up message: KafkaMessage) {
        lanes[message.partition, default: Fifo()].append(nextTicket)
        unanswered += 1
        if restartPositions[message.partition] == nil { restartPositions[message.partition] = message.offset }
    }

    func handOutBatch() {
        guard !batch.isEmpty else { return }
        pool.items.put(batch)
        batch = []
    }
}
