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
        monitor = StageMonitor(name: settings.name)
    }

    /// Runs until a graceful shutdown, a cancellation or a failure that lasts.
    ///
    /// - Throws: `StageFailure`, or `KafkaConfigurationError` where librdkafka refuses a property.
    public func run() async throws {
        let pool = WorkerPool(work: work, count: settings.workers)
        let (settings, monitor, logger) = (settings, monitor, logger)
        defer { monitor.ended() }
        try await withTaskCancellationOrGracefulShutdownHandler {
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
                    defer { pool.close() }
                    try await runOnThread(named: settings.name) {
                        try StageLoop(settings, pool: pool.ends, monitor: monitor, logger: logger).run()
                    }
                }
                try await group.waitForAll()
            }
        } onCancelOrGracefulShutdown: {
            monitor.requestStop()
        }
    }
}
