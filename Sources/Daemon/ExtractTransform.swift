import Articles
import Correlation
import Domain
import Extraction
import Formats
public import Kafka

/// The work of the extract stage: decode an article, extract its signals, turn them into alerts.
///
/// Alerts come straight from here until correlation is a stage of its own; the reports between are what it will read.
public struct ExtractTransform: Transform {
    private let decoder: ArticleDecoder
    private let extractor: Extractor
    private let correlator: Correlator
    private let output: Configuration.Output
    private let now: @Sendable () -> Timestamp

    init(
        decoder: ArticleDecoder,
        extractor: Extractor,
        correlator: Correlator,
        output: Configuration.Output,
        now: @escaping @Sendable () -> Timestamp = wallClock
    ) {
        self.decoder = decoder
        self.extractor = extractor
        self.correlator = correlator
        self.output = output
        self.now = now
    }

    /// Reads one message of an article topic.
    public func transform(_ message: KafkaMessage) -> Disposition {
        let origin = Origin(
            topic: message.partition.topic,
            partition: message.partition.partition,
            offset: message.offset
        )
        let timestamp = message.timestampMilliseconds.map(Timestamp.init(milliseconds:))
        let carrier = Carrier(.kafka(origin), timestamp: timestamp, now: now())
        switch decoder.decode(message.value, carrier: carrier) {
        case .tombstone: return .tombstone
        case .failure(let failure):
            let until = failure.embargoedUntil.map { KafkaHeader("tocsin-embargoed-until", $0.description) }
            return .dead(
                reason: failure.reason.rawValue,
                detail: failure.detail,
                headers: until.map { [$0] } ?? []
            )
        case .article(let article): return transform(article, origin: origin, timestamp: timestamp)
        }
    }

    private func transform(_ article: Article, origin: Origin, timestamp: Timestamp?) -> Disposition {
        // What is withdrawn says nothing any more; taking back what it said before needs correlation.
        guard article.status == .usable else { return .unmatched }
        let signals = extractor.extract(article)
        guard !signals.isEmpty else { return .unmatched }
        let reports = Report.byKind(
            signals,
            article: ArticleReference(article),
            signature: TextSignature(article).description,
            origin: origin
        )
        var correlator = correlator
        // The message's own time where it has one, so that an article that is read twice gives the same alert twice.
        let time = timestamp ?? now()
        let alerts = reports.flatMap { correlator.take($0, now: time) }.compactMap { decision in
            if case .publish(let alert) = decision { alert } else { nil }
        }
        guard !alerts.isEmpty else { return .unmatched }
        do {
            return .publish(try alerts.map(record))
        } catch {
            return .dead(reason: "not-encodable", detail: "an alert cannot be written as JSON: \(error)")
        }
    }

    private func record(of alert: Alert) throws -> KafkaRecord {
        KafkaRecord(
            topic: output.alerts,
            key: Array(alert.id.utf8),
            value: try MessageJSON.encode(alert),
            headers: alert.headers(source: output.source, time: now()).map { KafkaHeader($0.name, $0.value) }
        )
    }
}
