import Domain

/// Words that stand before or instead of a time: "early", "later", "the end of", "yesterday", "recently", "at dawn".
extension TimeScan {
    /// "early Monday", "late last year", "mid-May", "in the early hours of Sunday", "the end of 2024".
    func edge(at index: Int, lead: TimeWord.Sense?, lean: Lean) -> TimeCore? {
        var part = Int(meaning(index).value)
        var next = index + 1
        switch sense(index) {
        case .edge, .start:
            guard sense(next) == .of else { return nil }
            part = sense(index) == .start ? 1 : part
            next += 1
        case .early: part = 1
        case .mid: part = 2
        default: part = 3
        }
        if isUnit(next, .hour), sense(next + 1) == .of { next += 2 }
        if sense(next) == .dayPart, sense(next + 1) == .of || sense(next + 1) == .on { next += 2 }
        if sense(next) == .on || sense(next) == .in { next += 1 }
        if sense(next) == .the { next += 1 }
        let starts: [TimeWord.Sense] = [
            .weekday, .shortWeekday, .month, .ambiguousMonth, .shortMonth, .season, .dayWord, .number, .last, .this,
            .next, .coming, .decade, .dayOrdinal,
        ]
        guard starts.contains(sense(next)), let core = core(at: next, lead: .in, lean: lean) else { return nil }
        guard !core.isAnaphoric, core.relation == nil else { return core.isAnaphoric ? core : nil }
        return third(part, of: core)
    }

    /// The first, middle or last third of a month or anything longer.
    private func third(_ part: Int, of core: TimeCore) -> TimeCore {
        guard let first = core.first, let last = core.last, last.dayNumber - first.dayNumber >= 27 else { return core }
        var core = core
        core.date = core.date ?? EventDate(year: first.components.year)
        if last.dayNumber - first.dayNumber > 366 { core.date = nil }
        if last.dayNumber - first.dayNumber > 366 { core.grain = .vague }
        let length = (last.dayNumber - first.dayNumber + 1) / 3
        if part > 1 { core.first = first.adding(days: part == 2 ? length : 2 * length) }
        if part < 3 { core.last = first.adding(days: part == 1 ? length - 1 : 2 * length - 1) }
        return core
    }

    /// "earlier this month", "later on Monday", "earlier in the day"; "earlier" alone.
    func shifted(at index: Int, lean: Lean) -> TimeCore? {
        let isLater = sense(index) == .later
        let next = index + 1
        let start = sense(next) == .on || sense(next) == .in ? next + 1 : next
        let article = sense(start) == .the ? start + 1 : start
        if article > start, let unit = unit(at: article), sense(article) == .unit, unit.days > 0 {
            return withinUnit(unit, isLater: isLater, end: article + 1)
        }
        let starts: [TimeWord.Sense] = [
            .this, .last, .weekday, .dayWord, .month, .ambiguousMonth, .number, .that, .next, .same,
        ]
        guard starts.contains(sense(start)), var core = core(at: start, lead: .in, lean: lean) else {
            guard !isLater else { return nil }
            return flagged(TimeCore(end: next), -1)
        }
        guard core.relation == nil, !core.isAnaphoric else { return core }
        guard core.grain != .day, let publication, let first = core.first, let last = core.last else {
            return isLater ? core : flagged(core, -1)
        }
        core.date = core.date ?? month(of: core)
        if first <= publication, publication <= last {
            if isLater { core.first = publication } else { core.last = publication }
            return flagged(core, isLater ? 1 : -1)
        }
        return isLater ? core : flagged(core, -1)
    }

    /// The month that most of a span lies in, before the span is cut at publication.
    private func month(of core: TimeCore) -> EventDate? {
        guard let first = core.first, let last = core.last, last.dayNumber - first.dayNumber < 31 else { return nil }
        let parts = first.adding(days: (last.dayNumber - first.dayNumber) / 2).components
        return EventDate(year: parts.year, month: parts.month)
    }

    /// "earlier in the day": the day that is spoken of.
    private func withinUnit(_ unit: TimeUnit, isLater: Bool, end: Int) -> TimeCore {
        guard unit != .day else { return .anaphoric(end: end, days: 0) }
        guard let publication else { return flagged(TimeCore(end: end), isLater ? 1 : -1) }
        var core = span(unit, offset: 0, end: end)
        core.date = core.date ?? month(of: core)
        if isLater { core.first = publication } else { core.last = publication }
        return flagged(core, isLater ? 1 : -1)
    }

    // MARK: Single words

    /// "today", "yesterday evening", "overnight".
    func dayWord(at index: Int) -> TimeCore? {
        let offset = Int(meaning(index).value)
        var end = index + 1
        if sense(end) == .dayPart { end += 1 }
        return flagged(TimeCore(end: end, day: publication?.adding(days: offset)), offset)
    }

    /// "recently" and "currently".
    func vagueWord(at index: Int) -> TimeCore? {
        guard sense(index) == .recently else { return around(0, 0, end: index + 1, grain: .vague) }
        return flagged(around(60, 0, end: index + 1, grain: .vague), -1)
    }

    /// "at dawn", "before dawn": a part of some day, which is not said; nothing without a preposition.
    func dayPart(at index: Int, lead: TimeWord.Sense?) -> TimeCore? {
        let leads: [TimeWord.Sense] = [.at, .around, .before, .after, .by, .until, .since]
        guard let lead, leads.contains(lead) else { return nil }
        let end = index + 1
        // "at dawn on Monday" is Monday.
        let start = sense(end) == .on || sense(end) == .of ? end + 1 : end
        if let core = weekday(at: start, lean: .none) ?? (sense(start) == .dayWord ? dayWord(at: start) : nil) {
            return core
        }
        return TimeCore(end: end)
    }
}
