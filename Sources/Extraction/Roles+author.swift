import Language
import Rules

/// Who acts, where the clause of the act names only a document, a thing or a list.
extension RoleReader {
    /// "signed a law suspending cooperation": what a document does, who signs it does.
    func author(_ clause: Clause) -> Int32 {
        let noun = clause.subject
        guard noun >= 0, clause.governor >= 0 else { return noun }
        let outer = analysis.clauses[Int(clause.governor)]
        guard outer.subject >= 0, outer.verb >= 0 else { return noun }
        if clause.relation == .infinitive { return orderer(clause) ?? approver(clause, outer) ?? noun }
        let isPassive = analysis.verbs[Int(outer.verb)].isPassive
        if isSuspected(clause, by: outer) { return isPassive ? outer.subject : outer.object }
        if clause.relation == .participial, clause.governingNoun == noun, outer.object == noun,
            scene.tellsContent(Int(noun)), !scene.isSomebody(Int(noun))
        {
            return isPassive ? noun : outer.subject
        }
        if clause.relation == .gerund, let planner = planner(clause, outer) { return planner }
        guard clause.relation == .gerund, clause.marker >= 0 else { return noun }
        let words = scene.rules.parser.grammar.words
        let marker = analysis.tokens[Int(clause.marker)].word
        // "punished a firm over its role in evading …"
        let isPart =
            marker == words.in && clause.governingNoun >= 0
            && scene.rules.effects(ofNoun: scene.headLemma(Int(clause.governingNoun))).contains(.disclaim)
        if marker == words.for || isPart {
            // "added a firm to its list on Friday for evading …", "was hit with sanctions for …": who is punished did it.
            let punished = isPassive ? outer.subject : outer.object
            let isOther = noun == outer.subject || !scene.isSomebody(Int(noun))
            return isOther && punished >= 0 && scene.isSomebody(Int(punished)) ? punished : noun
        }
        // "shows Iran's support of militias by sending": whose help it is sends.
        if marker == words.by, outer.object >= 0, analysis.nouns[Int(outer.object)].possessor >= 0,
            scene.rules.effects(ofNoun: scene.headLemma(Int(outer.object))).contains(.help)
        {
            return analysis.nouns[Int(outer.object)].possessor
        }
        // "keeps its oil flowing by evading sanctions"
        let isThing = marker == words.by && !isPassive && !scene.isSomebody(Int(noun))
        return isThing && scene.isSomebody(Int(outer.subject)) ? outer.subject : noun
    }

    /// "seized a ship on suspicion that it had broken sanctions": what is done about a charge is done to who is charged.
    private func isSuspected(_ clause: Clause, by outer: Clause) -> Bool {
        guard clause.relation == .complement, clause.subject >= 0, clause.governingNoun >= 0,
            analysis.nouns[Int(clause.subject)].isPronoun, clause.governingNoun != outer.object
        else { return false }
        let verb = analysis.verbs[Int(outer.verb)]
        let charged = Int(verb.isPassive ? outer.subject : outer.object)
        let effects = scene.rules.effects(ofVerb: verb.lemma)
        let isPunished = effects.isDisjoint(with: [.say, .deny]) || effects.contains(.accuse)
        guard charged >= 0, isPunished, scene.tellsContent(Int(clause.governingNoun)) else { return false }
        let head = scene.fillers[charged].headClass
        return scene.isSomebody(charged) || scene.classes.isKind(head, of: scene.rules.known.vessel)
    }

    /// "North Korean hackers' raids helped it evade sanctions": what helps is no other, so who is helped acts.
    func isOwnMeans(of helping: Int, _ helped: Int32) -> Bool {
        let means = Int(author(analysis.clauses[helping]))
        guard means >= 0, helped >= 0 else { return false }
        let filler = scene.fillers[means]
        let isShip = scene.classes.isKind(filler.headClass, of: scene.rules.known.vessel)
        let isKnown = filler.headClass != 0 && !scene.isActor(filler.headClass) || !filler.owners.isEmpty
        return filler.parties.isEmpty && isKnown && !isShip && !analysis.nouns[means].isPronoun
            && filler.owners.isSubset(of: scene.known(Int(helped)))
    }

