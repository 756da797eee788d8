import Articles
import Correlation
public import Domain
import Extraction
import Formats
import Kafka
import Logging
import Rules

/// Works out what reading old articles again would publish, and publishes nothing.
///
/// It reads without a group and goes through the code of the stages, on the events as they are stored now.
public struct BackfillRehearsal: Sendable {
    /// What became of the reports of one kind.
    public struct Count: Sendable, Hashable {
        /// Events that would be opened.
        public var new = 0
        /// Revisions of events that are known.
        public var updates = 0
        /// Events that would be taken back.
        public var retractions = 0
        /// Reports that would be kept and tell nothing new.
        public var silent = 0
        /// Reports that change nothing: known already, or too old to open an event.
        public var unchanged = 0
    }

    /// What a rehearsal came to.
    public struct Outcome: Sendable {
        /// How many articles were read.
        public var articles = 0
        /// How many messages could not be read.
        public var unreadable = 0
        /// How many events were known at the start.
        public var knownEvents = 0
        /// The counts of each kind.
        public var kinds: [String: Count] = [:]
        /// The revisions, in order.
        public var alerts: [Alert] = []
    }

    private let configuration: Configuration
    private let extract: ExtractTransform
    private let classes: ClassRelation

    /// A rehearsal with the configured rules, topics and settings of correlation.
    ///
    /// - Throws: `PackNotFound`, or what is wrong with the rules or the profile.
    public init(_ configuration: Configuration) throws {
        let rules = try RuleSet.load(
            folder: try PackLocation.find(named: configuration.rules.pack),
            site: configuration.rules.site
        )
        let limits = DecodeLimits(bytes: configuration.limits.articleBytes, depth: configuration.limits.articleDepth)
        extract = ExtractTransform(
            decoder: ArticleDecoder(profile: try configuration.profile(), limits: limits),
            extractor: Extractor(rules: rules),
            kinds: rules.kinds.map(\.kind),
            signals: configuration.output.signals
        )
        classes = ClassRelation(parents: rules.classes.parentValues, lasting: rules.lastingKinds)
        self.configuration = configuration
    }

    /// Reads what the article topics hold since `start`, as if it came at `now`.
    ///
    /// It blocks, so it runs on a thread of its own.
    /// - Throws: `KafkaError` where the broker cannot be reached, `NoSuchTopic`, `DecodingError` of a stored event.
    public func run(from start: Timestamp, now: Timestamp) throws -> Outcome {
        var outcome = Outcome()
        var correlator = Correlator(settings: configuration.correlation, classes: classes)
        for state in try storedEvents() { correlator.restore(state) }
        outcome.knownEvents = correlator.eventCount
        for topic in configuration.input.topics {
            try reader(of: topic).read(from: .time(start)) { message in
                guard let message else { return false }
                // Where the topic does not know times, the reader begins earlier.
                guard message.timestampMilliseconds ?? .max >= start.milliseconds else { return true }
                take(message, now: now, &correlator, &outcome)
                return true
            }
        }
        outcome.alerts += correlator.flush().compactMap { decision in
            if case .publish(let alert) = decision { alert } else { nil }
        }
        return outcome
    }

    private func take(
        _ message: KafkaMessage,
        now: Timestamp,
        _ correlator: inout Correlator,
        _ outcome: inout Outcome
    ) {
        switch extract.transform(message) {
        case .tombstone: return
        case .dead: outcome.unreadable += 1
        case .unmatched, .take: outcome.articles += 1
        case .publish(let records):
            outcome.articles += 1
            for record in records {
                guard let report = try? MessageJSON.decodeReport(record.value ?? []) else { continue }
                count(correlator.take(report, now: now), of: report, &outcome)
            }
        }
    }

    private func count(_ decisions: [Decision], of report: Report, _ outcome: inout Outcome) {
        var count = outcome.kinds[report.kind] ?? Count()
        var published = 0
        for case .publish(let alert) in decisions {
            published += 1
            outcome.alerts.append(alert)
            switch alert.change {
            case .new: count.new += 1
            case .update: count.updates += 1
            case .retraction: count.retractions += 1
            }
        }
        if decisions.isEmpty, !report.signals.isEmpty { count.unchanged += 1 }
        if published == 0, !decisions.isEmpty { count.silent += 1 }
        if count != Count() { outcome.kinds[report.kind] = count }
    }

    /// The events as they are stored; the last message of each key counts.
    private func storedEvents() throws -> [EventState] {
        var values: [[UInt8]: [UInt8]] = [:]
        try reader(of: configuration.output.events).read(from: .beginning) { message in
            guard let message else { return false }
            if let key = message.key { values[key] = message.value }
            return true
        }
        return try values.values.map { try MessageJSON.decodeEvent($0) }
    }

    private func reader(of topic: String) -> TopicReader {
        let silent = Logger(label: "backfill") { _ in SwiftLogNoOpLogHandler() }
        return TopicReader(client: configuration.reader(logger: silent), topic: topic)
    }
}
