import Domain
import Language
import Rules

/// Works out how an act is to be taken from its verb and from everything that governs it.
///
/// It climbs from the act to the main clause. Each step may make it a plan, a claim, a denial or no event at all.
struct AttitudeReader {
    let scene: Scene

    var analysis: Analysis { scene.analysis }
    var rules: RuleSet { scene.rules }

    /// The attitude to the act of a clause's verb.
    func read(clause index: Int) -> Attitude {
        var attitude = Attitude()
        let clause = analysis.clauses[index]
        let verb = analysis.verbs[Int(clause.verb)]
        own(verb, clause, &attitude)
        supposed(index, clause, verb, &attitude)
        for noun in [clause.subject, clause.object] where noun >= 0 { doubted(Int(noun), &attitude) }
        climb(from: index, isVerb: true, &attitude)
        // "denied sending any weapons" is about what was claimed; other "any" is about nothing in particular.
        if !attitude.isDenied, [clause.subject, clause.object].contains(where: isAnyAtAll) {
            unreal("it is about any such thing", &attitude)
        }
        quoted(Int(clause.sentence), &attitude)
        according(Int(clause.sentence), &attitude)
        if attitude.isNegatedPast, clause.subject >= 0 {
            attitude.isOwnWord = attitude.speakers.contains(where: scene.partiesOrPlace(Int(clause.subject)).contains)
        }
        // "said it was sending ships": the past is that of the saying.
        if attitude.status == .occurred, verb.isProgressive, verb.tense == .past, clause.relation == .complement,
            attitude.isAttributed, rules.words.dispatching.contains(verb.lemma)
        {
            attitude.status = .ongoing
        }
        // "has long held that Iran sends arms": what is always so, as somebody claims, goes on.
        if attitude.status == .occurred, isClaimedHabit(index, clause) { attitude.status = .ongoing }
        if attitude.status == .ongoing, rules.words.dispatching.contains(verb.lemma), clause.subject >= 0,
            attitude.speakers.contains(where: scene.partiesOrPlace(Int(clause.subject)).contains)
        {
            // "says it is sending ships": who says so of himself announces it.
            attitude.status = .expected
        }
        return attitude
    }

    /// Whether a clause in the plain present tells what a verb of saying above it says.
    private func isClaimedHabit(_ index: Int, _ clause: Clause) -> Bool {
        guard clause.relation == .complement, clause.governor >= 0, scene.isHabit(index) else { return false }
        let outer = Int(analysis.clauses[Int(clause.governor)].verb)
        return outer >= 0 && rules.effects(ofVerb: analysis.verbs[outer].lemma).contains(.say)
    }

    /// Adds the speaker of a quotation that runs over several sentences.
    private func quoted(_ sentence: Int, _ attitude: inout Attitude) {
        let clause = scene.quotations.speakerClause(sentence)
        guard clause >= 0, !attitude.isAttributed, Int(analysis.clauses[clause].sentence) != sentence else { return }
        let verb = analysis.verbs[Int(analysis.clauses[clause].verb)]
        speaker(analysis.clauses[clause], rules.effects(ofVerb: verb.lemma), verb, &attitude)
    }

    // MARK: The verb itself

    private func isOfPresent(_ verb: VerbGroup) -> Bool {
        analysis.tokens[Int(verb.first)].tags.contains(.present)
    }

    func own(_ verb: VerbGroup, _ clause: Clause, _ attitude: inout Attitude) {
        if verb.isNegated {
            unreal("it is negated", &attitude)
            attitude.isNegatedPast = verb.tense == .past || verb.isPerfect || verb.isProgressive
        }
        let isPast = verb.tense == .past || verb.isPerfect || verb.isProgressive
        if clause.subject >= 0, scene.fillers[Int(clause.subject)].isNegative {
            unreal("its subject is negated", &attitude)
            attitude.isNegatedPast = isPast
        }
        if clause.object >= 0, scene.fillers[Int(clause.object)].isNegative {
            unreal("its object is negated", &attitude)
            attitude.isNegatedPast = isPast
        }
        if verb.isObligation {
            attitude.isCalledFor = true
            unreal("it is only called for", &attitude)
        }
        if verb.isAbility { unreal("it is only an ability", &attitude) }
        if verb.tense == .conditional || verb.isPossible && !verb.isPerfect, hasCondition(Int(clause.sentence)) {
            unreal("it hangs on a condition", &attitude)
        }
        switch verb.tense {
        case .future: attitude.status = .expected
        case .conditional: attitude.status = .expected
        case .present where verb.isProgressive: attitude.status = .ongoing
        // "has been building"
        case .past where verb.isPerfect && verb.isProgressive && isOfPresent(verb): attitude.status = .ongoing
        default: break
        }
        if verb.isPossible {
            attitude.certainty = .possible
            // "probably carried out" is past, "may carry out" is not.
            if !verb.isPerfect, verb.tense != .past { attitude.status = .expected }
        }
        if verb.isHedged { attitude.certainty = weaker(attitude.certainty, .alleged) }
        // "rifles being supplied to them"
        if verb.form == .gerund, verb.isPassive, clause.relation == .participial { attitude.status = .ongoing }
        if verb.form == .infinitive { attitude.status = .expected }
    }

