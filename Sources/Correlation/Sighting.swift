import Domain

/// A report as correlation looks at it: what of its article matters, worked out once.
struct Sighting {
    let report: Report
    let signature: TextSignature?
    let seen: Timestamp
    let writers: [UInt64]
    /// The key of article and kind.
    let key: UInt64
    let rank: Int?

    /// The report of a message of `now`; an article is taken to be no younger than that and `tolerance`.
    init(_ report: Report, key: UInt64, now: Timestamp, tolerance: Int64) {
        self.report = report
        self.key = key
        signature = TextSignature(hexadecimal: report.signature)
        let published = report.article.publishedAt.flatMap(Timestamp.init(message:))
        seen = min(published ?? now, Timestamp(milliseconds: now.milliseconds + tolerance))
        writers = Writers.keys(report.article)
        rank = VersionMark.rank(report.article.title)
    }

    /// Whether the text is that of the signature, or near to it.
    func isCopy(of other: TextSignature, distance: Int) -> Bool {
        guard let signature else { return false }
        return signature.distance(to: other) <= distance
    }

    /// Whether the article is by who wrote that of `support`.
    func isSameWriter(as support: Support) -> Bool {
        writers.contains(where: support.writers.contains)
    }

    /// The contribution of one signal.
    func support(_ signal: Signal, source: Int, reading: Int?) -> Support {
        Support(
            article: report.article,
            signature: signature ?? TextSignature(bits: key),
            origin: report.origin,
            seen: seen,
            writers: writers,
            source: source,
            reading: reading,
            confidence: signal.confidence
        )
    }
}

extension Report {
    /// Whether the report brings nothing after what `support` holds of the same article: it is the same, or older.
    func isStale(after support: Support) -> Bool {
        if let origin, let known = support.origin, origin.topic == known.topic, origin.partition == known.partition,
            origin.offset <= known.offset
        {
            return true
        }
        let (version, known) = (article.version, support.article.version)
        if let new = version.flatMap({ Int($0) }), let old = known.flatMap({ Int($0) }), new != old { return new < old }
        if signals.isEmpty { return support.reading == nil }
        return version == known && TextSignature(hexadecimal: signature) == support.signature
    }
}
