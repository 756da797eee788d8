import Domain
import Language
import Rules

/// Finds when an act is said to happen: the time nearest to its predicate in the same sentence.
struct Dating {
    let scene: Scene

    /// Acts that ended this many days before publication are history.
    static let currentDays = 30

    /// Sets date, time of day and, for history, status.
    func date(_ mention: Mention) {
        if goesOnSince(mention) {
            mention.attitude.status = .ongoing
            return
        }
        if isSinceThen(mention) || isYearsSince(mention) {
            mention.attitude.status = .background
            return
        }
        if let time = scene.times(mention.sentence).first(where: { isBefore($0, mention) }) {
            mention.isRecent = true
            // "days after the launch" tells no day, and least of all that of publication.
            if countBack(time, mention) || time.anaphoricDays == nil { return }
        }
        let told = nearest(mention)
        if let day = countedDay(mention, nearerThan: told?.distance) {
            mention.date = EventDate(day)
            mention.isDated = true
            let isOver = scene.publication.map { day.dayNumber < $0.dayNumber - Dating.currentDays } ?? false
            if isOver, mention.attitude.status == .occurred { mention.attitude.status = .background }
        } else if let time = told?.time {
            mention.time = time.time
            if isOnlySaid(time, mention) || isOfCount(time, mention) {
                mention.isRecent = true
            } else {
                apply(next(time, mention), mention)
            }
        }
        if mention.attitude.status == .expected { mention.announced = announcement(of: mention) }
        guard !mention.isDated, mention.attitude.status == .occurred, let publication = scene.publication else {
            return
        }
        if isToldInNews(mention, publication) || isOfNow(mention) { mention.isRecent = true }
        mention.date = saidDay(mention, publication) ?? EventDate(publication)
    }

    /// "Since the war began, Hezbollah has fired hundreds of rockets": it goes on.
    private func goesOnSince(_ mention: Mention) -> Bool {
        guard mention.clause >= 0, mention.attitude.status == .occurred else { return false }
        let own = scene.analysis.clauses[mention.clause]
        // "has fired rockets targeting the north": the participle goes on with its governor.
        let isAside =
            own.relation == .participial && own.governor >= 0 && scene.analysis.verbs[Int(own.verb)].form == .gerund
        let index = isAside ? Int(own.governor) : mention.clause
        let clause = scene.analysis.clauses[index]
        guard clause.verb >= 0 else { return false }
        let verb = scene.analysis.verbs[Int(clause.verb)]
        let isPresent = scene.analysis.tokens[Int(verb.first)].tags.contains(.present)
        guard verb.isPerfect, isPresent || clause.relation == .complement && clause.governor >= 0 else { return false }
        if scene.times(mention.sentence).contains(where: isRunning) { return true }
        let since = scene.rules.parser.grammar.words.since
        let isSince = scene.analysis.clausesOfSentence[mention.sentence].contains { number in
            let other = scene.analysis.clauses[number]
            return other.marker >= 0 && other.relation == .adverbial
                && scene.analysis.tokens[Int(other.marker)].word == since
        }
        if isSince { return true }
        return scene.analysis.prepositionalsOfSentence[mention.sentence].contains { number in
            let phrase = scene.analysis.prepositionals[number]
            return Int(phrase.clause) == index && scene.prepositionWord(Int(phrase.preposition)) == since
        }
    }

    /// "has moved 4,000 men": the present perfect tells of soldiers that they are there now; of arms it sums up.
    private func isOfNow(_ mention: Mention) -> Bool {
        // A rule of its own would be copied.
        let (kinds, kind) = (scene.rules.kinds, mention.kind)
        guard mention.clause >= 0, kinds[kind].isLasting,
            kinds[kind].strikesTerritory || !kinds[kind].hasRecipient && mention.attitude.isAttributed
        else { return false }
        let clause = scene.analysis.clauses[mention.clause]
        guard clause.verb >= 0, clause.relation == .main || clause.relation == .complement else { return false }
        let verb = scene.analysis.verbs[Int(clause.verb)]
        return verb.isPerfect && scene.analysis.tokens[Int(verb.first)].tags.contains(.present)
    }

    private func isPastPerfect(_ mention: Mention) -> Bool {
        guard mention.clause >= 0 else { return false }
        let verb = scene.analysis.verbs[Int(scene.analysis.clauses[mention.clause].verb)]
        return verb.isPerfect && !scene.analysis.tokens[Int(verb.first)].tags.contains(.present)
    }

