import Correlation
import Domain
import Formats
import Kafka
import Logging
import Synchronization
import TestSupport
import Testing

@testable import Daemon

/// What a restore costs, counted: each message is read once, and of each event only the latest is taken apart.
@Suite(.timeLimit(.minutes(5))) struct RestoreCostTests {
    private static func state(_ number: Int, revision: Int) -> EventState {
        var state = EventState(id: String(repeating: "0", count: 12) + String(1000 + number), kind: "missile-launch")
        state.revision = revision
        state.readings = [Signal(kind: "missile-launch")]
        return state
    }

    private static func settings(_ fixture: CorrelateFixture) -> EventSettings {
        EventSettings(
            correlation: CorrelateFixture.settings,
            classes: ClassRelation(parents: [:]),
            signals: fixture.signals,
            alerts: fixture.alerts,
            events: fixture.events,
            source: "test",
            reader: fixture.broker.configuration(groupID: fixture.group)
        )
    }

    @Test(arguments: [1, 4])
    func everyEvent_isToldOnce_asItWasLast(revisions: Int) async throws {
        let fixture = try CorrelateFixture()
        let count = 300
        for revision in 1...revisions {
            let messages = try (0..<count).map { number in
                let state = Self.state(number, revision: revision)
                return (key: state.id, value: Optional(try MessageJSON.encode(state)))
            }
            try await fixture.produce(messages, to: fixture.events)
        }
        // What is forgotten is not told.
        try await fixture.produce([(Self.state(0, revision: 1).id, nil)], to: fixture.events)
        let told = Mutex<[EventState]>([])
        let complete = Mutex<[Int32]>([])
        let reading = EventReading(
            Self.settings(fixture),
            partitions: [0],
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        try await runOnThread(named: "read") {
            try reading.run(isWanted: { true }) { news in
                switch news {
                case .events(_, let states): told.withLock { $0 += states }
                case .complete(let partition, _): complete.withLock { $0.append(partition) }
                case .failed(let reason): Issue.record("\(reason)")
                }
            }
        }
        let states = told.withLock { $0 }
        #expect(complete.withLock { $0 } == [0])
        #expect(states.count == count - 1)
        #expect(Set(states.map(\.id)).count == count - 1)
        #expect(states.allSatisfy { $0.revision == revisions })
    }
}
