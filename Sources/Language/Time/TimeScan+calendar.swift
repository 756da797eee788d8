import Domain

/// Dates of the calendar: "3 May", "May 3rd, 2024", "2024-05-03", "June last year", "2017", "the 1990s".
extension TimeScan {
    /// What an expression says without its preposition.
    func core(at index: Int, lead: TimeWord.Sense?, lean: Lean) -> TimeCore? {
        switch sense(index) {
        case .the: return afterArticle(at: index, lead: lead, lean: lean)
        case .this, .that, .last, .past, .next, .coming, .previous, .following, .same, .every, .recent:
            return chosen(at: index, hasArticle: false, lead: lead, lean: lean)
        case .early, .mid, .late, .edge: return edge(at: index, lead: lead, lean: lean)
        case .start: return sense(index + 1) == .of ? edge(at: index, lead: lead, lean: lean) : nil
        case .earlier, .later: return shifted(at: index, lean: lean)
        case .weekday, .shortWeekday: return weekday(at: index, lean: lean)
        case .month, .ambiguousMonth, .shortMonth: return monthFirst(at: index, lead: lead, lean: lean)
        case .dayWord: return dayWord(at: index)
        case .season: return season(at: index, lead: lead)
        case .recently, .currently: return vagueWord(at: index)
        case .dayPart: return dayPart(at: index, lead: lead)
        case .clock, .clockMeridiem, .hourPart: return clock(at: index, hasLead: lead != nil)
        case .number, .dayOrdinal, .ordinal, .dottedDate, .decade:
            return clock(at: index, hasLead: false) ?? dayFirst(at: index, lead: lead, lean: lean)
                ?? numeric(at: index, lead: lead) ?? counted(at: index, lead: lead)
        case .article, .cardinal, .few, .unit, .units: return counted(at: index, lead: lead)
        case .around: return lead == nil ? nil : counted(at: index + 1, lead: lead)
        default: return nil
        }
    }

    // MARK: Months and days

    /// The month a token names, where it is one here.
    func month(at index: Int) -> Int? {
        let word = meaning(index)
        guard sentence.contains(index) else { return nil }
        let isMarked = tokens[index].part == .time || shape(index).contains(.capital)
        switch word.sense {
        case .month: return isMarked ? Int(word.value) : nil
        case .ambiguousMonth:
            if tokens[index].part == .time || isBesideNumber(index) { return isMarked ? Int(word.value) : nil }
            let before: [TimeWord.Sense] = [
                .early, .mid, .late, .last, .next, .this, .coming, .since, .in, .of, .until,
            ]
            return isMarked && before.contains(sense(index - 1)) ? Int(word.value) : nil
        case .shortMonth: return isMarked && isBesideNumber(index) ? Int(word.value) : nil
        default: return nil
        }
    }

    private func isBesideNumber(_ index: Int) -> Bool {
        let next = kind(index + 1) == .period ? index + 2 : index + 1
        return [.number, .dayOrdinal].contains(sense(next)) || [.number, .dayOrdinal].contains(sense(index - 1))
            || (sense(index - 1) == .of && [.dayOrdinal, .ordinal].contains(sense(index - 2)))
    }

    private func afterMonth(_ index: Int) -> Int {
        kind(index + 1) == .period && shape(index + 1).contains(.glued) && sense(index) != .month
            ? index + 2 : index + 1
    }

    /// The day of the month a token tells.
    private func day(at index: Int) -> Int? {
        let word = meaning(index)
        guard (1...31).contains(word.value) else { return nil }
        // "March 20-km", "May 3:15": the number belongs to what follows.
        let next = index + 1
        if shape(next).contains(.hyphenated), sense(next) != .number { return nil }
        if kind(next) == .colon, shape(next).contains(.glued), shape(next + 1).contains(.glued) { return nil }
        if kind(next) == .percent { return nil }
        switch word.sense {
        case .number: return word.digits == 1 || word.digits == 2 ? Int(word.value) : nil
        case .dayOrdinal: return Int(word.value)
        default: return nil
        }
    }

    /// The year a token tells.
    func year(at index: Int) -> Int? {
        let word = meaning(index)
        guard word.sense == .number, word.digits == 4, (1900...2100).contains(word.value) else { return nil }
        let next = index + 1
        if shape(next).contains(.hyphenated), sense(next) != .number { return nil }
        if kind(next) == .percent || kind(index - 1) == .currency { return nil }
        return Int(word.value)
    }

