public import Domain

/// Decides which alerts the reports of an article give rise to.
///
/// This version opens one event for each signal. It has no clock and keeps no state: the same reports give the same
/// alerts, with the same ids, however often they are read.
public struct Correlator: Sendable {
    private let includesBackground: Bool

    /// A correlator; signals that are history become alerts only where `includesBackground`.
    public init(includesBackground: Bool = false) {
        self.includesBackground = includesBackground
    }

    /// The alerts `reports` give rise to at `now`, in the order of the reports and their signals.
    public mutating func correlate(_ reports: [Report], now: Timestamp) -> [Alert] {
        reports.flatMap { alerts(of: $0, now: now) }
    }

    private func alerts(of report: Report, now: Timestamp) -> [Alert] {
        var alerts: [Alert] = []
        // The ordinal counts all signals of the kind, so that an id does not hang on what is left out here.
        for (ordinal, signal) in report.signals.enumerated() {
            guard includesBackground || signal.status != .background else { continue }
            alerts.append(
                Alert(
                    id: EventID.make(article: report.article.id, kind: report.kind, ordinal: ordinal),
                    signal: signal,
                    article: report.article,
                    seen: Correlator.seen(report.article.publishedAt, now: now)
                )
            )
        }
        return alerts
    }

    /// When the report was published as RFC 3339; `now` where the article does not say.
    static func seen(_ publishedAt: String?, now: Timestamp) -> String {
        guard let publishedAt, !publishedAt.isEmpty else { return now.description }
        return publishedAt.utf8.contains(UInt8(ascii: "T")) ? publishedAt : publishedAt + "T00:00:00Z"
    }
}

extension Report {
    /// One report for each kind that `signals` has, in the order in which the kinds first appear.
    public static func byKind(
        _ signals: [Signal],
        article: ArticleReference,
        signature: String,
        origin: Origin?
    ) -> [Report] {
        var reports: [Report] = []
        for signal in signals {
            if let index = reports.firstIndex(where: { $0.kind == signal.kind }) {
                reports[index].signals.append(signal)
            } else {
                reports.append(
                    Report(kind: signal.kind, article: article, signature: signature, origin: origin, signals: [signal])
                )
            }
        }
        return reports
    }
}
