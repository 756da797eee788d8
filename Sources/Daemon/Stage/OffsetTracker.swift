/// Which records are in work, and up to where each partition may be committed.
///
/// Records of a partition are finished in any order; what may be committed is the end of the run of finished records
/// at its start. A record that is not finished therefore holds back everything after it, and none is ever lost.
/// A pure state machine: no clock, no broker, no lock.
struct OffsetTracker<Partition: Hashable & Sendable>: Sendable {
    /// What becomes of a record that arrives.
    enum Admission: Sendable, Hashable {
        /// It is new and in work from now on.
        case taken
        /// It has been seen since the partition was assigned.
        case repeated
        /// It stands behind one that has to be read again first.
        case premature
        /// Its partition is not ours.
        case unassigned
    }

    private struct Entry {
        var offset: Int64
        var isFinished: Bool
    }

    private struct Progress {
        /// The records taken and not yet committable, in order of their offsets; those before `head` are done with.
        var entries: [Entry] = []
        var head = 0
        /// The lowest offset that would be new.
        var nextNew = Int64.min
        /// The next record stands here at the latest, because it was read here before; nil where nothing is known.
        var latestNext: Int64?
        /// One past the last record of the finished run, where it has moved since the last commit.
        var committable: Int64?

        /// The entry of `offset`, by binary search.
        func index(of offset: Int64) -> Int? {
            var (low, high) = (head, entries.count)
            while low < high {
                let middle = (low + high) / 2
                if entries[middle].offset < offset { low = middle + 1 } else { high = middle }
            }
            return low < entries.count && entries[low].offset == offset ? low : nil
        }

        mutating func advance() {
            while head < entries.count, entries[head].isFinished {
                committable = entries[head].offset + 1
                head += 1
            }
            if head == entries.count {
                entries.removeAll(keepingCapacity: true)
                head = 0
            } else if head > 4096 {
                entries.removeFirst(head)
                head = 0
            }
        }
    }

    private var partitions: [Partition: Progress] = [:]
    /// How many records are taken and not finished.
    private(set) var inFlight = 0

    /// The partitions that are ours.
    var assigned: Set<Partition> { Set(partitions.keys) }

    /// Takes over `partition` with a clean slate; what stands before `offset` is none of ours.
    ///
    /// Where a record is known to be read again, at `latest`, none behind it is taken before: a client that goes back
    /// may still hand out what it had fetched, and everything before that would be lost.
    mutating func assign(_ partition: Partition, from offset: Int64? = nil, latest: Int64? = nil) {
        _ = revoke(partition)
        partitions[partition] = Progress(nextNew: offset ?? Int64.min, latestNext: latest)
    }

    /// Lets go of `partition` and returns how many of its records were unfinished.
    @discardableResult
    mutating func revoke(_ partition: Partition) -> Int {
        guard let progress = partitions.removeValue(forKey: partition) else { return 0 }
        let unfinished = progress.entries[progress.head...].count { !$0.isFinished }
        inFlight -= unfinished
        return unfinished
    }

    /// Takes the record at `offset` into work, unless it is not new or not ours.
    mutating func begin(_ offset: Int64, in partition: Partition) -> Admission {
        guard let nextNew = partitions[partition]?.nextNew else { return .unassigned }
        guard offset >= nextNew else { return .repeated }
        guard offset <= partitions[partition]?.latestNext ?? Int64.max else { return .premature }
        partitions[partition]?.latestNext = nil
        partitions[partition]?.nextNew = offset + 1
        partitions[partition]?.entries.append(Entry(offset: offset, isFinished: false))
        inFlight += 1
        return .taken
    }

    /// One past the last record taken of `partition`; nil where none was.
    func taken(in partition: Partition) -> Int64? {
        guard let next = partitions[partition]?.nextNew, next > Int64.min else { return nil }
        return next
    }

    /// Marks the record at `offset` finished; false where it is not in work (any more).
    @discardableResult
    mutating func finish(_ offset: Int64, in partition: Partition) -> Bool {
        guard let index = partitions[partition]?.index(of: offset),
            partitions[partition]?.entries[index].isFinished == false
        else { return false }
        partitions[partition]?.entries[index].isFinished = true
        partitions[partition]?.advance()
        inFlight -= 1
        return true
    }

    /// The positions that have moved since they were last taken: the offset to read next, by partition.
    func committable() -> [Partition: Int64] {
        partitions.compactMapValues(\.committable)
    }

    /// Notes that `positions` are committed; a position that has moved on meanwhile stays due.
    mutating func committed(_ positions: [Partition: Int64]) {
        for (partition, position) in positions where partitions[partition]?.committable == position {
            partitions[partition]?.committable = nil
        }
    }
}
