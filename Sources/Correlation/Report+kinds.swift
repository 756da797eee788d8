public import Domain

extension Report {
    /// One report for each kind that `signals` has, in the order in which the kinds first appear, then an empty one for
    /// each other of `kinds`: what a later version of an article no longer says is withdrawn by it.
    public static func byKind(
        _ signals: [Signal],
        kinds: [String] = [],
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
        for kind in kinds where !reports.contains(where: { $0.kind == kind }) {
            reports.append(Report(kind: kind, article: article, signature: signature, origin: origin, signals: []))
        }
        return reports
    }
}
