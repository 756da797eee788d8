/// Records waiting to be sent, in order; taking from the front costs the same however long it is.
struct Outbox {
    private var entries: [StageLoop.Outgoing] = []
    private var head = 0

    /// Whether nothing waits.
    var isEmpty: Bool { head == entries.count }

    /// How many wait.
    var count: Int { entries.count - head }

    /// The next to be sent.
    var first: StageLoop.Outgoing? { isEmpty ? nil : entries[head] }

    mutating func append(_ entry: StageLoop.Outgoing) {
        entries.append(entry)
    }

    mutating func removeFirst() {
        head += 1
        if isEmpty {
            entries.removeAll(keepingCapacity: true)
            head = 0
        } else if head > 1024 {
            entries.removeFirst(head)
            head = 0
        }
    }

    /// Drops every entry that `isDropped` picks.
    mutating func removeAll(where isDropped: (StageLoop.Outgoing) -> Bool) {
        entries = entries[head...].filter { !isDropped($0) }
        head = 0
    }
}
