import Domain
import Language
import Rules

/// How acts that nouns name are to be taken: "the launch", "plans for the sale".
extension AttitudeReader {
    /// The attitude to the act that a noun names; `clause` is the clause it stands in, or -1.
    func read(noun: Int, clause index: Int, isObject: Bool) -> Attitude {
        var attitude = Attitude()
        modifiers(noun, &attitude)
        outerNoun(noun, &attitude)
        if index >= 0, !isObject, isAgreedOn(noun, analysis.clauses[index]) { attitude.status = .expected }
        guard index >= 0, !isPresupposed(noun) else { return attitude }
        let clause = analysis.clauses[index]
        guard clause.verb >= 0 else {
            climb(from: index, &attitude)
            return attitude
        }
        let verb = analysis.verbs[Int(clause.verb)]
        var effects = rules.effects(ofVerb: verb.lemma)
        // "rejected claims of a delivery": a claim is denied, and no act refused.
        if effects.contains(.deny), isContentOfClaim(noun) { effects.remove(.refuse) }
        if isContentOfClaim(noun), isBelied(holder(noun), by: clause) {
            // "called reports of deliveries baseless"
            apply([.say, .deny], by: verb.head, relation: .main, outer: index, &attitude)
            climb(from: index, &attitude)
            return attitude
        }
        if effects.contains(.light), isObject {
            own(verb, clause, &attitude)
            climb(from: index, &attitude)
            return attitude
        }
        if isObject, !effects.isDisjoint(with: [.condemn, .see]) { return attitude }
        governedNoun(noun, effects, verb, clause, isObject: isObject, &attitude)
        if !effects.isDisjoint(with: [.say, .deny]), isObject { speaker(clause, effects, verb, &attitude) }
        climb(from: index, &attitude)
        return attitude
    }

    /// "Israel's response to its missile attack": what stands as known in a phrase of another noun is taken as done,
    /// whatever the verb says of that noun.
    private func isPresupposed(_ noun: Int) -> Bool {
        let group = analysis.nouns[noun]
        guard group.prepositional >= 0, group.isDefinite || group.possessor >= 0 else { return false }
        let phrase = analysis.prepositionals[Int(group.prepositional)]
        if phrase.clause >= 0, analysis.clauses[Int(phrase.clause)].verb >= 0, phrase.attachment < 0 {
            // "vowed to respond to the attack"
            let verb = analysis.verbs[Int(analysis.clauses[Int(phrase.clause)].verb)]
            return rules.words.answers.contains(verb.lemma)
        }
        return phrase.attachment >= 0 && rules.effects(ofNoun: scene.headLemma(Int(phrase.attachment))).isEmpty
            && !scene.isContainer(Int(phrase.attachment))
    }

    /// What a noun that holds an act says of it; "lifts a ban on selling arms" approves of it.
    func holderEffects(_ noun: Int) -> Effects {
        let effects = rules.effects(ofNoun: scene.headLemma(noun))
        guard effects.contains(.prevent) else { return effects }
        let isLifted = analysis.clausesOfSentence[analysis.sentence(ofToken: Int(analysis.nouns[noun].first))].contains
        {
            let clause = analysis.clauses[$0]
            guard clause.verb >= 0 else { return false }
            let verb = analysis.verbs[Int(clause.verb)]
            let held = verb.isPassive ? clause.subject : clause.object
            return Int(held) == noun && !verb.isNegated && rules.effects(ofVerb: verb.lemma).contains(.permit)
        }
        return isLifted ? .approve : effects
    }

    private func isContentOfClaim(_ noun: Int) -> Bool {
        let holder = Int(holder(noun))
        return holder >= 0 && scene.tellsContent(holder)
    }

    /// The noun that a noun depends on through a preposition, or -1.
    private func holder(_ noun: Int) -> Int32 {
        let phrase = Int(analysis.nouns[noun].prepositional)
        return phrase >= 0 ? analysis.prepositionals[phrase].attachment : -1
    }

    /// "Suspected American missiles hit a camp": what is in doubt of a thing is in doubt of what it did.
    func doubted(_ noun: Int, _ attitude: inout Attitude) {
        let group = analysis.nouns[noun]
        for index in Int(group.first)..<Int(group.end) where index != Int(group.head) {
            let effects = rules.effects(ofAdjective: analysis.tokens[index].word)
            if !effects.isDisjoint(with: [.believe, .allege]) {
                attitude.certainty = weaker(attitude.certainty, .alleged)
            }
        }
    }

    /// Adjectives and nouns before the head: "planned sale", "failed test", "missile launch drill".
    private func modifiers(_ noun: Int, _ attitude: inout Attitude) {
        let group = analysis.nouns[noun]
        if group.isNegative { unreal("it is negated", &attitude) }
        let isOfAny = scene.ofGroup(noun).map { isAnyAtAll(Int32($0)) } ?? false
        if isAnyAtAll(Int32(noun)) || isOfAny { unreal("it is about any such thing", &attitude) }
        for index in Int(group.first)..<Int(group.end) where index != Int(group.head) {
            let word = analysis.tokens[index].word
            var effects = rules.effects(ofAdjective: word)
            if effects.isEmpty, analysis.tokens[index].part == .adjective {
                effects = rules.effects(ofAdjective: rules.parser.grammar.vocabulary.lemma(word))
            }
            guard !effects.isEmpty else { continue }
            if effects.contains(.fail) {
                attitude.outcome = .failed
                continue
            }
            apply(effects, by: Int32(index), relation: .main, outer: -1, &attitude)
            if effects.contains(.possible) { attitude.status = .expected }
        }
    }

