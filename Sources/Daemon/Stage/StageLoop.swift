import Kafka
import Logging

/// The loop of a stage: everything in it happens on one thread, and nothing in it waits for long.
///
/// A turn takes the workers' answers, sends what they gave rise to, takes delivery reports, commits, and takes in new
/// records as far as there is room. A record is finished when all of its outputs are delivered; only then may its
/// offset be committed.
final class StageLoop {
    /// A record in work.
    struct InWork {
        var message: KafkaMessage
        var size: Int
        var ending = Ending.open
        /// Outputs not yet delivered.
        var undelivered = 0
    }

    /// What a record will have been.
    enum Ending {
        case open, published, dead(String)
    }

    /// A record to be sent for the one with `ticket`.
    struct Outgoing {
        var ticket: UInt64
        var record: KafkaRecord
        var isDead: Bool
        /// How often it was refused.
        var refusals = 0
    }

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
    var outbox = Outbox()
    /// What was refused and waits to be sent again.
    var refused = Outbox()
    var awaiting: [UInt64: Outgoing] = [:]
    var nextTicket: UInt64 = 0
    var nextToken: UInt64 = 0
    var batch: [WorkItem] = []

    var retrying = RetryPause(first: .milliseconds(100), limit: .seconds(10))
    var committing = RetryPause(first: .milliseconds(200), limit: .seconds(10))
    var nextCommit: ContinuousClock.Instant
    var errorLimit = RateLimit(count: 5, window: .seconds(30))
    var deadLimit = RateLimit(count: 10, window: .seconds(60))
    var isStopping = false
    /// Set where an error cannot be thrown, inside callbacks; thrown at the next chance.
    var failure: StageFailure?

    /// How long one look for a record may wait where nothing else is going on.
    static let idleMilliseconds = 100
    /// Records handed to a worker at once.
    static let batchSize = 32

    init(_ settings: StageSettings, pool: WorkerEnds, monitor: StageMonitor, logger: Logger) throws {
        self.settings = settings
        self.pool = pool
        self.monitor = monitor
        self.logger = logger
        pressure = Backpressure(messageLimit: settings.messageLimit, byteLimit: settings.byteLimit)
        nextCommit = clock.now + settings.commitInterval
        consumer = try KafkaConsumer(settings.consumer)
        let (deliveries, errors) = (deliveries, producerErrors)
        producer = try KafkaProducer(
            settings.producer,
            onError: { errors.put($0) },
            onDelivery: { deliveries.put($0) }
        )
    }

    /// Runs until the monitor asks for a stop.
    ///
    /// - Throws: `StageFailure`.
    func run() throws {
        let waker = consumer.waker
        pool.waker.value = waker
        defer { pool.waker.value = nil }
        consumer.onAssign = { [unowned self] in assigned($0) }
        consumer.onRevoke = { [unowned self] in revoked($0, lost: $1) }
        monitor.began { waker.wake() }
        do {
            if try connect() {
                while !monitor.isStopRequested { try turn() }
            }
        } catch {
            // What is in work is read again by the next owner; waiting for a client that is broken helps nobody.
            close(within: .seconds(2))
            throw error
        }
        shutDown()
    }

    /// Waits until all topics to write to are there, then subscribes; false where a stop came first.
    ///
    /// Reading before that would only fill the memory. It also spares the first alert a second: librdkafka 2.0.2 waits
    /// that long for a topic it does not know.
    private func connect() throws -> Bool {
        var missing = settings.outputs + [settings.dead]
        while let topic = missing.first {
            guard !monitor.isStopRequested else { return false }
            do {
                try producer.warm(topic: topic, timeoutMilliseconds: 500)
                missing.removeFirst()
            } catch {
                guard !error.isFatal else { throw StageFailure(error) }
                warn("Output topic is not available yet.", error, topic: topic)
            }
            try takeProducerErrors()
            endTurn()
        }
        do { try consumer.subscribe(to: settings.inputs) } catch { throw StageFailure(error) }
        return true
    }

    /// One turn.
    private func turn() throws {
        let now = clock.now
        moveOutputs(now)
        try takeProducerErrors()
        commitIfDue(now)
        takeIn(now)
        if let failure { throw failure }
        endTurn()
    }

    /// Makes the counters visible, which also shows the watchdog that the loop is alive.
    func endTurn() {
        counters.turns += 1
        counters.inFlight = inWork.count
        monitor.update(counters)
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

    /// Takes what is there, up to a batch for each worker, and waits only where nothing else is going on.
    private func takeRecords() {
        let limit = StageLoop.batchSize * settings.workers
        var taken = 0
        while taken < limit, poll(milliseconds: 0) { taken += 1 }
        handOutBatch()
        guard taken == 0, failure == nil else { return }
        if inWork.isEmpty {
            poll(milliseconds: StageLoop.idleMilliseconds)
            handOutBatch()
        } else {
            waitForWork(milliseconds: 10)
        }
    }

    /// Waits until a worker answers or a delivery is reported, whichever is awaited.
    func waitForWork(milliseconds: Int) {
        if !awaiting.isEmpty {
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
        case .partitionEnd, nil:
            return false
        }
    }

    /// Takes `message` into work.
    private func begin(_ message: KafkaMessage) {
        counters.consumed += 1
        counters.consumedBytes += message.byteCount
        switch tracker.begin(message.offset, in: message.partition) {
        case .taken:
            nextTicket += 1
            let size = message.byteCount
            inWork[nextTicket] = InWork(message: message, size: size)
            pressure.add(size)
            batch.append(WorkItem(ticket: nextTicket, message: message))
            if batch.count >= StageLoop.batchSize { handOutBatch() }
        case .repeated:
            counters.repeated += 1
        case .unassigned:
            counters.released += 1
        }
    }

    func handOutBatch() {
        guard !batch.isEmpty else { return }
        pool.items.put(batch)
        batch = []
    }
}
