import Language
import Rules

/// Who tells how an act went that nobody was said to have done.
extension RoleFiller {
    /// Who speaks in the next sentence of what was launched, or of the act: "A satellite was launched on Tuesday; Iran's
    /// space agency said it reached orbit", in two sentences.
    func teller(after sentence: Int) -> [PartyID] {
        let analysis = scene.analysis
        guard sentence >= 0, sentence + 1 < analysis.sentences.count, !roles.has(.agent) else { return [] }
        for index in analysis.clausesOfSentence[sentence + 1] where takesUp(analysis.clauses[index]) {
            let outer = analysis.clauses[Int(analysis.clauses[index].governor)]
            guard outer.verb >= 0, outer.subject >= 0,
                scene.rules.effects(ofVerb: analysis.verbs[Int(outer.verb)].lemma).contains(.say)
            else { continue }
            let parties = scene.known(Int(outer.subject))
            if parties.count == 1 { return parties }
        }
        return []
    }

    /// Whether a clause that somebody says tells of a thing that moved ("it reached orbit"), or of the act ("the test").
    private func takesUp(_ clause: Clause) -> Bool {
        guard clause.governor >= 0, clause.subject >= 0, clause.verb >= 0 else { return false }
        let verb = scene.analysis.verbs[Int(clause.verb)]
        // "said it would move to Isfahan" may be of anything.
        guard !verb.isNegated, verb.tense == .past || verb.isPerfect else { return false }
        let subject = Int(clause.subject)
        if scene.analysis.nouns[subject].isPronoun {
            return scene.rules.verb(verb.lemma).contains { $0.subject == .theme }
        }
        return scene.analysis.nouns[subject].isDefinite && scene.rules.namesAct(scene.headLemma(subject))
    }
}
