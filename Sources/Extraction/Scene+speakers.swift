import Language
import Rules

/// What the sentence itself says a pronoun stands for.
extension Scene {
    /// The parties of whoever says what a pronoun is the subject of: "Pyongyang said it had tested a device", "the
    /// North's claim that it had"; nil where nobody does.
    func speaker(of noun: Int) -> [PartyID]? {
        let sentence = analysis.sentence(ofToken: Int(analysis.nouns[noun].first))
        for index in analysis.clausesOfSentence[sentence] {
            let clause = analysis.clauses[index]
            guard Int(clause.subject) == noun, clause.relation == .complement else { continue }
            if clause.governingNoun >= 0, tellsContent(Int(clause.governingNoun)) {
                return parties(ofEarlier: analysis.nouns[Int(clause.governingNoun)].possessor, than: noun)
            }
            guard clause.governor >= 0, analysis.clauses[Int(clause.governor)].verb >= 0 else { continue }
            let governor = analysis.clauses[Int(clause.governor)]
            let verb = analysis.verbs[Int(governor.verb)]
            guard !verb.isPassive, rules.parser.grammar.reporting.contains(verb.lemma) else { continue }
            return parties(ofEarlier: governor.subject, than: noun)
        }
        return nil
    }

    private func parties(ofEarlier noun: Int32, than other: Int) -> [PartyID]? {
        guard noun >= 0, noun < other, Int(noun) < fillers.count else { return nil }
        let filler = fillers[Int(noun)]
        let parties = filler.parties.isEmpty ? filler.owners : filler.parties
        return parties.isEmpty ? nil : parties
    }
}