    /// "any missile": no missile in particular.
    func isAnyAtAll(_ noun: Int32) -> Bool {
        guard noun >= 0 else { return false }
        return analysis.tokens[Int(analysis.nouns[Int(noun)].first)].word == rules.parser.grammar.words.any
    }

    /// Whether the sentence has an "if" or "unless".
    private func hasCondition(_ sentence: Int) -> Bool {
        analysis.clausesOfSentence[sentence].contains {
            isConditional(analysis.clauses[$0]) || isInverted(analysis.clauses[$0])
        }
    }

    func unreal(_ reason: String, _ attitude: inout Attitude) {
        // What else speaks against it stands, whether it was tried or not.
        attitude.isAttempt = false
        guard !attitude.isUnreal else { return }
        attitude.isUnreal = true
        attitude.reason = reason
    }

    func weaker(_ one: Signal.Certainty, _ other: Signal.Certainty) -> Signal.Certainty {
        let order: [Signal.Certainty] = [.observed, .alleged, .possible]
        let ranks = [one, other].map { order.firstIndex(of: $0) ?? 0 }
        return order[max(ranks[0], ranks[1])]
    }

    // MARK: What governs it

    func climb(from start: Int, isVerb: Bool = false, _ attitude: inout Attitude) {
        var index = start
        var steps = 0
        /// Whether it was done before what governs it: "agreed to pay because it had sold them".
        var isBefore = false
        while steps < 8 {
            steps += 1
            let clause = analysis.clauses[index]
            if clause.relation == .adverbial { isBefore = isPast(clause) }
            // "its pledges to Kyiv before it joins the alliance": told as what is still far.
            if isVerb, index == start, isAhead(clause) { unreal("it is only what something comes before", &attitude) }
            if clause.relation == .adverbial && isConditional(clause) || isInverted(clause) {
                unreal("it is a condition", &attitude)
            }
            if clause.relation == .gerund, clause.marker >= 0 {
                let effects = rules.effects(ofPhrase: scene.prepositionWord(Int(clause.marker)))
                apply(effects, by: clause.marker, relation: .infinitive, outer: -1, &attitude)
                let word = analysis.tokens[Int(clause.marker)].word
                if word == rules.parser.grammar.words.against { unreal("it is only warned against", &attitude) }
                if word == rules.parser.grammar.words.from, isKept(clause) { unreal("it is prevented", &attitude) }
            }
            let isOfAim = isBefore && isAim(clause)
            if clause.governingNoun >= 0, clause.relation != .relative, clause.relation != .participial, !isOfAim {
                let effects = holderEffects(Int(clause.governingNoun))
                let cue = analysis.nouns[Int(clause.governingNoun)].head
                apply(effects, by: cue, relation: clause.relation, outer: -1, &attitude)
                // "there is no evidence that …"
                if scene.fillers[Int(clause.governingNoun)].isNegative { unreal("it is said not to be so", &attitude) }
            }
            suspend(clause, &attitude)
            let outer = Int(clause.governor)
            guard outer >= 0, outer != index, index == start || !tellsItself(clause) else { return }
            let governor = analysis.clauses[outer]
            if governor.verb >= 0, !isOfAim {
                step(clause, governor, outer, isAct: index == start && isVerb, &attitude)
            }
            index = outer
        }
    }

    private func isPast(_ clause: Clause) -> Bool {
        clause.verb >= 0 && analysis.verbs[Int(clause.verb)].tense == .past
    }

    /// "talks aimed at curbing the arms of a state after it tested one": what came first is no part of the aim.
    private func isAim(_ clause: Clause) -> Bool {
        [.infinitive, .gerund, .participial].contains(clause.relation)
    }

    /// "keeps it from sending": what keeps somebody from an act prevents it.
    private func isKept(_ clause: Clause) -> Bool {
        guard clause.governor >= 0 else { return false }
        let governor = analysis.clauses[Int(clause.governor)]
        return governor.verb >= 0 && rules.effects(ofVerb: analysis.verbs[Int(governor.verb)].lemma) == .continue
    }

    func isPlan(_ verb: VerbGroup) -> Bool {
        rules.effects(ofVerb: verb.lemma) == .plan
    }

    /// Whether "before" or "until" stands before a clause in the present.
    private func isAhead(_ clause: Clause) -> Bool {
        clause.relation == .adverbial && clause.marker >= 0 && clause.verb >= 0
            && analysis.verbs[Int(clause.verb)].tense == .present && !analysis.verbs[Int(clause.verb)].isPerfect
            && rules.parser.grammar.words.before.contains(analysis.tokens[Int(clause.marker)].word)
    }

    private func isConditional(_ clause: Clause) -> Bool {
        clause.marker >= 0 && analysis.tokens[Int(clause.marker)].tags.contains(.conditional)
    }

