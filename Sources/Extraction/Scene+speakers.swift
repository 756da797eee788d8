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

    /// Fills in whom "we" and "our" stand for: whoever is quoted.
    func resolveFirstPersons() {
        let speakers = Quotations(scene: self).speakerClause
        for sentence in analysis.sentences.indices {
            let tokens = analysis.sentences[sentence].tokens
            guard tokens.contains(where: { rules.words.firstPersons.contains(analysis.tokens[$0].word) }) else { continue }
            let clauses = Array(analysis.clausesOfSentence[sentence]) + [speakers[sentence]].filter { $0 >= 0 }
            guard let parties = clauses.lazy.compactMap(speakingParties).first else { continue }
            for noun in analysis.nounsOfSentence[sentence] {
                let first = analysis.tokens[Int(analysis.nouns[noun].first)]
                guard rules.words.firstPersons.contains(first.word) else { continue }
                if analysis.nouns[noun].isPronoun {
                    fillers[noun].parties = parties
                } else {
                    fillers[noun].owners = parties
                    if isActor(fillers[noun].headClass) { fillers[noun].parties = parties }
                }
                fillers[noun].isReference = true
            }
        }
    }

    private func speakingParties(_ index: Int) -> [PartyID]? {
        let clause = analysis.clauses[index]
        guard clause.verb >= 0, clause.subject >= 0, !analysis.nouns[Int(clause.subject)].isPronoun else { return nil }
        let verb = analysis.verbs[Int(clause.verb)]
        guard !verb.isPassive, rules.effects(ofVerb: verb.lemma).contains(.say) else { return nil }
        let parties = partiesOrPlace(Int(clause.subject))
        return parties.isEmpty ? nil : parties
    }
}
