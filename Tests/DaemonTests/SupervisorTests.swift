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
        var counters = StageCounters()
        #expect(
            Supervisor.status(of: [counters])
                == "Waiting for partitions: 0 messages read, 0 to read, 0 alerts, 0 dead letters."
        )
        counters.partitions = 3
        counters.consumed = 1200
        counters.outputs = 7
        counters.dead = 2
        counters.lag = 5
        let plain = "Watching 6 partitions: 2400 messages read, 10 to read, 14 alerts, 4 dead letters."
        #expect(Supervisor.status(of: [counters, counters]) == plain)
        counters.stuck = 1
        #expect(Supervisor.status(of: [counters, counters]) == "2 PARTITIONS MAKE NO PROGRESS. " + plain)
        counters.stuck = 0
        counters.imbalances = 1
        #expect(Supervisor.status(of: [counters, counters]) == "RECORDS DO NOT ADD UP. " + plain)
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
        #expect(try await listener.receive().hasPrefix("STATUS=Waiting for partitions: 0 messages read"))
        await group.triggerGracefulShutdown()
        // A status or two may still be on their way.
        var last = try await listener.receive()
        while last.hasPrefix("STATUS=") || last == "WATCHDOG=1" { last = try await listener.receive() }
        #expect(last == "STOPPING=1\nSTATUS=Finishing what is in work.")
        try? await running
    }
}
