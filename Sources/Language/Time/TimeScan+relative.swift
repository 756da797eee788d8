import Domain

/// Times told by a word that chooses: "last week", "the previous day", "this coming Friday", "in recent days".
extension TimeScan {
    /// What stands after "the".
    func afterArticle(at index: Int, lead: TimeWord.Sense?, lean: Lean) -> TimeCore? {
        let next = index + 1
        switch sense(next) {
        case .last, .past, .next, .coming, .previous, .following, .same, .recent:
            return chosen(at: next, hasArticle: true, lead: lead, lean: lean) ?? bygone(at: next, lead: lead)
        case .unit, .units, .dayPart: return afterArticleUnit(at: next, lead: lead)
        case .dayOrdinal, .ordinal: return dayFirst(at: next, lead: lead, lean: lean)
        case .weekday, .month, .ambiguousMonth, .season, .early, .mid, .late, .edge, .start, .decade, .number, .few:
            return core(at: next, lead: lead, lean: lean)
        default: return nil
        }
    }

    /// "in the past", with nothing after it that would be past: years ago, nobody says how many.
    private func bygone(at index: Int, lead: TimeWord.Sense?) -> TimeCore? {
        let next = index + 1
        guard sense(index) == .past, lead == .in else { return nil }
        if sentence.contains(next), tokens[next].part != .punctuation, tokens[next].part != .coordinator { return nil }
        return flagged(around(3650, -365, end: next, grain: .vague), -1)
    }

    /// "the day before", "the day after tomorrow", "the weekend", "the year 2017".
    private func afterArticleUnit(at index: Int, lead: TimeWord.Sense?) -> TimeCore? {
        let next = index + 1
        if isUnit(index, .weekend) { return weekend(end: next, ahead: false) }
        if isUnit(index, .year), year(at: next) != nil { return numeric(at: next, lead: .in) }
        if sense(index) == .dayPart {
            guard sense(next) == .before else { return nil }
            return .anaphoric(end: next + 1, days: -1)
        }
        guard sense(index) == .unit, let unit = unit(at: index) else { return nil }
        if unit == .day, sense(next) == .before || sense(next) == .after, sense(next + 1) == .dayWord {
            let offset = Int(meaning(next + 1).value) + (sense(next) == .before ? -1 : 1)
            return flagged(TimeCore(end: next + 2, day: publication?.adding(days: offset)), offset)
        }
        guard [.before, .after, .earlier, .later].contains(sense(next)), unit.days > 0 else { return nil }
        return counted(at: index, count: 1, lead: lead)
    }

    /// The reading of a unit whose number is known already.
    private func counted(at index: Int, count: Int, lead: TimeWord.Sense?) -> TimeCore? {
        guard var core = counted(at: index, lead: lead), let unit = unit(at: index) else { return nil }
        guard core.isAnaphoric else { return core }
        let isBack = sense(index + 1) == .before || sense(index + 1) == .earlier
        core.anaphoricDays = count * unit.days * (isBack ? -1 : 1)
        return core
    }

    /// A word that chooses, an optional number, and what is chosen.
    func chosen(at index: Int, hasArticle: Bool, lead: TimeWord.Sense?, lean: Lean) -> TimeCore? {
        let choice = sense(index)
        let next = index + 1
        if choice == .this || choice == .that, [.past, .last, .coming, .next].contains(sense(next)) {
            return chosen(at: next, hasArticle: false, lead: lead, lean: lean)
        }
        if let core = chosenDay(choice, at: next, lean: lean) { return core }
        var unitIndex = next
        var count: Int?
        var isCounted = false
        if let told = self.count(at: next), sense(next) != .article {
            (count, unitIndex) = told
            isCounted = true
        }
        guard let unit = unit(at: unitIndex) else { return nil }
        let isPlural = sense(unitIndex) == .units
        if choice == .every { return every(end: unitIndex + 1) }
        if isCounted || isPlural {
            return rolling(choice, count, unit, end: unitIndex + 1)
        }
        return chosenUnit(choice, unit, hasArticle: hasArticle, end: unitIndex + 1, lean: lean)
    }

    private func every(end: Int) -> TimeCore {
        var core = TimeCore(end: end)
        core.relation = .every
        return core
    }

    // MARK: A day, a month or a part of the day

    private func chosenDay(_ choice: TimeWord.Sense, at index: Int, lean: Lean) -> TimeCore? {
        if let weekday = weekdayName(at: index) { return chosenWeekday(choice, weekday, at: index) }
        if let month = month(at: index) { return chosenMonth(choice, month, at: index) }
        if sense(index) == .dayPart { return chosenPart(choice, end: index + 1) }
        return sense(index) == .season ? chosenSeason(choice, at: index) : nil
    }

    private func chosenWeekday(_ choice: TimeWord.Sense, _ weekday: Int, at index: Int) -> TimeCore? {
        let end = sense(index + 1) == .dayPart ? index + 2 : index + 1
        switch choice {
        case .every: return every(end: end)
        case .last, .past, .previous:
            let before = publication.map { TimeScan.weekday(weekday, before: $0) }
            return flagged(TimeCore(end: end, day: before), -1)
        case .next, .coming, .following:
            let today = nearest(weekday, ahead: true)
            return flagged(TimeCore(end: end, day: today == publication ? today?.adding(days: 7) : today), 1)
        case .this: return TimeCore(end: end, day: nearest(weekday, ahead: true))
        default: return nil
        }
    }

    /// The last such weekday before a day, not that day itself.
    private static func weekday(_ weekday: Int, before day: CivilDate) -> CivilDate {
        day.adding(days: -((day.weekday - weekday + 6) % 7 + 1))
    }

