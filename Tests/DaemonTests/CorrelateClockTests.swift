import Correlation
import Domain
import Formats
import Kafka
import TestSupport
import Testing

@testable import Daemon

/// What a stage does by the clock alone, when no report comes.
///
/// The messages are dated so that what they lead to was due before the test began: nothing waits for a time.
@Suite(.timeLimit(.minutes(5))) struct CorrelateClockTests {
    /// One revision an hour.
    static var settings: CorrelationSettings {
        var settings = CorrelateFixture.settings
        settings.revisionsPerHour = 1
        return settings
    }

    /// One event reported by three sources in three minutes, so many seconds ago.
    private func tellOneEvent(_ fixture: CorrelateFixture, secondsAgo: Int64) async throws {
        let reports = (0..<3).map { number in
            var report = CorrelateFixture.report(1, article: "article-\(number)")
            report.article.source = "Source \(number)"
            report.signature = String(repeating: ["0", "f", "3"][number], count: 16)
            return report
        }
        let start = wallClock().milliseconds - secondsAgo * 1000
        try await fixture.produce(reports, at: (0..<3).map { start + 60_000 * $0 })
    }

    @Test(arguments: Configuration.Delivery.Guarantee.allCases)
    func foldedRevision_isReleasedByTheClock(guarantee: Configuration.Delivery.Guarantee) async throws {
        let fixture = try CorrelateFixture()
        try await tellOneEvent(fixture, secondsAgo: 2 * 3600)
        let counters = try await withRunning(fixture.stage(guarantee, correlation: Self.settings)) { monitor in
            #expect(await monitor.wait { $0.finished == 3 && $0.outputs == 2 })
        }
        #expect(counters.isBalanced)
        // Two reports were silent when they came: what they said was released by none of them.
        #expect(counters.published == 1 && counters.unmatched == 2)
        let alerts = try await fixture.published(atLeast: 2)
        #expect(alerts.map(\.change) == [.new, .update])
        #expect(alerts.map(\.revision) == [1, 2])
        #expect(alerts.map(\.sourceCount) == [1, 3])
        let states = try await fixture.stored(atLeast: 1)
        #expect(states.values.map(\.revision) == [2])
        #expect(states.values.allSatisfy { $0.due == nil })
    }

    @Test(arguments: CorrelateFixture.lasting)
    func foldedRevision_outlastsARestart(guarantee: Configuration.Delivery.Guarantee) async throws {
        let fixture = try CorrelateFixture()
        try await tellOneEvent(fixture, secondsAgo: 0)
        try await withRunning(fixture.stage(guarantee, correlation: Self.settings)) { monitor in
            #expect(await monitor.wait { $0.finished == 3 })
            #expect(monitor.counters.outputs == 1)
        }
        var state = try #require(try await fixture.stored(atLeast: 1).values.first)
        #expect(state.due != nil)
        // An hour later.
        state.due = wallClock()
        try await fixture.produce([(state.id, try MessageJSON.encode(state))], to: fixture.events)
        try await withRunning(fixture.stage(guarantee, correlation: Self.settings)) { monitor in
            #expect(await monitor.wait { $0.outputs == 1 })
            #expect(monitor.counters.consumed == 0)
        }
        #expect(try await fixture.published(atLeast: 2).map(\.sourceCount) == [1, 3])
    }

    @Test func oldEvent_isForgottenByTheClock() async throws {
        let fixture = try CorrelateFixture()
        let retention = Self.settings.retention.milliseconds / 1000
        try await tellOneEvent(fixture, secondsAgo: Int64(retention) + 3600)
        try await withRunning(fixture.stage(correlation: Self.settings)) { monitor in
            #expect(await monitor.wait { $0.finished == 3 && $0.events == 0 })
        }
        // Every state is followed by a message without a value, which lets compaction drop it.
        let messages = try await fixture.broker.messages(in: fixture.events, atLeast: 1)
        #expect(messages.last?.value == nil)
        #expect(Set(messages.map(\.key)).count == 1)
    }
}

extension CorrelateFixture {
    /// Produces reports in messages of those times, in milliseconds.
    fileprivate func produce(_ reports: [Report], at times: [Int64]) async throws {
        let records = try zip(reports, times).map { report, time in
            KafkaRecord(
                topic: signals,
                key: Array(report.kind.utf8),
                value: try MessageJSON.encode(report),
                timestampMilliseconds: time
            )
        }
        let configuration = broker.configuration()
        try await runOnThread(named: "produce") {
            let producer = try KafkaProducer(configuration) { _ in }
            try producer.warm(topic: records[0].topic)
            for record in records { try producer.send(record, timeoutMilliseconds: 10_000) }
            try producer.flush(timeoutMilliseconds: 60_000)
            _ = producer.close()
        }
    }
}
