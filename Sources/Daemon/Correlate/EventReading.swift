import Dispatch
import Domain
import Glibc
import Kafka
import Logging
import Synchronization

/// One reading of the topic of events, from its beginning to the end it has once all before us is settled.
struct EventReading: Sendable {
    /// The latest message of each event, before any is taken apart: most are followed by a later one.
    private typealias Latest = [[UInt8]: [UInt8]]

    private let settings: EventSettings
    private let partitions: [Int32]
    private let logger: Logger

    /// How long one call may wait, so that a stop is heard.
    private static let patience = 1000
    /// How long the broker holds back an answer without messages, in milliseconds.
    private static let emptyWait = 50
    private static let logInterval = Duration.seconds(5)
    /// Events that are taken apart at once.
    private static let batchSize = 4000
    /// What the reader fetches ahead, unless the configuration says it.
    ///
    /// A client whose queue is full looks again only after up to a second (librdkafka 2.0.2). The stage, which may have to
    /// wait, is well served by a short queue; here all is taken off at once, and kept.
    private static let fetching = [
        "queued.min.messages": "1000000",
        "queued.max.messages.kbytes": "131072",
        "max.partition.fetch.bytes": "8388608",
    ]

    init(_ settings: EventSettings, partitions: [Int32], logger: Logger) {
        self.settings = settings
        self.partitions = partitions
        self.logger = logger
    }

    /// Reads, unless it is not wanted any more.
    ///
    /// - Throws: `StageFailure`, or what the client library refuses.
    func run(isWanted: () -> Bool, tell: (EventRestore.News) -> Void) throws {
        let start = ContinuousClock.now
        var reader = settings.reader
        reader.properties.merge(EventReading.fetching) { given, _ in given }
        reader.properties["enable.partition.eof"] = "true"
        reader.offsetReset = .earliest
        // Every end that is reached is told after an empty answer, and others behind it on the connection wait as well.
        reader.properties["fetch.wait.max.ms"] = "\(EventReading.emptyWait)"
        let consumer = try KafkaConsumer(reader)
        defer { _ = consumer.close(timeoutMilliseconds: 2000) }
        guard let count = try partitionCount(isWanted), try awaitStability(consumer, isWanted),
            let ends = try ends(isWanted), try warm(consumer, isWanted)
        else { return }
        var read = 0
        var events = 0
        try consumer.assign(ends.filter { !$0.value.isEmpty }.map { KafkaOffset(place($0.key), $0.value.lowerBound) })
        try collect(consumer, ends, isWanted, read: &read) { partition, latest in
            events += latest.count
            try hand(over: latest, of: partition, count: count, isWanted, tell)
            tell(.complete(partition, of: count))
        }
        guard isWanted() else { return }
        logger.notice(
            "Events restored.",
            metadata: metadata([
                .partitions: "\(partitions)", .events: events, .messages: read,
                .elapsed: (ContinuousClock.now - start).milliseconds,
            ])
        )
    }

    private func place(_ partition: Int32) -> KafkaPartition {
        KafkaPartition(topic: settings.events, partition: partition)
    }

    /// How many partitions both topics have; nil where it is not wanted any more.
    private func partitionCount(_ isWanted: () -> Bool) throws -> Int? {
        var client = settings.reader
        // It asks as a producer would, and would complain about every property of a consumer.
        client.onLog = nil
        return try asking("The topics of reports and events cannot be looked up yet.", isWanted) {
            let metadata = try KafkaMetadata.fetch(client, timeoutMilliseconds: EventReading.patience)
            // A topic that is away for a moment, as while a broker starts, is asked about again.
            let signals = try partitionCount(of: settings.signals, in: metadata)
            let events = try partitionCount(of: settings.events, in: metadata)
            guard signals == events else {
                throw StageFailure.topics(
                    "topic '\(settings.events)' has \(events) partitions and '\(settings.signals)' has \(signals): there "
                        + "must be as many, because the events of a partition's reports are kept in the same one"
                )
            }
            return signals
        }
    }

    private func partitionCount(of name: String, in metadata: KafkaMetadata) throws(KafkaError) -> Int {
        let topic = metadata.topics.first { $0.name == name }
        if let error = topic?.error { throw error }
        guard let count = topic?.partitions.count, count > 0 else {
            let code = KafkaError.Code.unknownTopicOrPartition
            throw KafkaError(operation: "topic \(name)", code: code, reason: code.reason, isRetriable: true)
        }
        return count
    }

    /// Waits until no transaction of a predecessor is open; false where it is not wanted any more.
    private func awaitStability(_ consumer: KafkaConsumer, _ isWanted: () -> Bool) throws -> Bool {
        let inputs = partitions.map { KafkaPartition(topic: settings.signals, partition: $0) }
        return try asking("Waiting for the group's committed offsets.", isWanted) {
            _ = try consumer.committed(inputs, timeoutMilliseconds: EventReading.patience)
            return true
        } ?? false
    }

    /// Where the partitions of events end, open transactions included; nil where it is not wanted any more.
    private func ends(_ isWanted: () -> Bool) throws -> [Int32: Range<Int64>]? {
        var client = settings.reader
        client.properties["isolation.level"] = "read_uncommitted"
        let observer = try KafkaConsumer(client)
        defer { _ = observer.close(timeoutMilliseconds: 2000) }
        return try asking("The end of the topic of events is not known yet.", isWanted) {
            var ends: [Int32: Range<Int64>] = [:]
            for partition in partitions {
                ends[partition] = try observer.watermarks(
                    of: place(partition),
                    timeoutMilliseconds: EventReading.patience
                )
            }
            return ends
        }
    }

