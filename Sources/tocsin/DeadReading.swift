import Daemon
import Kafka

/// Reads the dead letters that are meant.
struct DeadReading: Sendable {
    let reader: TopicReader
    let filter: DeadMessageFilter

    /// Hands the letters to `take`, in the order of each partition; those buried meanwhile are not read.
    ///
    /// It blocks, so it runs on a thread of its own.
    /// - Throws: what `TopicReader.read` and `take` throw.
    func read(_ take: (DeadMessage) throws -> Void) throws {
        guard filter.places.isEmpty else { return try readPlaces(take) }
        let start = filter.since.map(TopicReader.Start.time) ?? .beginning
        try reader.read(from: start, leavesOutNew: true) { message in
            guard let message else { return false }
            let dead = DeadMessage(message)
            if filter.matches(dead) { try take(dead) }
            return true
        }
    }

    /// Looks at each place by itself: the topic may hold millions.
    private func readPlaces(_ take: (DeadMessage) throws -> Void) throws {
        for (partition, offset) in filter.places.compactMap(DeadReading.place).sorted(by: <) {
            try reader.read(from: .place(partition: partition, offset: offset), leavesOutNew: true) { message in
                // Where nothing is there any more, what comes first stands elsewhere.
                guard let message, message.offset == offset else { return false }
                let dead = DeadMessage(message)
                if filter.matches(dead) { try take(dead) }
                return false
            }
        }
    }

    /// The partition and offset of a place as in "0:17"; nil for anything else.
    static func place(_ text: String) -> (partition: Int32, offset: Int64)? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let partition = Int32(parts[0]), let offset = Int64(parts[1]),
            partition >= 0, offset >= 0
        else { return nil }
        return (partition, offset)
    }
}
