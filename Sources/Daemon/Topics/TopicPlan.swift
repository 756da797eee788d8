/// How the topics of a configuration must be, for `tocsin topics` to make and for a start to check.
public struct TopicPlan: Sendable, Hashable {
    /// What the broker does with old messages of a topic.
    public enum Cleanup: String, Sendable {
        /// It deletes them by age.
        case delete
        /// It keeps the last message of each key.
        case compact
    }

    /// One topic.
    public struct Topic: Sendable, Hashable {
        /// Its name.
        public var name: String
        /// What it is for, as in "alerts".
        public var purpose: String
        /// What must be done with its old messages.
        public var cleanup: Cleanup
        /// How long its messages should be kept at least, in milliseconds; nil where that is not by age.
        public var retention: Int64?
        /// How many partitions it is made with.
        public var partitions: Int
        /// Whether the broker must not make it by itself: it would make it otherwise.
        public var isInternal = false

        /// The settings it is made with, by the broker's names.
        public var settings: [String: String] {
            var settings = ["cleanup.policy": cleanup.rawValue]
            if let retention { settings["retention.ms"] = String(retention) }
            // What is not compacted is read at every restore, and the segment that is written to never is.
            if cleanup == .compact {
                settings["segment.bytes"] = "67108864"
                settings["segment.ms"] = "86400000"
                settings["min.cleanable.dirty.ratio"] = "0.1"
            }
            return settings
        }
    }

    /// The names of two topics.
    public struct Pair: Sendable, Hashable {
        /// That of reports.
        public var signals: String
        /// That of events.
        public var events: String
    }

    /// The topics, each once.
    public var topics: [Topic]
    /// The two that must have as many partitions as each other; nil where the stage does not write events.
    public private(set) var pair: Pair?

    /// A plan without topics.
    init() {
        topics = []
    }

    /// All topics of `configuration` but those of articles, which are the feed's.
    ///
    /// `partitions` are those of reports and events; one is enough for the news of the world, and keeps it in order.
    public init(_ configuration: Configuration, partitions: Int = 1) {
        self.init(configuration, for: .correlate, partitions: partitions)
    }

    /// The topics that `stage` reads and writes, but those of articles.
    init(_ configuration: Configuration, for stage: Configuration.StageName, partitions: Int = 1) {
        let day: Int64 = 86_400_000
        let output = configuration.output
        topics = [
            Topic(name: output.dead, purpose: "dead letters", cleanup: .delete, retention: 30 * day, partitions: 1),
            Topic(
                name: output.signals,
                purpose: "reports",
                cleanup: .delete,
                retention: 7 * day,
                partitions: partitions,
                isInternal: true
            ),
        ]
        guard stage == .correlate else { return }
        topics += [
            Topic(
                name: output.events,
                purpose: "events",
                cleanup: .compact,
                partitions: partitions,
                isInternal: true
            ),
            Topic(name: output.alerts, purpose: "alerts", cleanup: .delete, retention: 90 * day, partitions: 1),
        ]
        pair = Pair(signals: output.signals, events: output.events)
    }
}

/// A topic as the broker has it.
public struct FoundTopic: Sendable, Hashable {
    /// How many partitions it has.
    public var partitions: Int
    /// Its settings by the broker's names; nil where the broker does not tell.
    public var settings: [String: String]?

    /// A topic.
    public init(partitions: Int, settings: [String: String]?) {
        self.partitions = partitions
        self.settings = settings
    }
}

/// Something about a topic that is not as planned: the topic, what was found and what is wanted.
public struct TopicIssue: Sendable, Hashable, CustomStringConvertible {
    /// How bad it is.
    public enum Weight: Sendable, Hashable {
        /// It would lose or double something: nothing is begun.
        case error
        /// It may be meant.
        case warning
    }

    /// How bad it is.
    public var weight: Weight
    /// The topic.
    public var topic: String
    /// What was found and what is wanted, in one sentence.
    public var description: String
}

extension TopicPlan {
    /// The topics of the plan that `found` does not have, as they have to be made.
    ///
    /// Where one of the two that need as many partitions as each other is there, the other follows it.
    public func missing(in found: [String: FoundTopic]) -> [Topic] {
        let known = pair.flatMap { found[$0.signals] ?? found[$0.events] }
        return topics.filter { found[$0.name] == nil }.map { topic in
            var topic = topic
            if let known, let pair, [pair.signals, pair.events].contains(topic.name) {
                topic.partitions = known.partitions
            }
            return topic
        }
    }

    /// What is not as planned in the topics that there are.
    public func review(_ found: [String: FoundTopic]) -> [TopicIssue] {
        topics.flatMap { topic in found[topic.name].map { review(topic, $0) } ?? [] } + reviewPair(found)
    }

    private func review(_ topic: Topic, _ found: FoundTopic) -> [TopicIssue] {
        guard let settings = found.settings else { return [] }
        var issues: [TopicIssue] = []
        let policy = settings["cleanup.policy"] ?? Cleanup.delete.rawValue
        if policy != topic.cleanup.rawValue {
            let meaning =
                topic.cleanup == .compact
                ? "without compaction alone it would lose events or grow for ever"
                : "compaction would drop messages that somebody has yet to read"
            issues.append(
                TopicIssue(
                    weight: .error,
                    topic: topic.name,
                    description: "topic '\(topic.name)' (\(topic.purpose)) has cleanup.policy=\(policy) and needs "
                        + "cleanup.policy=\(topic.cleanup.rawValue): \(meaning)"
                )
            )
        }
        if let wanted = topic.retention, let kept = settings["retention.ms"].flatMap({ Int64($0) }), kept >= 0,
            kept < wanted
        {
            issues.append(
                TopicIssue(
                    weight: .warning,
                    topic: topic.name,
                    description: "topic '\(topic.name)' (\(topic.purpose)) has retention.ms=\(kept), "
                        + "\(TopicPlan.days(kept)); \(wanted), \(TopicPlan.days(wanted)), are advised"
                )
            )
        }
        return issues
    }

    /// An age in milliseconds as people say it, in whole days or hours.
    public static func days(_ milliseconds: Int64) -> String {
        let (hour, day): (Int64, Int64) = (3_600_000, 86_400_000)
        let (count, unit) = milliseconds < day ? (milliseconds / hour, "hour") : (milliseconds / day, "day")
        return "\(count) \(unit)\(count == 1 ? "" : "s")"
    }

    private func reviewPair(_ found: [String: FoundTopic]) -> [TopicIssue] {
        guard let pair, let signals = found[pair.signals], let events = found[pair.events],
            signals.partitions != events.partitions
        else { return [] }
        return [
            TopicIssue(
                weight: .error,
                topic: pair.events,
                description: "topic '\(pair.events)' (events) has \(events.partitions) partition"
                    + "\(events.partitions == 1 ? "" : "s") and needs "
                    + "\(signals.partitions), as many as '\(pair.signals)' (reports): the events of a kind are kept "
                    + "in the partition of its reports"
            )
        ]
    }
}
