/// Values waiting their turn, in order; taking from the front costs the same however long it is.
struct Fifo<Element> {
    private var entries: [Element] = []
    private var head = 0

    /// Whether nothing waits.
    var isEmpty: Bool { head == entries.count }

    /// How many wait.
    var count: Int { entries.count - head }

    /// The next in turn; setting it replaces it, and does nothing where nothing waits.
    var first: Element? {
        get { isEmpty ? nil : entries[head] }
        set {
            guard let newValue, !isEmpty else { return }
            entries[head] = newValue
        }
    }

    mutating func append(_ entry: Element) {
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
    mutating func removeAll(where isDropped: (Element) -> Bool) {
        entries = entries[head...].filter { !isDropped($0) }
        head = 0
    }
}
