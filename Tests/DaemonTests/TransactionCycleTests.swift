import Kafka
import Testing

@testable import Daemon

/// Every event in every state: what follows, and what is done.
@Suite struct TransactionCycleTests {
    typealias Cycle = TransactionCycle

    /// What comes of an event; an event that is not in a row changes nothing and does nothing.
    struct Row: Sendable {
        var state: Cycle.State
        var transitions: [Cycle.Event: (Cycle.State, [Cycle.Action])]
    }

    static let rows: [Row] = [
        Row(state: .fresh, transitions: [.start: (.initialising, [.initialise]), .stop: (.ended, [])]),
        Row(
            state: .initialising,
            transitions: [
                .returned(.done): (.ready, []),
                .returned(.retry): (.initialising, [.again]),
                .returned(.abort): (.failed, [.fail]),
                .returned(.fatal): (.failed, [.fail]),
                .stop: (.ended, []),
            ]
        ),
        Row(state: .ready, transitions: [.work: (.open, [.begin]), .stop: (.ended, [])]),
        Row(
            state: .open,
            transitions: [
                .due: (.binding, [.bind]),
                .spoilt: (.aborting, [.abort]),
                .stop: (.aborting, [.abort]),
                .returned(.retry): (.ready, []),
                .returned(.abort): (.aborting, [.abort]),
                .returned(.fatal): (.failed, [.fail]),
            ]
        ),
        Row(
            state: .binding,
            transitions: [
                .returned(.done): (.committing, [.commit]),
                .returned(.retry): (.binding, [.again]),
                .returned(.abort): (.aborting, [.abort]),
                .returned(.fatal): (.failed, [.fail]),
            ]
        ),
        Row(
            state: .committing,
            transitions: [
                .returned(.done): (.ready, [.settle]),
                .returned(.retry): (.committing, [.again]),
                .returned(.abort): (.aborting, [.abort]),
                .returned(.fatal): (.failed, [.fail]),
            ]
        ),
        Row(
            state: .aborting,
            transitions: [
                .returned(.done): (.ready, [.rewind]),
                .returned(.retry): (.aborting, [.again]),
                .returned(.abort): (.failed, [.fail]),
                .returned(.fatal): (.failed, [.fail]),
            ]
        ),
        Row(state: .failed, transitions: [:]),
        Row(state: .ended, transitions: [:]),
    ]

    static let events: [Cycle.Event] =
        [.start, .work, .due, .spoilt, .stop] + Cycle.Outcome.allCases.map { .returned($0) }

    /// The events that lead from the start to each state.
    static let paths: [Cycle.State: [Cycle.Event]] = {
        let ready: [Cycle.Event] = [.start, .returned(.done)]
        return [
            .fresh: [], .initialising: [.start], .ready: ready, .open: ready + [.work],
            .binding: ready + [.work, .due], .committing: ready + [.work, .due, .returned(.done)],
            .aborting: ready + [.work, .spoilt], .failed: [.start, .returned(.fatal)], .ended: [.stop],
        ]
    }()

    static func cycle(in state: Cycle.State) -> Cycle {
        var cycle = Cycle()
        for event in paths[state] ?? [] { _ = cycle.on(event) }
        return cycle
    }

    @Test func tableNamesEveryState() {
        #expect(Set(Self.rows.map(\.state)) == Set(Cycle.State.allCases))
        #expect(Cycle.State.allCases.allSatisfy { Self.cycle(in: $0).state == $0 })
    }

    @Test(arguments: rows.indices)
    func transition(index: Int) {
        let row = Self.rows[index]
        for event in Self.events {
            var cycle = Self.cycle(in: row.state)
            let actions = cycle.on(event)
            let expected = row.transitions[event] ?? (row.state, [])
            #expect(cycle.state == expected.0, "\(row.state) \(event)")
            #expect(actions == expected.1, "\(row.state) \(event)")
        }
    }

    @Test func busyMeansThatAnAnswerIsAwaited() {
        let busy = Cycle.State.allCases.filter { Self.cycle(in: $0).isBusy }
        #expect(Set(busy) == [.initialising, .binding, .committing, .aborting])
    }

