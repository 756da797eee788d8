import Language
import Rules

/// Who acts with a ship, or by the men, that a text names without a party of their own.
extension RoleFiller {
    /// Whose an agent is without a name of its own: a ship by its flag, its owner, where it comes from or its cargo; men
    /// by whom they work for.
    func carriers(_ sentence: Int) -> [PartyID] {
        for noun in roles.nouns(.agent) where scene.known(noun).isEmpty && scene.fillers[noun].place < 0 {
            if scene.isContainer(noun), let inner = scene.ofGroup(noun) {
                // "dozens of Syrian welders"
                if !scene.known(inner).isEmpty { return scene.known(inner) }
            }
            let head = scene.fillers[noun].headClass
            let isShip = scene.classes.isKind(head, of: scene.rules.known.vessel) || isNamedThing(noun)
            guard isShip || scene.isActor(head) else { continue }
            let owners = scene.clients(noun).flatMap(scene.partiesOrPlace)
            if !owners.isEmpty || !isShip { return owners }
            let makers = scene.fillers[noun].makers
            if !makers.isEmpty { return makers }
            let sides = [scene.flag(of: noun), senders(of: noun), scene.ownerNearby(noun), cargo(of: noun, sentence)]
            return sides.first { !$0.isEmpty } ?? []
        }
        return []
    }

    /// "the Adrian Darya": a name after "the" of which nothing is known.
    private func isNamedThing(_ noun: Int) -> Bool {
        let group = scene.analysis.nouns[noun]
        guard group.isDefinite, scene.fillers[noun].headClass == 0, !group.isPronoun else { return false }
        let name = (Int(group.first) + 1)..<max(Int(group.first) + 1, Int(group.end))
        return !name.isEmpty
            && name.allSatisfy { index in
                let token = scene.analysis.tokens[index]
                return token.part == .numeral || token.shape.contains(.capital)
            }
    }

    /// "a vessel with North Korean coal": whose the goods are that a ship carries.
    private func cargo(of noun: Int, _ sentence: Int) -> [PartyID] {
        let analysis = scene.analysis
        for index in analysis.clausesOfSentence[sentence] {
            let clause = analysis.clauses[index]
            guard clause.verb >= 0, clause.object >= 0, Int(clause.subject) == noun,
                !analysis.verbs[Int(clause.verb)].isPassive
            else { continue }
            let goods = scene.fillers[Int(clause.object)]
            let isShip = scene.classes.isKind(goods.headClass, of: scene.rules.known.vessel)
            if goods.headClass != 0, goods.parties.isEmpty, !scene.isActor(goods.headClass), !isShip,
                !goods.owners.isEmpty
            {
                return goods.owners
            }
        }
        return []
    }
}

extension Scene {
    /// Whose a sentence beside that of a ship says it is: "It belongs to a Greek firm".
    func ownerNearby(_ noun: Int) -> [PartyID] {
        let own = analysis.sentence(ofToken: Int(analysis.nouns[noun].first))
        for sentence in [own - 1, own + 1] where analysis.sentences.indices.contains(sentence) {
            for index in analysis.clausesOfSentence[sentence] {
                let clause = analysis.clauses[index]
                guard clause.verb >= 0, clause.subject >= 0, tellsOwner(clause),
                    isShip(Int(clause.subject), pronounsToo: sentence > own)
                else { continue }
                let words = rules.parser.grammar.words
                for number in analysis.prepositionalsOfSentence[sentence] {
                    let phrase = analysis.prepositionals[number]
                    guard Int(phrase.clause) == index, phrase.noun >= 0 else { continue }
                    let word = prepositionWord(Int(phrase.preposition))
                    if word == words.by || word == words.to { return partiesOrPlace(Int(phrase.noun)) }
                }
            }
        }
        return []
    }

    /// Whether a clause says whose its subject is: "is owned by", "belongs to".
    private func tellsOwner(_ clause: Clause) -> Bool {
        let verb = analysis.verbs[Int(clause.verb)]
        let isOwn = verb.isPassive || rules.parser.grammar.intransitive.contains(verb.lemma)
        return isOwn && !verb.isNegated && rules.words.owning.contains(verb.lemma)
    }

    private func isShip(_ noun: Int, pronounsToo: Bool) -> Bool {
        if analysis.nouns[noun].isPronoun { return pronounsToo }
        return classes.isKind(fillers[noun].headClass, of: rules.known.vessel)
    }

    /// "a tanker sailing under the flag of Togo": whose flag a ship flies.
    func flag(of noun: Int) -> [PartyID] {
        let sentence = analysis.sentence(ofToken: Int(analysis.nouns[noun].first))
        for index in analysis.clausesOfSentence[sentence] {
            let clause = analysis.clauses[index]
            guard Int(clause.governingNoun) == noun, clause.relation == .relative || clause.relation == .participial
            else { continue }
            if clause.object >= 0, rules.words.flags.contains(headLemma(Int(clause.object))) {
                return partiesOrPlace(Int(clause.object))
            }
            for number in analysis.prepositionalsOfSentence[sentence] {
                let phrase = analysis.prepositionals[number]
                guard Int(phrase.clause) == index, phrase.noun >= 0 else { continue }
                if rules.words.flags.contains(headLemma(Int(phrase.noun))) { return partiesOrPlace(Int(phrase.noun)) }
            }
        }
        return []
    }
}