    /// "Had the missile been fired, …", "… should Minsk buy it": an auxiliary before its subject.
    private func isInverted(_ clause: Clause) -> Bool {
        guard clause.verb >= 0, clause.subject < 0 else { return false }
        let verb = analysis.verbs[Int(clause.verb)]
        let first = Int(verb.first)
        let opens = first == analysis.sentences[Int(clause.sentence)].tokens.lowerBound
        return (opens || clause.relation == .complement && analysis.tokens[first].tags.contains(.modal))
            && rules.parser.grammar.words.inverting.contains(analysis.tokens[first].word)
    }

    private func step(
        _ clause: Clause,
        _ governor: Clause,
        _ outer: Int,
        isAct: Bool,
        _ attitude: inout Attitude
    ) {
        let verb = analysis.verbs[Int(governor.verb)]
        if isOnReport(clause, verb) || leavesOpen(clause, governor, &attitude) { return }
        switch clause.relation {
        case .participial where isSupposed(clause.governingNoun, verb):
            return unreal("it is only supposed", &attitude)
        case .relative, .participial, .coordinate: return
        case .adverbial:
            // "will get a satellite when it is launched": that is to come, too.
            let inner = clause.verb >= 0 ? analysis.verbs[Int(clause.verb)].tense : .none
            if isAct, verb.tense == .future, inner == .present { attitude.status = .expected }
            return
        case .infinitive:
            infinitive(clause, governor, verb, outer, isAct: isAct, &attitude)
        case .gerund where governor.adjective >= 0 && verb.lemma == rules.parser.grammar.words.be:
            // "is interested in buying"
            let word = rules.parser.grammar.vocabulary.lemma(analysis.tokens[Int(governor.adjective)].word)
            apply(
                rules.effects(ofAdjective: word),
                by: governor.adjective,
                relation: .infinitive,
                outer: outer,
                &attitude
            )
        case .main where governor.object >= 0 && rules.effects(ofVerb: verb.lemma).contains(.deny):
            // "…, but Beijing denied it": the claim stands, and so does the denial.
            if !verb.isNegated, governor.subject >= 0, !scene.isNeither(verb) {
                attitude.deniers += scene.partiesOrPlace(Int(governor.subject))
            }
            return
        case .gerund where clause.governingNoun >= 0 && clause.governingNoun == governor.object && isPlan(verb):
            // "committed the crime of shelling towns": what is committed is the crime.
            break
        case .gerund, .complement, .main, .fragment:
            if told(clause, by: governor, outer, isAct: isAct, &attitude) { return }
        }
        qualify(clause, under: verb, &attitude)
    }

    /// What a verb says of a gerund under it or of what it tells; true where nothing more is to be said.
    private func told(
        _ clause: Clause,
        by governor: Clause,
        _ outer: Int,
        isAct: Bool,
        _ attitude: inout Attitude
    ) -> Bool {
        let verb = analysis.verbs[Int(governor.verb)]
        // "is working on shrinking warheads": it goes on.
        if isAct, clause.relation == .gerund, verb.isProgressive, verb.tense != .past,
            rules.effects(ofVerb: verb.lemma).isEmpty
        {
            attitude.status = .ongoing
        }
        // "will resume firing"
        if isAct, clause.relation == .gerund, verb.tense == .future,
            !rules.effects(ofVerb: verb.lemma).isDisjoint(with: [.begin, .continue])
        {
            attitude.status = .expected
        }
        // "the plan includes sending troops": what is in a plan is planned.
        if isAct, clause.relation == .gerund, governor.subject >= 0, rules.words.containing.contains(verb.lemma) {
            let held = holderEffects(Int(governor.subject))
            apply(held, by: verb.head, relation: .infinitive, outer: -1, &attitude)
        }
        let isLie = clause.relation == .complement && isBelied(clause.governingNoun, by: governor)
        if isDenial(verb) && !verb.isNegated || isLie,
            answersClaim(clause, governor, &attitude) || answersCharge(governor, &attitude)
        {
            return true
        }
        if isLie {
            apply([.say, .deny], by: verb.head, relation: .complement, outer: outer, &attitude)
            return true
        }
        content(clause, verb, outer, isAct: isAct, &attitude)
        return false
    }

    /// Whether what is done with a report says nothing of what it reports.
    ///
    /// "would not comment on reports that …": what is not done is the commenting. But "dismissed as false reports that …"
    /// denies what they say.
    private func isOnReport(_ clause: Clause, _ verb: VerbGroup) -> Bool {
        guard clause.relation == .complement, clause.governingNoun >= 0 else { return false }
        let phrase = Int(analysis.nouns[Int(clause.governingNoun)].prepositional)
        guard phrase >= 0 else { return false }
        let word = scene.prepositionWord(Int(analysis.prepositionals[phrase].preposition))
        return !isDenial(verb) || word != rules.parser.grammar.words.as
    }

    func isKind(_ number: ClassID, _ general: ClassID) -> Bool {
        rules.classes.isKind(number, of: general)
    }
}
