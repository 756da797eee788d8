import Foundation
import Testing

/// Five weeks of news, replayed: what becomes of the events a careful reader finds in them.
@Suite struct ReplayTests {
    @Test func replay_getsNoWorse() async throws {
        let folder = Project.root + "/seeds/replay"
        let files = (1...5).map { "\(folder)/week-\($0).jsonl" }
        let alerts = try await run(Project.tocsin, ["scan", "--correlate", "--output", "alerts"] + files)
        let events = try await run(Project.tocsin, ["scan", "--correlate", "--output", "events"] + files)
        #expect(alerts.status == 0 && events.status == 0)
        let decoder = JSONDecoder()
        let measure = ReplayMeasure(
            alerts: try alerts.lines.map { try decoder.decode(ReplayMeasure.AlertLine.self, from: Data($0.utf8)) },
            events: try events.lines.map { try decoder.decode(ReplayMeasure.EventLine.self, from: Data($0.utf8)) },
            expected: try String(contentsOfFile: folder + "/expected.tsv", encoding: .utf8)
        )
        print(
            """
            replay: precision \(measure.precision), recall \(measure.recall) (B-cubed); \(measure.foundEvents) of \
            \(measure.trueEvents) events; new alerts \(measure.newAlerts), \(measure.newPerEvent) a true event; \
            revisions \(measure.revisions), \(measure.revisionsPerEvent) an event; empty updates \(measure.emptyUpdates)
            """
        )
        #expect(measure.precision >= Allowed.precision)
        #expect(measure.recall >= Allowed.recall)
        #expect(measure.foundEvents >= Allowed.foundEvents)
        #expect(measure.newPerEvent <= Allowed.newPerEvent)
        #expect(measure.newAlerts <= Allowed.newAlerts)
        #expect(measure.revisionsPerEvent <= Allowed.revisionsPerEvent)
        #expect(measure.emptyShare <= Allowed.emptyShare)
    }

    /// What is bearable today.
    ///
    /// Raise the first three and lower the others as the engine gets better; never the other way round.
    private enum Allowed {
        static let precision = 0.985
        static let recall = 0.98
        static let foundEvents = 111
        static let newPerEvent = 1.05
        static let newAlerts = 119
        static let revisionsPerEvent = 3.0
        static let emptyShare = 0.0
    }
}