    private func chosenMonth(_ choice: TimeWord.Sense, _ month: Int, at index: Int) -> TimeCore? {
        if choice == .every { return every(end: index + 1) }
        guard [.last, .past, .next, .coming, .this].contains(choice) else { return nil }
        var parts = CalendarParts(month: month)
        guard let publication else { return calendar(parts, end: index + 1, lean: .none) }
        let now = publication.components
        switch choice {
        case .last, .past: parts.year = month < now.month ? now.year : now.year - 1
        case .next, .coming: parts.year = month > now.month ? now.year : now.year + 1
        default: parts.year = now.year
        }
        return calendar(parts, end: index + 1, lean: .none).map {
            flagged($0, choice == .this ? 0 : isBack(choice) ? -1 : 1)
        }
    }

    private func chosenPart(_ choice: TimeWord.Sense, end: Int) -> TimeCore? {
        switch choice {
        case .this: return TimeCore(end: end, day: publication)
        case .last, .past: return flagged(TimeCore(end: end, day: publication?.adding(days: -1)), -1)
        case .previous: return .anaphoric(end: end, days: -1)
        case .following, .next: return .anaphoric(end: end, days: 1)
        case .same, .that: return .anaphoric(end: end, days: 0)
        case .every: return every(end: end)
        default: return nil
        }
    }

    // MARK: Units

    private func chosenUnit(
        _ choice: TimeWord.Sense,
        _ unit: TimeUnit,
        hasArticle: Bool,
        end: Int,
        lean: Lean
    ) -> TimeCore? {
        switch choice {
        case .this:
            guard unit.days > 1 else { return nil }
            let isAhead = lean == .ahead || publication.map { (3...5).contains($0.weekday) } == true
            return unit == .weekend
                ? weekend(end: end, ahead: isAhead && lean != .past) : span(unit, offset: 0, end: end)
        case .last, .past:
            // "over the last year" runs up to today; "last year" is the year before.
            if hasArticle || choice == .past, unit != .weekend { return rolling(choice, 1, unit, end: end) }
            let isNow = unit == .weekend && publication.map { $0.weekday < 6 } == true
            return flagged(isNow ? weekend(end: end, ahead: false) : span(unit, offset: -1, end: end), -1)
        case .next where hasArticle && unit == .day: return .anaphoric(end: end, days: 1)
        case .next, .coming:
            if hasArticle || choice == .coming, unit != .weekend { return rolling(choice, 1, unit, end: end) }
            let offset = unit == .weekend && choice == .coming ? 0 : 1
            return unit == .day ? .anaphoric(end: end, days: 1) : flagged(span(unit, offset: offset, end: end), 1)
        case .previous: return .anaphoric(end: end, days: unit.days > 7 ? nil : -unit.days)
        case .following: return .anaphoric(end: end, days: unit.days > 7 ? nil : unit.days)
        case .same, .that: return .anaphoric(end: end, days: unit == .day ? 0 : nil)
        default: return nil
        }
    }

    /// "the past two weeks", "the coming days", "recent months".
    private func rolling(_ choice: TimeWord.Sense, _ count: Int?, _ unit: TimeUnit, end: Int) -> TimeCore? {
        let days = (count ?? (unit == .day ? 10 : 6)) * unit.days
        let grain: TimeCore.Grain = count == nil || days > 31 ? .vague : .span
        switch choice {
        case .last, .past, .recent: return flagged(around(days, 0, end: end, grain: grain), -1)
        case .next, .coming: return flagged(around(0, days, end: end, grain: grain), 1)
        case .previous: return .anaphoric(end: end, days: nil)
        case .following: return .anaphoric(end: end, days: nil)
        default: return nil
        }
    }

    private func isBack(_ choice: TimeWord.Sense) -> Bool { choice == .last || choice == .past }

    func flagged(_ core: TimeCore, _ direction: Int) -> TimeCore {
        var core = core
        core.isPast = direction < 0
        core.isFuture = direction > 0
        return core
    }

    // MARK: Seasons

    /// "in spring 2022", "the summer of 2014".
    func season(at index: Int, lead: TimeWord.Sense?) -> TimeCore? {
        let yearIndex = sense(index + 1) == .of ? index + 2 : index + 1
        guard let year = year(at: yearIndex) else { return nil }
        return season(Int(meaning(index).value), year: year, end: yearIndex + 1)
    }

    private func chosenSeason(_ choice: TimeWord.Sense, at index: Int) -> TimeCore? {
        // "fall" is more often a verb.
        guard [.last, .past, .this, .next, .coming].contains(choice) else { return nil }
        guard let publication else { return TimeCore(end: index + 1) }
        let number = Int(meaning(index).value)
        let year = publication.components.year
        var core = season(number, year: year, end: index + 1)
        if isBack(choice), let last = core.last, last >= publication {
            core = season(number, year: year - 1, end: index + 1)
        }
        if choice == .next || choice == .coming, let first = core.first, first <= publication {
            core = season(number, year: year + 1, end: index + 1)
        }
        if choice == .this, number == 4, publication.components.month <= 2 {
            // In February, "this winter" is the one that began in December.
            core = season(number, year: year - 1, end: index + 1)
            core.date = nil
        }
        return flagged(core, choice == .this ? 0 : isBack(choice) ? -1 : 1)
    }

    /// The season of the northern half of the world that begins in `year`.
    private func season(_ number: Int, year: Int, end: Int) -> TimeCore {
        let first = CivilDate(year: year, month: number * 3, day: 1)
        let lastYear = number == 4 ? year + 1 : year
        let lastMonth = number == 4 ? 2 : number * 3 + 2
        let days = CivilDate.days(inMonth: lastMonth, year: lastYear)
        var core = TimeCore(end: end, first, CivilDate(year: lastYear, month: lastMonth, day: days))
        core.date = EventDate(year: year)
        return core
    }
}
