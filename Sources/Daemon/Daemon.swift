public import Logging
import Rules
import ServiceLifecycle
import UnixSignals

/// What surrounds a daemon: whatever is not configuration.
public struct DaemonSurroundings: Sendable {
    /// The environment, which names systemd's socket.
    public var environment: [String: String]
    /// Whether SIGTERM and SIGINT stop it; off in tests, which stop it by themselves.
    public var handlesSignals: Bool
    /// Where it logs to.
    public var logger: Logger

    /// The given surroundings.
    public init(environment: [String: String], handlesSignals: Bool, logger: Logger) {
        self.environment = environment
        self.handlesSignals = handlesSignals
        self.logger = logger
    }
}

/// A daemon that is built and not started: its services, and what can be seen of them.
public struct TocsinDaemon: Sendable {
    /// What can be seen of each stage.
    public let stages: [StageMonitor]
    private let group: ServiceGroup

    init(stages: [StageMonitor], group: ServiceGroup) {
        self.stages = stages
        self.group = group
    }

    /// Runs until a signal, `stop` or a failure that lasts.
    ///
    /// - Throws: `StageFailure`, or `KafkaConfigurationError` where librdkafka refuses a property.
    public func run() async throws {
        try await group.run()
    }

    /// What can be seen of the stage of that name; nil where it does not run here.
    public func stage(_ name: Configuration.StageName) -> StageMonitor? {
        stages.first { $0.name == name.rawValue }
    }

    /// Stops it as SIGTERM does: what is in work is finished and committed first.
    public func stop() async {
        await group.triggerGracefulShutdown()
    }
}

/// Compiles the rules and puts the daemon together, without starting anything.
///
/// - Throws: `ConfigurationError`, `PackNotFound`, or what is wrong with the rules.
public func buildDaemon(_ configuration: Configuration, in surroundings: DaemonSurroundings) throws -> TocsinDaemon {
    let logger = surroundings.logger
    let rules = try RuleSet.load(
        folder: try PackLocation.find(named: configuration.rules.pack),
        site: configuration.rules.site
    )
    var stages: [any DaemonStage] = []
    for name in configuration.stages {
        switch name {
        case .extract: stages.append(try configuration.extractStage(rules: rules, logger: logger))
        case .correlate: stages.append(configuration.correlateStage(rules: rules, logger: logger))
        }
    }
    let monitors = stages.map(\.monitor)
    let supervisor = Supervisor(
        stages: monitors,
        notifier: SystemdNotifier(environment: surroundings.environment),
        summaryInterval: configuration.log.summaryInterval,
        logger: logger
    )
    announce(configuration, rules: rules, logger)
    return TocsinDaemon(stages: monitors, group: serviceGroup(stages, supervisor, surroundings))
}

/// Services stop in reverse: the supervisor says that we are stopping, the first stage finishes its work, and the second
/// still takes what that gives rise to.
private func serviceGroup(
    _ stages: [any DaemonStage],
    _ supervisor: Supervisor,
    _ surroundings: DaemonSurroundings
) -> ServiceGroup {
    let services: [(any Service, String)] =
        stages.reversed().map { ($0, $0.monitor.name) } + [(supervisor, "supervisor")]
    return ServiceGroup(
        configuration: ServiceGroupConfiguration(
            services: services.map {
                ServiceGroupConfiguration.ServiceConfiguration(
                    service: $0.0,
                    successTerminationBehavior: .gracefullyShutdownGroup,
                    failureTerminationBehavior: .gracefullyShutdownGroup,
                    serviceName: $0.1
                )
            },
            gracefulShutdownSignals: surroundings.handlesSignals ? [.sigterm, .sigint] : [],
            logger: quieter(surroundings.logger)
        )
    )
}

private func announce(_ configuration: Configuration, rules: RuleSet, _ logger: Logger) {
    logger.notice(
        "Tocsin starts.",
        metadata: metadata([
            .stages: configuration.stages.map(\.rawValue).joined(separator: ","),
            .broker: configuration.kafka.bootstrap.joined(separator: ","), .group: configuration.kafka.group,
            .input: configuration.input.topics.joined(separator: ","), .output: configuration.output.alerts,
            .rules: rules.digest, .workers: configuration.workers,
            .delivery: configuration.delivery.guarantee.rawValue, .instance: configuration.instance,
        ])
    )
}

/// The service group's own lines are steps of a start and a stop, of use only where something is wrong with them.
private func quieter(_ logger: Logger) -> Logger {
    var logger = logger
    if logger.logLevel > .debug { logger.logLevel = max(logger.logLevel, .error) }
    return logger
}
