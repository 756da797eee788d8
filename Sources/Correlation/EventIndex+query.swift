extension EventIndex {
    /// The lists in which an event of the signal's scope may stand that the signal is of.
    static func lists(for profile: Profile, scope: Int32, undatedDays: Int) -> [Key] {
        var parties = [anyone]
        if !profile.actors.isEmpty {
            parties = profile.actors.map(actor) + [unnamed]
        } else if !profile.recipients.isEmpty {
            parties = profile.recipients.map(recipient) + [unnamed]
        }
        let days = days(for: profile, undatedDays: undatedDays)
        var keys: [Key] = []
        keys.reserveCapacity(parties.count * (days.count + 1))
        for party in parties {
            keys.append(Key(scope: scope, party: party, day: noDay))
            for day in days { keys.append(Key(scope: scope, party: party, day: Int32(clamping: day))) }
        }
        return keys
    }

    /// The days on which such an event may be dated.
    private static func days(for profile: Profile, undatedDays: Int) -> ClosedRange<Int> {
        let before = profile.isLoose ? undatedDays : 3
        // A report that names the wrong week is a week early.
        let after = profile.isLoose ? undatedDays : 7
        switch profile.day {
        case .told(let day), .assumed(let day): return day - before...day + after
        case .span(let span):
            // A year is looked through no farther back than two months before the report.
            let seen = Int(profile.seen.lowerBound / 86_400_000)
            let first = max(span.lowerBound - 1, min(seen - 62, span.upperBound))
            return first...max(first, min(span.upperBound + 1, first + 124))
        case .none:
            let seen = Int(profile.seen.lowerBound / 86_400_000)
            return seen - undatedDays...seen + undatedDays
        }
    }
}