    /// "this year": a span that began long before publication and is not over.
    private func isRunning(_ time: TimeExpression) -> Bool {
        guard let publication = scene.publication, let first = time.first, let last = time.last else { return false }
        return first.dayNumber < publication.dayNumber - Dating.currentDays && last >= publication && !time.isFuture
    }

    /// "days after Israel invaded": a length of time, in days or weeks, straight before the words that tell of it.
    private func isBefore(_ time: TimeExpression, _ mention: Mention) -> Bool {
        guard time.relation == .after, time.date == nil, time.tokens.upperBound <= mention.anchor,
            mention.anchor - time.tokens.upperBound < 8, mention.attitude.status == .occurred
        else { return false }
        return time.tokens.upperBound >= mention.tokens.lowerBound
    }

    /// "comes seven weeks after the launch": the day counted back from the one told, or from publication.
    ///
    /// Weeks are told too roughly to name a day.
    private func countBack(_ time: TimeExpression, _ mention: Mention) -> Bool {
        guard let days = time.anaphoricDays.map(abs), let publication = scene.publication else { return false }
        let told = scene.times(mention.sentence).first { $0.date?.day != nil && $0.relation == .on }?.first
        let day = (told ?? publication).adding(days: -days)
        if day.dayNumber < publication.dayNumber - Dating.currentDays {
            mention.attitude.status = .background
            return true
        }
        guard days < 7 else { return false }
        mention.date = EventDate(day)
        mention.isDated = true
        return true
    }

    /// "has supplied 200 guns, the agency said on Friday": of what takes its time, the day it was spoken of is not its own.
    private func isOnlySaid(_ time: TimeExpression, _ mention: Mention) -> Bool {
        guard mention.attitude.status == .occurred, scene.rules.kinds[mention.kind].isLasting,
            let publication = scene.publication, let first = time.first
        else { return false }
        return first.dayNumber > publication.dayNumber - 15 && isOfReport(time, mention)
    }

    /// "One day later, …", "said on Wednesday it had fired rockets the day before": the day counted from another told in
    /// the sentence or in those before, where it stands nearer than any day told outright.
    private func countedDay(_ mention: Mention, nearerThan limit: Int?) -> CivilDate? {
        guard mention.attitude.status == .occurred else { return nil }
        let times = scene.times(mention.sentence)
        let counts = times.filter { $0.relation != .after && $0.relation != .since }
        guard let counted = counts.first(where: { $0.anaphoricDays != nil }),
            let days = counted.anaphoricDays, limit.map({ distance(counted, mention) < $0 }) ?? true
        else { return nil }
        let told = times.first { $0.date?.day != nil && $0.relation == .on && !isOfDateline($0) }
        if let day = told?.first { return day.adding(days: days) }
        for sentence in stride(from: mention.sentence - 1, through: max(0, mention.sentence - 3), by: -1) {
            let told = scene.times(sentence).last { $0.date?.day != nil && $0.first != nil }
            if let day = told?.first { return day.adding(days: days) }
        }
        // "the test carried out a day earlier": than what is told as today.
        return days < 0 ? scene.publication?.adding(days: days) : nil
    }

    private func apply(_ time: TimeExpression, _ mention: Mention) {
        guard let publication = scene.publication else {
            if let date = time.date {
                mention.date = date
                mention.isDated = true
            }
            return
        }
        // "completed the work by the end of August": what is over by a day is not to come.
        // "will meet on Tuesday after the army fired a missile": the day to come is that of the meeting.
        if time.isFuture, isToldAsDone(mention) { return }
        if time.isFuture, mention.attitude.status == .occurred, let first = time.first, first >= publication {
            mention.attitude.status = .expected
        }
        let isAhead = isAhead(time, publication, mention)
        let fits: Bool =
            switch mention.attitude.status {
            case .expected: isAhead
            case .ongoing: false
            default: true
            }
        if let date = time.date, fits, time.relation != .until, time.relation != .every {
            mention.date = date
            mention.isDated = true
            mention.days = days(of: time)
        }
        let isOver = middle(of: time, publication).map { $0 < publication.dayNumber - Dating.currentDays } ?? false
        // "will deliver the shells this year": what is to come may fall into a span that has begun.
        let isToCome = mention.attitude.status == .expected && isAhead
        let isHistory = isOver && !isToCome && (time.relation == .on || time.relation == .during)
        if isHistory, mention.attitude.status != .ongoing { mention.attitude.status = .background }
        if time.relation == .since, mention.attitude.status == .occurred, isOver {
            // "had helped since the 1970s" is over.
            mention.attitude.status = isPastPerfect(mention) ? .background : .ongoing
        }
        // "troops have been in the north since 2013": a presence of years is context.
        if mention.isPresence, time.relation == .since, isOver { mention.attitude.status = .background }
        if mention.attitude.status == .ongoing || mention.attitude.status == .expected, time.relation == .since {
            mention.isDated = false
            mention.date = nil
        }
    }

