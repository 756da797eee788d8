import Domain
import Language
import Rules

/// What a verb says of the infinitive or the clause under it.
extension AttitudeReader {
    func infinitive(
        _ clause: Clause,
        _ governor: Clause,
        _ verb: VerbGroup,
        _ outer: Int,
        isAct: Bool,
        _ attitude: inout Attitude
    ) {
        if isAct, isOutcome(clause, governor, verb), !rules.effects(ofVerb: verb.lemma).contains(.fail) {
            unreal("it was only tried", &attitude)
            attitude.isAttempt = true
            return
        }
        let effects = effects(over: governor, verb)
        if isToBe(governor, verb) {
            if isAct { attitude.status = .expected }
            if verb.isNegated { unreal("what governs it is negated", &attitude) }
            return
        }
        let inner = analysis.verbs[Int(clause.verb)]
        if isAct, inner.isPassive, clause.governingNoun >= 0 {
            // "a test to be carried out by the North"
            attitude.status = .expected
            return
        }
        if effects.contains(.seem) || effects.contains(.believe) || effects.contains(.say) && verb.isPassive {
            // "appears to have sent", "is believed to be sending": the infinitive keeps its own time.
            if isAct { attitude.status = inner.isProgressive ? .ongoing : .occurred }
            attitude.certainty = weaker(attitude.certainty, .alleged)
            return
        }
        if let status = status(under: verb, effects, isOfAdjective: governor.adjective >= 0) {
            if isAct || !effects.contains(.cause) { attitude.status = status }
            return
        }
        meant(clause, governor, verb, effects, outer, isAct: isAct, &attitude)
    }

    /// "Paris is to send troops": whether nothing but "is to" governs an infinitive.
    private func isToBe(_ governor: Clause, _ verb: VerbGroup) -> Bool {
        verb.isAuxiliaryOnly && verb.lemma == rules.parser.grammar.words.be && governor.adjective < 0
            && governor.object < 0
    }

    /// What the verb or the adjective over an infinitive makes of it.
    private func effects(over governor: Clause, _ verb: VerbGroup) -> Effects {
        var effects = rules.effects(ofVerb: verb.lemma)
        if governor.adjective >= 0 {
            let word = rules.parser.grammar.vocabulary.lemma(analysis.tokens[Int(governor.adjective)].word)
            effects = rules.effects(ofAdjective: word)
        }
        // "told his minister to mass tanks" is an order.
        if effects == .say, rules.parser.grammar.objectControl.contains(verb.lemma) { effects.insert(.order) }
        return effects
    }

    /// What an infinitive is under a verb that says when it is done: "began to send", "led it to fire", "was able to"; nil
    /// under any other.
    private func status(under verb: VerbGroup, _ effects: Effects, isOfAdjective: Bool) -> Signal.Status? {
        let isToCome = verb.tense == .future || verb.form == .infinitive
        if effects.contains(.begin) || effects.contains(.continue) { return isToCome ? .expected : .ongoing }
        if effects.contains(.cause) { return isToCome ? .expected : .occurred }
        guard effects.contains(.able), !isOfAdjective else { return nil }
        // "is using firms to ship it": what serves the purpose now.
        if verb.tense == .present, verb.isProgressive { return .ongoing }
        // "will use the money to arm them"
        if verb.tense == .future { return .expected }
        return verb.tense == .past ? .occurred : nil
    }

    /// What the words above an infinitive say of it where it has no time of its own.
    private func meant(
        _ clause: Clause,
        _ governor: Clause,
        _ verb: VerbGroup,
        _ effects: Effects,
        _ outer: Int,
        isAct: Bool,
        _ attitude: inout Attitude
    ) {
        let inner = analysis.verbs[Int(clause.verb)]
        let cue = governor.adjective >= 0 ? governor.adjective : verb.head
        apply(effects, by: cue, relation: clause.relation, outer: outer, &attitude)
        if effects.contains(.attempt), isAct, verb.tense == .past || verb.isPerfect, !attitude.isUnreal {
            attitude.isAttempt = true
        }
        if verb.tense == .future || verb.tense == .conditional || verb.isPossible { attitude.isAttempt = false }
        // "claims to have tested a bomb": what was done, and not what is meant.
        if isAct, inner.isPerfect, effects.contains(.say), !attitude.isUnreal { attitude.status = .occurred }
        // "was drawing up plans to fire": the noun says that it is meant.
        let noun = Int(clause.governingNoun)
        var held =
            noun >= 0 ? rules.effects(ofNoun: scene.headLemma(noun)).intersection([.plan, .prepare, .threaten]) : []
        if verb.isPassive, governor.object >= 0 {
            // "has been given approval by Berlin to buy"
            let given = rules.effects(ofNoun: scene.headLemma(Int(governor.object)))
            held.formUnion(given.intersection([.approve, .permit]))
        }
        if isAct, effects.union(held).isDisjoint(with: AttitudeReader.leading) {
            if !attitude.isUnreal { attitude.purposeOf = verb.tense == .past || verb.isPerfect ? .ongoing : .expected }
            unreal("it is only a purpose", &attitude)
        }
    }

    /// What a verb says of the clause that tells its content.
    func content(_ clause: Clause, _ verb: VerbGroup, _ outer: Int, isAct: Bool, _ attitude: inout Attitude) {
        var effects = rules.effects(ofVerb: verb.lemma)
        // "the plan would see Britain send tanks"
        let isAhead = verb.tense == .future || verb.tense == .conditional
        if isAct, isAhead, effects.contains(.see) { attitude.status = .expected }
        // "rejected claims that it had fired": a claim is denied, and no act refused.
        if clause.relation == .complement, effects.contains(.deny) { effects.remove(.refuse) }
        apply(effects, by: verb.head, relation: clause.relation, outer: outer, &attitude)
    }

    /// Effects that make an infinitive an act that is done or to come; without one it is only a purpose.
    private static let leading: Effects = [
        .plan, .threaten, .want, .prepare, .agree, .order, .approve, .expect, .help, .permit, .possible, .warn, .accuse,
        .allege, .attempt, .fail, .deny, .consider, .announce,
    ]
}
