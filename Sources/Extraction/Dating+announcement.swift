import Domain
import Language
import Rules

/// When what is yet to come was announced.
extension Dating {
    /// "declared a window from October 8 to 15", "when it is launched in January": what is to come falls on the next such
    /// day, where no year is told.
    func next(_ time: TimeExpression, _ mention: Mention) -> TimeExpression {
        guard mention.attitude.status == .expected, let publication = scene.publication, let last = time.last,
            last < publication, time.date?.month != nil, namesMonthOnly(time)
        else { return time }
        let isSoon = last.dayNumber < publication.dayNumber - 300
        guard isSoon || isPresent(mention) else { return time }
        var later = time
        later.date = time.date.map { EventDate(year: $0.year + 1, month: $0.month, day: $0.day) }
        later.first = later.first.flatMap(nextYear)
        later.last = nextYear(last)
        later.isPast = false
        later.isFuture = true
        return later
    }

    private func nextYear(_ day: CivilDate) -> CivilDate? {
        let parts = day.components
        return CivilDate(year: parts.year + 1, month: parts.month, day: parts.day)
    }

    /// Whether a time tells a month and no year.
    private func namesMonthOnly(_ time: TimeExpression) -> Bool {
        let tokens = scene.analysis.tokens[time.tokens]
        return tokens.contains { $0.tags.contains(.month) }
            && !tokens.contains { $0.end - $0.start == 4 && $0.kind == .number }
    }

    private func isPresent(_ mention: Mention) -> Bool {
        guard mention.clause >= 0 else { return false }
        let verb = scene.analysis.verbs[Int(scene.analysis.clauses[mention.clause].verb)]
        return verb.form == .finite && verb.tense == .present && !verb.isPerfect
    }

    /// So many words from a verb a day may stand that tells when it was done.
    private static let reach = 12

    /// The day on which one of the sides announced, signed or approved it: the one told beside that verb, or that of
    /// publication where the first sentences tell it; nil where nobody did, or where the kind does not ask.
    func announcement(of mention: Mention) -> (day: EventDate, isTold: Bool)? {
        guard scene.rules.kinds[mention.kind].isAnnounced, let publication = scene.publication else { return nil }
        let verbs = announcingVerbs(mention)
        // "said on Tuesday it had signed a contract": the signing counts, and not when it was spoken of.
        guard let verb = verbs.first(where: \.isDeed) ?? verbs.first else { return nil }
        if let day = told(beside: verb.group, mention) { return (EventDate(day), true) }
        return scene.isLead(mention.sentence) ? (EventDate(publication), false) : nil
    }

    /// The verbs over the act, or its own, by which somebody announces it, or does so by signing or approving.
    private func announcingVerbs(_ mention: Mention) -> [(group: VerbGroup, isDeed: Bool)] {
        let tokens = mention.attitude.cues + [mention.anchor]
        let isOwnWord = mention.attitude.speakers.contains {
            mention.actor.contains($0) || mention.recipient.contains($0)
        }
        return scene.analysis.clausesOfSentence[mention.sentence].compactMap { number in
            let clause = scene.analysis.clauses[number]
            guard clause.verb >= 0 else { return nil }
            let verb = scene.analysis.verbs[Int(clause.verb)]
            guard verb.form == .finite, verb.tense == .past || verb.tense == .present, !verb.isNegated,
                !verb.isPossible, tokens.contains(Int(verb.head)) || isHolding(clause, tokens)
            else { return nil }
            let effects = scene.rules.effects(ofVerb: verb.lemma)
            let isDeed = !effects.isDisjoint(with: [.agree, .approve, .order])
            let isWord = effects.contains(.announce) || effects.contains(.say) && (isOwnWord || effects.contains(.plan))
            return isDeed || isWord ? (verb, isDeed) : nil
        }
    }

    /// "signed a deal to export missiles": whether the object is the noun over the act.
    private func isHolding(_ clause: Clause, _ tokens: [Int]) -> Bool {
        guard clause.object >= 0 else { return false }
        return tokens.contains(Int(scene.analysis.nouns[Int(clause.object)].head))
    }

    /// The day told nearest to a verb, if it is over and belongs to no other verb.
    private func told(beside verb: VerbGroup, _ mention: Mention) -> CivilDate? {
        func distance(_ time: TimeExpression, _ verb: VerbGroup) -> Int {
            abs(time.tokens.lowerBound - Int(verb.head))
        }
        let others = scene.analysis.clausesOfSentence[mention.sentence].compactMap { number -> VerbGroup? in
            let verb = Int(scene.analysis.clauses[number].verb)
            return verb >= 0 ? scene.analysis.verbs[verb] : nil
        }
        let days = scene.times(mention.sentence).filter { time in
            time.date?.day != nil && time.relation == .on && !time.isFuture && !time.isAnaphoric
                && !isOfDateline(time) && !isLabel(time, mention) && distance(time, verb) < Dating.reach
                && !others.contains { $0.form == .finite && distance(time, $0) < distance(time, verb) }
        }
        return days.min { distance($0, verb) < distance($1, verb) }?.first
    }

    /// Whether a time lies ahead, or is the day of publication where what is to come begins on it: "will begin today".
    func isAhead(_ time: TimeExpression, _ publication: CivilDate, _ mention: Mention) -> Bool {
        let isToday = time.last == publication && isOfPlan(time, mention)
        return isToday || time.isFuture || (time.last.map { $0 > publication } ?? false)
    }

    /// The days that a time covers, as numbers.
    func days(of time: TimeExpression) -> ClosedRange<Int>? {
        guard let first = time.first, let last = time.last, first <= last else { return nil }
        return first.dayNumber...last.dayNumber
    }

    /// Whether a time that is no day of the week stands in a sentence that tells of nothing past, so that it is of what is to
    /// come: "will begin the deployment today".
    func isOfPlan(_ time: TimeExpression, _ mention: Mention) -> Bool {
        !time.tokens.contains { scene.analysis.tokens[$0].tags.contains(.weekday) }
            && scene.analysis.clausesOfSentence[mention.sentence].allSatisfy { index in
                let verb = Int(scene.analysis.clauses[index].verb)
                return verb < 0 || scene.analysis.verbs[verb].tense != .past
            }
    }
}
