extension Likeness {
    /// How well the dates fit; nil where they cannot be of one event.
    func day(_ event: Profile, _ signal: Profile) -> Double? {
        switch (event.day, signal.day) {
        case (.told(let one), .told(let other)): told(one, other, event, signal)
        case (.told(let one), .assumed(let other)): reported(other - one, event, isFresh: signal.isHeadline)
        case (.assumed(let one), .told(let other)): reported(one - other, event, isFresh: false)
        case (.assumed(let one), .assumed(let other)): reported(abs(other - one), event, isFresh: signal.isHeadline)
        case (.span(let one), .span(let other)): span(one, other)
        case (.span(let span), .told(let day)), (.span(let span), .assumed(let day)),
            (.told(let day), .span(let span)), (.assumed(let day), .span(let span)):
            self.span(span, day...day)
        case (.none, .none): undated(event, signal)
        case (.none, .told(let day)): dated(day, near: event)
        case (.told(let day), .none): dated(day, near: signal) ?? kept(day, event, signal)
        case (.none, .assumed), (.assumed, .none): undated(event, signal)
        case (.none, .span(let span)): dated(span, near: event)
        case (.span(let span), .none): dated(span, near: signal)
        }
    }

    /// Both texts tell the day.
    private func told(_ one: Int, _ other: Int, _ event: Profile, _ signal: Profile) -> Double? {
        let days = abs(one - other)
        if days == 0 { return 3 }
        // What is to come is moved; of what takes its time, each report tells the day of what is new.
        if event.isLoose { return days <= settings.undatedDays ? 1 : nil }
        if days == 1 { return neighbouring(max(one, other), other, event, signal) }
        return days == 7 && isTomorrow(one, other, signal) ? 1.5 : nil
    }

    /// The days told are neighbours: one act by the clocks of two places, a day mistaken in what is told about an act of
    /// the day before, or two acts.
    private func neighbouring(_ later: Int, _ told: Int, _ event: Profile, _ signal: Profile) -> Double {
        if isAroundMidnight(later, event, signal) { return 0.5 }
        // News in the headline of the day it was published, which may be a day ahead of UTC: that is another act.
        let published = Int(signal.seen.lowerBound / 86_400_000)
        let isFresh = signal.isHeadline && told >= published && told == later
        return isFresh ? -4 : -0.5
    }

    /// Whether one act can lie on two days, by the clocks of two places: both reports came within hours of the midnight
    /// (UTC) between them.
    private func isAroundMidnight(_ day: Int, _ event: Profile, _ signal: Profile) -> Bool {
        let midnight = Int64(day) * 86_400_000
        let hours = abs(event.seen.lowerBound - midnight) / 3_600_000
        let apart = abs(event.seen.lowerBound - signal.seen.lowerBound) / 3_600_000
        return hours < 9 && apart < 12
    }

    /// Whether a text named the weekday of an act that by its own clock is still to come: "on Friday" in Seoul, read on
    /// Thursday in New York, was taken for the Friday before.
    private func isTomorrow(_ event: Int, _ told: Int, _ signal: Profile) -> Bool {
        let published = Int(signal.seen.lowerBound / 86_400_000)
        return event == told + 7 && (published - told == 6 || published - told == 7)
    }

    /// A report without a date that came `days` after the day of the act.
    private func reported(_ days: Int, _ event: Profile, isFresh: Bool) -> Double? {
        if event.isLoose { return abs(days) <= settings.undatedDays ? (days == 0 ? 2.5 : 1) : nil }
        switch days {
        case 0: return 2.5
        case -1: return 0.5
        // In the headline, and with no word of another day: more likely news than a look back.
        case 1: return isFresh ? -2 : 1
        case 2: return 0
        case 3: return -1
        default: return nil
        }
    }

    private func span(_ one: ClosedRange<Int>, _ other: ClosedRange<Int>) -> Double? {
        let isOverlapping = one.lowerBound <= other.upperBound + 1 && other.lowerBound <= one.upperBound + 1
        guard isOverlapping else { return nil }
        return max(one.count, other.count) <= 31 ? 1.5 : 0.5
    }

    /// Neither text tells a day: what goes on or is to come is one event while reports of it keep coming.
    private func undated(_ event: Profile, _ signal: Profile) -> Double? {
        let gap = max(signal.seen.lowerBound - event.seen.upperBound, event.seen.lowerBound - signal.seen.upperBound, 0)
        return gap <= settings.undatedMilliseconds ? 2 : nil
    }

    /// A report without a day, of what takes its time, is of an event dated before of which reports have kept coming.
    private func kept(_ day: Int, _ event: Profile, _ signal: Profile) -> Double? {
        guard event.isLoose, undated(event, signal) != nil else { return nil }
        let seen = Int(signal.seen.lowerBound / 86_400_000)
        return abs(seen - day) <= 3 * settings.undatedDays ? 1 : nil
    }

    private func dated(_ day: Int, near other: Profile) -> Double? {
        dated(day...day, near: other)
    }

    private func dated(_ span: ClosedRange<Int>, near other: Profile) -> Double? {
        let first = Int(other.seen.lowerBound / 86_400_000) - settings.undatedDays
        let last = Int(other.seen.upperBound / 86_400_000) + settings.undatedDays
        return span.lowerBound <= last && first <= span.upperBound ? 1.5 : nil
    }
}
