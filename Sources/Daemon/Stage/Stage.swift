import Kafka
public import Logging
public import ServiceLifecycle

/// A stage of the daemon: consume, transform, publish, commit; generic over what it transforms.
///
/// One thread owns the consumer, the producer and all book-keeping; a fixed pool of workers does nothing but
/// transform. `run` returns when a stop is asked for and everything in work is finished, or the drain limit is over.
public struct Stage<Work: Transform>: Service {
    /// What the outside sees of it.
    public let monitor: StageMonitor
    private let settings: StageSettings
    private let work: Work
    private let logger: Logger

    /// A stage that does not run yet.
    public init(_ settings: StageSettings, work: Work, logger: Logger) {
        self.settings = settings
        self.work = work
        self.logger = logger.with(.stage, settings.name)
        monitor = StageMonitor(name: settings.name, silence: work.silence)
    }

    /// Runs until a graceful shutdown, a cancellation or a failure that lasts.
    ///
    /// A failure that fresh clients may mend is met with fresh clients, after a pause that grows; only where that helps
    /// several times in a row to not one commit, it is final.
    /// - Throws: `StageFailure`, or `KafkaConfigurationError` where librdkafka refuses a property.
    public func run() async throws {
        defer { monitor.ended() }
        let monitor = monitor
        try await withTaskCancellationOrGracefulShutdownHandler {
            var restarts = Restarts()
            var pause = Duration.zero
            while true {
                do {
                    return try await runClients(after: pause)
                } catch let error as ThreadError {
                    throw StageFailure.thread(error)
                } catch StageFailure.interrupted(let error) {
                    guard !monitor.isStopRequested else { return }
                    let mayPass = error.code.isRetriable
                    guard let next = restarts.next(commits: monitor.counters.commits, mayPass: mayPass) else {
                        throw StageFailure.broker(error)
                    }
                    pause = next
                    monitor.restarted()
                    logger.error(
                        "Starting anew with fresh broker clients.",
                        metadata: metadata([.code: error.name, .error: error.description, .limit: pause.milliseconds])
                    )
                }
            }
        } onCancelOrGracefulShutdown: {
            monitor.requestStop()
        }
    }

    /// Runs with one pair of clients.
    private func runClients(after pause: Duration) async throws {
        let pool = WorkerPool(work: work, count: settings.workers)
        let calls = TransactionCalls()
        let (settings, monitor, logger) = (settings, monitor, logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<settings.workers {
                group.addTask {
                    // A loop without its workers would wait for ever for their results.
                    do { try await runOnThread(named: "worker-\(number)") { pool.runWorker() } } catch {
                        monitor.requestStop()
                        throw error
                    }
                }
            }
            group.addTask {
                defer {
                    pool.close()
                    calls.close()
                }
                try await runOnThread(named: settings.name) {
                    let loop = try StageLoop(settings, pool: pool.ends, calls: calls, monitor: monitor, logger: logger)
                    try loop.run(after: pause)
                }
            }
            try await group.waitForAll()
        }
    }
}

/// How often fresh clients are tried: with a pause that grows, until so many in a row have come to nothing.
struct Restarts: Sendable {
    /// Tries in a row without a commit between them.
    static let limit = 6
    private var failures = 0
    private var lastCommits = 0

    /// The pause before the next try; nil where it is no use any more.
    ///
    /// What may pass by itself is never final.
    mutating func next(commits: Int, mayPass: Bool = false) -> Duration? {
        if commits > lastCommits { failures = 0 }
        lastCommits = commits
        failures += 1
        if mayPass { failures = min(failures, Restarts.limit) }
        guard failures <= Restarts.limit else { return nil }
        return .milliseconds(500) * (1 << (failures - 1))
    }
}
