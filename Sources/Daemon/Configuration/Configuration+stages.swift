import Articles
import Correlation
import Extraction
import FoundationEssentials
import Kafka
import Logging
import Rules
import ServiceLifecycle

/// A stage, whatever it transforms.
protocol DaemonStage: Service {
    /// What the outside sees of it.
    var monitor: StageMonitor { get }
}

extension Stage: DaemonStage {}

extension Configuration {
    /// Articles in, reports out.
    func extractStage(rules: RuleSet, logger: Logger) throws -> Stage<ExtractTransform> {
        let decodeLimits = DecodeLimits(bytes: limits.articleBytes, depth: limits.articleDepth)
        let work = ExtractTransform(
            decoder: ArticleDecoder(profile: try profile(), limits: decodeLimits),
            extractor: Extractor(rules: rules),
            kinds: rules.kinds.map(\.kind),
            signals: output.signals
        )
        var settings = settings(of: .extract, logger: logger)
        settings.inputs = input.topics
        settings.outputs = [output.signals]
        settings.workers = workers
        return Stage(settings, work: work, logger: logger)
    }

    /// Reports in, alerts out.
    func correlateStage(rules: RuleSet, logger: Logger) -> Stage<ReportTransform> {
        var settings = settings(of: .correlate, logger: logger)
        settings.inputs = [output.signals]
        settings.outputs = [output.alerts]
        settings.events = EventSettings(
            correlation: correlation,
            classes: ClassRelation(parents: rules.classes.parentValues, lasting: rules.lastingKinds),
            signals: output.signals,
            alerts: output.alerts,
            events: output.events,
            source: output.source,
            reader: settings.consumer
        )
        return Stage(settings, work: ReportTransform(), logger: logger)
    }

    /// Threads that extract.
    var workers: Int {
        limits.workers > 0 ? limits.workers : ProcessInfo.processInfo.activeProcessorCount
    }

    /// What both stages have alike; topics to read and write are missing.
    private func settings(of stage: StageName, logger: Logger) -> StageSettings {
        var settings = StageSettings(
            name: stage.rawValue,
            consumer: consumer(stage: stage, logger: logger),
            producer: producer(stage: stage, logger: logger),
            inputs: [],
            outputs: [],
            dead: output.dead
        )
        settings.topics = TopicPlan(self, for: stage)
        settings.commitInterval = delivery.commitInterval
        settings.transactionMessages = delivery.transactionMessages
        settings.transactionBytes = delivery.transactionBytes
        settings.transactionTimeout = delivery.transactionTimeout
        settings.messageLimit = limits.inFlightMessages
        settings.byteLimit = limits.inFlightBytes
        settings.stall = limits.stall
        settings.drain = limits.drain
        return settings
    }
}
