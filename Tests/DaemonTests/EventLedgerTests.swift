import Correlation
import Domain
import Testing

@testable import Daemon

@Suite struct EventLedgerTests {
    static let now = Timestamp(milliseconds: 1_736_240_400_000)

    static func ledger(_ partitions: Int32...) -> EventLedger {
        var ledger = EventLedger(settings: CorrelateFixture.settings, classes: ClassRelation(parents: [:]))
        for partition in partitions {
            ledger.open(partition, restore: 1)
            _ = ledger.restored(partition, by: 1)
        }
        return ledger
    }

    static func states(_ decisions: [Decision]) -> [EventState] {
        decisions.compactMap { if case .store(let state) = $0 { state } else { nil } }
    }

    @Test func partitionIsReadyOnceRestored_andOnlyByItsOwnRestore() {
        var ledger = Self.ledger()
        #expect(!ledger.isReady(0))
        ledger.open(0, restore: 2)
        #expect(!ledger.isReady(0))
        #expect(ledger.restoring == [0])
        let isLate = ledger.restored(0, by: 1)
        #expect(!isLate && !ledger.isReady(0))
        let isDone = ledger.restored(0, by: 2)
        #expect(isDone && ledger.isReady(0))
        #expect(ledger.restoring.isEmpty)
    }

    @Test func restoredEvents_areKnown_andThoseOfAnEarlierRestoreAreNot() {
        var first = Self.ledger(0)
        let states = Self.states(first.take(CorrelateFixture.report(1), from: 0, now: Self.now))
        #expect(states.count == 1)
        for (number, decisions) in [(4, 1), (5, 0)] {
            var second = Self.ledger()
            second.open(0, restore: 5)
            second.restore(states, to: 0, by: number)
            _ = second.restored(0, by: 5)
            let again = second.take(CorrelateFixture.report(1), from: 0, now: Self.now)
            let published = again.count { if case .publish = $0 { true } else { false } }
            #expect(published == decisions)
        }
    }

    @Test func rollBack_undoesAllSinceTheMark() {
        var ledger = Self.ledger(0, 1)
        ledger.mark()
        _ = ledger.take(CorrelateFixture.report(1), from: 0, now: Self.now)
        ledger.settle()
        ledger.mark()
        let undone = ledger.take(CorrelateFixture.report(2), from: 0, now: Self.now)
        _ = ledger.take(CorrelateFixture.report(3), from: 1, now: Self.now)
        #expect(ledger.eventCount == 3)
        ledger.rollBack()
        #expect(ledger.eventCount == 1)
        ledger.mark()
        let again = ledger.take(CorrelateFixture.report(2), from: 0, now: Self.now)
        #expect(again == undone)
    }

    /// What is restored while a transaction is open belongs to it as soon as it changes.
    @Test func partitionRestoredInATransaction_isUndoneWithIt() {
        var ledger = Self.ledger(0)
        ledger.open(1, restore: 1)
        ledger.mark()
        _ = ledger.restored(1, by: 1)
        _ = ledger.take(CorrelateFixture.report(1), from: 1, now: Self.now)
        ledger.rollBack()
        #expect(ledger.eventCount == 0)
    }

    @Test func droppedPartition_isForgotten() {
        var ledger = Self.ledger(0, 1)
        _ = ledger.take(CorrelateFixture.report(1), from: 0, now: Self.now)
        _ = ledger.take(CorrelateFixture.report(2), from: 1, now: Self.now)
        ledger.mark()
        ledger.drop(0)
        ledger.rollBack()
        #expect(ledger.eventCount == 1)
        let decisions = ledger.take(CorrelateFixture.report(3), from: 0, now: Self.now)
        #expect(decisions.isEmpty)
        #expect(ledger.nextDue(0) == nil)
    }
}
