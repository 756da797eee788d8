/// Events by the time at which something is to be done about them: a binary heap, the earliest on top.
///
/// An entry is a hint. What is true is in the event itself; whoever pops an entry looks there and puts it back where it
/// came too early.
struct DueQueue: Sendable {
    struct Entry: Sendable {
        var time: Int64
        var event: UInt64
    }

    private var heap: [Entry] = []

    var count: Int { heap.count }
    var first: Entry? { heap.first }

    mutating func push(_ entry: Entry) {
        heap.append(entry)
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[child].time < heap[parent].time else { return }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    mutating func popFirst() -> Entry? {
        guard let top = heap.first, let last = heap.popLast() else { return nil }
        guard !heap.isEmpty else { return top }
        heap[0] = last
        var parent = 0
        while true {
            var smallest = parent
            var child = 2 * parent + 1
            while child < min(2 * parent + 3, heap.count) {
                if heap[child].time < heap[smallest].time { smallest = child }
                child += 1
            }
            guard smallest != parent else { return top }
            heap.swapAt(parent, smallest)
            parent = smallest
        }
    }

    mutating func removeAll() {
        heap.removeAll()
    }
}
