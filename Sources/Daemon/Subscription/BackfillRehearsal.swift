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
        /// Reports of articles that an event has already.
        public var known = 0
        /// Reports of articles too old to open an event, which fit none that is known.
        public var tooOld = 0
        /// Reports that only recall history.
        public var history = 0
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

        fileprivate mutating func add(_ alert: Alert) {
            alerts.append(alert)
            var count = kinds[alert.signal.kind] ?? Count()
            switch alert.change {
            case .new: count.new += 1
            case .update: count.updates += 1
            case .retraction: count.retractions += 1
            }
            kinds[alert.signal.kind] = count
        }
    }

    /// A kind's share of an article.
    private struct Share: Hashable {
        var article: String
        var kind: String
    }

    /// What is known while it goes on.
    private struct Stand {
        var correlator: Correlator
        /// What some event has.
        var shares: Set<Share> = []
        var outcome = Outcome()
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
    /// - Throws: `KafkaError` where the broker cannot be reached, `NoSuchTopic`, `UnreadableEvent`.
    public func run(from start: Timestamp, now: Timestamp) throws -> Outcome {
        var stand = Stand(correlator: Correlator(settings: configuration.correlation, classes: classes))
        for state in try storedEvents() {
            stand.correlator.restore(state)
            for support in state.supports { stand.shares.insert(Share(article: support.article.id, kind: state.kind)) }
        }
        stand.outcome.knownEvents = stand.correlator.eventCount
        for topic in configuration.input.topics {
            try reader(of: topic).read(from: .time(start)) { message in
                guard let message else { return false }
                // Where the topic does not know times, the reader begins earlier.
                guard message.timestampMilliseconds ?? .max >= start.milliseconds else { return true }
                take(message, now: now, &stand)
                return true
            }
        }
        for case .publish(let alert) in stand.correlator.flush() { stand.outcome.add(alert) }
        return stand.outcome
    }

    private func take(_ message: KafkaMessage, now: Timestamp, _ stand: inout Stand) {
        switch extract.transform(message) {
        case .tombstone: return
        case .dead: stand.outcome.unreadable += 1
        case .unmatched, .take: stand.outcome.articles += 1
        case .publish(let records):
            stand.outcome.articles += 1
            for record in records {
                guard let report = try? MessageJSON.decodeReport(record.value ?? []) else { continue }
                let decisions = stand.correlator.take(report, now: now)
                count(decisions, of: report, &stand)
            }
        }
    }

    private func count(_ decisions: [Decision], of report: Report, _ stand: inout Stand) {
        var published = 0
        for case .publish(let alert) in decisions {
            published += 1
            stand.outcome.add(alert)
        }
        var count = stand.outcome.kinds[report.kind] ?? Count()
        let share = Share(article: report.article.id, kind: report.kind)
        if !decisions.isEmpty {
            if published == 0 { count.silent += 1 }
            stand.shares.insert(share)
        } else if stand.shares.contains(share) {
            count.known += 1
        } else if report.signals.contains(where: isCorrelated) {
            count.tooOld += 1
        } else if !report.signals.isEmpty {
            count.history += 1
        }
        if count != Count() { stand.outcome.kinds[report.kind] = count }
    }

    private func isCorrelated(_ signal: Signal) -> Bool {
        configuration.correlation.includesBackground || signal.status != .background
    }

    /// The events as they are stored; the last message of each key counts.
    private func storedEvents() throws -> [EventState] {
        var values: [[UInt8]: [UInt8]] = [:]
        try reader(of: configuration.output.events).read(from: .beginning) { message in
            guard let message else { return false }
            if let key = message.key { values[key] = message.value }
            return true
        }
        return try values.map { try EventState(message: $0.value, key: $0.key) }
    }

    private func reader(of topic: String) -> TopicReader {
        let silent = Logger(label: "backfill") { _ in SwiftLogNoOpLogHandler() }
        return TopicReader(client: configuration.reader(logger: silent), topic: topic)
    }
}
