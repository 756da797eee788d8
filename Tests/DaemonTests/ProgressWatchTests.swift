import Testing

@testable import Daemon

@Suite struct ProgressWatchTests {
    /// What the watch is told, each with the second at which it happens.
    enum Step: Sendable {
        case assign
        case moved(Int64)
        case reachedEnd(Int64, taken: Int64?)
        case ends(Int64?)
        case revoke
        /// Whether it is stuck, and whether for the first time.
        case look(isStuck: Bool, isNew: Bool = false)
        case lag(Int64)
    }

    @Test(
        arguments: [
            (
                "nothing known for too long",
                [
                    (0, .assign), (9, .look(isStuck: false)), (10, .look(isStuck: true, isNew: true)),
                    (11, .look(isStuck: true)),
                ]
            ),
            (
                "read to its end and at rest",
                [
                    (0, .assign), (1, .reachedEnd(7, taken: nil)), (2, .ends(7)), (99, .look(isStuck: false)),
                    (99, .lag(0)),
                ]
            ),
            (
                "behind and moving",
                [
                    (0, .assign), (1, .ends(100)), (5, .moved(10)), (14, .look(isStuck: false)), (14, .moved(20)),
                    (23, .look(isStuck: false)), (23, .lag(80)),
                ]
            ),
            (
                "behind and standing still",
                [(0, .assign), (1, .ends(100)), (5, .moved(10)), (15, .look(isStuck: true, isNew: true))]
            ),
            (
                "moving again, then stuck again",
                [
                    (0, .assign), (1, .ends(100)), (5, .moved(10)), (15, .look(isStuck: true, isNew: true)),
                    (16, .moved(11)), (17, .look(isStuck: false)), (26, .look(isStuck: true, isNew: true)),
                ]
            ),
            (
                "markers of transactions after the last message are no lag",
                [
                    (0, .assign), (1, .ends(11)), (2, .reachedEnd(11, taken: 10)), (3, .moved(10)), (3, .lag(0)),
                    (99, .look(isStuck: false)),
                ]
            ),
            (
                "the end reached before what was taken is done",
                [
                    (0, .assign), (1, .ends(11)), (2, .moved(5)), (3, .reachedEnd(11, taken: 10)),
                    (12, .look(isStuck: true, isNew: true)), (13, .moved(10)), (99, .look(isStuck: false)),
                ]
            ),
            (
                "patience begins when something is there to read",
                [
                    (0, .assign), (1, .reachedEnd(7, taken: nil)), (1, .ends(7)), (50, .ends(8)),
                    (59, .look(isStuck: false)), (60, .look(isStuck: true, isNew: true)),
                ]
            ),
            ("revoked", [(0, .assign), (1, .ends(100)), (2, .revoke), (99, .look(isStuck: false)), (99, .lag(0))]),
            (
                "an older position is no progress",
                [
                    (0, .assign), (1, .ends(100)), (2, .moved(50)), (11, .moved(40)),
                    (12, .look(isStuck: true, isNew: true)),
                ]
            ),
        ] as [(String, [(Int, Step)])]
    )
    func script(name: String, steps: [(Int, Step)]) {
        var watch = ProgressWatch<Int>(patience: .seconds(10))
        let start = ContinuousClock.now
        for (second, step) in steps {
            let now = start + .seconds(second)
            switch step {
            case .assign: watch.assign(0, now)
            case .moved(let offset): watch.moved(0, to: offset, now)
            case .reachedEnd(let end, let taken): watch.reachedEnd(0, at: end, taken: taken, now)
            case .ends(let end): watch.ends(0, at: end, now)
            case .revoke: watch.revoke(0)
            case .lag(let lag): #expect(watch.lag == lag, "\(name) at \(second)")
            case .look(let isStuck, let isNew):
                let stuck = watch.stuck(now)
                #expect(stuck.isEmpty != isStuck, "\(name) at \(second)")
                #expect((stuck.first?.isNew ?? false) == isNew, "\(name) at \(second)")
            }
        }
    }
}
