import Dispatch
import Synchronization

/// Hands values from some threads to others: put never waits, take waits.
///
/// It has no bound of its own: what is in it counts against the stage's bound on records in work, but for what was let go
/// of at a rebalance while it was here, which is passed over when it is taken.
final class Mailbox<Element: Sendable>: Sendable {
    private let content = Mutex(Fifo<Element>())
    private let available = DispatchSemaphore(value: 0)

    /// Adds `element`.
    func put(_ element: Element) {
        content.withLock { $0.append(element) }
        available.signal()
    }

    /// The next element, waiting for it; nil once the mailbox is closed and empty.
    func take() -> Element? {
        available.wait()
        return content.withLock { $0.removeFirst() }
    }

    /// Everything there is, waiting up to `timeout` for the first; used by one thread alone.
    func takeAll(timeout: Duration = .zero) -> [Element] {
        guard available.wait(timeout: .now() + .milliseconds(timeout.milliseconds)) == .success else { return [] }
        let all = content.withLock { $0.removeAll() }
        // The semaphore counts elements: the first was waited for, the others are taken off here.
        for _ in all.dropFirst() { available.wait() }
        return all
    }

    /// Lets every one of `takers` waiting threads go once the mailbox is empty.
    func close(takers: Int) {
        for _ in 0..<takers { available.signal() }
    }
}
