import Domain

/// Numbers of units: "two days ago", "weeks earlier", "a day after", "for three years", "in two weeks".
extension TimeScan {
    /// How many, and the token after: "two", "twenty-five", "a", "several"; nil where it is told vaguely.
    func count(at index: Int) -> (count: Int?, end: Int)? {
        let word = meaning(index)
        switch word.sense {
        case .article:
            if sense(index + 1) == .few { return (nil, sense(index + 2) == .of ? index + 3 : index + 2) }
            return (1, index + 1)
        case .few: return (nil, sense(index + 1) == .of ? index + 2 : index + 1)
        case .number: return word.digits > 0 && word.value < 1000 ? (Int(word.value), index + 1) : nil
        case .cardinal:
            let next = meaning(index + 1)
            guard word.value >= 20, next.sense == .cardinal, next.value < 10 else {
                return (Int(word.value), index + 1)
            }
            return (Int(word.value + next.value), index + 2)
        default: return nil
        }
    }

    func counted(at index: Int, lead: TimeWord.Sense?) -> TimeCore? {
        var count: Int?
        var unitIndex = index
        var isNumbered = false
        if let told = self.count(at: index) {
            (count, unitIndex) = told
            isNumbered = sense(index) != .article || count == nil
            if unitIndex == index + 1, sense(unitIndex) == .few { unitIndex += 1 }
        }
        guard let unit = unit(at: unitIndex) else { return nil }
        let isPlural = sense(unitIndex) == .units
        guard unitIndex > index || isPlural || tailFollows(unitIndex + 1) else { return nil }
        if let core = tail(at: unitIndex + 1, count, unit) { return core }
        return plain(end: unitIndex + 1, lead, unit, isPlural: isPlural, isNumbered: isNumbered, start: index)
    }

    private func tailFollows(_ index: Int) -> Bool {
        [.ago, .earlier, .later, .before, .after].contains(sense(index))
    }

    /// What the word after the unit makes of it.
    private func tail(at index: Int, _ count: Int?, _ unit: TimeUnit) -> TimeCore? {
        switch sense(index) {
        case .ago: return ago(count, unit, end: index + 1)
        case .earlier, .later:
            let sign = sense(index) == .later ? 1 : -1
            return .anaphoric(end: index + 1, days: days(count, unit).map { $0 * sign })
        case .prior where sense(index + 1) != .to:
            return .anaphoric(end: index + 1, days: days(count, unit).map { -$0 })
        case .before: return beside(index, count, unit, sign: -1, relation: .before)
        case .prior, .ahead: return beside(index + 1, count, unit, sign: -1, relation: .before)
        case .after: return beside(index, count, unit, sign: 1, relation: .after)
        case .since where count != nil: return .anaphoric(end: index + 1, days: days(count, unit), relation: .since)
        case .from where sense(index + 1) == .now:
            var core = fromNow(count, unit, end: index + 2)
            core.isFuture = true
            return core
        default: return nil
        }
    }

    /// "two days before Tuesday's vote" is a day; "two days before the vote" and "two days before" are not.
    private func beside(
        _ index: Int,
        _ count: Int?,
        _ unit: TimeUnit,
        sign: Int,
        relation: TimeExpression.Relation
    ) -> TimeCore? {
        let days = days(count, unit).map { $0 * sign }
        let start = sense(index + 1) == .the ? index + 2 : index + 1
        if let days, let other = named(at: start), other.grain == .day, let day = other.first {
            return TimeCore(end: other.end, day: day.adding(days: days))
        }
        let next = index + 1
        let isAlone = !sentence.contains(next) || tokens[next].part == .punctuation
        return .anaphoric(end: next, days: days, relation: isAlone ? .on : relation)
    }

    /// A day by its name or date: only what holds no count, so that counts never nest.
    private func named(at index: Int) -> TimeCore? {
        switch sense(index) {
        case .weekday: weekday(at: index, lean: .none)
        case .dayWord: dayWord(at: index)
        case .month, .ambiguousMonth, .shortMonth: monthFirst(at: index, lead: .on, lean: .none)
        case .number, .dayOrdinal: dayFirst(at: index, lead: .on, lean: .none)
        default: nil
        }
    }

    /// The days in `count` of a unit, where they can be told from it to the day.
    private func days(_ count: Int?, _ unit: TimeUnit) -> Int? {
        switch unit {
        case .second, .minute: return 0
        case .hour:
            guard let count else { return 0 }
            return count % 24 == 0 ? count / 24 : count <= 12 ? 0 : nil
        default: return count.map { $0 * unit.days }
        }
    }

    // MARK: Counted from publication

    private func ago(_ count: Int?, _ unit: TimeUnit, end: Int) -> TimeCore {
        var core: TimeCore
        switch (unit, count) {
        case (.second, _), (.minute, _), (.hour, nil): core = TimeCore(end: end, day: publication)
        case (.hour, let count?):
            core = around(count / 24 + (count % 24 > 12 ? 1 : 0), 0, end: end, grain: .day)
            core.last = core.first
        case (_, nil): core = around(unit.days * (unit.days > 3000 ? 6 : 10), -unit.days, end: end, grain: .vague)
        case (.day, let count?): core = TimeCore(end: end, day: publication?.adding(days: -count))
        case (.week, let count?), (.fortnight, let count?), (.weekend, let count?):
            core = around(count * unit.days + 3, 3 - count * unit.days, end: end, grain: .span)
        case (.month, let count?), (.year, let count?): core = span(unit, offset: -count, end: end)
        case (_, let count?):
            core = around(count * unit.days * 5 / 4, -count * unit.days * 3 / 4, end: end, grain: .vague)
        }
        core.isPast = true
        return core
    }

    private func fromNow(_ count: Int?, _ unit: TimeUnit, end: Int) -> TimeCore {
        guard let count else { return around(0, unit.days * 10, end: end, grain: .vague) }
        if unit == .day { return TimeCore(end: end, day: publication?.adding(days: count)) }
        if unit == .month || unit == .year { return span(unit, offset: count, end: end) }
        return around(3 - count * unit.days, count * unit.days + 3, end: end, grain: .vague)
    }

    /// A length of time with no more said: "for three years", "within hours", "ten-day".
    private func plain(
        end: Int,
        _ lead: TimeWord.Sense?,
        _ unit: TimeUnit,
        isPlural: Bool,
        isNumbered: Bool,
        start: Int
    ) -> TimeCore? {
        let isBare = start + 1 == end
        if lead == .within, isBare || isNumbered {
            var core = TimeCore.duration(end: end)
            core.isFuture = lean(at: start - 1, nil) != .past
            return core
        }
        if isBare { return lead == .for && isPlural ? .duration(end: end) : nil }
        if isNumbered {
            // "will launch in two weeks" lies ahead; "the third in two weeks" does not say.
            var core = TimeCore.duration(end: end)
            core.isFuture = lead == .in && lean(at: start - 1, nil) == .ahead
            return core
        }
        // "for a week"; but "a year" alone is a rate or a label.
        let leads: [TimeWord.Sense] = [.for, .in, .within, .over, .after, .during]
        guard let lead, leads.contains(lead) else { return nil }
        return .duration(end: end)
    }
}