    /// "ordered officials to press ahead with plans to launch a rocket": who orders men of nobody else has it done.
    private func orderer(_ clause: Clause) -> Int32? {
        let noun = clause.subject
        guard scene.partiesOrPlace(Int(noun)).isEmpty, scene.isActor(scene.fillers[Int(noun)].headClass) else {
            return nil
        }
        var index = Int(clause.governor)
        var steps = 0
        while index >= 0, steps < 3 {
            let outer = analysis.clauses[index]
            guard outer.verb >= 0 else { return nil }
            let effects = scene.rules.effects(ofVerb: analysis.verbs[Int(outer.verb)].lemma)
            // "told engineers to get ready"
            if !effects.isDisjoint(with: [.order, .say]), outer.object == noun {
                return outer.subject >= 0 ? outer.subject : nil
            }
            guard outer.subject == noun, outer.relation == .infinitive else { return nil }
            index = Int(outer.governor)
            steps += 1
        }
        return nil
    }

    /// "approved plans to send troops": a plan does nothing, so who approves it does.
    private func approver(_ clause: Clause, _ outer: Clause) -> Int32? {
        let noun = clause.subject
        guard noun == clause.governingNoun, noun == outer.object, scene.known(Int(noun)).isEmpty,
            scene.tellsContent(Int(noun))
        else { return nil }
        let effects = scene.rules.effects(ofVerb: analysis.verbs[Int(outer.verb)].lemma)
        return effects.isDisjoint(with: [.approve, .agree, .announce, .order]) ? nil : outer.subject
    }

    /// "The plan includes sending troops": whose plan it is stands in the sentence before.
    private func planner(_ clause: Clause, _ outer: Clause) -> Int32? {
        let noun = clause.subject
        guard noun == outer.subject, analysis.nouns[Int(noun)].isDefinite, scene.known(Int(noun)).isEmpty,
            scene.tellsContent(Int(noun)),
            scene.rules.words.containing.contains(analysis.verbs[Int(outer.verb)].lemma)
        else { return nil }
        return scene.discourse.entries.last { $0.isSubject && $0.sentence == clause.sentence - 1 }?.noun
    }

    /// "Washington cleared Poland to buy jets": who lets another buy gives.
    func permitter(_ clause: Clause, _ predicate: Predicate, _ roles: inout Roles) {
        guard clause.relation == .infinitive, clause.governor >= 0, predicate.subject == .goal, !roles.has(.agent),
            predicate.prepositions.contains(where: { $0.role == .agent })
        else { return }
        let outer = analysis.clauses[Int(clause.governor)]
        guard outer.verb >= 0, outer.subject >= 0, outer.object >= 0, outer.object == clause.subject else { return }
        let verb = analysis.verbs[Int(outer.verb)]
        let lets = !scene.rules.effects(ofVerb: verb.lemma).isDisjoint(with: [.approve, .permit])
        if lets, !verb.isPassive { roles.add(.agent, Int(outer.subject)) }
    }

    /// Whether the subject of a bare past form without an object is a missile, which fires nothing itself.
    func isShot(_ clause: Clause, _ predicate: Predicate) -> Bool {
        let verb = analysis.verbs[Int(clause.verb)]
        return clause.object < 0 && clause.subject >= 0 && predicate.subject == .agent && predicate.object == .theme
            && verb.form == .finite && verb.isPastOrParticiple && verb.end - verb.first == 1
            && scene.classes.isKind(scene.fillers[Int(clause.subject)].headClass, of: scene.rules.known.projectile)
    }

    /// Whether a noun is what something is told "according to".
    func isAttributed(_ noun: Int) -> Bool {
        let phrase = Int(analysis.nouns[noun].prepositional)
        guard phrase >= 0 else { return false }
        let word = scene.prepositionWord(Int(analysis.prepositionals[phrase].preposition))
        return scene.rules.words.attributing.contains(word)
    }

    /// "A treaty between Oman and Yemen came into force": whose the subject is does what the verb tells of it.
    func isSide(_ prepositional: Prepositional, of clause: Clause, _ predicate: Predicate) -> Bool {
        guard predicate.subject == .theme, prepositional.attachment >= 0, prepositional.attachment == clause.subject
        else { return false }
        let word = scene.prepositionWord(Int(prepositional.preposition))
        return word != scene.rules.parser.grammar.words.by
            && predicate.prepositions.contains { $0.word == word && $0.role == .agent }
    }
}
