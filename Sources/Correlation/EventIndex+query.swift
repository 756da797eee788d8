extension EventIndex {
    /// Days on which an event may be dated.
    struct Days {
        /// For events whose day no text tells, that of publication stands in.
        var range: ClosedRange<Int32>
        /// For those of which a text tells it.
        var told: ClosedRange<Int32>
        /// One more for these, behind the range.
        var further: Int32?

        fileprivate init(_ range: ClosedRange<Int>, told: ClosedRange<Int>? = nil, further: Int? = nil) {
            self.range = Int32(clamping: range.lowerBound)...Int32(clamping: range.upperBound)
            self.told = told.map { Int32(clamping: $0.lowerBound)...Int32(clamping: $0.upperBound) } ?? self.range
            self.further = further.map { Int32(clamping: $0) }
        }
    }

    /// The days of events of `scope` that the signal may be of: those on which `Likeness.day` gives a weight.
    static func days(of profile: Profile, in scope: Scope, undatedDays: Int) -> Days {
        guard !profile.isLoose, scope.status != .expected else {
            return days(around: profile, undatedDays: undatedDays)
        }
        switch profile.day {
        // A report that names the wrong week is a week early.
        case .told(let day): return Days(day - 1...day + 3, told: day - 1...day + 1, further: day + 7)
        case .assumed(let day): return Days(day - 3...day + 3, told: day - 3...day + 1)
        case .span, .none: return days(around: profile, undatedDays: undatedDays)
        }
    }

    /// The days around that of the signal: as many as reports may be apart where days are told loosely.
    static func days(around profile: Profile, undatedDays: Int) -> Days {
        let before = profile.isLoose ? undatedDays : 3
        let after = profile.isLoose ? undatedDays : 7
        switch profile.day {
        case .told(let day), .assumed(let day): return Days(day - before...day + after)
        case .span(let span):
            // A year is looked through no farther back than two months before the report.
            let seen = Int(profile.seen.lowerBound / 86_400_000)
            let first = max(span.lowerBound - 1, min(seen - 62, span.upperBound))
            return Days(first...max(first, min(span.upperBound + 1, first + 124)))
        case .none:
            let seen = Int(profile.seen.lowerBound / 86_400_000)
            // What takes its time may be dated longer before, where reports of it have kept coming.
            let back = profile.isLoose ? 3 * undatedDays : undatedDays
            return Days(seen - back...seen + back)
        }
    }
}
