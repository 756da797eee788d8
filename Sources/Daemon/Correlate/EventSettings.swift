public import Correlation
import Domain
import Formats
public import Kafka

/// What makes a stage one that correlates: how, and where its alerts and its events go.
public struct EventSettings: Sendable {
    /// Windows, thresholds and limits.
    public var correlation: CorrelationSettings
    /// Which class is below which.
    public var classes: ClassRelation
    /// The topic of reports, which the stage reads.
    public var signals: String
    /// The topic of alerts.
    public var alerts: String
    /// The compacted topic of events.
    public var events: String
    /// The CloudEvents `source` of the alerts.
    public var source: String
    /// The client that restores: of the stage's own group, which it never joins.
    public var reader: KafkaConfiguration

    /// Settings, all given.
    public init(
        correlation: CorrelationSettings,
        classes: ClassRelation,
        signals: String,
        alerts: String,
        events: String,
        source: String,
        reader: KafkaConfiguration
    ) {
        self.correlation = correlation
        self.classes = classes
        self.signals = signals
        self.alerts = alerts
        self.events = events
        self.source = source
        self.reader = reader
    }
}

extension EventSettings {
    /// The message of `alert`, which was decided at `now`.
    func record(of alert: Alert, now: Timestamp) throws -> KafkaRecord {
        KafkaRecord(
            topic: alerts,
            key: Array(alert.id.utf8),
            value: try MessageJSON.encode(alert),
            headers: alert.headers(source: source, time: now).map { KafkaHeader($0.name, $0.value) }
        )
    }

    /// The message of a changed event, in the partition whose owner restores it.
    func record(of change: EventChange) throws -> KafkaRecord {
        KafkaRecord(
            topic: events,
            partition: change.partition,
            key: Array(change.id.utf8),
            value: try change.state.map { try MessageJSON.encode($0) }
        )
    }
}

/// An event as it is after a transaction; no state where it is forgotten.
struct EventChange: Sendable, Hashable {
    var id: String
    /// The partition of its reports, and so of its state.
    var partition: Int32
    var state: EventState?
}