    /// Whether the last time told in the two sentences before lies in the days that count as now: what follows "on
    /// Tuesday" is no history.
    private func isToldInNews(_ mention: Mention, _ publication: CivilDate) -> Bool {
        guard !scene.isLead(mention.sentence) else { return false }
        for sentence in stride(from: mention.sentence - 1, through: max(0, mention.sentence - 2), by: -1) {
            let told = scene.times(sentence).last { $0.first != nil && ($0.relation == .on || $0.relation == .during) }
            guard let told, let first = told.first, let last = told.last else { continue }
            return first.dayNumber >= publication.dayNumber - Dating.currentDays && last <= publication
        }
        return false
    }

    private func isToldAsDone(_ mention: Mention) -> Bool {
        guard mention.clause >= 0, mention.attitude.status == .occurred else { return false }
        let verb = scene.analysis.verbs[Int(scene.analysis.clauses[mention.clause].verb)]
        return verb.tense == .past || verb.isPerfect
    }

    /// The middle of the span a time stands for, as far as it lies before publication: most of "in May" must be recent.
    private func middle(of time: TimeExpression, _ publication: CivilDate) -> Int? {
        guard let last = time.last else { return nil }
        let end = min(last.dayNumber, max(publication.dayNumber, time.first?.dayNumber ?? last.dayNumber))
        return ((time.first?.dayNumber ?? end) + end) / 2
    }

    private func nearest(_ mention: Mention) -> (distance: Int, time: TimeExpression)? {
        if let day = takenUp(mention) { return (0, day) }
        var best: (distance: Int, time: TimeExpression)?
        let times = scene.times(mention.sentence).filter { time in
            time.relation != .duration && !time.isAnaphoric && !isLabel(time, mention) && !isOfAnother(time, mention)
                && !isOfDateline(time) && !isOfDescription(time, mention) && !isOfOtherReport(time, mention)
        }
        // "condemned on Friday for firing a missile on Monday": each verb has its own day.
        let hasOwn = times.contains { clause(of: $0, mention.sentence) == mention.clause }
        for time in times {
            let isElsewhere = hasOwn && clause(of: time, mention.sentence).map { $0 != mention.clause } ?? false
            // When something was said is not when it was done, if the text gives both.
            let distance = distance(time, mention) + (isOfReport(time, mention) || isElsewhere ? 30 : 0)
            if best.map({ distance < $0.distance }) ?? true { best = (distance, time) }
        }
        return best.flatMap { $0.distance < 60 ? $0 : nil }
    }

    /// "was unknown until November 21, when Russia fired it": the day straight before "when".
    private func takenUp(_ mention: Mention) -> TimeExpression? {
        guard mention.clause >= 0 else { return nil }
        let clause = scene.analysis.clauses[mention.clause]
        let marker = Int(clause.marker)
        guard clause.relation == .adverbial, marker >= 0,
            scene.analysis.tokens[marker].word == scene.rules.parser.grammar.words.when
        else { return nil }
        let times = scene.times(mention.sentence)
        if times.contains(where: { $0.tokens.lowerBound > marker }) { return nil }
        var time = times.last { (0...1).contains(marker - $0.tokens.upperBound) && $0.relation != .duration }
        time?.relation = .on
        return time
    }

    /// The clause that a time with a preposition stands in.
    private func clause(of time: TimeExpression, _ sentence: Int) -> Int? {
        for number in scene.analysis.prepositionalsOfSentence[sentence] {
            let phrase = scene.analysis.prepositionals[number]
            if time.tokens.contains(Int(phrase.preposition)) { return Int(phrase.clause) }
        }
        return nil
    }

    /// Whether a time stands in the dateline, where it tells the day of filing: "SEOUL, 13 August (Yonhap) --".
    func isOfDateline(_ time: TimeExpression) -> Bool {
        time.tokens.allSatisfy { scene.analysis.tokens[$0].part == .other }
    }

