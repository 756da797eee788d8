/// How long to wait before trying again: twice as long after each failure in a row, up to a limit.
struct RetryPause: Sendable {
    let first: Duration
    let limit: Duration
    /// Failures in a row.
    private(set) var failures = 0
    private(set) var until: ContinuousClock.Instant?

    init(first: Duration, limit: Duration) {
        self.first = first
        self.limit = limit
    }

    /// Whether trying is allowed at `now`.
    func isOver(at now: ContinuousClock.Instant) -> Bool {
        until.map { now >= $0 } ?? true
    }

    /// It failed at `now`; failures while still waiting are one failure.
    mutating func failed(at now: ContinuousClock.Instant) {
        guard isOver(at: now) else { return }
        until = now + min(limit, first * (1 << min(failures, 20)))
        failures += 1
    }

    /// It went well.
    mutating func succeeded() {
        failures = 0
        until = nil
    }
}

/// Lets so many through in a window and counts the others, so that a flood of one event does not drown the log.
struct RateLimit: Sendable {
    let count: Int
    let window: Duration
    private var start: ContinuousClock.Instant?
    private var passed = 0
    private var suppressed = 0

    init(count: Int, window: Duration) {
        self.count = count
        self.window = window
    }

    /// How many were held back since the last that passed; nil where this one is held back too.
    mutating func admit(at now: ContinuousClock.Instant) -> Int? {
        if start.map({ now - $0 >= window }) ?? true {
            start = now
            passed = 0
        }
        guard passed < count else {
            suppressed += 1
            return nil
        }
        passed += 1
        defer { suppressed = 0 }
        return suppressed
    }
}
