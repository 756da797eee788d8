import Domain

/// One sentence under the eyes of a `TimeReader`: its tokens with what each can mean, and the day of publication.
struct TimeScan {
    /// Whether the words around a date let it lie ahead.
    enum Lean {
        /// What is told is past.
        case past
        case none
        /// Ahead if it is near ("from 3 May").
        case near
        /// Ahead ("by 3 May", "will … on 3 May").
        case ahead
    }

    /// What leads into an expression.
    struct Lead {
        var sense: TimeWord.Sense
        var relation: TimeExpression.Relation?
        var end: Int
    }

    let tokens: [Token]
    let meanings: [TimeWord]
    let sentence: Range<Int>
    let publication: CivilDate?

    func meaning(_ index: Int) -> TimeWord {
        sentence.contains(index) ? meanings[index - sentence.lowerBound] : .none
    }

    func sense(_ index: Int) -> TimeWord.Sense { meaning(index).sense }

    func kind(_ index: Int) -> Token.Kind { sentence.contains(index) ? tokens[index].kind : .other }

    func shape(_ index: Int) -> Token.Shape { sentence.contains(index) ? tokens[index].shape : [] }

    // MARK: The whole expression

    /// The expression that begins at `index`, with its preposition.
    func expression(at index: Int) -> TimeCore? {
        guard sense(index) != .none, kind(index - 1) != .currency else { return nil }
        let lead = lead(at: index)
        let start = lead?.end ?? index
        if let lead, let core = clock(at: start, hasLead: lead.sense == .at || lead.sense == .around) {
            return timed(core, lead)
        }
        guard mayBegin(at: start) else { return nil }
        let lean = lean(at: index, lead?.sense)
        guard var core = core(at: start, lead: lead?.sense, lean: lean) else { return nil }
        if lead?.sense == .from || lead?.sense == .between { core = range(from: core, lean: lean) }
        // "of Monday" belongs here as "the early hours of Monday" does; "of two days" does not.
        if lead?.sense == .of, core.relation == .duration || core.isAnaphoric { return nil }
        core.relation = relation(core, lead)
        // "from 3 to 5 May" has told its end already.
        if lead?.sense == .from, core.parts?.endDay != nil { core.relation = .during }
        return core
    }

    /// Whether a time may begin at `index`: spares the look at the verb for most words.
    private func mayBegin(at index: Int) -> Bool {
        switch sense(index) {
        case .none, .on, .in, .at, .by, .since, .until, .before, .after, .during, .over, .within, .for, .from, .between,
            .through, .to, .and, .of, .prior, .ahead, .as, .up, .ago, .now, .cue, .meridiem, .zone, .local, .time,
            .hours:
            return false
        case .the, .article, .this, .that, .same, .every, .recent, .last, .past, .next, .coming, .previous, .following:
            return sense(index + 1) != .none
        default: return true
        }
    }

    private func timed(_ core: TimeCore, _ lead: Lead) -> TimeCore {
        var core = core
        core.relation = lead.relation ?? .on
        return core
    }

    private func relation(_ core: TimeCore, _ lead: Lead?) -> TimeExpression.Relation {
        guard let lead else { return core.relation ?? .on }
        if let relation = core.relation { return relation == .on ? lead.relation ?? .on : relation }
        guard let relation = lead.relation else { return .on }
        // "planned for Monday", "for the past two years": the length is not what is told.
        if relation == .duration { return core.grain == .day ? .on : .during }
        return relation == .during && core.grain == .day ? .on : relation
    }

    /// The expression with its tokens, and with the flags that follow from the days.
    func finish(_ core: TimeCore, from index: Int) -> TimeExpression {
        let relation = core.relation ?? .on
        var expression = TimeExpression(
            tokens: index..<core.end,
            date: core.date ?? resolved(core),
            first: core.first,
            last: core.last,
            relation: relation,
            time: nil,
            isPast: core.isPast,
            isFuture: core.isFuture,
            isAnaphoric: core.isAnaphoric,
            anaphoricDays: core.anaphoricDays
        )
        guard let publication, !core.isPast, !core.isFuture else { return expression }
        if let last = core.last, last < publication, relation == .on || relation == .during { expression.isPast = true }
        if let first = core.first, first > publication { expression.isFuture = true }
        return expression
    }

