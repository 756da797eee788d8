import Domain
import Language
import Rules

/// Finds when an act is said to happen: the time nearest to its predicate in the same sentence.
struct Dating {
    let scene: Scene

    /// Acts that ended this many days before publication are history.
    private static let currentDays = 30

    /// Sets date, time of day and, for history, status.
    func date(_ mention: inout Mention) {
        if let time = nearest(mention) {
            mention.time = time.time
            apply(time, &mention)
        }
        guard !mention.isDated, mention.attitude.status == .occurred, let publication = scene.publication else {
            return
        }
        mention.date = EventDate(publication)
    }

    private func apply(_ time: TimeExpression, _ mention: inout Mention) {
        guard let publication = scene.publication else {
            if let date = time.date {
                mention.date = date
                mention.isDated = true
            }
            return
        }
        if time.isFuture, mention.attitude.status == .occurred, let first = time.first, first > publication {
            mention.attitude.status = .expected
        }
        if let date = time.date, time.relation != .until, time.relation != .every {
            mention.date = date
            mention.isDated = true
        }
        let isOver = time.last.map { $0.dayNumber < publication.dayNumber - Dating.currentDays } ?? false
        let isHistory = isOver && (time.relation == .on || time.relation == .during)
        if isHistory, mention.attitude.status != .ongoing { mention.attitude.status = .background }
        if time.relation == .since, mention.attitude.status == .occurred, isOver { mention.attitude.status = .ongoing }
        if mention.attitude.status == .ongoing || mention.attitude.status == .expected, time.relation == .since {
            mention.isDated = false
            mention.date = nil
        }
    }

    private func nearest(_ mention: Mention) -> TimeExpression? {
        var best: (distance: Int, time: TimeExpression)?
        for time in scene.times[mention.sentence] {
            guard time.relation != .duration, !time.isAnaphoric else { continue }
            let distance = distance(time, mention)
            if best.map({ distance < $0.distance }) ?? true { best = (distance, time) }
        }
        guard let best, best.distance < 40 else { return nil }
        return best.time
    }

    /// How far a time stands from the predicate; other verbs in between push it away.
    private func distance(_ time: TimeExpression, _ mention: Mention) -> Int {
        let after = time.tokens.lowerBound > mention.anchor
        let between =
            after
            ? mention.anchor + 1..<max(mention.anchor + 1, time.tokens.lowerBound)
            : time.tokens.upperBound..<max(time.tokens.upperBound, mention.anchor)
        var distance = between.count
        for index in between where scene.analysis.tokens[index].part == .verb { distance += 12 }
        return distance
    }
}