    /// The year told after a month, and the token after it: "2024", ", 2024", "last year", "of this year".
    private func yearAfter(_ index: Int) -> (year: Int, end: Int)? {
        if let year = year(at: index) { return (year, index + 1) }
        if kind(index) == .comma, let year = year(at: index + 1) { return (year, index + 2) }
        let start = sense(index) == .of ? index + 1 : index
        if start > index, let year = year(at: start) { return (year, start + 1) }
        guard isUnit(start + 1, .year), let publication else { return nil }
        let now = publication.components.year
        switch sense(start) {
        case .last: return (now - 1, start + 2)
        case .this: return (now, start + 2)
        case .next: return (now + 1, start + 2)
        default: return nil
        }
    }

    /// The second day of a range: "-5", "– 5", "to 5", "and 5".
    private func rangeEnd(after index: Int, day first: Int, lead: TimeWord.Sense?) -> (day: Int, end: Int)? {
        let next = index + 1
        var second = next
        if !shape(next).contains(.hyphenated) {
            let binds: Bool
            switch sense(next) {
            case .to, .through: binds = true
            case .and: binds = lead == .between
            default: binds = kind(next) == .dash
            }
            guard binds else { return nil }
            second = next + 1
        }
        guard let last = day(at: second), last > first else { return nil }
        return (last, second + 1)
    }

    /// "May", "May 3", "May 3-5, 2024", "May 2024", "June last year".
    func monthFirst(at index: Int, lead: TimeWord.Sense?, lean: Lean) -> TimeCore? {
        guard let month = month(at: index) else { return nil }
        var parts = CalendarParts(month: month)
        var end = index + 1
        let next = afterMonth(index)
        if let day = day(at: next) {
            parts.day = day
            end = next + 1
            if let range = rangeEnd(after: next, day: day, lead: lead) {
                parts.endDay = range.day
                end = range.end
            }
        } else if sense(index) == .shortMonth, year(at: next) == nil {
            return nil
        }
        if let told = yearAfter(max(end, next)) {
            parts.year = told.year
            end = told.end
        }
        return calendar(parts, end: end, lean: lean)
    }

    /// "3 May", "3rd of May 2024", "3 to 5 May", "the 15th".
    func dayFirst(at index: Int, lead: TimeWord.Sense?, lean: Lean) -> TimeCore? {
        var parts = CalendarParts()
        var end = index + 1
        if sense(index) == .ordinal {
            guard sense(end) == .of, meaning(index).value <= 31 else { return nil }
            parts.day = Int(meaning(index).value)
        } else {
            guard let day = day(at: index) else { return nil }
            parts.day = day
            if let range = rangeEnd(after: index, day: day, lead: lead) {
                parts.endDay = range.day
                end = range.end
            }
        }
        let monthIndex = sense(end) == .of ? end + 1 : end
        guard let month = month(at: monthIndex) else { return dayAlone(at: index, lead: lead) }
        // "1 May 3": the number after the month is its day.
        if monthIndex == end, parts.endDay == nil, sense(index) == .number, day(at: afterMonth(monthIndex)) != nil {
            return nil
        }
        parts.month = month
        end = afterMonth(monthIndex)
        if kind(end - 1) == .period, year(at: end) == nil { end = monthIndex + 1 }
        if let told = yearAfter(end) {
            parts.year = told.year
            end = told.end
        }
        return calendar(parts, end: end, lean: lean)
    }

    /// "on the 15th", with nothing after it that the number could count.
    private func dayAlone(at index: Int, lead: TimeWord.Sense?) -> TimeCore? {
        guard sense(index) == .dayOrdinal, lead == .on || lead == .since, sense(index - 1) == .the else { return nil }
        if sentence.contains(index + 1) {
            switch tokens[index + 1].part {
            case .punctuation, .preposition, .coordinator, .to, .be, .modal, .have, .verb: break
            default: return nil
            }
        }
        guard let publication else { return TimeCore(end: index + 1) }
        let told = Int(meaning(index).value)
        var (year, month, today) = publication.components
        if told > today { (year, month) = month == 1 ? (year - 1, 12) : (year, month - 1) }
        return TimeCore(end: index + 1, day: CivilDate(year: year, month: month, day: told))
    }

