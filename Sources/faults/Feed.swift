import Foundation
import Kafka
import Synchronization
import TestSupport

/// Articles whose alerts are known, sent at a pace by a thread of its own.
final class Feed: Sendable {
    private struct State {
        var sent = 0
        var isOver = false
        var error: String?
    }

    private let state: Mutex<State>
    private let start = ContinuousClock.now
    private let rate: Int
    private let done = DispatchSemaphore(value: 0)

    /// Begins to send `rate` articles a second.
    init(_ theatre: Theatre, rate: Int) throws {
        state = Mutex(State())
        self.rate = rate
        let (configuration, topic) = (theatre.broker.configuration(), theatre.input)
        try startThread(named: "feed") { [self] in
            defer { done.signal() }
            do { try send(configuration, topic) } catch { state.withLock { $0.error = "\(error)" } }
        }
    }

    /// When an article is sent.
    func due(_ number: Int) -> ContinuousClock.Instant {
        start + .milliseconds(number * 1000 / rate)
    }

    /// Stops, waits until all are delivered and returns how many they are.
    func finish() throws -> Int {
        state.withLock { $0.isOver = true }
        done.wait()
        let last = state.withLock { $0 }
        if let error = last.error { throw FaultError("the feed failed: \(error)") }
        return last.sent
    }

    /// Sends articles of `size` bytes as fast as they go, as many as asked for; how many they were.
    ///
    /// One in a thousand has `largeSize` bytes: it must not hold up those behind it.
    static func preload(
        _ theatre: Theatre,
        count: Int = .max,
        bytes: Int = .max,
        size: Int,
        largeSize: Int? = nil
    ) throws -> Int {
        let producer = try KafkaProducer(theatre.broker.configuration()) { _ in }
        try producer.warm(topic: theatre.input)
        var (number, sent) = (0, 0)
        while number < count, sent < bytes {
            let value = Story.message(number, size: number % 1000 == 500 ? largeSize ?? size : size)
            let record = KafkaRecord(topic: theatre.input, key: Story.key(number), value: value)
            try producer.send(record, timeoutMilliseconds: 60_000)
            number += 1
            sent += value.count
        }
        try producer.flush(timeoutMilliseconds: 120_000)
        _ = producer.close()
        return number
    }

    private func send(_ configuration: KafkaConfiguration, _ topic: String) throws {
        let producer = try KafkaProducer(configuration) { [self] delivery in
            guard let error = delivery.error else { return }
            state.withLock { $0.error = "\(error)" }
        }
        try producer.warm(topic: topic)
        var number = 0
        while !state.withLock({ $0.isOver }) {
            let due = Int((ContinuousClock.now - start) / .milliseconds(1)) * rate / 1000
            while number < due {
                let value = Story.message(number, size: 0)
                let record = KafkaRecord(topic: topic, key: Story.key(number), value: value)
                try producer.send(record, timeoutMilliseconds: 30_000)
                number += 1
            }
            state.withLock { $0.sent = number }
            producer.poll(timeoutMilliseconds: 10)
        }
        try producer.flush(timeoutMilliseconds: 60_000)
        _ = producer.close()
    }
}
