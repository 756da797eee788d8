import Articles
import Correlation
import Domain
import Extraction
import Formats
public import Kafka

/// The work of the extract stage: decode an article, extract its signals, report them by kind.
///
/// An ordinary first version is reported for the kinds it has. A later version, or one that is taken back, is reported
/// for every kind there is, with nothing where nothing is left, so that what an earlier one said can be withdrawn.
public struct ExtractTransform: Transform {
    private let decoder: ArticleDecoder
    private let extractor: Extractor
    private let kinds: [String]
    private let signals: String
    private let now: @Sendable () -> Timestamp
    /// What the site's mutes and block list have silenced.
    public let silence: SilenceCounter? = SilenceCounter()

    /// `kinds` are all that the rules have; reports go to the topic `signals`.
    init(
        decoder: ArticleDecoder,
        extractor: Extractor,
        kinds: [String],
        signals: String,
        now: @escaping @Sendable () -> Timestamp = wallClock
    ) {
        self.decoder = decoder
        self.extractor = extractor
        self.kinds = kinds
        self.signals = signals
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
        case .article(let article): return transform(article, origin: origin)
        }
    }

    private func transform(_ article: Article, origin: Origin) -> Disposition {
        // What is withdrawn says nothing any more.
        let findings = article.status == .usable ? extractor.findings(article) : Findings()
        silence?.note(findings)
        let signals = findings.signals
        let replaces = article.mayReplace
        guard replaces || !signals.isEmpty else { return .unmatched }
        let reports = Report.byKind(
            signals,
            kinds: replaces ? kinds : [],
            article: ArticleReference(article),
            signature: TextSignature(article).description,
            origin: origin
        )
        do {
            return .publish(try reports.map(record))
        } catch {
            return .dead(reason: "not-encodable", detail: "a report cannot be written as JSON: \(error)")
        }
    }

    private func record(of report: Report) throws -> KafkaRecord {
        KafkaRecord(topic: signals, key: Array(report.kind.utf8), value: try MessageJSON.encode(report))
    }
}
