import Domain

/// From the parts of a date to days: which year, which Monday, how long a span.
extension TimeScan {
    /// How far ahead a date without a year may lie where something near is meant, in days.
    private static let nearDays = 60
    /// How far ahead a date without a year may lie where it is said to be ahead, in days.
    private static let aheadDays = 330

    // MARK: Calendar dates

    /// The days that `parts` stand for; the year is chosen where none is told.
    func calendar(_ parts: CalendarParts, end: Int, lean: Lean) -> TimeCore? {
        var core = TimeCore(end: end)
        core.parts = parts
        guard let year = parts.year ?? year(for: parts, lean: lean) else {
            return parts.month == nil ? nil : core
        }
        guard let month = parts.month else {
            core.first = CivilDate(year: year, month: 1, day: 1)
            core.last = CivilDate(year: year, month: 12, day: 31)
            core.date = EventDate(year: year)
            return core
        }
        guard let day = parts.day else {
            core.first = CivilDate(year: year, month: month, day: 1)
            core.last = CivilDate(year: year, month: month, day: CivilDate.days(inMonth: month, year: year))
            core.date = EventDate(year: year, month: month)
            return core
        }
        guard let first = CivilDate(year: year, month: month, day: day) else { return nil }
        core.first = first
        core.last = parts.endDay.map { CivilDate(year: year, month: month, day: $0) ?? first } ?? first
        core.grain = core.first == core.last ? .day : .span
        return core
    }

    /// The year of a date told without one: the latest on or before publication unless it is said to lie ahead.
    private func year(for parts: CalendarParts, lean: Lean) -> Int? {
        guard let publication, let month = parts.month else { return nil }
        let now = publication.components
        let today = parts.day == nil ? 0 : now.day
        let told = parts.day ?? 0
        let isLater = (month, told) > (now.month, today)
        let latest = isLater ? now.year - 1 : now.year
        let limit = lean == .ahead ? TimeScan.aheadDays : lean == .near ? TimeScan.nearDays : -1
        guard limit > 0, (month, told) != (now.month, today) else { return latest }
        guard let next = CivilDate(year: latest + 1, month: month, day: min(max(told, 1), 28)) else { return latest }
        return next.dayNumber - publication.dayNumber <= limit ? latest + 1 : latest
    }

    // MARK: Days of the week

    /// The nearest such weekday on or before publication, or on or after it.
    func nearest(_ weekday: Int, ahead: Bool) -> CivilDate? {
        guard let publication else { return nil }
        let back = (publication.weekday - weekday + 7) % 7
        if !ahead { return publication.adding(days: -back) }
        return publication.adding(days: back == 0 ? 0 : 7 - back)
    }

    /// "Monday", "Monday night", "Monday, May 3", "Sunday (May 3)".
    func weekday(at index: Int, lean: Lean) -> TimeCore? {
        guard let weekday = weekdayName(at: index) else { return nil }
        var end = index + 1
        if sense(index) == .shortWeekday, kind(end) == .period { end += 1 }
        if sense(end) == .dayPart { end += 1 }
        if let dated = dateAfterWeekday(end, lean: lean) { return dated }
        var core = TimeCore(end: end, day: nearest(weekday, ahead: lean == .ahead))
        core.weekday = weekday
        guard isUnit(end + 1, .week), sense(end) == .last || sense(end) == .next || sense(end) == .this else {
            return core
        }
        // "Monday last week", "Friday next week".
        let shift = sense(end) == .last ? -7 : sense(end) == .next ? 7 : 0
        core.end = end + 2
        let day = publication.map { $0.adding(days: weekday - $0.weekday + shift) }
        (core.first, core.last) = (day, day)
        return core
    }

    /// The weekday a token names, where it is one here.
    func weekdayName(at index: Int) -> Int? {
        let word = meaning(index)
        guard sentence.contains(index), word.sense == .weekday || word.sense == .shortWeekday else { return nil }
        guard shape(index).contains(.capital) || tokens[index].part == .time else { return nil }
        if word.sense == .weekday { return Int(word.value) }
        // "Sun" and "Sat" are words of their own: a date or a preposition must stand beside them.
        var next = index + 1
        while kind(next) == .period || kind(next) == .comma { next += 1 }
        let isDated = sense(next) == .number || month(at: next) != nil
        let leads: [TimeWord.Sense] = [.on, .since, .until, .by, .last, .next, .from]
        return isDated || leads.contains(sense(index - 1)) ? Int(word.value) : nil
    }

