import Testing

@testable import Daemon

@Suite struct OffsetTrackerTests {
    /// One step and what may be committed after it, if anything.
    enum Step: Sendable {
        case begin(Int64, OffsetTracker<Int>.Admission)
        case finish(Int64, Bool)
        case commit(Int64)
        case assign
        case goBack(to: Int64, first: Int64)
        case revoke(Int)
        case due(Int64?)
    }

    @Test(
        arguments: [
            ("in order", [.begin(5, .taken), .due(nil), .finish(5, true), .due(6), .commit(6), .due(nil)]),
            (
                "the first holds back the second",
                [.begin(1, .taken), .begin(2, .taken), .finish(2, true), .due(nil), .finish(1, true), .due(3)]
            ),
            (
                "gaps in the log are no gaps in the work",
                [.begin(1, .taken), .finish(1, true), .begin(9, .taken), .due(2)]
            ),
            (
                "a repeat is not taken",
                [.begin(7, .taken), .begin(7, .repeated), .begin(6, .repeated), .finish(7, true)]
            ),
            ("nothing finishes twice", [.begin(7, .taken), .finish(7, true), .finish(7, false), .due(8)]),
            ("unknown offset", [.begin(7, .taken), .finish(8, false), .finish(6, false), .due(nil)]),
            (
                "revoked",
                [.begin(7, .taken), .begin(8, .taken), .finish(8, true), .revoke(1), .finish(7, false), .due(nil)]
            ),
            ("revoked partition takes nothing", [.revoke(0), .begin(1, .unassigned)]),
            ("assigned again reads again", [.begin(7, .taken), .assign, .begin(7, .taken), .finish(7, true), .due(8)]),
            (
                "after going back, nothing behind the first that was read before",
                [
                    .begin(7, .taken), .begin(9, .taken), .goBack(to: 6, first: 7), .begin(10, .premature),
                    .begin(5, .repeated), .begin(7, .taken), .begin(9, .taken), .finish(7, true), .due(8),
                ]
            ),
            (
                "after going back, one that was a gap may come",
                [.goBack(to: 6, first: 7), .begin(6, .taken), .begin(99, .taken)]
            ),
            (
                "a commit that is behind stays due",
                [.begin(1, .taken), .begin(2, .taken), .finish(1, true), .finish(2, true), .commit(2), .due(3)]
            ),
        ] as [(String, [Step])]
    )
    func script(name: String, steps: [Step]) {
        var tracker = OffsetTracker<Int>()
        tracker.assign(0)
        for step in steps {
            switch step {
            case .begin(let offset, let expected):
                let admission = tracker.begin(offset, in: 0)
                #expect(admission == expected, "\(name)")
            case .finish(let offset, let expected):
                let known = tracker.finish(offset, in: 0)
                #expect(known == expected, "\(name)")
            case .commit(let position): tracker.committed([0: position])
            case .assign: tracker.assign(0)
            case .goBack(let offset, let first): tracker.assign(0, from: offset, latest: first)
            case .revoke(let expected):
                let count = tracker.revoke(0)
                #expect(count == expected, "\(name)")
            case .due(let position): #expect(tracker.committable()[0] == position, "\(name)")
            }
        }
    }

    /// Whatever the order, what may be committed never passes an unfinished record, and in the end covers all.
    @Test(arguments: 0..<40)
    func anyOrderOfFinishing_neverPassesAnUnfinishedRecord(seed: Int) {
        var random = TestRandom(seed: UInt64(seed))
        var tracker = OffsetTracker<Int>()
        var open: [Int: Set<Int64>] = [:]
        var next: [Int: Int64] = [:]
        var last: [Int: Int64] = [:]
        for partition in 0..<3 { tracker.assign(partition) }
        for _ in 0..<800 {
            let partition = Int(random.next() % 3)
            if random.next() % 2 == 0 {
                let offset = (next[partition] ?? 0) + Int64(random.next() % 3)
                let admission = tracker.begin(offset, in: partition)
                #expect(admission == .taken)
                open[partition, default: []].insert(offset)
                next[partition] = offset + 1
                last[partition] = offset
            } else if let offset = open[partition]?.sorted().randomElement(using: &random) {
                let known = tracker.finish(offset, in: partition)
                #expect(known)
                open[partition]?.remove(offset)
            }
            for (partition, position) in tracker.committable() {
                #expect(open[partition, default: []].allSatisfy { $0 >= position })
            }
            #expect(tracker.inFlight == open.values.reduce(0) { $0 + $1.count })
        }
        for (partition, offsets) in open {
            for offset in offsets.shuffled(using: &random) { tracker.finish(offset, in: partition) }
        }
        #expect(tracker.committable() == last.mapValues { $0 + 1 })
        #expect(tracker.inFlight == 0)
    }
}

/// A small generator (SplitMix64) so that a failing seed can be run again.
struct TestRandom: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
