import Dispatch
import Synchronization

/// Work on all cores whose results come out in the order it was handed in.
///
/// At most `depth` pieces are under way or wait for an earlier one, so memory is bounded however slow one of them is.
final class OrderedWork<Result: Sendable>: Sendable {
    private struct State {
        var submitted = 0
        var delivered = 0
        var waiting: [Int: Result] = [:]
    }

    private let queue = DispatchQueue(label: "tocsin.work", attributes: .concurrent)
    private let slots: DispatchSemaphore
    private let group = DispatchGroup()
    private let state = Mutex(State())
    private let deliver: @Sendable (Result) -> Void

    /// Work whose results go to `deliver`, one at a time and in order.
    init(depth: Int, deliver: @escaping @Sendable (Result) -> Void) {
        slots = DispatchSemaphore(value: depth)
        self.deliver = deliver
    }

    /// Hands in a piece; waits while too many are under way.
    func submit(_ work: @escaping @Sendable () -> Result) {
        slots.wait()
        let ticket = state.withLock { state in
            state.submitted += 1
            return state.submitted - 1
        }
        queue.async(group: group) { self.finish(ticket, work()) }
    }

    /// Waits until every result is delivered.
    func wait() {
        group.wait()
    }

    private func finish(_ ticket: Int, _ result: Result) {
        // Delivery under the lock keeps the order; who waits for it could not deliver before anyway.
        state.withLock { state in
            state.waiting[ticket] = result
            while let next = state.waiting.removeValue(forKey: state.delivered) {
                state.delivered += 1
                deliver(next)
                slots.signal()
            }
        }
    }
}
