/// Watches over each partition by itself, for one that has something to read and does not move.
///
/// A client that looks healthy can be stuck on one partition for days. What counts as progress is what is committed; a
/// partition that is read to its end is at rest and never stuck. Pure: time comes from outside.
struct ProgressWatch<Partition: Hashable & Sendable>: Sendable {
    private struct Progress {
        /// The offset up to which all is done; nil until something is known.
        var position: Int64?
        /// The offset after the last message there is; nil while it is unknown.
        var end: Int64?
        /// Read to `end` once everything before `taken` is done: markers of transactions stand between the two.
        var rest: (end: Int64, taken: Int64)?
        var movedAt: ContinuousClock.Instant
        var isReported = false

        /// What is left to read; nil while it is unknown.
        var lag: Int64? {
            guard let position, let end else { return nil }
            return max(0, end - position)
        }

        mutating func move(to offset: Int64, _ now: ContinuousClock.Instant) {
            var offset = offset
            if let rest, offset >= rest.taken { offset = max(offset, rest.end) }
            guard offset > position ?? Int64.min else { return }
            position = offset
            movedAt = now
            isReported = false
        }
    }

    /// How long a partition may stand still.
    let patience: Duration
    private var partitions: [Partition: Progress] = [:]

    init(patience: Duration) {
        self.patience = patience
    }

    /// `partition` is ours from now on.
    mutating func assign(_ partition: Partition, _ now: ContinuousClock.Instant) {
        partitions[partition] = Progress(movedAt: now)
    }

    /// `partition` is ours no more.
    mutating func revoke(_ partition: Partition) {
        partitions[partition] = nil
    }

    /// Everything before `offset` is done.
    mutating func moved(_ partition: Partition, to offset: Int64, _ now: ContinuousClock.Instant) {
        partitions[partition]?.move(to: offset, now)
    }

    /// `partition` was read to its end; `taken` is one past the last message that came, nil where none did.
    mutating func reachedEnd(_ partition: Partition, at end: Int64, taken: Int64?, _ now: ContinuousClock.Instant) {
        partitions[partition]?.rest = (end, taken ?? end)
        let known = partitions[partition]?.end ?? end
        partitions[partition]?.end = max(end, known)
        guard let taken else {
            partitions[partition]?.move(to: end, now)
            return
        }
        guard let position = partitions[partition]?.position, position >= taken else { return }
        partitions[partition]?.move(to: position, now)
    }

    /// The partition ends at `end`, as far as is known; one that grows while it is read to its end begins to count now.
    mutating func ends(_ partition: Partition, at end: Int64?, _ now: ContinuousClock.Instant) {
        guard let end else { return }
        let wasAtRest = partitions[partition]?.lag == 0
        partitions[partition]?.end = end
        if wasAtRest, partitions[partition]?.lag != 0 { partitions[partition]?.movedAt = now }
    }

    /// What is left to read in all partitions of which that is known.
    var lag: Int64 {
        partitions.values.reduce(0) { $0 + ($1.lag ?? 0) }
    }

    /// The partitions that have stood still for longer than patience allows; `isNew` tells the first time of each.
    mutating func stuck(_ now: ContinuousClock.Instant) -> [(partition: Partition, since: Duration, isNew: Bool)] {
        var found: [(partition: Partition, since: Duration, isNew: Bool)] = []
        for (partition, progress) in partitions where progress.lag != 0 && now - progress.movedAt >= patience {
            found.append((partition, now - progress.movedAt, !progress.isReported))
            partitions[partition]?.isReported = true
        }
        return found
    }
}