    /// Whatever comes, a transaction is begun only where none is open, and counted only once it is committed.
    @Test(arguments: 0..<50)
    func anyOrderOfEvents_keepsOneTransactionAtATime(seed: Int) {
        var random = TestRandom(seed: UInt64(seed))
        var cycle = Self.cycle(in: .ready)
        var (isOpen, isCommitAsked) = (false, false)
        for _ in 0..<500 {
            let event = Self.events.filter { $0 != .stop && $0 != .returned(.fatal) }.randomElement(using: &random)
            for action in cycle.on(event ?? .due) {
                switch action {
                case .begin:
                    #expect(!isOpen)
                    isOpen = true
                case .commit: isCommitAsked = true
                case .settle:
                    #expect(isOpen && isCommitAsked)
                    (isOpen, isCommitAsked) = (false, false)
                case .rewind: (isOpen, isCommitAsked) = (false, false)
                case .bind, .abort: #expect(isOpen)
                case .initialise, .again, .fail: break
                }
            }
            // A begin that did not happen leaves nothing open.
            if cycle.state == .ready { isOpen = false }
            if cycle.state == .failed { return }
        }
    }

    @Test(
        arguments: [
            ([true, true, true], .fatal), ([false, true, true], .abort), ([false, false, true], .retry),
            ([false, false, false], .fatal),
        ] as [([Bool], TransactionCycle.Outcome)]
    )
    func adviceIsTakenInItsOrder(flags: [Bool], outcome: TransactionCycle.Outcome) {
        let error = KafkaError(
            operation: "commit transaction",
            code: .timedOut,
            reason: "",
            isFatal: flags[0],
            isRetriable: flags[2],
            requiresAbort: flags[1]
        )
        #expect(TransactionCycle.Outcome(error) == outcome)
    }
}

@Suite struct RestartsTests {
    @Test func pausesGrow_untilSoManyInARowCameToNothing() {
        var restarts = Restarts()
        let pauses = (0...Restarts.limit).map { _ in restarts.next(commits: 0)?.milliseconds }
        #expect(pauses == [500, 1000, 2000, 4000, 8000, 16_000, nil])
    }

    @Test func whatMayPass_isNeverFinal() {
        var restarts = Restarts()
        let pauses = (0..<20).map { _ in restarts.next(commits: 0, mayPass: true) }
        #expect(pauses.allSatisfy { $0 != nil })
    }

    @Test func aCommitBetween_startsOver() {
        var restarts = Restarts()
        for _ in 0..<4 { _ = restarts.next(commits: 3) }
        #expect(restarts.next(commits: 4) == .milliseconds(500))
    }
}

@Suite struct FifoTests {
    @Test func comesOutInOrder_howeverLongItGets() {
        var fifo = Fifo<Int>()
        var taken: [Int] = []
        for number in 0..<5000 {
            fifo.append(number)
            guard number % 3 == 0, let first = fifo.first else { continue }
            taken.append(first)
            fifo.removeFirst()
        }
        while let first = fifo.first {
            taken.append(first)
            fifo.removeFirst()
        }
        #expect(taken == Array(0..<5000))
        #expect(fifo.isEmpty && fifo.count == 0)
    }

    private final class Article {}

    /// Articles that had been taken were kept until a thousand batches stood before the next: 160 MB of them.
    @Test func whatIsTaken_isLetGoOfAtOnce() {
        var fifo = Fifo<Article>()
        fifo.append(Article())
        fifo.append(Article())
        weak let first = fifo.first
        fifo.removeFirst()
        #expect(first == nil)
        #expect(fifo.count == 1)
    }

    @Test func firstCanBeReplaced_andWhatIsPickedGoes() {
        var fifo = Fifo<Int>()
        fifo.first = 1
        #expect(fifo.isEmpty)
        for number in 1...4 { fifo.append(number) }
        fifo.removeFirst()
        fifo.first = 9
        fifo.removeAll { $0 == 3 }
        #expect(fifo.first == 9)
        #expect(fifo.count == 2)
    }
}
