import Domain

extension EventState {
    /// How many articles an event keeps account of one by one; those beyond are only counted.
    static let supportLimit = 256
    /// How many articles an alert lists.
    static let listedArticles = 20
    private static let evidenceLimit = 8
    private static let claimLimit = 16
    /// Versions of one agency story come within this time, in milliseconds.
    private static let chainWindow: Int64 = 48 * 3_600_000

    /// How many independent sources the contributions that stand are of.
    var sourceCount: Int {
        var count = 0
        for index in supports.indices where supports[index].reading != nil {
            let source = supports[index].source
            let isCounted = supports.indices.prefix(index).contains {
                supports[$0].source == source && supports[$0].reading != nil
            }
            if !isCounted { count += 1 }
        }
        return count
    }

    /// When the first and the last article were published.
    var seen: ClosedRange<Int64> {
        var range: (first: Int64, last: Int64)?
        let isLive = supports.contains { $0.reading != nil }
        for index in supports.indices where !isLive || supports[index].reading != nil {
            let time = supports[index].seen.milliseconds
            range = (min(range?.first ?? time, time), max(range?.last ?? time, time))
        }
        guard let range else { return updatedAt.milliseconds...updatedAt.milliseconds }
        return range.first...range.last
    }

    /// Takes in what the article says of the event; whether that changes anything.
    ///
    /// What other events hold alike comes from `pools`.
    mutating func add(_ signal: Signal, of sighting: Sighting, copyDistance: Int, pools: inout Pools) -> Bool {
        if let index = supports.firstIndex(where: { $0.article.id == sighting.report.article.id }) {
            let source = supports[index].source
            forget(article: supports[index].article.id)
            let signal = shared(signal, of: sighting, &pools)
            supports[index] = sighting.support(signal, source: source, reading: number(of: signal))
            pools.share(&supports[index])
            note(signal)
            dropUnusedReadings()
            return true
        }
        if supports.contains(where: { isDelivered($0, again: sighting) }) { return false }
        guard supports.count < EventState.supportLimit else {
            unlistedArticles += 1
            return true
        }
        let source = source(of: sighting, copyDistance: copyDistance)
        let other = supports.lastIndex { isVersion($0, of: sighting) }
        // A version that comes after a later one is noted, so that it is known when it comes again, and says nothing.
        let isLate = other.map { VersionMark.rank(supports[$0].article.title) ?? 0 > sighting.rank ?? 0 } ?? false
        if let other, !isLate {
            supports[other].reading = nil
            forget(article: supports[other].article.id)
        }
        let signal = shared(signal, of: sighting, &pools)
        var support = sighting.support(signal, source: source, reading: isLate ? nil : number(of: signal))
        pools.share(&support)
        supports.appendExactly(support)
        if supports.count > EventState.listedArticles { shorten(supports.count - 1) }
        if !isLate { note(signal) }
        dropUnusedReadings()
        return true
    }

    /// Takes back what the article said of the event; whether that changes anything.
    mutating func withdraw(_ sighting: Sighting) -> Bool {
        guard let index = supports.firstIndex(where: { $0.article.id == sighting.report.article.id }) else {
            return false
        }
        guard supports[index].reading != nil else { return false }
        // From now on this version is the one that counts.
        let known = supports[index]
        supports[index] = sighting.support(Signal(kind: kind), source: known.source, reading: nil)
        forget(article: known.article.id)
        dropUnusedReadings()
        return true
    }

    /// The same text by the same hand, or by one that is not named.
    private func isDelivered(_ support: Support, again sighting: Sighting) -> Bool {
        guard support.signature == sighting.signature else { return false }
        return support.writers.isEmpty || sighting.writers.isEmpty || sighting.isSameWriter(as: support)
    }

    /// Whether the two are versions of one story: by one writer, within days, one or both marked as such.
    private func isVersion(_ support: Support, of sighting: Sighting) -> Bool {
        guard support.reading != nil, sighting.isSameWriter(as: support) else { return false }
        let rank = VersionMark.rank(support.article.title)
        guard sighting.rank != nil || rank != nil, sighting.rank != rank else { return false }
        // "(URGENT)" may be followed by a story without a mark; the other way round it is another story.
        if sighting.rank == nil, rank != 1 { return false }
        return abs(support.seen.milliseconds - sighting.seen.milliseconds) <= EventState.chainWindow
    }

    /// The number of the source: that of a copy or of the same writer, else a new one.
    private func source(of sighting: Sighting, copyDistance: Int) -> Int {
        let known = supports.first {
            sighting.isSameWriter(as: $0) || sighting.isCopy(of: $0.signature, distance: copyDistance)
        }
        return known?.source ?? (supports.map(\.source).max() ?? -1) + 1
    }

    /// The number of the reading `signal` gives, taken in where it is new.
    private mutating func number(of signal: Signal) -> Int {
        var reading = signal
        reading.claims = []
        reading.evidence = []
        reading.confidence = 0
        if let known = readings.indices.first(where: { readings[$0] == reading }) { return known }
        readings.appendExactly(reading)
        return readings.count - 1
    }

    private func shared(_ signal: Signal, of sighting: Sighting, _ pools: inout Pools) -> Signal {
        var signal = signal
        pools.share(&signal, of: sighting.report.article.id, in: self)
        return signal
    }

    private mutating func note(_ signal: Signal) {
        for claim in signal.claims where claims.count < EventState.claimLimit {
            let isKnown = claims.contains {
                $0.by.id == claim.by.id && $0.by.name == claim.by.name && $0.stance == claim.stance
            }
            if !isKnown { claims.appendExactly(claim) }
        }
        for passage in signal.evidence.prefix(2) where evidence.count < EventState.evidenceLimit {
            if !evidence.contains(passage) { evidence.appendExactly(passage) }
        }
    }

    private mutating func forget(article id: String) {
        claims.removeAll { $0.article == id }
        evidence.removeAll { $0.article == id }
    }

    /// Leaves of an article that no alert lists what is needed to know it again.
    private mutating func shorten(_ index: Int) {
        supports[index].article.url = nil
        supports[index].article.title = nil
        supports[index].article.source = nil
        supports[index].article.publishedAt = nil
    }

    /// Drops readings nobody gives any more; the last ones stay, so that an event without support can be told and found.
    private mutating func dropUnusedReadings() {
        guard readings.count > 1 else { return }
        let used = readings.indices.filter { index in supports.contains { $0.reading == index } }
        guard !used.isEmpty, used.count < readings.count else { return }
        readings = used.map { readings[$0] }
        for index in supports.indices {
            supports[index].reading = supports[index].reading.flatMap { used.firstIndex(of: $0) }
        }
    }
}

extension Array {
    /// Appends an element without room for more: of what events keep, most is never added to again.
    mutating func appendExactly(_ element: Element) {
        reserveCapacity(count + 1)
        append(element)
    }
}
