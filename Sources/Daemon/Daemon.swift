import Articles
import Correlation
import Extraction
import FoundationEssentials
import Kafka
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
    let work = try extractTransform(configuration, rules: rules)
    let settings = extractSettings(configuration, logger: logger)
    let stage = Stage(settings, work: work, logger: logger)
    let supervisor = Supervisor(
        stages: [stage.monitor],
        notifier: SystemdNotifier(environment: surroundings.environment),
        summaryInterval: configuration.log.summaryInterval,
        logger: logger
    )
    announce(configuration, settings, rules: rules, logger)
    // Services stop in reverse: the supervisor says that we are stopping, then the stage finishes its work.
    let services: [any Service] = [stage, supervisor]
    return TocsinDaemon(
        stages: [stage.monitor],
        group: ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services.map {
                    ServiceGroupConfiguration.ServiceConfiguration(
                        service: $0,
                        successTerminationBehavior: .gracefullyShutdownGroup,
                        failureTerminationBehavior: .gracefullyShutdownGroup,
                        serviceName: $0 is Supervisor ? "supervisor" : settings.name
                    )
                },
                gracefulShutdownSignals: surroundings.handlesSignals ? [.sigterm, .sigint] : [],
                logger: quieter(logger)
            )
        )
    )
}

private func announce(_ configuration: Configuration, _ settings: StageSettings, rules: RuleSet, _ logger: Logger) {
    logger.notice(
        "Tocsin starts.",
        metadata: metadata([
            .broker: configuration.kafka.bootstrap.joined(separator: ","), .group: configuration.kafka.group,
            .input: configuration.input.topics.joined(separator: ","), .output: configuration.output.alerts,
            .rules: rules.digest, .workers: settings.workers, .delivery: configuration.delivery.guarantee.rawValue,
            .instance: settings.producer.transactionalID ?? "",
        ])
    )
}

private func extractTransform(_ configuration: Configuration, rules: RuleSet) throws -> ExtractTransform {
    let limits = DecodeLimits(bytes: configuration.limits.articleBytes, depth: configuration.limits.articleDepth)
    var settings = CorrelationSettings()
    settings.includesBackground = configuration.correlation.background
    return ExtractTransform(
        decoder: ArticleDecoder(profile: try configuration.profile(), limits: limits),
        extractor: Extractor(rules: rules),
        correlator: Correlator(settings: settings, classes: ClassRelation(parents: rules.classes.parentValues)),
        output: configuration.output
    )
}

private func extractSettings(_ configuration: Configuration, logger: Logger) -> StageSettings {
    let name = "extract"
    var settings = StageSettings(
        name: name,
        consumer: configuration.consumer(stage: name, logger: logger),
        producer: configuration.producer(stage: name, logger: logger),
        inputs: configuration.input.topics,
        outputs: [configuration.output.alerts],
        dead: configuration.output.dead
    )
    let limits = configuration.limits
    let delivery = configuration.delivery
    settings.commitInterval = delivery.commitInterval
    settings.transactionMessages = delivery.transactionMessages
    settings.transactionBytes = delivery.transactionBytes
    settings.transactionTimeout = delivery.transactionTimeout
    settings.messageLimit = limits.inFlightMessages
    settings.byteLimit = limits.inFlightBytes
    settings.workers = limits.workers > 0 ? limits.workers : ProcessInfo.processInfo.activeProcessorCount
    settings.stall = limits.stall
    settings.drain = limits.drain
    return settings
}

/// The service group's own lines are steps of a start and a stop, of use only where something is wrong with them.
private func quieter(_ logger: Logger) -> Logger {
    var logger = logger
    if logger.logLevel > .debug { logger.logLevel = max(logger.logLevel, .error) }
    return logger
}
