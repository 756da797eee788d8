/// Values waiting their turn, in order; taking from the front costs the same however long it is.
///
/// What is taken is let go of at once: a batch of articles must not live on because others stand behind it.
struct Fifo<Element> {
    private var entries: [Element?] = []
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

    /// Takes the next in turn; nil where nothing waits.
    @discardableResult
    mutating func removeFirst() -> Element? {
        guard !isEmpty else { return nil }
        let entry = entries[head]
        entries[head] = nil
        head += 1
        if isEmpty {
            entries.removeAll(keepingCapacity: true)
            head = 0
        } else if head > 1024 {
            entries.removeFirst(head)
            head = 0
        }
        return entry
    }

    /// Takes all that wait.
    mutating func removeAll() -> [Element] {
        let all = entries[head...].compactMap { $0 }
        entries = []
        head = 0
        return all
    }

    /// Drops every entry that `isDropped` picks.
    mutating func removeAll(where isDropped: (Element) -> Bool) {
        entries = removeAll().filter { !isDropped($0) }
    }
}
