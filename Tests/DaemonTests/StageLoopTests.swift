import Correlation
import Domain
import Kafka
import Logging
import Synchronization
import TestSupport
import Testing

@testable import Daemon

/// Steps of the loop by themselves, where a whole run could not show them at will.
@Suite(.timeLimit(.minutes(5))) struct StageLoopTests {
    private static let partition = KafkaPartition(topic: "signals", partition: 0)

    /// A loop that does not run, with all known of its partition.
    private static func loop() throws -> StageLoop {
        let fixture = try CorrelateFixture()
        let monitor = StageMonitor(name: "test")
        let pool = WorkerPool(work: ReportTransform(), count: 1)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let loop = try StageLoop(
            fixture.settings(),
            pool: pool.ends,
            calls: TransactionCalls(),
            monitor: monitor,
            logger: logger
        )
        loop.tracker.assign(partition)
        loop.ledger?.open(0, restore: 1)
        _ = loop.ledger?.restored(0, by: 1)
        return loop
    }

    private static func record(_ ending: StagedRecord.Ending, at offset: Int64) -> StagedRecord {
        StagedRecord(ticket: 1, place: KafkaOffset(partition, offset), ending: ending)
    }

    private static let due = record(.due, at: StagedRecord.nowhere)

    /// While the broker takes nothing, a look a second must not pile up.
    @Test func whatIsDue_isLinedUpOnceUntilItIsDecided() throws {
        let loop = try Self.loop()
        defer { loop.close(within: .seconds(1)) }
        // Long past, so that it is time to forget it.
        _ = loop.ledger?.take(CorrelateFixture.report(1), from: 0, now: EventLedgerTests.now)
        loop.atEnd = [Self.partition]
        let now = loop.clock.now
        for second in 0..<5 { loop.lineUpDue(now + .seconds(second)) }
        #expect(loop.staging.count == 1)

        let next = loop.staging.removeFirst()
        let entry = try #require(next)
        _ = loop.decided(entry, nil)
        // Nothing is due any more, but for what is put back by an undone transaction.
        loop.ledger?.open(0, restore: 2)
        _ = loop.ledger?.restored(0, by: 2)
        _ = loop.ledger?.take(CorrelateFixture.report(1), from: 0, now: EventLedgerTests.now)
        loop.lineUpDue(now + .seconds(9))
        #expect(loop.staging.count == 1)
        _ = loop.letGo([Self.partition])
        #expect(loop.staging.isEmpty)
        loop.lineUpDue(now + .seconds(19))
        #expect(loop.staging.count == 1)
    }

    @Test func pauseOfWhatIsDue_endsOnlyWithItsOwnCommit() throws {
        let loop = try Self.loop()
        defer { loop.close(within: .seconds(1)) }
        loop.ticking.failed(at: loop.clock.now)
        loop.transaction.add(Self.record(.unmatched, at: 0))
        loop.perform([.settle])
        #expect(loop.ticking.failures == 1)
        loop.transaction.add(Self.due)
        loop.perform([.settle])
        #expect(loop.ticking.failures == 0)
    }

    /// Else what is due by the clock would come before reports that are to be read again.
    @Test func undoneTransaction_putsTheEndOfItsPartitionsOff() throws {
        let loop = try Self.loop()
        defer { loop.close(within: .seconds(1)) }
        let other = KafkaPartition(topic: "signals", partition: 1)
        loop.tracker.assign(other)
        loop.atEnd = [Self.partition, other]
        loop.transaction.add(Self.record(.unmatched, at: 7))
        loop.transaction.add(StagedRecord(ticket: 2, place: KafkaOffset(other, StagedRecord.nowhere), ending: .due))
        loop.perform([.rewind])
        #expect(loop.atEnd == [other])
    }
}

/// The restore by itself, against a broker that is not as it should be.
@Suite(.timeLimit(.minutes(5)), .disabled(if: TestBroker.isReal)) struct EventReadingTests {
    /// What a reading said and logged; `isWanted` is asked at every step.
    private func read(
        _ fixture: CorrelateFixture,
        isWanted: @escaping @Sendable () -> Bool
    ) async throws -> (complete: [Int], lines: [String]) {
        let written = Written()
        let handler = TocsinLogHandler(line: LogLine(shape: .text, hasPriority: false), level: .notice) { text in
            written.lines.withLock { $0.append(text) }
        }
        let events = try #require(fixture.settings().events)
        let reading = EventReading(events, partitions: [0], logger: Logger(label: "test") { _ in handler })
        let complete = Mutexed<[Int]>([])
        try await runOnThread(named: "reading") {
            try reading.run(isWanted: isWanted) { news in
                if case .complete(_, let count) = news { complete.value.append(count) }
            }
        }
        return (complete.value, written.lines.withLock { $0 })
    }

    @Test func topicThatIsAwayForAMoment_isAskedAboutAgain() async throws {
        let fixture = try CorrelateFixture()
        try fixture.broker.embedded?.setTopicError(.unknownTopicOrPartition, topic: fixture.events)
        let steps = Mutexed(0)
        let result = try await read(fixture) {
            let step = steps.withLock { step in
                step += 1
                return step
            }
            if step == 3 { try? fixture.broker.embedded?.setTopicError(nil, topic: fixture.events) }
            return true
        }
        #expect(result.complete == [1])
        #expect(
            result.lines.contains { $0.contains("cannot be looked up yet") && $0.contains("UNKNOWN_TOPIC_OR_PART") }
        )
        #expect(result.lines.last?.contains("Events restored.") == true)
    }

    @Test func givenUp_isNotCalledRestored() async throws {
        let fixture = try CorrelateFixture()
        try await fixture.produce([("e", nil)], to: fixture.events)
        for wantedSteps in [0, 1, 3, 5] {
            let steps = Mutexed(0)
            let result = try await read(fixture) {
                steps.withLock { step in
                    step += 1
                    return step <= wantedSteps
                }
            }
            #expect(!result.lines.contains { $0.contains("Events restored.") }, "after \(wantedSteps) steps")
        }
    }

    /// The client gets over it, but for whoever has to give the permission it is not a matter for debugging.
    @Test func refusalOfTheTopic_isLoggedAsAWarning() async throws {
        let fixture = try CorrelateFixture()
        try await fixture.produce([("e", nil)], to: fixture.events)
        try fixture.broker.embedded?.fail(.fetch, with: [.topicAuthorizationFailed])
        let result = try await read(fixture) { true }
        #expect(result.lines.contains { $0.contains("TOPIC_AUTHORIZATION_FAILED") })
    }
}
