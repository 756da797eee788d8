/// The events of one scope and party, by day, and those of a day in the order in which they were first seen.
///
/// They stand in blocks of one day each: what is put in or taken out moves the rest of a block, not all that is known.
struct DayList: Sendable {
    struct Entry: Sendable, Comparable {
        var seen: Int64
        var event: UInt64
        /// Whether a text tells the day; else it is that of publication, or there is none.
        var isTold: Bool

        static func < (lhs: Entry, rhs: Entry) -> Bool { (lhs.seen, lhs.event) < (rhs.seen, rhs.event) }
    }

    /// Entries of one day in ascending order, one at least.
    struct Block: Sendable {
        var day: Int32
        var entries: [Entry]

        /// Whether the block begins after that place.
        fileprivate func isAfter(_ entry: Entry, on day: Int32) -> Bool {
            self.day == day ? entry < entries[0] : self.day > day
        }
    }

    /// How many entries a block has at most.
    static let blockSize = 128
    /// How many events of one day are looked at, the latest first seen.
    static let depth = 48

    /// In the order of their entries.
    private(set) var blocks: [Block] = []

    var isEmpty: Bool { blocks.isEmpty }

    mutating func insert(_ entry: Entry, on day: Int32) {
        let next = firstIndex { $0.isAfter(entry, on: day) }
        // The block before it, or the first of the day.
        guard let index = [next - 1, next].first(where: { blocks.indices.contains($0) && blocks[$0].day == day }) else {
            blocks.insert(Block(day: day, entries: [entry]), at: next)
            return
        }
        let place = DayList.position(of: entry, in: blocks[index].entries)
        // Most come last: then a full block stays as it is.
        guard place < DayList.blockSize else {
            blocks.insert(Block(day: day, entries: [entry]), at: index + 1)
            return
        }
        blocks[index].entries.insert(entry, at: place)
        guard blocks[index].entries.count > DayList.blockSize else { return }
        let entries = blocks[index].entries
        blocks[index].entries = Array(entries[..<(entries.count / 2)])
        blocks.insert(Block(day: day, entries: Array(entries[(entries.count / 2)...])), at: index + 1)
    }

    /// Takes an entry out where there is one.
    mutating func remove(_ entry: Entry, on day: Int32) {
        let index = firstIndex { $0.isAfter(entry, on: day) } - 1
        guard index >= 0, blocks[index].day == day else { return }
        let place = DayList.position(of: entry, in: blocks[index].entries)
        guard place < blocks[index].entries.count, blocks[index].entries[place].event == entry.event else { return }
        blocks[index].entries.remove(at: place)
        if blocks[index].entries.isEmpty { blocks.remove(at: index) }
    }

    /// Adds to `found`, each once, the wanted ones of the latest events of each day in `range`.
    func collect(
        _ range: ClosedRange<Int32>,
        into found: inout [UInt64],
        where isWanted: (_ day: Int32, _ isTold: Bool) -> Bool
    ) {
        var index = firstIndex { $0.day > range.upperBound } - 1
        while index >= 0, blocks[index].day >= range.lowerBound {
            let day = blocks[index].day
            var left = DayList.depth
            while left > 0, index >= 0, blocks[index].day == day {
                for entry in blocks[index].entries.suffix(left) where isWanted(day, entry.isTold) {
                    if !found.contains(entry.event) { found.append(entry.event) }
                }
                left -= blocks[index].entries.count
                index -= 1
            }
            // The rest of a long day is passed over.
            if index >= 0, blocks[index].day == day { index = firstIndex { $0.day >= day } - 1 }
        }
    }

    /// The first of the blocks that are `beyond` a place, as all behind it are.
    private func firstIndex(_ beyond: (Block) -> Bool) -> Int {
        var (low, high) = (0, blocks.count)
        while low < high {
            let middle = (low + high) / 2
            if beyond(blocks[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// The first place in `list` that is not before `entry`.
    private static func position(of entry: Entry, in list: [Entry]) -> Int {
        var (low, high) = (0, list.count)
        while low < high {
            let middle = (low + high) / 2
            if list[middle] < entry { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
