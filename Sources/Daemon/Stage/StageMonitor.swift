import Synchronization

/// What the outside sees of a running stage, and the one thing it may ask of it: to stop.
public final class StageMonitor: Sendable {
    private struct State {
        var counters = StageCounters()
        var isRunning = false
        var isStopRequested = false
        var wake: (@Sendable () -> Void)?
        var whenRunning: (@Sendable () -> Void)?
        var hasEnded = false
        var waiters: [Waiter] = []
    }

    private struct Waiter {
        var condition: @Sendable (StageCounters) -> Bool
        var continuation: CheckedContinuation<Bool, Never>
    }

    private let state = Mutex(State())
    /// The name of the stage.
    public let name: String
    private let silence: SilenceCounter?

    /// A monitor of a stage that does not run yet.
    public init(name: String, silence: SilenceCounter? = nil) {
        self.name = name
        self.silence = silence
    }

    /// The counters as of the last turn of the loop, with what the site has silenced by now.
    public var counters: StageCounters {
        var counters = state.withLock { $0.counters }
        counters.muted = silence?.muted ?? 0
        counters.blocked = silence?.blocked ?? 0
        return counters
    }

    /// Whether the loop has begun.
    public var isRunning: Bool {
        state.withLock { $0.isRunning }
    }

    /// Waits until the counters meet `condition`; false where the stage ends before they do.
    ///
    /// The condition is asked on the stage's own thread after every turn, so it must be quick.
    public func wait(until condition: @escaping @Sendable (StageCounters) -> Bool) async -> Bool {
        await withCheckedContinuation { continuation in
            let answer: Bool? = state.withLock { state in
                if condition(state.counters) { return true }
                if state.hasEnded { return false }
                state.waiters.append(Waiter(condition: condition, continuation: continuation))
                return nil
            }
            if let answer { continuation.resume(returning: answer) }
        }
    }

    /// Asks the loop to finish what is in work and end.
    public func requestStop() {
        let wake = state.withLock { state in
            state.isStopRequested = true
            return state.wake
        }
        wake?()
    }

    /// Calls `action` once the loop has begun; at once where it has.
    func whenRunning(_ action: @escaping @Sendable () -> Void) {
        let isRunning = state.withLock { state in
            if !state.isRunning { state.whenRunning = action }
            return state.isRunning
        }
        if isRunning { action() }
    }

    var isStopRequested: Bool {
        state.withLock { $0.isStopRequested }
    }

    func began(wake: @escaping @Sendable () -> Void) {
        let action = state.withLock { state in
            state.isRunning = true
            state.wake = wake
            defer { state.whenRunning = nil }
            return state.whenRunning
        }
        action?()
    }

    func update(_ counters: StageCounters) {
        let met = state.withLock { state in
            state.counters = counters
            let met = state.waiters.filter { $0.condition(counters) }
            if !met.isEmpty { state.waiters.removeAll { $0.condition(counters) } }
            return met
        }
        for waiter in met { waiter.continuation.resume(returning: true) }
    }

    /// The stage starts anew with fresh clients, and counts on.
    func restarted() {
        state.withLock { $0.counters.restarts += 1 }
    }

    func ended() {
        let left = state.withLock { state in
            state.hasEnded = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in left { waiter.continuation.resume(returning: false) }
    }
}
