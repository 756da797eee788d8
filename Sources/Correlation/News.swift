import Domain

/// What a revision would say that the one before did not, as far as a reader would care.
enum News {
    /// The aspects that changed from `old` to `new`; further sources count up to `newsSources`.
    static func aspects(from old: Announcement, to new: Announcement, newsSources: Int) -> [Alert.Aspect] {
        var changed: [Alert.Aspect] = []
        if new.actor != old.actor { changed.append(.actor) }
        if new.recipient != old.recipient { changed.append(.recipient) }
        if new.object != old.object { changed.append(.object) }
        if isNews(old.count, new.count) { changed.append(.count) }
        if new.places.contains(where: { $0 != .statement && !old.places.contains($0) }) { changed.append(.place) }
        if new.hasNames, !old.hasNames { changed.append(.names) }
        if isNews(old.outcome, new.outcome) { changed.append(.outcome) }
        if new.isDateTold || old.date == nil, isNews(old.date, new.date) { changed.append(.date) }
        // A figure that was not told before is detail; one that is told otherwise is a correction.
        if let distance = old.distanceKM, let other = new.distanceKM, distance != other { changed.append(.distance) }
        if let altitude = old.altitudeKM, let other = new.altitudeKM, altitude != other { changed.append(.altitude) }
        if new.status != old.status { changed.append(.status) }
        if new.certainty != old.certainty { changed.append(.certainty) }
        if new.isDenied, !old.isDenied { changed.append(.denial) }
        let isConfirmed =
            new.isConfirmedByActor && !old.isConfirmedByActor
            || new.isConfirmedByObserver && !old.isConfirmedByObserver && !old.isConfirmedByActor
        if isConfirmed { changed.append(.confirmation) }
        let isSupported = new.sources > old.sources && old.sources < newsSources
        // Fewer than a reader was told count, too, where few are left.
        if isSupported || new.sources < min(old.sources, newsSources) { changed.append(.sources) }
        return changed
    }

    /// What is told for the first time or otherwise; that nobody tells it any more is no news.
    private static func isNews<Value: Equatable>(_ old: Value?, _ new: Value?) -> Bool {
        new != nil && new != old
    }
}
