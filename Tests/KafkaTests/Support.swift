import Kafka
import Synchronization
import TestSupport

/// What a test waited for did not come in time.
struct TestTimeout: Error, CustomStringConvertible {
    let description: String
}

/// Collects values from any thread.
final class Collected<Element: Sendable>: Sendable {
    private let elements = Mutex<[Element]>([])

    var all: [Element] { elements.withLock { $0 } }

    func append(_ element: Element) {
        elements.withLock { $0.append(element) }
    }
}

/// Sends `records` to `topic` with the tokens 1, 2, 3 … and waits for the delivery reports.
func send(_ records: [KafkaRecord], to topic: String, of broker: TestBroker) throws -> [KafkaDelivery] {
    let deliveries = Collected<KafkaDelivery>()
    let producer = try KafkaProducer(broker.configuration()) { deliveries.append($0) }
    try producer.warm(topic: topic)
    for (index, record) in records.enumerated() {
        var record = record
        record.topic = topic
        try producer.send(record, token: UInt64(index + 1))
    }
    try producer.flush(timeoutMilliseconds: 60_000)
    guard producer.close() else { throw TestTimeout(description: "producer did not close") }
    return deliveries.all
}

/// Reads `count` messages of partition 0 from the beginning, without a group.
func readAll(_ topic: String, of broker: TestBroker, count: Int) throws -> [KafkaMessage] {
    let consumer = try KafkaConsumer(broker.configuration(properties: ["fetch.wait.max.ms": "10"]))
    try consumer.assign([KafkaOffset(KafkaPartition(topic: topic, partition: 0), KafkaOffset.beginning)])
    let messages = try consumer.read(count)
    try consumer.closeOrThrow()
    return messages
}

extension KafkaConsumer {
    /// Closes within the default time.
    func closeOrThrow() throws {
        guard close() else { throw TestTimeout(description: "consumer did not close") }
    }

    /// Joins its group and polls until partitions of `topic` are assigned.
    func join(_ topic: String) throws {
        var isAssigned = false
        onAssign = { isAssigned = !$0.isEmpty }
        try subscribe(to: [topic])
        try poll(waitingFor: "an assignment") { _ in isAssigned }
    }

    /// Polls until `count` messages have come; errors that pass are passed over.
    func read(_ count: Int, within limit: Duration = .seconds(60)) throws -> [KafkaMessage] {
        var messages: [KafkaMessage] = []
        try poll(within: limit, waitingFor: "\(count) messages") { event in
            if case .message(let message)? = event { messages.append(message) }
            return messages.count >= count
        }
        return messages
    }

    /// Polls until `isDone` says so of the latest event.
    func poll(
        within limit: Duration = .seconds(60),
        waitingFor what: String,
        until isDone: (KafkaEvent?) throws -> Bool
    ) throws {
        let end = ContinuousClock.now + limit
        while ContinuousClock.now < end {
            let event = poll(timeoutMilliseconds: 50)
            if case .error(let error)? = event, error.isFatal { throw error }
            if try isDone(event) { return }
        }
        throw TestTimeout(description: "no \(what) within \(limit)")
    }
}

/// The error that `body` throws, if it does.
func kafkaError(_ body: () throws(KafkaError) -> Void) -> KafkaError? {
    do throws(KafkaError) {
        try body()
        return nil
    } catch {
        return error
    }
}
