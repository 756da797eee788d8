import CRdKafka
import Synchronization

/// Ends a consumer's running `poll` from another thread.
///
/// A stage whose work is done elsewhere can thus poll with a long timeout and still answer at once. Waking a consumer
/// that is not polling makes its next poll return at once; waking one that is closed does nothing.
public final class KafkaWaker: Sendable {
    private let queue: Mutex<SharedPointer?>

    init(consumer: OpaquePointer) {
        queue = Mutex(rd_kafka_queue_get_consumer(consumer).map(SharedPointer.init))
    }

    /// Makes the consumer's `poll` return.
    public func wake() {
        queue.withLock { queue in
            guard let queue else { return }
            rd_kafka_queue_yield(queue.raw)
        }
    }

    /// Lets go of the queue, which must happen before the client is destroyed.
    func invalidate() {
        queue.withLock { queue in
            guard let held = queue else { return }
            rd_kafka_queue_destroy(held.raw)
            queue = nil
        }
    }
}
