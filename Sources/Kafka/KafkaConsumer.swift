import CRdKafka
import Dispatch
import Glibc

/// Reads messages, as a member of a group or of partitions assigned by hand.
///
/// A consumer belongs to one thread, which makes it, polls it and closes it (`runOnThread`); it is not `Sendable`, so
/// that the compiler sees to that. Poll often, paused or not: a consumer that is not polled for `max.poll.interval.ms`
/// (5 minutes) loses its partitions. Nothing is committed but by `commit`.
///
/// The rebalance hooks are called on that thread from inside `poll` and `close`. Whatever they do, every rebalance is
/// answered; they may call every method here but `poll` and `close`.
public final class KafkaConsumer {
    /// Called when partitions have been assigned, with the new ones, before their first message.
    public var onAssign: (([KafkaPartition]) -> Void)?
    /// Called when partitions are about to be taken away, with those that go.
    ///
    /// Their work has to be finished and committed, or dropped, before it returns. When `lost` is true they already
    /// belong to another member: commits would be refused, the work has to be dropped.
    public var onRevoke: ((_ partitions: [KafkaPartition], _ lost: Bool) -> Void)?
    /// Asked where to begin in newly assigned partitions; those it leaves out begin at the committed offset.
    public var startOffsets: (([KafkaPartition]) -> [KafkaOffset])?
    /// Ends a running `poll` from another thread.
    public let waker: KafkaWaker
    /// The partitions paused by `pause` and still ours.
    public internal(set) var paused: Set<KafkaPartition> = []
    var hasBeenAssigned = false

    private var handle: ClientHandle?
    private let backlog: EventBacklog
    private var lastTopic = ""
    private var hasSubscribed = false
    private let isCooperative: Bool

    /// Makes a consumer; it connects in the background and does nothing until `subscribe` or `assign`.
    ///
    /// - Throws: `KafkaConfigurationError`.
    public init(_ configuration: KafkaConfiguration) throws {
        let backlog = EventBacklog()
        let relay = RebalanceRelay()
        let handle = try ClientHandle(
            configuration,
            role: .consumer,
            callbacks: ClientCallbacks(
                configuration,
                onError: { backlog.append($0) },
                onRebalance: { relay.consumer?.answerRebalance($1, $2, client: $0) }
            )
        )
        rd_kafka_poll_set_consumer(handle.pointer)
        isCooperative =
            configuration.properties["partition.assignment.strategy"]?.contains("cooperative") ?? false
        waker = KafkaWaker(consumer: handle.pointer)
        self.handle = handle
        self.backlog = backlog
        relay.consumer = self
    }

    deinit {
        waker.invalidate()
    }

    /// Joins the group and asks for the partitions of `topics`, in place of what was asked for before.
    public func subscribe(to topics: [String]) throws(KafkaError) {
        let operation = "subscribe to \(topics.joined(separator: ", "))"
        let list = PartitionList(topics.map { KafkaPartition(topic: $0, partition: -1) })
        try check(rd_kafka_subscribe(client(for: operation).pointer, list.pointer), while: operation)
        hasSubscribed = true
    }

    /// Waits for one event, at most `timeoutMilliseconds`, or until woken.
    ///
    /// Rebalance hooks and the group's own timers are served from here.
    public func poll(timeoutMilliseconds: Int) -> KafkaEvent? {
        if let error = backlog.next() { return .error(error) }
        guard let handle else { return .error(.closed(while: "poll")) }
        guard let message = rd_kafka_consumer_poll(handle.pointer, Int32(clamping: max(0, timeoutMilliseconds))) else {
            return backlog.next().map { .error($0) }
        }
        defer { rd_kafka_message_destroy(message) }
        return event(from: message, client: handle.pointer)
    }

    /// Leaves the group, with a last `onRevoke`, and destroys the client.
    ///
    /// - Returns: False if that was not done in time. The client is left behind then, because librdkafka 2.0.2 can hang
    ///   in both steps; a commit that got no answer is one cause, because leaving waits for it. Until it has left, or
    ///   `max.poll.interval.ms` is over, it may go on holding its partitions, which nobody else reads meanwhile.
    public func close(timeoutMilliseconds: Int = 10_000) -> Bool {
        guard let handle else { return true }
        let end = deadline(after: timeoutMilliseconds)
        guard waitForFirstAssignment(deadline: end), leaveGroup(handle.pointer, deadline: end) else {
            // A reference that nobody drops: the destructor would wait where closing already hung.
            _ = Unmanaged.passRetained(handle)
            forget()
            return false
        }
        forget()
        return ClientHandle.destroy(handle, deadline: end)
    }

    /// Polls until a cooperative consumer that has subscribed was assigned something for the first time.
    ///
    /// Destroyed before that, librdkafka 2.0.2 fails an assertion and aborts the process (fixed in 2.3.0). What is read
    /// meanwhile is not committed, so the next owner reads it again.
    private func waitForFirstAssignment(deadline: DispatchTime) -> Bool {
        while isCooperative, hasSubscribed, !hasBeenAssigned {
            let wait = remaining(until: deadline, atMost: 20)
            guard wait > 0 else { return false }
            _ = poll(timeoutMilliseconds: Int(wait))
        }
        return true
    }

    private func forget() {
        waker.invalidate()
        handle = nil
        paused = []
        (onAssign, onRevoke, startOffsets) = (nil, nil, nil)
    }

    /// The client, for the calls in the extensions.
    func client(for operation: @autoclosure () -> String) throws(KafkaError) -> ClientHandle {
        guard let handle else { throw .closed(while: operation()) }
        return handle
    }

    /// Keeps an error for the next poll.
    func report(_ error: KafkaError) {
        backlog.append(error)
    }

    private func event(from message: UnsafeMutablePointer<rd_kafka_message_t>, client: OpaquePointer) -> KafkaEvent {
        let raw = message.pointee
        let topic = topicName(raw.rkt)
        switch raw.err {
        case RD_KAFKA_RESP_ERR_NO_ERROR:
            return .message(KafkaMessage(copying: message, topic: topic))
        case RD_KAFKA_RESP_ERR__PARTITION_EOF:
            return .partitionEnd(KafkaOffset(KafkaPartition(topic: topic, partition: raw.partition), raw.offset))
        default:
            let operation = topic.isEmpty ? "consume" : "consume \(topic)[\(raw.partition)]"
            let fatal = raw.err == RD_KAFKA_RESP_ERR__FATAL ? KafkaError.fatal(of: client, while: operation) : nil
            let reason = rd_kafka_message_errstr(message).map { String(cString: $0) }
            return .error(fatal ?? KafkaError(raw.err, reason: reason, while: operation))
        }
    }

    /// The name of a topic, without making a new string for every message of the same one.
    private func topicName(_ topic: OpaquePointer?) -> String {
        guard let topic, let name = rd_kafka_topic_name(topic) else { return "" }
        if strcmp(name, lastTopic) != 0 { lastTopic = String(cString: name) }
        return lastTopic
    }
}

/// Errors that arrived by callback, until the next polls hand them out; when they come faster, the oldest go.
final class EventBacklog {
    private static let limit = 32
    private var errors: [KafkaError] = []

    func append(_ error: KafkaError) {
        if errors.count == Self.limit { errors.removeFirst() }
        errors.append(error)
    }

    func next() -> KafkaError? {
        errors.isEmpty ? nil : errors.removeFirst()
    }
}

/// Lets the C callbacks reach a consumer that they must not keep alive.
final class RebalanceRelay {
    weak var consumer: KafkaConsumer?
}
