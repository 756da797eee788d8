import Correlation
import Domain
import Formats
import Kafka
import Logging
import ServiceLifecycle
import TestSupport
import Testing

@testable import Daemon

/// Topics of one test and a correlate stage over them.
struct CorrelateFixture: Sendable {
    let broker: TestBroker
    let signals: String
    var events: String
    let alerts: String
    let dead: String
    let group = TestBroker.uniqueName("correlate")

    init(partitions: Int = 1) throws {
        broker = try TestBroker()
        signals = try broker.makeTopic("signals", partitions: partitions)
        events = try broker.makeTopic("events", partitions: partitions, settings: ["cleanup.policy": "compact"])
        alerts = try broker.makeTopic("alerts")
        dead = try broker.makeTopic("dead")
    }

    /// The guarantees whose restarts this broker can show: the embedded one keeps no offsets of transactions.
    static let lasting: [Configuration.Delivery.Guarantee] =
        TestBroker.isReal ? Configuration.Delivery.Guarantee.allCases : [.atLeastOnce]

    func stage(
        _ guarantee: Configuration.Delivery.Guarantee = .atLeastOnce,
        instance: String = "one",
        correlation: CorrelationSettings = Self.settings,
        _ adjust: (inout StageSettings) -> Void = { _ in }
    ) -> Stage<ReportTransform> {
        let settings = settings(guarantee, instance: instance, correlation: correlation, adjust)
        return Stage(settings, work: ReportTransform(), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    func settings(
        _ guarantee: Configuration.Delivery.Guarantee = .atLeastOnce,
        instance: String = "one",
        correlation: CorrelationSettings = Self.settings,
        _ adjust: (inout StageSettings) -> Void = { _ in }
    ) -> StageSettings {
        var settings = StageSettings(
            name: "correlate",
            consumer: broker.configuration(groupID: group),
            producer: broker.configuration(),
            inputs: [signals],
            outputs: [alerts],
            dead: dead
        )
        settings.events = EventSettings(
            correlation: correlation,
            classes: ClassRelation(parents: [:]),
            signals: signals,
            alerts: alerts,
            events: events,
            source: "test",
            reader: broker.configuration(groupID: group)
        )
        settings.commitInterval = .milliseconds(50)
        // As every configuration has it: what is due by the clock waits for the end of the partition.
        settings.consumer.properties["enable.partition.eof"] = "true"
        if guarantee == .exactlyOnce {
            settings.producer.transactionalID = "\(group)-\(instance)"
            settings.producer.properties["transaction.timeout.ms"] = "10000"
            settings.transactionTimeout = .seconds(10)
        }
        adjust(&settings)
        return settings
    }

    /// Everything old opens events, and nothing is folded.
    static var settings: CorrelationSettings {
        var settings = CorrelationSettings()
        settings.maximumAge = .seconds(36_500 * 86_400)
        settings.revisionsPerHour = 3600
        return settings
    }

    /// A report of an event of its own: launches by different parties.
    static func report(_ number: Int, kind: String = "missile-launch", article: String? = nil) -> Report {
        var reference = ArticleReference(id: article ?? "article-\(number)")
        reference.source = "Source \(number)"
        reference.title = "Party \(number) fires a missile"
        reference.publishedAt = "2025-01-07T06:00:00Z"
        var signal = Signal(kind: kind)
        signal.actor = [Party(id: "P\(number)", name: "Party \(number)")]
        signal.recipient = [Party(id: "R\(number)", name: "Recipient \(number)")]
        signal.object = "missile"
        signal.objects = ["missile"]
        signal.date = EventDate("2025-01-07")
        signal.headline = "Party \(number) fired a missile"
        signal.confidence = 0.9
        let signature = String(UInt64(number) &* 0x9E37_79B9_7F4A_7C15, radix: 16)
        return Report(
            kind: kind,
            article: reference,
            signature: String(repeating: "0", count: 16 - signature.count) + signature,
            origin: nil,
            signals: [signal]
        )
    }

    func produce(_ reports: [Report]) async throws {
        try await produce(try reports.map { ($0.kind, try MessageJSON.encode($0)) }, to: signals)
    }

    /// Produces values under their keys, in order, and waits until they are delivered.
    func produce(_ values: [(key: String, value: [UInt8]?)], to topic: String, partition: Int32? = nil) async throws {
        let configuration = broker.configuration()
        try await runOnThread(named: "produce") {
            let producer = try KafkaProducer(configuration) { _ in }
            try producer.warm(topic: topic)
            for (key, value) in values {
                let record = KafkaRecord(topic: topic, partition: partition, key: Array(key.utf8), value: value)
                try producer.send(record, timeoutMilliseconds: 60_000)
            }
            try producer.flush(timeoutMilliseconds: 60_000)
            _ = producer.close()
        }
    }

    /// The alerts there are, at least `count`.
    func published(atLeast count: Int) async throws -> [Alert] {
        try await broker.messages(in: alerts, atLeast: count).map { try MessageJSON.decodeAlert($0.value ?? []) }
    }

    /// The states there are, the last of each event.
    func stored(atLeast count: Int) async throws -> [String: EventState] {
        var states: [String: EventState] = [:]
        for message in try await broker.messages(in: events, atLeast: count) {
            let key = message.key ?? []
            let state = try message.value.map { try EventState(message: $0, key: key) }
            states[String(decoding: key, as: UTF8.self)] = state
        }
        return states
    }
}

extension TestBroker {
    /// Everything in `topic`, read by a client of its own once at least `count` messages are there.
    func messages(in topic: String, atLeast count: Int) async throws -> [KafkaMessage] {
        let configuration = configuration(properties: ["enable.partition.eof": "true", "fetch.wait.max.ms": "10"])
        return try await runOnThread(named: "read") {
            let partitions = try KafkaMetadata.fetch(configuration).topics.first { $0.name == topic }?.partitions ?? []
            let consumer = try KafkaConsumer(configuration)
            try consumer.assign(
                partitions.map { KafkaOffset(KafkaPartition(topic: topic, partition: $0.id), KafkaOffset.beginning) }
            )
            var found: [KafkaMessage] = []
            var ended: Set<KafkaPartition> = []
            let deadline = ContinuousClock.now + .seconds(120)
            while found.count < count || ended.count < partitions.count, ContinuousClock.now < deadline {
                switch consumer.poll(timeoutMilliseconds: 200) {
                case .message(let message): found.append(message)
                case .partitionEnd(let end): ended.insert(end.partition)
                case .error, nil: break
                }
            }
            _ = consumer.close()
            return found
        }
    }
}

/// Runs `stage` while `body` runs, then stops it as a SIGTERM would; the counters at the end.
@discardableResult
func withRunning<Work>(
    _ stage: Stage<Work>,
    _ body: @escaping @Sendable (StageMonitor) async throws -> Void
) async throws -> StageCounters {
    let group = ServiceGroup(
        configuration: ServiceGroupConfiguration(
            services: [
                ServiceGroupConfiguration.ServiceConfiguration(
                    service: stage,
                    successTerminationBehavior: .gracefullyShutdownGroup,
                    failureTerminationBehavior: .gracefullyShutdownGroup
                )
            ],
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    )
    try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try await group.run() }
        do { try await body(stage.monitor) } catch {
            await group.triggerGracefulShutdown()
            throw error
        }
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
    }
    return stage.monitor.counters
}
