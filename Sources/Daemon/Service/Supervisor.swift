import Logging
import ServiceLifecycle

/// Tells systemd and the log how the stages fare.
///
/// Ready means that configuration and rules are compiled and the loops run, broker or not. The watchdog hears from us
/// only while every loop turns: being alive is the loop's own business, and a broker that is away is no reason to die.
struct Supervisor: Service {
    let stages: [StageMonitor]
    let notifier: SystemdNotifier
    let summaryInterval: Duration
    let logger: Logger

    /// How often systemd's status line is renewed.
    private static let statusInterval = Duration.seconds(5)

    func run() async throws {
        announceWhenRunning()
        let interval = min(Supervisor.statusInterval, summaryInterval, (notifier.watchdogInterval ?? .seconds(60)) / 2)
        var pulse = Pulse(stages: stages.count)
        var lastSummary = ContinuousClock.now
        // Cancellation is the end here, be it by a shutdown or by another service's failure.
        while (try? await cancelWhenGracefulShutdown { try await Task.sleep(for: interval) }) != nil {
            let stages = stages.map { (name: $0.name, counters: $0.counters) }
            if pulse.beats(stages.map(\.counters.turns)) { notifier.send("WATCHDOG=1") }
            notifier.send("STATUS=" + Supervisor.status(of: stages))
            guard ContinuousClock.now - lastSummary >= summaryInterval else { continue }
            lastSummary = .now
            for stage in stages { logger.info("Counters.", metadata: stage.counters.metadata(stage: stage.name)) }
        }
        notifier.send("STOPPING=1", "STATUS=Finishing what is in work.")
    }

    private func announceWhenRunning() {
        let left = Mutexed(stages.count)
        for stage in stages {
            stage.whenRunning { [notifier, logger] in
                guard left.decrement() == 0 else { return }
                notifier.send("READY=1", "STATUS=Waiting for partitions.")
                logger.notice("Tocsin is ready.")
            }
        }
    }

    /// One line for `systemctl status`.
    static func status(of stages: [(name: String, counters: StageCounters)]) -> String {
        var line = stages.map(status).joined(separator: "; ") + "."
        let stuck = stages.reduce(0) { $0 + $1.counters.stuck }
        if stuck > 0 { line = "\(stuck) PARTITIONS MAKE NO PROGRESS. " + line }
        return stages.allSatisfy { $0.counters.imbalances == 0 } ? line : "RECORDS DO NOT ADD UP. " + line
    }

    private static func status(of stage: (name: String, counters: StageCounters)) -> String {
        let counters = stage.counters
        let isCorrelating = stage.name == Configuration.StageName.correlate.rawValue
        var parts = [counters.partitions == 0 ? "waiting for partitions" : "\(counters.partitions) partitions"]
        if counters.restoring > 0 { parts.append("restoring events of \(counters.restoring)") }
        parts += ["\(counters.consumed) read", "\(counters.lag) to read"]
        parts.append("\(counters.outputs) \(isCorrelating ? "alerts" : "reports")")
        if isCorrelating { parts.append("\(counters.events) events") }
        parts.append("\(counters.dead) dead letters")
        return "\(stage.name): " + parts.joined(separator: ", ")
    }
}

/// Whether every loop has turned since the last look.
struct Pulse: Sendable {
    private var last: [Int]

    init(stages: Int) {
        last = Array(repeating: -1, count: stages)
    }

    mutating func beats(_ turns: [Int]) -> Bool {
        defer { last = turns }
        return zip(turns, last).allSatisfy { $0 > $1 }
    }
}

extension Mutexed where Value == Int {
    /// One less; the new value.
    func decrement() -> Int {
        withLock { value in
            value -= 1
            return value
        }
    }
}

extension StageCounters {
    /// The counters as metadata of one log line.
    func metadata(stage: String) -> Logger.Metadata {
        var data = Daemon.metadata([
            .stage: stage, .consumed: consumed, .published: published, .unmatched: unmatched, .dead: dead,
            .tombstones: tombstones, .repeated: repeated, .released: released, .inFlight: inFlight,
            .outputs: outputs, .stored: stored, .events: events, .restoring: restoring, .pauses: pauses,
            .resent: resent, .truncated: truncated, .commits: commits,
            .commitFailures: commitFailures, .commitTime: meanCommitMilliseconds, .aborts: aborts, .restarts: restarts,
            .imbalances: imbalances, .brokerErrors: brokerErrors, .partitions: partitions,
            .lag: lag, .stuck: stuck, .muted: muted, .blocked: blocked,
        ])
        for (reason, count) in deadReasons { data["dead_\(reason)"] = .stringConvertible(count) }
        return data
    }
}
