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
