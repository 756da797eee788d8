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

    /// "A missile would reach the town in five minutes", "the troops are to leave": what any missile would do, and what is to
    /// be, was not done.
    func supposed(_ index: Int, _ clause: Clause, _ verb: VerbGroup, _ attitude: inout Attitude) {
        if isSupposed(clause.subject, verb) { unreal("it is only supposed", &attitude) }
        guard verb.lemma == rules.parser.grammar.words.be, clause.adjective < 0, clause.object < 0 else { return }
        let isToBe = analysis.clausesOfSentence[Int(clause.sentence)].contains { number in
            let inner = analysis.clauses[number]
            return Int(inner.governor) == index && inner.relation == .infinitive && inner.verb >= 0
                && analysis.verbs[Int(inner.verb)].first == verb.end
        }
        if isToBe { unreal("it is said what is to be", &attitude) }
    }

    /// Whether a weapon is any of its kind, and the verb says what it would do.
    func isSupposed(_ noun: Int32, _ verb: VerbGroup) -> Bool {
        guard noun >= 0, verb.tense == .conditional, !verb.isPerfect, scene.isWeapon(Int(noun)) else { return false }
        return rules.words.articles.contains(analysis.tokens[Int(analysis.nouns[Int(noun)].first)].word)
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