    /// The noun that holds it: "plans for the sale", "reports of a launch".
    private func outerNoun(_ noun: Int, _ attitude: inout Attitude) {
        let prepositional = Int(analysis.nouns[noun].prepositional)
        guard prepositional >= 0 else { return }
        let phrase = analysis.prepositionals[prepositional]
        let effects = rules.effects(ofPhrase: scene.prepositionWord(Int(phrase.preposition)))
        apply(effects, by: phrase.preposition, relation: .main, outer: -1, &attitude)
        guard phrase.attachment >= 0 else { return }
        // "no signs of a test"
        if scene.fillers[Int(phrase.attachment)].isNegative, scene.tellsContent(Int(phrase.attachment)) {
            unreal("it is said not to be so", &attitude)
        }
        let head = holderEffects(Int(phrase.attachment))
        let cue = analysis.nouns[Int(phrase.attachment)].head
        apply(head, by: cue, relation: .main, outer: -1, &attitude)
    }

    /// "sealed a deal with Seoul for the purchase of tanks": what is agreed on is to come.
    private func isAgreedOn(_ noun: Int, _ clause: Clause) -> Bool {
        let phrase = Int(analysis.nouns[noun].prepositional)
        guard phrase >= 0, clause.object >= 0 else { return false }
        let words = rules.parser.grammar.words
        let word = scene.prepositionWord(Int(analysis.prepositionals[phrase].preposition))
        return (word == words.for || word == words.on)
            && rules.effects(ofNoun: scene.headLemma(Int(clause.object))).contains(.agree)
    }

    private func governedNoun(
        _ noun: Int,
        _ effects: Effects,
        _ verb: VerbGroup,
        _ clause: Clause,
        isObject: Bool,
        _ attitude: inout Attitude
    ) {
        let isPassiveSubject = verb.isPassive
        guard isObject || isPassiveSubject else {
            if verb.tense == .conditional { supposed(noun, verb, &attitude) }
            subjectOf(verb, clause, &attitude)
            return
        }
        if effects.contains(.condemn) || effects.contains(.see) { return }
        if verb.isNegated, effects.isSuperset(of: AttitudeReader.excluding) {
            leftOpen(&attitude)
            return
        }
        if verb.isNegated, !effects.contains(.deny) { unreal("what governs it is negated", &attitude) }
        // "approved a possible sale": that it is approved is sure.
        if effects.contains(.approve), attitude.certainty == .possible { attitude.certainty = .observed }
        if !effects.isDisjoint(with: [.announce, .permit]) { attitude.status = .expected }
        // "is aiding the development of": what is helped on goes on.
        if verb.isProgressive, verb.tense == .present, effects.contains(.help) { attitude.status = .ongoing }
        if verb.tense == .future || verb.isPossible { attitude.status = .expected }
        if verb.isPossible { attitude.certainty = weaker(attitude.certainty, .possible) }
        // "expects a launch": it has not come.
        if effects.contains(.expect) { attitude.status = .expected }
        if effects.contains(.urge), clause.subject >= 0, !verb.isPassive, !attitude.isUnreal {
            attitude.callers = scene.partiesOrPlace(Int(clause.subject))
        }
        var filtered = effects
        filtered.subtract([.say, .deny])
        apply(filtered, by: verb.head, relation: clause.relation, outer: -1, &attitude)
    }

    /// "A test by the North would bring sanctions": an act of which it is said what it would do is none; "the sale would
    /// include tanks": what is known is to come.
    private func supposed(_ noun: Int, _ verb: VerbGroup, _ attitude: inout Attitude) {
        let group = analysis.nouns[noun]
        let isKnown = group.isDefinite || group.possessor >= 0 || rules.words.containing.contains(verb.lemma)
        if isKnown, !verb.isPerfect { attitude.status = .expected } else { unreal("it is only supposed", &attitude) }
    }

    private func subjectOf(_ verb: VerbGroup, _ clause: Clause, _ attitude: inout Attitude) {
        if clause.adjective >= 0, verb.lemma == rules.parser.grammar.words.be {
            // "an invasion is imminent"
            let word = rules.parser.grammar.vocabulary.lemma(analysis.tokens[Int(clause.adjective)].word)
            let effects = rules.effects(ofAdjective: word)
            apply(effects, by: clause.adjective, relation: .infinitive, outer: -1, &attitude)
            if verb.isNegated, !effects.contains(.deny) { unreal("what is said of it is negated", &attitude) }
        }
        if verb.tense == .future { attitude.status = .expected }
        if verb.isPossible {
            attitude.status = .expected
            attitude.certainty = weaker(attitude.certainty, .possible)
        }
        if rules.effects(ofVerb: verb.lemma).contains(.fail) { attitude.outcome = .failed }
    }
}
