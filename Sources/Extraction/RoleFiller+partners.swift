import Language
import Rules

/// Parties that the roles of a predicate leave out and its sentence names.
extension RoleFiller {
    /// "ratified a pact that commits it to help defend Japan": a pact has two parties, and the second is the one other
    /// state of the sentence, or the first named after the pact.
    func completePartners(_ mention: Mention) {
        guard mention.actor.count == 1 else { return }
        let theme = roles.nouns(.theme).first ?? -1
        // "the membership of NATO": the alliance is a party, too.
        let members = theme >= 0 ? scene.fillers[theme].parties.filter { !mention.actor.contains($0) } : []
        if members.count == 1 {
            mention.actor += members
            return
        }
        var others: [PartyID] = []
        var after: PartyID?
        for noun in scene.analysis.nounsOfSentence[mention.sentence] where !isWithin(noun) {
            for party in scene.fillers[noun].parties where isState(party) && !mention.actor.contains(party) {
                if !others.contains(party) { others.append(party) }
                if after == nil, noun > theme, theme >= 0 { after = party }
            }
        }
        if let partner = others.count == 1 ? others.first : after { mention.actor.append(partner) }
    }

    /// The one other party that the sentence names, where it names exactly one that says or denies nothing itself.
    func onlyOther(than actor: [PartyID], _ sentence: Int) -> [PartyID] {
        var others: [PartyID] = []
        let speakers = speakers(sentence)
        for noun in scene.analysis.nounsOfSentence[sentence] where !speakers.contains(noun) {
            for party in scene.partiesOrPlace(noun) where !actor.contains(party) && !others.contains(party) {
                others.append(party)
            }
        }
        return others.count == 1 ? others : []
    }

    /// "Japan protested after the North fired a missile over its territory": whose land or ship it is, where the sentence would
    /// make it that of who acts; nil for none.
    func accuser(_ mention: Mention) -> [PartyID]? {
        let act = scene.analysis.clausesOfSentence[mention.sentence].first { number in
            let verb = Int(scene.analysis.clauses[number].verb)
            return verb >= 0 && Int(scene.analysis.verbs[verb].head) == mention.anchor
        }
        guard let act, !mention.actor.isEmpty else { return nil }
        let reached = Array(roles.nouns(.goal)) + Array(roles.nouns(.over))
        guard reached.contains(where: isPossessedLand) else { return nil }
        // "fired a missile toward its eastern sea, Seoul said": waters are one's own where nobody complains.
        let areWaters = reached.allSatisfy { isSea($0) }
        var index = Int(scene.analysis.clauses[act].governor)
        var steps = 0
        while index >= 0, steps < 3 {
            let clause = scene.analysis.clauses[index]
            let parties = clause.subject >= 0 ? scene.partiesOrPlace(Int(clause.subject)) : []
            let states = parties.filter { isState($0) && !mention.actor.contains($0) }
            if !states.isEmpty { return areWaters && !complains(clause) ? nil : states }
            index = Int(clause.governor)
            steps += 1
        }
        return nil
    }

    /// "over its territory", "onto the border": whether a group is land or a ship of one who is not named with it.
    private func isPossessedLand(_ noun: Int) -> Bool {
        let first = scene.analysis.tokens[Int(scene.analysis.nouns[noun].first)]
        let isPossessed = first.part == .possessive && first.kind == .word
        let isBorder = scene.rules.words.borders.contains(scene.headLemma(noun))
        let known = scene.rules.known
        let isPlace = [known.place, known.vessel, known.warship, known.force].contains {
            scene.classes.isKind(scene.fillers[noun].headClass, of: $0)
        }
        return isPossessed && isPlace || isBorder && scene.fillers[noun].owners.isEmpty
    }

    /// Whether the verb of a clause speaks against what it tells.
    private func complains(_ clause: Clause) -> Bool {
        guard clause.verb >= 0 else { return false }
        let effects = scene.rules.effects(ofVerb: scene.analysis.verbs[Int(clause.verb)].lemma)
        return !effects.isDisjoint(with: [.condemn, .accuse])
    }

    /// The subjects of the verbs of saying, thinking and warning in a sentence.
    func speakers(_ sentence: Int) -> [Int] {
        let analysis = scene.analysis
        return analysis.clausesOfSentence[sentence].filter { index in
            let verb = Int(analysis.clauses[index].verb)
            let speaks: Effects = [.say, .believe, .expect, .warn]
            return verb >= 0 && !scene.rules.effects(ofVerb: analysis.verbs[verb].lemma).isDisjoint(with: speaks)
        }.map { Int(analysis.clauses[$0].subject) }
    }

    /// The state of the one place that a sentence names besides capitals.
    func site(_ sentence: Int) -> [PartyID] {
        guard sentence >= 0 else { return [] }
        var found: [PartyID] = []
        for noun in scene.analysis.nounsOfSentence[sentence] {
            let filler = scene.fillers[noun]
            guard filler.place >= 0, filler.parties.isEmpty else { continue }
            let country = scene.lexicon.places[Int(filler.place)].country
            if country >= 0, !found.contains(country) { found.append(country) }
        }
        return found.count == 1 && !frame.isNoSource(found, scene.lexicon) ? found : []
    }

    private func isState(_ party: PartyID) -> Bool {
        scene.lexicon.parties[Int(party)].sort == scene.rules.known.state
    }

    /// Whether a noun only says where something is: "signed in Ankara".
    private func isWithin(_ noun: Int) -> Bool {
        let phrase = Int(scene.analysis.nouns[noun].prepositional)
        guard phrase >= 0 else { return false }
        let word = scene.prepositionWord(Int(scene.analysis.prepositionals[phrase].preposition))
        return scene.rules.words.locating.contains(word) && word != scene.rules.parser.grammar.words.of
    }
}
