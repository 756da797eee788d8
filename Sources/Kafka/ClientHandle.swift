import CRdKafka
import Dispatch
import Synchronization

/// Owns one `rd_kafka_t` with the topic handles and callbacks that have to go before and after it.
///
/// Every call that uses the client holds a reference for its duration, so that the client is destroyed by whoever lets
/// go last and never under a call.
final class ClientHandle: Sendable {
    var pointer: OpaquePointer { client.raw }
    private let client: SharedPointer
    private let callbacks: SharedPointer
    private let topics = Mutex<[String: SharedPointer]>([:])

    init(_ configuration: KafkaConfiguration, role: KafkaConfiguration.Role, callbacks: ClientCallbacks) throws {
        let settings = try ClientSettings(configuration, role: role)
        let retained = Unmanaged.passRetained(callbacks)
        settings.install(retained, role: role)
        do {
            client = SharedPointer(
                raw: try settings.makeClient(role == .consumer ? RD_KAFKA_CONSUMER : RD_KAFKA_PRODUCER)
            )
        } catch {
            retained.release()
            throw error
        }
        self.callbacks = SharedPointer(raw: OpaquePointer(retained.toOpaque()))
    }

    /// The handle of a topic, which lives as long as the client.
    func topic(_ name: String) throws(KafkaError) -> OpaquePointer {
        let (handle, code) = topics.withLock { topics -> (SharedPointer?, rd_kafka_resp_err_t) in
            if let known = topics[name] { return (known, RD_KAFKA_RESP_ERR_NO_ERROR) }
            let made = rd_kafka_topic_new(pointer, name, nil).map(SharedPointer.init)
            topics[name] = made
            return (made, made == nil ? rd_kafka_last_error() : RD_KAFKA_RESP_ERR_NO_ERROR)
        }
        guard let handle else { throw KafkaError(code, while: "topic \(name)") }
        return handle.raw
    }

    deinit {
        for topic in topics.withLock({ $0.values.map { $0 } }) {
            rd_kafka_topic_destroy(topic.raw)
        }
        // A consumer that was not closed leaves its group by the session timeout: closing here could wait for ever.
        rd_kafka_destroy_flags(pointer, RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE)
        Unmanaged<ClientCallbacks>.fromOpaque(UnsafeRawPointer(callbacks.raw)).release()
    }
}

extension ClientHandle {
    /// Lets go of `handle` on a thread of its own and waits at most until `deadline` for the client to be gone.
    ///
    /// `rd_kafka_destroy` of 2.0.2 can hang when a partition vanished while it was read (fixed in 2.6.1); the thread and
    /// what it holds are left behind then until the process ends, and false is returned.
    static func destroy(_ handle: consuming ClientHandle, deadline: DispatchTime) -> Bool {
        let last = LastReference(handle)
        let done = DispatchSemaphore(value: 0)
        do {
            try startThread(named: "kafka-destroy") {
                last.release()
                done.signal()
            }
        } catch {
            return false
        }
        return done.wait(timeout: deadline) == .success
    }
}

/// Carries a reference to the thread that is to drop it.
private final class LastReference: Sendable {
    private let handle: Mutex<ClientHandle?>

    init(_ handle: ClientHandle) {
        self.handle = Mutex(handle)
    }

    func release() {
        handle.withLock { $0 = nil }
    }
}

/// The moment `milliseconds` from now.
func deadline(after milliseconds: Int) -> DispatchTime {
    .now() + .milliseconds(max(0, milliseconds))
}

/// Milliseconds left until `deadline`, at most `limit`, as librdkafka takes them.
func remaining(until deadline: DispatchTime, atMost limit: Int = .max) -> Int32 {
    let now = DispatchTime.now()
    guard deadline > now else { return 0 }
    // Rounded up, so that a wait of under a millisecond does not become a busy loop.
    let left = (deadline.uptimeNanoseconds - now.uptimeNanoseconds + 999_999) / 1_000_000
    return Int32(clamping: min(left, UInt64(max(0, limit))))
}
