import Language
import Rules

/// Whose a thing is.
extension Scene {
    /// The groups that a group belongs to: "the army's satellite", "a satellite of the army", "a satellite operated by
    /// the army", "a satellite built for the army".
    func owningGroups(_ noun: Int) -> [Int] {
        var found = clients(noun)
        let group = analysis.nouns[noun]
        if group.possessor >= 0 { found.append(Int(group.possessor)) }
        for index in analysis.prepositionalsOfSentence[analysis.sentence(ofToken: Int(group.first))] {
            let phrase = analysis.prepositionals[index]
            let isOf = prepositionWord(Int(phrase.preposition)) == rules.parser.grammar.words.of
            if phrase.noun >= 0, isOf, Int(phrase.attachment) == noun { found.append(Int(phrase.noun)) }
        }
        return found
    }

    /// The groups that a participle after a group says it belongs to: "operated by the army", "built for the army".
    func clients(_ noun: Int) -> [Int] {
        let sentence = analysis.sentence(ofToken: Int(analysis.nouns[noun].first))
        return analysis.prepositionalsOfSentence[sentence].filter { index in
            let phrase = analysis.prepositionals[index]
            return phrase.noun >= 0 && tellsOwner(phrase, prepositionWord(Int(phrase.preposition)), of: noun)
        }.map { Int(analysis.prepositionals[$0].noun) }
    }

    /// Whether a phrase stands in a participle after a group that says whose it is; who made a thing for another does
    /// not own it.
    private func tellsOwner(_ phrase: Prepositional, _ word: WordID, of noun: Int) -> Bool {
        guard phrase.clause >= 0 else { return false }
        let clause = analysis.clauses[Int(phrase.clause)]
        guard clause.relation == .participial, Int(clause.governingNoun) == noun, clause.verb >= 0 else { return false }
        let words = rules.parser.grammar.words
        let lemma = analysis.verbs[Int(clause.verb)].lemma
        if word == words.for { return isSomebody(Int(phrase.noun)) }
        return (word == words.by || word == words.to) && rules.words.owning.contains(lemma)
    }
}