    /// "the embargo imposed on Yemen in 2015": the time of a participle that describes what fills a role.
    private func isOfDescription(_ time: TimeExpression, _ mention: Mention) -> Bool {
        guard mention.clause >= 0 else { return false }
        for number in scene.analysis.prepositionalsOfSentence[mention.sentence] {
            let phrase = scene.analysis.prepositionals[number]
            guard phrase.noun >= 0, phrase.clause >= 0,
                time.tokens.contains(Int(scene.analysis.nouns[Int(phrase.noun)].head))
            else { continue }
            let clause = scene.analysis.clauses[Int(phrase.clause)]
            let isInside =
                Int(phrase.clause) == mention.clause || scene.analysis.clauses[mention.clause].governor == phrase.clause
            if !isInside, isHistoryAside(time, clause, of: scene.analysis.clauses[mention.clause]) { return true }
            guard !isInside, clause.relation == .participial, clause.governingNoun >= 0, clause.verb >= 0 else {
                return false
            }
            let verb = scene.analysis.verbs[Int(clause.verb)]
            // What describes a weapon as fired tells of the same act.
            return verb.isPassive && scene.rules.verb(verb.lemma).isEmpty && Int(clause.governor) == mention.clause
        }
        return false
    }

    /// "restarted the reactor, which was shut down in 2018": what was long ago, told of the subject or object of an act.
    private func isHistoryAside(_ time: TimeExpression, _ clause: Clause, of act: Clause) -> Bool {
        guard clause.relation == .relative, clause.governingNoun >= 0,
            [act.subject, act.object].contains(clause.governingNoun), let publication = scene.publication,
            let last = time.last
        else { return false }
        return last.dayNumber < publication.dayNumber - Dating.currentDays
    }

    /// Whether the verb nearest to a time is one of saying and not the act's own.
    func isOfReport(_ time: TimeExpression, _ mention: Mention) -> Bool {
        var nearest: (distance: Int, verb: VerbGroup)?
        for clause in scene.analysis.clausesOfSentence[mention.sentence] where scene.analysis.clauses[clause].verb >= 0
        {
            let verb = scene.analysis.verbs[Int(scene.analysis.clauses[clause].verb)]
            let before = time.tokens.lowerBound - Int(verb.end)
            let distance = before >= 0 ? before : Int(verb.first) - time.tokens.upperBound + 2
            if distance >= 0, nearest.map({ distance < $0.distance }) ?? true { nearest = (distance, verb) }
        }
        guard let nearest, Int(nearest.verb.head) != mention.anchor else { return false }
        return scene.rules.effects(ofVerb: nearest.verb.lemma).contains(.say)
    }

    /// Whether a time only labels something else: "the 2017 agreement" says nothing of when the act happened.
    func isLabel(_ time: TimeExpression, _ mention: Mention) -> Bool {
        for noun in scene.analysis.nounsOfSentence[mention.sentence] {
            let group = scene.analysis.nouns[noun]
            // "for the 2024 strike": the preposition belongs to the group.
            let covers = Int(group.first) < time.tokens.upperBound && time.tokens.upperBound <= Int(group.end)
            guard covers, !group.isTime,
                Int(group.end) > time.tokens.upperBound || !time.tokens.contains(Int(group.first))
            else { continue }
            return !(Int(group.first)..<Int(group.end)).contains(mention.anchor) && !isDuring(group)
        }
        return false
    }

    /// "during the 1990-1991 war": the years of what an act was part of are its own.
    private func isDuring(_ group: NounGroup) -> Bool {
        guard group.prepositional >= 0 else { return false }
        let phrase = scene.analysis.prepositionals[Int(group.prepositional)]
        return scene.prepositionWord(Int(phrase.preposition)) == scene.rules.parser.grammar.words.during
    }

    /// How far a time stands from the predicate; other verbs in between push it away.
    private func distance(_ time: TimeExpression, _ mention: Mention) -> Int {
        let after = time.tokens.lowerBound > mention.anchor
        let between =
            after
            ? mention.anchor + 1..<max(mention.anchor + 1, time.tokens.lowerBound)
            : time.tokens.upperBound..<max(time.tokens.upperBound, mention.anchor)
        var distance = between.count
        for index in between where scene.analysis.tokens[index].part == .verb { distance += 12 }
        return distance
    }
}
