import CRdKafka
import Dispatch
import Synchronization

/// Sends messages, each once and in order (idempotent), and tells what became of every one.
///
/// It may be used from several threads. `send` never waits; `poll`, `flush`, `warm`, `close` and the transaction calls
/// do, and belong on a thread of their own (`runOnThread`). Delivery reports and errors are handed out by whoever is in
/// `poll` or `flush`, so one of them has to be called all the time.
public final class KafkaProducer: Sendable {
    private let state: Mutex<State>

    private struct State {
        var handle: ClientHandle?
        var isInTransaction = false
    }

    /// Makes a producer; it connects in the background.
    ///
    /// `onDelivery` gets exactly one report for each message accepted by `send`, unless the producer is closed first.
    /// `onError` gets what is not about one message; unless it is fatal, librdkafka carries on by itself.
    /// - Throws: `KafkaConfigurationError`.
    public init(
        _ configuration: KafkaConfiguration,
        onError: @escaping @Sendable (KafkaError) -> Void = { _ in },
        onDelivery: @escaping @Sendable (KafkaDelivery) -> Void
    ) throws {
        let callbacks = ClientCallbacks(configuration, onError: onError, onDelivery: onDelivery)
        state = Mutex(State(handle: try ClientHandle(configuration, role: .producer, callbacks: callbacks)))
    }

    /// Queues a message; `token` comes back with its delivery report.
    ///
    /// - Throws: `_QUEUE_FULL` (retriable) when the queue is full: serve `poll` and send again.
    ///   `MSG_SIZE_TOO_LARGE` for one above `message.max.bytes`.
    public func send(_ record: KafkaRecord, token: UInt64 = 0) throws(KafkaError) {
        let handle = try client(for: "send to \(record.topic)")
        try Outgoing(record: record, token: token).send(by: handle)
    }

    /// Queues a message, serving `poll` while the queue is full, for at most `timeoutMilliseconds`.
    public func send(_ record: KafkaRecord, token: UInt64 = 0, timeoutMilliseconds: Int) throws(KafkaError) {
        let end = deadline(after: timeoutMilliseconds)
        while true {
            do {
                return try send(record, token: token)
            } catch {
                let wait = remaining(until: end, atMost: 50)
                guard error.code == .queueFull, wait > 0 else { throw error }
                poll(timeoutMilliseconds: Int(wait))
            }
        }
    }

    /// Waits at most `timeoutMilliseconds` for delivery reports and hands them out; the number of events served.
    @discardableResult
    public func poll(timeoutMilliseconds: Int) -> Int {
        guard let handle = try? client(for: "poll") else { return 0 }
        return Int(rd_kafka_poll(handle.pointer, Int32(clamping: max(0, timeoutMilliseconds))))
    }

    /// Messages queued or on their way, and reports not yet handed out.
    public var outstanding: Int {
        guard let handle = try? client(for: "outstanding") else { return 0 }
        return Int(rd_kafka_outq_len(handle.pointer))
    }

    /// The error after which the producer can do nothing more, if there was one.
    public var fatalError: KafkaError? {
        guard let handle = try? client(for: "produce") else { return .closed(while: "produce") }
        return .fatal(of: handle.pointer, while: "produce")
    }

    /// Waits until every message has been reported.
    ///
    /// - Throws: `_TIMED_OUT` with messages still outstanding; they stay queued.
    public func flush(timeoutMilliseconds: Int) throws(KafkaError) {
        let handle = try client(for: "flush")
        let code = rd_kafka_flush(handle.pointer, Int32(clamping: timeoutMilliseconds))
        try check(code, while: "flush \(outstanding) messages within \(timeoutMilliseconds) ms")
    }

    /// Learns a topic beforehand, and creates it where the broker does that; its number of partitions.
    ///
    /// The first message to a topic that was not warmed waits for a second (librdkafka 2.0.2). Delivery reports are
    /// handed out while it waits.
    /// - Throws: what the broker says about a topic that cannot be used, after `timeoutMilliseconds`.
    @discardableResult
    public func warm(topic: String, timeoutMilliseconds: Int = 10_000) throws(KafkaError) -> Int {
        let end = deadline(after: timeoutMilliseconds)
        let handle = try client(for: "warm topic \(topic)")
        let pointer = try handle.topic(topic)
        while true {
            do {
                let metadata = try KafkaMetadata(of: handle, topic: pointer, timeout: remaining(until: end))
                return try metadata.partitionCount(of: topic)
            } catch {
                // A topic being created is unknown for a moment, then without a leader.
                let mayPass = error.isRetriable || error.code == .unknownTopicOrPartition
                guard mayPass, remaining(until: end) > 0 else { throw error }
                poll(timeoutMilliseconds: Int(remaining(until: end, atMost: 50)))
            }
        }
    }

    /// Flushes, then destroys the client; false if either was not done in time.
    ///
    /// What could not be sent in time is dropped without a report.
    public func close(timeoutMilliseconds: Int = 10_000) -> Bool {
        let end = deadline(after: timeoutMilliseconds)
        guard outstanding == 0 || (try? flush(timeoutMilliseconds: timeoutMilliseconds)) != nil else {
            _ = destroy(deadline: deadline(after: 1_000))
            return false
        }
        return destroy(deadline: end)
    }

    private func destroy(deadline: DispatchTime) -> Bool {
        let handle = state.withLock { state in
            defer { state.handle = nil }
            return state.handle
        }
        guard let handle else { return true }
        return ClientHandle.destroy(handle, deadline: deadline)
    }

    /// The client, for the duration of one call.
    func client(for operation: @autoclosure () -> String) throws(KafkaError) -> ClientHandle {
        guard let handle = state.withLock({ $0.handle }) else { throw .closed(while: operation()) }
        return handle
    }

    /// Whether a transaction is open, as far as this side knows.
    public internal(set) var isInTransaction: Bool {
        get { state.withLock { $0.isInTransaction } }
        set { state.withLock { $0.isInTransaction = newValue } }
    }
}