    private func dateAfterWeekday(_ index: Int, lean: Lean) -> TimeCore? {
        let isBracket = kind(index) == .openBracket
        var start = isBracket || kind(index) == .comma ? index + 1 : index
        if sense(start) == .on { start += 1 }
        if sense(start) == .the { start += 1 }
        guard var core = monthFirst(at: start, lead: nil, lean: lean) ?? dayFirst(at: start, lead: nil, lean: lean),
            core.parts?.day != nil
        else { return nil }
        if isBracket, kind(core.end) == .closeBracket { core.end += 1 }
        return core
    }

    // MARK: Ranges

    /// "from 3 May to 5 June", "between 2014 and 2018", "from Monday to Friday"; `first` itself where none follows.
    func range(from first: TimeCore, lean: Lean) -> TimeCore {
        guard [.to, .and, .until, .through].contains(sense(first.end)) || kind(first.end) == .dash else { return first }
        guard var last = core(at: first.end + 1, lead: .to, lean: lean), last.relation == nil, !last.isAnaphoric else {
            return first
        }
        var first = first
        if let parts = first.parts, parts.year == nil, let end = last.first?.components, parts.month != nil {
            // The year of the end is the year of the beginning, or the one before.
            var told = parts
            told.year = (parts.month ?? 1, parts.day ?? 1) > (end.month, end.day) ? end.year - 1 : end.year
            first = calendar(told, end: first.end, lean: lean) ?? first
        }
        if last.weekday != nil, let start = first.first, let end = last.last, end < start {
            if lean == .past || lean == .none {
                first.first = start.adding(days: -7)
            } else {
                last.last = end.adding(days: 7)
            }
        }
        guard first.first != nil || first.parts != nil || first.weekday != nil else { return first }
        var core = TimeCore(end: last.end, first.first, last.last)
        core.relation = .during
        return core
    }

    // MARK: Units of time about publication

    /// The week, month, year … that lies `offset` of them from publication.
    func span(_ unit: TimeUnit, offset: Int, end: Int) -> TimeCore {
        guard let publication else { return TimeCore(end: end) }
        let now = publication.components
        switch unit {
        case .second, .minute, .hour: return TimeCore(end: end, day: publication)
        case .day: return TimeCore(end: end, day: publication.adding(days: offset))
        case .week, .fortnight:
            let monday = publication.adding(days: 1 - publication.weekday + offset * unit.days)
            return TimeCore(end: end, monday, monday.adding(days: unit.days - 1))
        case .weekend:
            let saturday = publication.adding(days: 6 - publication.weekday + offset * 7)
            return TimeCore(end: end, saturday, saturday.adding(days: 1))
        case .month:
            let count = now.year * 12 + now.month - 1 + offset
            let parts = CalendarParts(year: count / 12, month: count % 12 + 1)
            return withoutParts(calendar(parts, end: end, lean: .none), end: end)
        case .year:
            return withoutParts(calendar(CalendarParts(year: now.year + offset), end: end, lean: .none), end: end)
        case .decade, .century:
            let width = unit == .decade ? 10 : 100
            let start = now.year / width * width + offset * width
            let last = CivilDate(year: start + width - 1, month: 12, day: 31)
            return TimeCore(end: end, CivilDate(year: start, month: 1, day: 1), last)
        }
    }

    private func withoutParts(_ core: TimeCore?, end: Int) -> TimeCore {
        guard var core else { return TimeCore(end: end) }
        core.parts = nil
        return core
    }

    /// The days from `back` before publication to `ahead` after it.
    func around(_ back: Int, _ ahead: Int, end: Int, grain: TimeCore.Grain) -> TimeCore {
        let first = publication?.adding(days: -back)
        return TimeCore(end: end, first, publication?.adding(days: ahead), grain: grain)
    }

    /// The weekend that is spoken of without more: the one that is or was last, or the coming one where it lies ahead.
    func weekend(end: Int, ahead: Bool) -> TimeCore {
        guard let publication else { return TimeCore(end: end) }
        return span(.weekend, offset: ahead || publication.weekday >= 6 ? 0 : -1, end: end)
    }

    /// Whether a token is the unit `unit`, singular or plural.
    func isUnit(_ index: Int, _ unit: TimeUnit) -> Bool {
        self.unit(at: index) == unit
    }

    /// The unit of time a token names.
    func unit(at index: Int) -> TimeUnit? {
        let word = meaning(index)
        return word.sense == .unit || word.sense == .units ? TimeUnit(rawValue: word.value) : nil
    }
}
