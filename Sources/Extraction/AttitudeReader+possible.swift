import Domain
import Language
import Rules

/// What is not ruled out may come.
extension AttitudeReader {
    /// The effects of a verb that keeps an act from being possible ("rule out").
    static let excluding: Effects = [.prevent, .possible]

    /// "did not rule out sending troops", "refused to rule out …": what nobody excludes is possible.
    func leavesOpen(_ clause: Clause, _ governor: Clause, _ attitude: inout Attitude) -> Bool {
        if excludes(governor), analysis.verbs[Int(governor.verb)].isNegated || isRefused(governor) {
            leftOpen(&attitude)
            return true
        }
        return excludes(clause) && refuses(governor)
    }

    /// "its bid to launch a satellite ended in an explosion": the verb tells how what was tried came out.
    func isOutcome(_ clause: Clause, _ governor: Clause, _ verb: VerbGroup) -> Bool {
        guard clause.governingNoun >= 0, clause.governingNoun == governor.subject, governor.adjective < 0,
            !verb.isPassive, verb.tense == .past || verb.isPerfect
        else { return false }
        let effects = rules.effects(ofNoun: scene.headLemma(Int(clause.governingNoun)))
        return !effects.isDisjoint(with: [.attempt, .want])
    }

    func leftOpen(_ attitude: inout Attitude) {
        attitude.status = .expected
        attitude.certainty = weaker(attitude.certainty, .possible)
    }

    private func excludes(_ clause: Clause) -> Bool {
        clause.verb >= 0
            && rules.effects(ofVerb: analysis.verbs[Int(clause.verb)].lemma).isSuperset(of: AttitudeReader.excluding)
    }

    private func isRefused(_ clause: Clause) -> Bool {
        clause.relation == .infinitive && clause.governor >= 0 && refuses(analysis.clauses[Int(clause.governor)])
    }

    private func refuses(_ clause: Clause) -> Bool {
        clause.verb >= 0 && rules.effects(ofVerb: analysis.verbs[Int(clause.verb)].lemma).contains(.refuse)
    }
}