    /// Lets `consumer` look up the leaders of events; false where it is not wanted any more.
    private func warm(_ consumer: KafkaConsumer, _ isWanted: () -> Bool) throws -> Bool {
        guard let first = partitions.first else { return true }
        return try asking("The leader of the topic of events is not known yet.", isWanted) {
            try consumer.warm(place(first), timeoutMilliseconds: EventReading.patience)
            return true
        } ?? false
    }

    /// Asks until there is an answer; nil where it is not wanted any more.
    private func asking<Answer>(
        _ message: Logger.Message,
        _ isWanted: () -> Bool,
        _ question: () throws -> Answer
    ) throws -> Answer? {
        var limit = RateLimit(count: 1, window: EventReading.logInterval)
        while isWanted() {
            let start = ContinuousClock.now
            do {
                return try question()
            } catch let error as KafkaError {
                guard !error.isFatal else { throw StageFailure(error) }
                if limit.admit(at: start) != nil {
                    logger.warning(message, metadata: metadata([.code: error.name, .error: error.description]))
                }
            }
            // What is refused on the spot must not be asked again at once.
            let rest = Duration.milliseconds(100) - (ContinuousClock.now - start)
            if rest > .zero { usleep(UInt32(rest / .microseconds(1))) }
        }
        return nil
    }

    /// Reads every partition to its end and hands over the latest messages of each as it gets there.
    private func collect(
        _ consumer: KafkaConsumer,
        _ ends: [Int32: Range<Int64>],
        _ isWanted: () -> Bool,
        read: inout Int,
        complete: (Int32, Latest) throws -> Void
    ) throws {
        var latest: [Int32: Latest] = [:]
        var open = ends.filter { !$0.value.isEmpty }
        for partition in ends.keys.sorted() where open[partition] == nil { try complete(partition, [:]) }
        var limit = RateLimit(count: 1, window: EventReading.logInterval)
        // The first line is due after the interval, not at once.
        _ = limit.admit(at: .now)
        var errorLimit = RateLimit(count: 5, window: .seconds(30))
        while !open.isEmpty, isWanted() {
            switch consumer.poll(timeoutMilliseconds: 200) {
            case .message(let message):
                read += 1
                if let key = message.key { latest[message.partition.partition, default: [:]][key] = message.value }
            case .partitionEnd(let end):
                let partition = end.partition.partition
                // Before the end that is wanted, an open transaction stands in the way: its end brings another of these.
                guard let wanted = open[partition], end.offset >= wanted.upperBound else { continue }
                open[partition] = nil
                try complete(partition, latest.removeValue(forKey: partition) ?? [:])
            case .error(let error):
                guard !error.isFatal else { throw StageFailure(error) }
                warn(error, &errorLimit)
            case nil: break
            }
            guard limit.admit(at: .now) != nil else { continue }
            let total = ends.values.reduce(0) { $0 + $1.count }
            logger.info(
                "Restoring events.",
                metadata: metadata([.partitions: "\(open.keys.sorted())", .messages: read, .total: total])
            )
        }
    }

    /// Logs an error that librdkafka gets over, or that its owner has to see to, a few times in a while.
    private func warn(_ error: KafkaError, _ limit: inout RateLimit) {
        guard let left = limit.admit(at: .now) else { return }
        logger.warning(
            "Broker trouble; the client recovers by itself.",
            metadata: metadata([
                .code: error.name, .error: error.description, .topic: settings.events, .left: left,
            ])
        )
    }

    /// Takes the messages apart, on as many threads as there are cores, and tells of the events in batches.
    private func hand(
        over latest: Latest,
        of partition: Int32,
        count: Int,
        _ isWanted: () -> Bool,
        _ tell: (EventRestore.News) -> Void
    ) throws {
        let all = latest.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        for start in stride(from: 0, to: all.count, by: EventReading.batchSize) {
            guard isWanted() else { return }
            let batch = all[start..<min(start + EventReading.batchSize, all.count)]
            for states in try EventReading.decode(batch) {
                try check(states, in: partition, of: count)
                tell(.events(partition, states))
            }
        }
    }

    /// An event in another partition than its kind's would not be found by whoever owns the kind.
    private func check(_ states: [EventState], in partition: Int32, of count: Int) throws {
        for state in states {
            let own = KafkaPartitioner.partition(of: Array(state.kind.utf8), count: count)
            guard own != partition else { continue }
            throw StageFailure.topics(
                "the event '\(state.id)' of kind '\(state.kind)' stands in partition \(partition) of "
                    + "'\(settings.events)' and belongs in \(own): the number of partitions was changed; it cannot be, "
                    + "while there are events"
            )
        }
    }

    /// The states of the messages, in slices of which each was taken apart by a thread.
    private static func decode(_ batch: ArraySlice<(key: [UInt8], value: [UInt8])>) throws -> [[EventState]] {
        let slices = max(1, min(batch.count / 50, 8))
        let found = Mutex<[Int: Result<[EventState], any Error>]>([:])
        DispatchQueue.concurrentPerform(iterations: slices) { slice in
            let first = batch.startIndex + batch.count * slice / slices
            let end = batch.startIndex + batch.count * (slice + 1) / slices
            let states = Result { try batch[first..<end].map { try EventState(message: $0.value, key: $0.key) } }
            found.withLock { $0[slice] = states }
        }
        let states = found.withLock { $0 }
        return try (0..<slices).compactMap { try states[$0]?.get() }
    }
}
