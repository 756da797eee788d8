import Logging
import ServiceLifecycle
import Testing

@testable import Daemon

@Suite struct SupervisorTests {
    @Test func pulseBeatsOnlyWhileEveryLoopTurns() {
        var pulse = Pulse(stages: 2)
        let answers = [[1, 1], [2, 5], [2, 6], [3, 6], [4, 7]].map { pulse.beats($0) }
        #expect(answers == [true, true, false, false, true])
    }

    @Test func statusIsOneLine() {
        var read = StageCounters()
        var joined = StageCounters()
        func status() -> String { Supervisor.status(of: [("extract", read), ("correlate", joined)]) }
        #expect(
            status()
                == "extract: waiting for partitions, 0 read, 0 to read, 0 reports, 0 dead letters; "
                + "correlate: waiting for partitions, 0 read, 0 to read, 0 alerts, 0 events, 0 dead letters."
        )
        read.partitions = 3
        read.consumed = 1200
        read.outputs = 7
        read.dead = 2
        read.lag = 5
        joined.partitions = 1
        joined.restoring = 1
        joined.events = 6
        let plain =
            "extract: 3 partitions, 1200 read, 5 to read, 7 reports, 2 dead letters; "
            + "correlate: 1 partitions, restoring events of 1, 0 read, 0 to read, 0 alerts, 6 events, 0 dead letters."
        #expect(status() == plain)
        joined.stuck = 1
        #expect(status() == "1 PARTITIONS MAKE NO PROGRESS. " + plain)
        joined.stuck = 0
        read.imbalances = 1
        #expect(status() == "RECORDS DO NOT ADD UP. " + plain)
    }

    @Test func readyIsAssignedAndRestored() {
        var counters = StageCounters()
        #expect(!counters.isReady)
        counters.partitions = 1
        #expect(counters.isReady)
        counters.restoring = 1
        #expect(!counters.isReady)
    }

    static let endings: [any WritableKeyPath<StageCounters, Int> & Sendable] = [
        \.published, \.unmatched, \.dead, \.tombstones, \.repeated, \.released, \.inFlight,
    ]

    @Test(arguments: endings)
    func balance(ending: any WritableKeyPath<StageCounters, Int> & Sendable) {
        var counters = StageCounters()
        #expect(counters.isBalanced)
        counters.consumed = 5
        #expect(!counters.isBalanced)
        counters[keyPath: ending] = 5
        #expect(counters.isBalanced)
    }

    @Test func everyCounterIsLoggedUnderAKnownKey() {
        var counters = StageCounters()
        counters.deadReasons = ["not-json": 3]
        let logged = counters.metadata(stage: "extract")
        let known = Set(LogKey.allCases.map(\.rawValue))
        #expect(logged.keys.filter { !known.contains($0) } == ["dead_not-json"])
        #expect(logged["stage"]?.description == "extract")
        #expect(logged.count > 14)
    }

    @Test func systemdHearsReadyStatusWatchdogAndStopping() async throws {
        let listener = try SystemdNotifierTests.Listener(address: "@tocsin-supervisor-\(UInt64.random(in: 0 ... .max))")
        let environment = ["NOTIFY_SOCKET": listener.address, "WATCHDOG_USEC": "200000"]
        let stage = StageMonitor(name: "test")
        let supervisor = Supervisor(
            stages: [stage],
            notifier: SystemdNotifier(environment: environment),
            summaryInterval: .seconds(60),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [supervisor],
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            )
        )
        // Before the supervisor, so that the first beat cannot overtake READY on a busy machine.
        stage.began {}
        async let running: Void = group.run()
        #expect(try await listener.receive() == "READY=1\nSTATUS=Waiting for partitions.")
        var counters = StageCounters()
        counters.turns = 1
        stage.update(counters)
        #expect(try await listener.receive() == "WATCHDOG=1")
        #expect(try await listener.receive().hasPrefix("STATUS=test: waiting for partitions, 0 read"))
        await group.triggerGracefulShutdown()
        // A status or two may still be on their way.
        var last = try await listener.receive()
        while last.hasPrefix("STATUS=") || last == "WATCHDOG=1" { last = try await listener.receive() }
        #expect(last == "STOPPING=1\nSTATUS=Finishing what is in work.")
        try? await running
    }
}
