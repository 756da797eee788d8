import Language
import Rules

/// What the sentence itself says a pronoun stands for.
extension Scene {
    /// The parties of whoever says what a pronoun is the subject of: "Pyongyang said it had tested a device", "the
    /// North's claim that it had"; nil where nobody does.
    func speaker(of noun: Int, _ sentence: Int) -> [PartyID]? {
        for index in analysis.clausesOfSentence[sentence] {
            let clause = analysis.clauses[index]
            guard Int(clause.subject) == noun, clause.relation == .complement else { continue }
            if let denier = denier(clause) { return parties(ofEarlier: denier, than: noun) }
            if clause.governingNoun >= 0, tellsContent(Int(clause.governingNoun)) {
                return parties(ofEarlier: analysis.nouns[Int(clause.governingNoun)].possessor, than: noun)
            }
            guard clause.governor >= 0, analysis.clauses[Int(clause.governor)].verb >= 0 else { continue }
            let governor = analysis.clauses[Int(clause.governor)]
            let verb = analysis.verbs[Int(governor.verb)]
            guard !verb.isPassive, rules.parser.grammar.reporting.contains(verb.lemma) else { continue }
            if isMany(noun) { return nil }
            return parties(ofEarlier: governor.subject, than: noun)
        }
        return nil
    }

    /// "London punished five firms, saying they had …": one who speaks is not "they" where many were named.
    private func isMany(_ noun: Int) -> Bool {
        let word = analysis.tokens[Int(analysis.nouns[noun].head)].word
        return rules.parser.grammar.words.they.contains(word) && discourse.lastMany(self) != nil
    }

    /// "Kampala denied Kigali's accusation that it had …": who denies is who is accused.
    private func denier(_ clause: Clause) -> Int32? {
        guard clause.governingNoun >= 0, clause.governor >= 0 else { return nil }
        let outer = analysis.clauses[Int(clause.governor)]
        guard outer.verb >= 0, outer.object == clause.governingNoun, outer.subject >= 0,
            rules.effects(ofVerb: analysis.verbs[Int(outer.verb)].lemma).contains(.deny),
            !analysis.verbs[Int(outer.verb)].isPassive
        else { return nil }
        return outer.subject
    }

    private func parties(ofEarlier noun: Int32, than other: Int) -> [PartyID]? {
        guard noun >= 0, noun < other, Int(noun) < fillers.count else { return nil }
        let filler = fillers[Int(noun)]
        let parties = filler.parties.isEmpty ? filler.owners : filler.parties
        return parties.isEmpty ? nil : parties
    }

    /// Fills in whom "we" and "our" stand for: whoever is quoted.
    func resolveFirstPersons() {
        var speaking: (sentence: Int, parties: [PartyID]?) = (-1, nil)
        for noun in analysis.nouns.indices where isFirstPerson(noun) {
            let sentence = analysis.sentence(ofToken: Int(analysis.nouns[noun].first))
            if sentence != speaking.sentence { speaking = (sentence, speakers(sentence)) }
            if let parties = speaking.parties { resolveFirstPerson(noun, to: parties) }
        }
    }

    /// The parties that are quoted in a sentence.
    private func speakers(_ sentence: Int) -> [PartyID]? {
        let outer = [quotations.speakerClause(sentence)].filter { $0 >= 0 }
        let clauses = Array(analysis.clausesOfSentence[sentence]) + outer
        return clauses.lazy.compactMap(speakingParties).first
    }

    private func resolveFirstPerson(_ noun: Int, to parties: [PartyID]) {
        let filler = change(noun)
        filler.isReference = true
        if analysis.nouns[noun].isPronoun {
            filler.parties = parties
            return
        }
        filler.owners = parties
        // "our allies" are others than we.
        let isOther = rules.words.relations.contains(headLemma(noun))
        if isActor(filler.headClass) { filler.parties = isOther ? [] : parties }
        if isOther { filler.owners = [] }
    }

    /// Whether a group is "we" or begins with "our".
    @inline(__always)
    func isFirstPerson(_ noun: Int) -> Bool {
        let first = analysis.tokens[Int(analysis.nouns[noun].first)]
        // "US arms" are nobody's own.
        return rules.words.firstPersons.contains(first.word) && !first.shape.contains(.allCaps)
    }

    private func speakingParties(_ index: Int) -> [PartyID]? {
        let clause = analysis.clauses[index]
        guard clause.verb >= 0, clause.subject >= 0, !analysis.nouns[Int(clause.subject)].isPronoun else { return nil }
        let verb = analysis.verbs[Int(clause.verb)]
        guard !verb.isPassive, rules.effects(ofVerb: verb.lemma).contains(.say) else { return nil }
        let parties = partiesOrPlace(Int(clause.subject))
        return parties.isEmpty ? nil : parties
    }

    /// The weapon that a group in `sentence` goes back to; -1 for none.
    func weapon(before group: NounGroup, _ sentence: Int) -> Int32 {
        let word = analysis.tokens[Int(group.head)].word
        return discourse.weapon(near: sentence, areMany: rules.parser.grammar.words.they.contains(word))
    }

    /// "fired one", "another 150": a number that counts what was named before.
    func isBareNumber(_ group: NounGroup) -> Bool {
        guard analysis.tokens[Int(group.head)].part == .numeral else { return false }
        let isMoney = group.first > 0 && analysis.tokens[Int(group.first) - 1].kind == .currency
        return !isMoney
            && (Int(group.first)..<Int(group.end)).allSatisfy {
                [.numeral, .determiner, .adverb].contains(analysis.tokens[$0].part)
            }
    }

    /// What a group stands for as a thing: the weapon, for "it", "them" or "one".
    func thing(_ noun: Int) -> Filler {
        let filler = fillers[noun]
        guard filler.weapon >= 0 else { return filler }
        let weapon = fillers[Int(filler.weapon)].copy()
        weapon.isCounted = filler.isCounted
        weapon.parties = []
        weapon.isReference = true
        return weapon
    }
}
