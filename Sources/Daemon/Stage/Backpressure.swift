/// Whether there is room for more records: bounded in number and in bytes.
///
/// Being full is met in two steps. For a moment the runner just takes nothing, which costs nothing; when that lasts,
/// it pauses the partitions and polls on, so that the group does not take the instance for dead. Pausing at once would
/// be wrong: librdkafka drops what it has fetched of a paused partition and fetches it again.
struct Backpressure: Sendable {
    /// What the runner is to do.
    enum Step: Sendable, Hashable {
        /// Take records.
        case take
        /// Take none for the moment.
        case hold
        /// Pause the partitions, once, and poll on.
        case pause
        /// Poll on; the partitions are paused.
        case poll
        /// Resume the partitions, once, and take records.
        case resume
    }

    /// How long to hold before pausing.
    static let patience = Duration.milliseconds(500)

    let messageLimit: Int
    let byteLimit: Int
    private(set) var messages = 0
    private(set) var bytes = 0
    private(set) var isPaused = false
    private var fullSince: ContinuousClock.Instant?

    init(messageLimit: Int, byteLimit: Int) {
        self.messageLimit = messageLimit
        self.byteLimit = byteLimit
    }

    /// A record of `size` bytes was taken.
    mutating func add(_ size: Int) {
        messages += 1
        bytes += size
    }

    /// A record of `size` bytes has left.
    mutating func remove(_ size: Int) {
        messages -= 1
        bytes -= size
    }

    /// Whether one more may be taken; its size is not known before.
    var hasRoom: Bool { messages < messageLimit && bytes < byteLimit }

    /// Partitions that come with a new assignment are not paused.
    mutating func reassigned() {
        isPaused = false
        fullSince = nil
    }

    /// The next step at `now`; resuming waits until half is free, so that it does not flutter.
    mutating func step(at now: ContinuousClock.Instant) -> Step {
        if isPaused {
            guard messages <= messageLimit / 2, bytes <= byteLimit / 2 else { return .poll }
            reassigned()
            return .resume
        }
        if hasRoom {
            fullSince = nil
            return .take
        }
        let since = fullSince ?? now
        fullSince = since
        guard now - since >= Backpressure.patience else { return .hold }
        isPaused = true
        return .pause
    }
}
