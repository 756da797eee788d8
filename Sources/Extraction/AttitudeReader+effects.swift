import Domain
import Language
import Rules

/// What verbs and nouns do to what they govern.
extension AttitudeReader {
    /// What the verb above a clause says of it by its own modals, adverbs and negation.
    func qualify(_ clause: Clause, under verb: VerbGroup, _ attitude: inout Attitude) {
        if verb.isNegated, !rules.effects(ofVerb: verb.lemma).contains(.deny) {
            unreal("what governs it is negated", &attitude)
        }
        if verb.isPossible { attitude.certainty = weaker(attitude.certainty, .possible) }
        if verb.isHedged { attitude.certainty = weaker(attitude.certainty, .alleged) }
        if verb.isObligation, clause.relation == .gerund { unreal("it is only called for", &attitude) }
    }

    /// "the prospect of Ukraine joining", "ruled out Ukraine joining": a gerund with its subject, told as a thing that may
    /// be, says what the noun or the verb before it says, and no more.
    func suspend(_ clause: Clause, _ attitude: inout Attitude) {
        guard clause.relation == .participial, clause.verb >= 0, analysis.verbs[Int(clause.verb)].form == .gerund,
            clause.governingNoun >= 0, clause.subject == clause.governingNoun
        else { return }
        let governor = clause.governor >= 0 ? analysis.clauses[Int(clause.governor)] : nil
        let verb = governor.flatMap { $0.verb >= 0 ? analysis.verbs[Int($0.verb)] : nil }
        var effects = verb.map { rules.effects(ofVerb: $0.lemma) } ?? []
        let phrase = Int(analysis.nouns[Int(clause.governingNoun)].prepositional)
        let holder = phrase >= 0 ? Int(analysis.prepositionals[phrase].attachment) : -1
        if holder >= 0 {
            let held = holderEffects(holder)
            guard held.contains(.possible) else { return }
            apply(held, by: analysis.nouns[holder].head, relation: .infinitive, outer: -1, &attitude)
            if governor?.object != Int32(holder) { effects = [] }
        } else if governor?.object != clause.governingNoun || effects.isDisjoint(with: [.possible, .consider]) {
            return
        }
        if let verb { apply(effects, by: verb.head, relation: .infinitive, outer: -1, &attitude) }
    }

    func apply(
        _ effects: Effects,
        by cue: Int32,
        relation: Clause.Relation,
        outer: Int,
        _ attitude: inout Attitude
    ) {
        if effects.isEmpty { return }
        attitude.cues.append(Int(cue))
        undo(effects, outer, &attitude)
        place(effects, relation, outer, &attitude)
        guard outer >= 0, !effects.isDisjoint(with: [.say, .deny, .believe, .warn]) else { return }
        let governor = analysis.clauses[outer]
        speaker(governor, effects, analysis.verbs[Int(governor.verb)], &attitude)
    }

    /// Takes the effects by which an act is none, or none that was done.
    private func undo(_ effects: Effects, _ outer: Int, _ attitude: inout Attitude) {
        if effects.contains(.permit) { attitude.isPermission = true }
        if effects.contains(.imagine) { unreal("it is played out, not done", &attitude) }
        if effects.contains(.urge) { calledFor(outer, &attitude) }
        if effects.contains(.stop), !attitude.isUnreal { attitude.isStopped = true }
        if effects.contains(.prevent) || effects.contains(.refuse) || effects.contains(.stop) {
            unreal("it is prevented, refused or stopped", &attitude)
        }
        if effects.contains(.fail) {
            let isAttempt = !attitude.isUnreal || attitude.isAttempt
            unreal("it was not done", &attitude)
            attitude.isAttempt = isAttempt
            attitude.outcome = .failed
        }
        if effects.contains(.able) { unreal("it is only an ability", &attitude) }
    }

    /// Takes the effects by which an act is yet to come, or is less sure.
    private func place(_ effects: Effects, _ relation: Clause.Relation, _ outer: Int, _ attitude: inout Attitude) {
        if effects.contains(.consider) {
            attitude.status = .expected
            attitude.certainty = .possible
        }
        if !effects.isDisjoint(with: [.plan, .threaten, .want, .prepare, .agree, .order, .approve]) {
            attitude.status = .expected
        }
        if effects.contains(.expect) || effects.contains(.warn) {
            if relation == .infinitive { attitude.status = .expected }
            if attitude.status == .expected { attitude.certainty = weaker(attitude.certainty, .possible) }
        }
        if effects.contains(.possible) {
            if attitude.status == .occurred, relation == .infinitive { attitude.status = .expected }
            attitude.certainty = .possible
        }
        if !effects.isDisjoint(with: [.allege, .believe, .seem, .accuse]) {
            attitude.certainty = weaker(attitude.certainty, .alleged)
        }
        if effects.contains(.report), !isReportOfParty(outer) {
            attitude.certainty = weaker(attitude.certainty, .alleged)
        }
    }
}
