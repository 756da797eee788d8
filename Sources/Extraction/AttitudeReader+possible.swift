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
