public import Domain

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
