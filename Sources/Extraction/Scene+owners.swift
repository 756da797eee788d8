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

    /// Whether a party is a territory overseas, which stands for itself but is another state's soil.
    func isTerritory(_ party: PartyID) -> Bool {
        let record = lexicon.parties[Int(party)]
        return record.home >= 0 && record.sort == rules.known.state
    }

    /// Who does the act that a noun names as the object of an empty verb: "staged a drill", "is holding exercises".
    func doers(of noun: Int) -> [PartyID] {
        for index in analysis.clausesOfSentence[analysis.sentence(ofToken: Int(analysis.nouns[noun].first))] {
            let clause = analysis.clauses[index]
            guard clause.verb >= 0, clause.subject >= 0 else { continue }
            let verb = analysis.verbs[Int(clause.verb)]
            let done = Int(verb.isPassive ? clause.subject : clause.object)
            guard done >= 0, chain(done).contains(noun) else { continue }
            guard !rules.effects(ofVerb: verb.lemma).isDisjoint(with: [.light, .begin]) else { return [] }
            let doer = verb.isPassive ? agent(of: index) : Int(clause.subject)
            return doer.map { partiesOrPlace($0) } ?? []
        }
        return []
    }

    /// Who is named after "by" in a clause.
    private func agent(of index: Int) -> Int? {
        for number in analysis.prepositionalsOfSentence[Int(analysis.clauses[index].sentence)] {
            let phrase = analysis.prepositionals[number]
            let isBy = prepositionWord(Int(phrase.preposition)) == rules.parser.grammar.words.by
            if Int(phrase.clause) == index, isBy, phrase.noun >= 0 { return Int(phrase.noun) }
        }
        return nil
    }

    /// Who made a thing, where the article names him, too.
    func makers(of filler: Filler) -> [PartyID] {
        (filler.makers + filler.systems.map { lexicon.systems[Int($0)].maker }).filter { $0 >= 0 && named.contains($0) }
    }

    /// Whose forces are at a place, by what describes it: "a base where American troops are stationed".
    func guests(_ noun: Int) -> [PartyID] {
        guard fillers[noun].place >= 0 || classes.isKind(fillers[noun].headClass, of: rules.known.target) else {
            return []
        }
        var found: [PartyID] = []
        for index in analysis.clausesOfSentence[analysis.sentence(ofToken: Int(analysis.nouns[noun].first))] {
            let clause = analysis.clauses[index]
            let describes =
                Int(clause.governingNoun) == noun
                && (clause.relation == .relative || clause.relation == .participial)
            guard describes || isWhere(clause, of: noun) else { continue }
            for group in [clause.subject, clause.object] where group >= 0 && Int(group) != noun {
                guard classes.isKind(fillers[Int(group)].headClass, of: forceClass) else { continue }
                found += partiesOrPlace(Int(group))
            }
        }
        return found
    }

    /// "…, where U.S. troops are stationed"
    private func isWhere(_ clause: Clause, of noun: Int) -> Bool {
        guard clause.marker >= 0, analysis.tokens[Int(clause.marker)].word == rules.parser.grammar.words.where else {
            return false
        }
        // "at a base in western Iraq, where …": what says where it is stands between.
        var end = analysis.nouns[noun].end
        for phrase in analysis.prepositionalsOfSentence[Int(clause.sentence)] {
            let prepositional = analysis.prepositionals[phrase]
            if prepositional.noun >= 0, prepositional.preposition == end, locates(prepositional) {
                end = analysis.nouns[Int(prepositional.noun)].end
            }
        }
        return (0...1).contains(clause.marker - end)
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
        // "registered in Bishkek"
        let isSeat = word == words.in && isFirm(noun) && !partiesOrPlace(Int(phrase.noun)).isEmpty
        return (word == words.by || word == words.to || isSeat) && rules.words.owning.contains(lemma)
    }
}
