import Kafka
import Logging
import Synchronization
import TestSupport
import Testing

@testable import Daemon

/// What a record becomes follows from its text: "bad", "none" and "many" are special, all else is echoed.
struct EchoTransform: Transform {
    let output: String
    var trigger: Trigger?

    func transform(_ message: KafkaMessage) -> Disposition {
        trigger?.count()
        guard let value = message.value else { return .tombstone }
        let text = String(decoding: value, as: UTF8.self)
        if text.hasPrefix("bad") { return .dead(reason: "test-bad", detail: "the text is '\(text.prefix(20))'") }
        if text.hasPrefix("none") { return .unmatched }
        let copies = text.hasPrefix("many") ? 3 : 1
        return .publish((0..<copies).map { _ in KafkaRecord(topic: output, key: message.key, value: value) })
    }
}

/// Does something once, when it has counted so far: a stop at a known point of the stream.
final class Trigger: Sendable {
    private let state: Mutex<(left: Int, action: (@Sendable () -> Void)?)>

    init(after count: Int) { state = Mutex((count, nil)) }

    func arm(_ action: @escaping @Sendable () -> Void) {
        state.withLock { $0.action = action }
    }

    func count() {
        let action = state.withLock { state in
            state.left -= 1
            return state.left == 0 ? state.action : nil
        }
        action?()
    }
}

/// Topics of one test and a stage over them.
struct StageFixture: Sendable {
    let broker: TestBroker
    let input: String
    let output: String
    let dead: String
    let group = TestBroker.uniqueName("group")

    init(partitions: Int = 2, brokers: Int = 1) throws {
        broker = try TestBroker(brokerCount: brokers)
        input = try broker.makeTopic("in", partitions: partitions)
        output = try broker.makeTopic("out")
        dead = try broker.makeTopic("dead")
    }

    func stage(
        _ guarantee: Configuration.Delivery.Guarantee = .atLeastOnce,
        trigger: Trigger? = nil,
        _ adjust: (inout StageSettings) -> Void = { _ in }
    ) -> Stage<EchoTransform> {
        var settings = StageSettings(
            name: "test",
            consumer: broker.configuration(groupID: group),
            producer: broker.configuration(),
            inputs: [input],
            outputs: [output],
            dead: dead
        )
        settings.workers = 2
        settings.commitInterval = .milliseconds(50)
        if guarantee == .exactlyOnce {
            settings.producer.transactionalID = "\(group)-test-one"
            settings.producer.properties["transaction.timeout.ms"] = "10000"
            settings.transactionTimeout = .seconds(10)
        }
        adjust(&settings)
        return Stage(
            settings,
            work: EchoTransform(output: output, trigger: trigger),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    /// Produces values, in order, and waits until they are delivered.
    func produce(_ values: [String?], headers: [KafkaHeader] = []) async throws {
        let (configuration, input) = (broker.configuration(), input)
        try await runOnThread(named: "produce") {
            let producer = try KafkaProducer(configuration) { _ in }
            try producer.warm(topic: input)
            for (index, value) in values.enumerated() {
                let record = KafkaRecord(
                    topic: input,
                    key: Array("key-\(index)".utf8),
                    value: value.map { Array($0.utf8) },
                    headers: headers
                )
                try producer.send(record, timeoutMilliseconds: 60_000)
            }
            try producer.flush(timeoutMilliseconds: 60_000)
            _ = producer.close()
        }
    }

    /// Everything in `topic`, read by a client of its own once at least `count` messages are there.
    func messages(in topic: String, atLeast count: Int) async throws -> [KafkaMessage] {
        try await broker.messages(in: topic, atLeast: count)
    }

    /// Runs `stage` while `body` runs, then stops it as a SIGTERM would; the counters at the end.
    @discardableResult
    func running(
        _ stage: Stage<EchoTransform>,
        _ body: @escaping @Sendable (StageMonitor) async throws -> Void
    ) async throws -> StageCounters {
        try await withRunning(stage, body)
    }
}

/// The text of a message.
func text(_ message: KafkaMessage) -> String {
    String(decoding: message.value ?? [], as: UTF8.self)
}

extension KafkaMessage {
    /// The text of the first header of that name.
    func header(_ name: String) -> String? {
        headers.first { $0.name == name }?.value.map { String(decoding: $0, as: UTF8.self) }
    }
}