    /// The date a span stands for: its day, the month that most of it lies in, or its year.
    private func resolved(_ core: TimeCore) -> EventDate? {
        guard core.grain != .vague, let first = core.first, let last = core.last, first <= last else { return nil }
        let length = last.dayNumber - first.dayNumber
        if length == 0 { return core.grain == .day ? EventDate(first) : month(of: first) }
        let middle = first.adding(days: length / 2)
        if length < 31 { return month(of: middle) }
        let year = first.components.year
        return year == last.components.year ? EventDate(year: year) : nil
    }

    private func month(of day: CivilDate) -> EventDate {
        let parts = day.components
        return EventDate(year: parts.year, month: parts.month)
    }

    // MARK: What leads in

    private func lead(at index: Int) -> Lead? {
        let next = index + 1
        func plain(_ relation: TimeExpression.Relation?) -> Lead {
            Lead(sense: sense(index), relation: relation, end: next)
        }
        switch sense(index) {
        case .on, .at, .of, .around: return plain(.on)
        case .in, .during, .over, .within, .between: return plain(.during)
        case .for: return plain(.duration)
        case .since, .from: return plain(.since)
        case .until, .through: return plain(.until)
        case .by, .before: return plain(.before)
        case .after: return plain(.after)
        case .prior, .ahead:
            guard sense(next) == .to || sense(next) == .of else { return nil }
            return Lead(sense: .before, relation: .before, end: next + 1)
        case .up:
            guard sense(next) == .to || sense(next) == .until else { return nil }
            return Lead(sense: .until, relation: .until, end: next + 1)
        case .as:
            if sense(next) == .of { return Lead(sense: .in, relation: .on, end: next + 1) }
            guard sense(next) == .early, sense(next + 1) == .as else { return nil }
            return Lead(sense: .in, relation: .on, end: next + 2)
        case .start:
            let end = [.on, .in, .from].contains(sense(next)) ? next + 1 : next
            return sense(next) == .of ? nil : Lead(sense: .start, relation: .since, end: end)
        default: return nil
        }
    }

    // MARK: Whether it lies ahead

    func lean(at index: Int, _ lead: TimeWord.Sense?) -> Lean {
        switch lead {
        case .by, .start: return .ahead
        case .until, .before, .through: return verbLean(at: index) == .past ? .past : .ahead
        case .from:
            let verb = verbLean(at: index)
            return verb == .none ? .near : verb
        default:
            for back in 1...3 where sense(index - back) == .cue { return .ahead }
            return verbLean(at: index)
        }
    }

    /// The lean of the verb that the expression belongs to: the nearest before it, or else the first after it.
    private func verbLean(at index: Int) -> Lean {
        var back = index - 1
        while back >= sentence.lowerBound, back > index - 16 {
            if tokens[back].part == .modal { return tokens[back].tags.contains(.future) ? .ahead : .none }
            if isVerb(back) { return lean(ofVerb: back) }
            back -= 1
        }
        guard index - sentence.lowerBound < 16 else { return .none }
        var forward = index
        while forward < sentence.upperBound, forward < index + 16 {
            if tokens[forward].part == .modal { return tokens[forward].tags.contains(.future) ? .ahead : .none }
            if isVerb(forward) { return .none }
            forward += 1
        }
        return .none
    }

    private func isVerb(_ index: Int) -> Bool {
        switch tokens[index].part {
        case .verb, .be, .have, .do: true
        default: false
        }
    }

    private func lean(ofVerb verb: Int) -> Lean {
        var isPast = tokens[verb].tags.contains(.verbPast) || tokens[verb].tags.contains(.past)
        var isPerfect = false
        var index = verb - 1
        while index >= sentence.lowerBound, index > verb - 6 {
            switch tokens[index].part {
            // "may test in October" is to come, "may have tested in October" is not.
            case .modal: return tokens[index].tags.contains(.future) ? .ahead : isPerfect ? .none : .near
            case .to: return leanOfInfinitive(to: index)
            case .be, .have, .do, .verb:
                isPerfect = isPerfect || tokens[index].part == .have
                isPast = isPast || tokens[index].tags.contains(.past)
            case .adverb, .not: break
            default: return isPast ? .past : .none
            }
            index -= 1
        }
        return isPast ? .past : .none
    }

    /// "plans to launch", "is to launch"; "managed to launch" says nothing.
    private func leanOfInfinitive(to index: Int) -> Lean {
        guard index > sentence.lowerBound else { return .none }
        let before = tokens[index - 1]
        if sense(index - 1) == .cue || (before.part == .be && before.tags.contains(.present)) { return .ahead }
        // A headline: "North Korea to launch satellite".
        return before.part == .name && sentence.lowerBound == 0 ? .ahead : .none
    }
}
