import Kafka
import Synchronization

/// A record on its way to a worker.
struct WorkItem: Sendable {
    var ticket: UInt64
    var message: KafkaMessage
}

/// A worker's answer.
struct WorkResult: Sendable {
    var ticket: UInt64
    var disposition: Disposition
}

/// The loop's ends of the pool, free of what is transformed.
struct WorkerEnds: Sendable {
    let items: Mailbox<[WorkItem]>
    let results: Mailbox<[WorkResult]>
    let waker: Mutexed<KafkaWaker?>
}

/// A value behind a lock, for closures that share it.
final class Mutexed<Value: Sendable>: Sendable {
    private let mutex: Mutex<Value>

    init(_ value: Value) {
        mutex = Mutex(value)
    }

    var value: Value {
        get { mutex.withLock { $0 } }
        set { mutex.withLock { $0 = newValue } }
    }

    func withLock<Result: Sendable>(_ body: (inout sending Value) -> sending Result) -> Result {
        mutex.withLock(body)
    }
}

/// Worker threads that take batches of records and hand back what becomes of them.
struct WorkerPool<Work: Transform>: Sendable {
    let work: Work
    let count: Int
    let ends = WorkerEnds(items: Mailbox(), results: Mailbox(), waker: Mutexed(nil))

    /// Works until the pool is closed; called on each worker's own thread.
    func runWorker() {
        while let items = ends.items.take() {
            ends.results.put(
                items.map { WorkResult(ticket: $0.ticket, disposition: work.transform($0.message)) }
            )
            ends.waker.value?.wake()
        }
    }

    /// Lets the workers end once there is nothing left.
    func close() {
        ends.items.close(takers: count)
    }
}