    // MARK: Numbers alone

    /// "2024-05-03", "03.05.2024", "3/5/2024", "2017", "2014-18", "the 1990s".
    func numeric(at index: Int, lead: TimeWord.Sense?) -> TimeCore? {
        let word = meaning(index)
        if word.sense == .decade {
            let year = Int(word.value)
            return TimeCore(end: index + 1, firstDay(year), CivilDate(year: year + 9, month: 12, day: 31))
        }
        if word.sense == .dottedDate {
            let value = Int(word.value)
            return exact(end: index + 1, value / 10_000, value / 100 % 100, value % 100)
        }
        return slashed(at: index) ?? years(at: index, lead: lead)
    }

    private func exact(end: Int, _ year: Int, _ month: Int, _ day: Int) -> TimeCore? {
        CivilDate(year: year, month: month, day: day).map { TimeCore(end: end, day: $0) }
    }

    private func slashed(at index: Int) -> TimeCore? {
        guard meaning(index).digits <= 2, kind(index + 1) == .slash, kind(index + 3) == .slash,
            sense(index + 2) == .number, let year = year(at: index + 4)
        else { return nil }
        let first = Int(meaning(index).value)
        let second = Int(meaning(index + 2).value)
        let end = index + 5
        // Where day and month could change places only the year is certain.
        if first <= 12, second <= 12, first != second {
            return calendar(CalendarParts(year: year), end: end, lean: .none)
        }
        return first > 12 ? exact(end: end, year, second, first) : exact(end: end, year, first, second)
    }

    private func years(at index: Int, lead: TimeWord.Sense?) -> TimeCore? {
        guard let year = year(at: index) else { return nil }
        if shape(index + 1).contains(.hyphenated), sense(index + 1) == .number {
            return hyphenatedYears(at: index, year)
        }
        if kind(index + 1) == .dash, let last = self.year(at: index + 2), last > year {
            return span(year, last, index + 3)
        }
        let leads: [TimeWord.Sense] = [
            .in, .since, .until, .by, .before, .after, .during, .from, .between, .through, .of, .early, .mid, .late,
            .start, .to, .and, .around,
        ]
        guard isLabel(index) || lead.map(leads.contains) == true else { return nil }
        // "after 2000 troops" counts; "in 2000 troops" would be written otherwise.
        let counts = sentence.contains(index + 1) && tokens[index + 1].tags.contains(.plural) && lead != .in
        return counts && tokens[index + 1].part == .noun
            ? nil : calendar(CalendarParts(year: year), end: index + 1, lean: .none)
    }

    /// "the 2017 test", "Russia's 2022 invasion", "in 2014 and 2015", "(2021)", "2022 Russian invasion of Ukraine".
    private func isLabel(_ index: Int) -> Bool {
        guard index > sentence.lowerBound else {
            return index + 1 < sentence.upperBound && [.name, .noun, .adjective].contains(tokens[index + 1].part)
        }
        if kind(index - 1) == .openBracket { return kind(index + 1) == .closeBracket }
        if sense(index - 1) == .and { return year(at: index - 2) != nil }
        return sense(index - 1) == .the || sense(index - 1) == .article || tokens[index - 1].part == .possessive
    }

    /// "2024-05-03", "2014-2018", "2014-18".
    private func hyphenatedYears(at index: Int, _ year: Int) -> TimeCore? {
        let second = meaning(index + 1)
        if shape(index + 2).contains(.hyphenated), sense(index + 2) == .number, second.digits <= 2 {
            return exact(end: index + 3, year, Int(second.value), Int(meaning(index + 2).value))
        }
        if second.digits == 4, Int(second.value) > year { return span(year, Int(second.value), index + 2) }
        let last = year / 100 * 100 + Int(second.value)
        return second.digits == 2 && last > year ? span(year, last, index + 2) : nil
    }

    private func span(_ first: Int, _ last: Int, _ end: Int) -> TimeCore {
        TimeCore(end: end, firstDay(first), CivilDate(year: last, month: 12, day: 31))
    }

    private func firstDay(_ year: Int) -> CivilDate? { CivilDate(year: year, month: 1, day: 1) }
}
