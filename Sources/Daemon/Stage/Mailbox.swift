import Dispatch
import Synchronization

/// Hands values from some threads to others: put never waits, take waits.
///
/// It has no bound of its own: what is in it counts against the stage's bound on records in work.
final class Mailbox<Element: Sendable>: Sendable {
    private struct Content {
        var elements: [Element] = []
        var head = 0
        var isClosed = false
    }

    private let content = Mutex(Content())
    private let available = DispatchSemaphore(value: 0)

    /// Adds `element`.
    func put(_ element: Element) {
        content.withLock { $0.elements.append(element) }
        available.signal()
    }

    /// The next element, waiting for it; nil once the mailbox is closed and empty.
    func take() -> Element? {
        available.wait()
        return content.withLock { content in
            guard content.head < content.elements.count else { return nil }
            let element = content.elements[content.head]
            content.head += 1
            if content.head == content.elements.count {
                content.elements.removeAll(keepingCapacity: true)
                content.head = 0
            } else if content.head > 1024 {
                content.elements.removeFirst(content.head)
                content.head = 0
            }
            return element
        }
    }

    /// Everything there is, waiting up to `timeout` for the first; used by one thread alone.
    func takeAll(timeout: Duration = .zero) -> [Element] {
        guard available.wait(timeout: .now() + .milliseconds(timeout.milliseconds)) == .success else { return [] }
        let all = content.withLock { content in
            let all = content.elements[content.head...]
            content.elements = []
            content.head = 0
            return Array(all)
        }
        // The semaphore counts elements: the first was waited for, the others are taken off here.
        for _ in all.dropFirst() { available.wait() }
        return all
    }

    /// Lets every one of `takers` waiting threads go once the mailbox is empty.
    func close(takers: Int) {
        content.withLock { $0.isClosed = true }
        for _ in 0..<takers { available.signal() }
    }
}
