/// What a stage has done since it started.
///
/// Every consumed record ends as exactly one of the dispositions, so that `isBalanced` holds at any moment.
public struct StageCounters: Sendable, Hashable {
    /// Records taken from the broker.
    public var consumed = 0
    /// Records that gave at least one output, all of them delivered.
    public var published = 0
    /// Records in which nothing was found.
    public var unmatched = 0
    /// Records that went to the dead letters, delivered.
    public var dead = 0
    /// Records without a value.
    public var tombstones = 0
    /// Records passed over: they came a second time within one assignment, or before one that has to be read again.
    public var repeated = 0
    /// Records let go unfinished at a rebalance or stop; their next owner reads them again.
    public var released = 0
    /// Records in work.
    public var inFlight = 0

    /// Signals that a mute of the site silenced; what is read again counts again.
    public var muted = 0
    /// Articles not looked into because the site blocks their source; what is read again counts again.
    public var blocked = 0

    /// Outputs delivered: reports of the extract stage, alerts of the correlate stage.
    public var outputs = 0
    /// Events written: how often the state of one was.
    public var stored = 0
    /// Events known now.
    public var events = 0
    /// Partitions whose events are still being restored; none of their reports is taken before.
    public var restoring = 0
    /// Dead letters by reason.
    public var deadReasons: [String: Int] = [:]
    /// Dead letters that had to be cut to fit.
    public var truncated = 0
    /// Outputs that had to be sent again.
    public var resent = 0
    /// Bytes of the records consumed.
    public var consumedBytes = 0
    /// Commits that the broker took.
    public var commits = 0
    /// Commits that failed and were tried again.
    public var commitFailures = 0
    /// Time that ending transactions took, all in all.
    public var commitTime = Duration.zero
    /// Transactions that were undone.
    public var aborts = 0
    /// Times that the broker clients were made anew.
    public var restarts = 0
    /// Times that the records did not add up; anything but 0 is a fault of the program.
    public var imbalances = 0
    /// Times that partitions were paused because too much was in work.
    public var pauses = 0
    /// Assignments received.
    public var assignments = 0
    /// Partitions assigned now.
    public var partitions = 0
    /// Messages of the assigned partitions that are not committed yet, as far as is known.
    public var lag = 0
    /// Partitions that have something to read and make no progress.
    public var stuck = 0
    /// Errors the broker client reported.
    public var brokerErrors = 0
    /// Turns of the loop: it stands still when the loop does.
    public var turns = 0

    /// Nothing done yet.
    public init() {}

    /// Whether every consumed record is accounted for, once.
    public var isBalanced: Bool {
        consumed == published + unmatched + dead + tombstones + repeated + released + inFlight
    }

    /// Whether partitions are assigned and all that is to be known about them is.
    public var isReady: Bool { partitions > 0 && restoring == 0 }

    /// How long ending a transaction took, on the average.
    var meanCommitMilliseconds: Int {
        commits == 0 ? 0 : (commitTime / commits).milliseconds
    }

    /// The records that have reached their end.
    public var finished: Int {
        published + unmatched + dead + tombstones
    }
}
