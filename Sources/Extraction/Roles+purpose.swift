import Language
import Rules

/// Where an act is directed, where only its purpose or its occasion says so.
extension RoleReader {
    /// "the launch Tuesday of a missile", "its raid last month into Sudan": one past a bare time at a token.
    func afterTime(_ start: Int32) -> Int32 {
        var end = Int(start)
        let tokens = analysis.tokens
        if end + 1 < tokens.count, tokens[end].part == .adjective, tokens[end + 1].part == .time { end += 1 }
        while end < tokens.count, tokens[end].part == .time { end += 1 }
        return Int32(end)
    }

    /// Whether a phrase says something of another noun than the act's own.
    func isOfElse(_ phrase: Prepositional, _ role: Role, _ roles: Roles) -> Bool {
        // "near the border with Oman": what the line is with is nothing that the act is done with.
        if role == .theme, phrase.attachment >= 0,
            scene.prepositionWord(Int(phrase.preposition)) == scene.rules.parser.grammar.words.with
        {
            return scene.rules.words.borders.contains(scene.headLemma(Int(phrase.attachment)))
        }
        // "sells tanks to Oman, jets to Egypt": the second is of other goods.
        guard role == .goal, let first = roles.nouns(.goal).first else { return false }
        return isOfOtherGoods(phrase, after: first)
    }

    /// Whether a phrase belongs to a weapon named after the goal that is known.
    func isOfOtherGoods(_ phrase: Prepositional, after goal: Int) -> Bool {
        let thing = Int(phrase.attachment)
        return thing > goal && scene.isWeapon(thing) && analysis.nouns[thing].prepositional < 0
            && scene.prepositionWord(Int(phrase.preposition)) == scene.rules.parser.grammar.words.to
    }

    /// "attacked the port using drones": what is used for an act is what it is done with.
    func usedTheme(_ index: Int, _ predicate: Predicate, _ roles: inout Roles) {
        guard predicate.object == .goal, !roles.has(.theme) else { return }
        let words = scene.rules.parser.grammar.words
        guard
            predicate.prepositions.contains(where: { $0.word == words.with && $0.role == .theme })
        else { return }
        for number in analysis.clausesOfSentence[Int(analysis.clauses[index].sentence)] {
            let inner = analysis.clauses[number]
            guard Int(inner.governor) == index, inner.relation == .participial || inner.relation == .gerund,
                inner.verb >= 0, inner.object >= 0, analysis.verbs[Int(inner.verb)].lemma == words.use
            else { continue }
            roles.add(.theme, Int(inner.object))
        }
    }

    /// "sends troops to fight rebels in Mali": where the purpose lies is where the act is directed.
    func purpose(of index: Int, _ predicate: Predicate, _ roles: inout Roles) {
        // "ordered the army to resume strikes in Gaza": what somebody is told to do is no purpose of a move.
        let verb = analysis.verbs[Int(analysis.clauses[index].verb)]
        if scene.rules.effects(ofVerb: verb.lemma).contains(.order) { return }
        for clause in analysis.clausesOfSentence[Int(analysis.clauses[index].sentence)] {
            let inner = analysis.clauses[clause]
            guard Int(inner.governor) == index, inner.relation == .infinitive else { continue }
            // "a missile able to carry warheads, from one place to another": no purpose.
            let before = Int(analysis.verbs[Int(inner.verb)].first) - 1
            if before >= 0, analysis.tokens[before].part == .adjective { continue }
            goals(ofPurpose: clause, &roles)
            // "dodged controls to deliver engines to Russia": for whom it was done.
            if predicate.prepositions.contains(where: { $0.role == .beneficiary }) {
                receivers(of: clause, &roles)
                if inner.object >= 0, !scene.known(Int(inner.object)).isEmpty, !scene.isWeapon(Int(inner.object)) {
                    roles.add(.goal, Int(inner.object))
                }
            }
        }
    }

    /// "delivered crude to Syria, flouting an embargo": who gains by what the same act is besides.
    func outerReceivers(of index: Int, _ predicate: Predicate, _ roles: inout Roles) {
        let clause = analysis.clauses[index]
        guard clause.relation == .participial, clause.sharesSubject, clause.governor >= 0, !roles.has(.goal),
            !roles.has(.beneficiary), serves(predicate)
        else { return }
        receivers(of: Int(clause.governor), &roles)
        roles.add(.goal, Int(analysis.clauses[Int(clause.governor)].indirectObject))
    }

    /// Whether an act may be done for somebody's good.
    func serves(_ predicate: Predicate) -> Bool {
        predicate.prepositions.contains { $0.role == .beneficiary }
    }

    /// "machines for Russian works", "parts for use in Iran's programme": whose it is that a thing is for.
    func user(_ prepositional: Prepositional) -> Int? {
        let noun = Int(prepositional.noun)
        if !scene.fillers[noun].owners.isEmpty { return scene.isWeapon(noun) ? nil : noun }
        for phrase in analysis.prepositionalsOfSentence[analysis.sentence(ofToken: Int(prepositional.preposition))] {
            let inner = analysis.prepositionals[phrase]
            guard inner.preposition == analysis.nouns[noun].end, inner.noun >= 0, scene.locates(inner) else { continue }
            return scene.partiesOrPlace(Int(inner.noun)).isEmpty ? nil : Int(inner.noun)
        }
        return nil
    }

    /// "are being trained to fly jets in Denmark": where what is learnt is done is where it is taught.
    func school(of index: Int, _ predicate: Predicate, _ roles: inout Roles) {
        guard
            predicate.prepositions.contains(where: {
                $0.role == .source && scene.rules.words.locating.contains($0.word)
            })
        else { return }
        for phrase in analysis.prepositionalsOfSentence[Int(analysis.clauses[index].sentence)] {
            let prepositional = analysis.prepositionals[phrase]
            guard isArgument(prepositional), prepositional.clause >= 0 else { continue }
            let inner = analysis.clauses[Int(prepositional.clause)]
            let word = scene.prepositionWord(Int(prepositional.preposition))
            guard Int(inner.governor) == index, inner.relation == .infinitive,
                predicate.prepositions.contains(where: { $0.word == word && $0.role == .source })
            else { continue }
            roles.add(.source, Int(prepositional.noun))
        }
    }

    /// What the infinitive of a purpose says of where, and to whose help.
    func goals(ofPurpose clause: Int, _ roles: inout Roles) {
        let inner = analysis.clauses[clause]
        if inner.object >= 0, inner.verb >= 0 {
            // "to support Damascus in the war": who is helped, and not where; "to help drive the group out of Raqqa"
            // helps nobody who could take in troops.
            let helps = scene.rules.effects(ofVerb: analysis.verbs[Int(inner.verb)].lemma).contains(.help)
            let isHelped = helps && !isGroup(Int(inner.object))
            if isHelped && scene.isSomebody(Int(inner.object)) || scene.fillers[Int(inner.object)].place >= 0 {
                roles.add(.goal, Int(inner.object))
            }
            if isHelped { return }
        } else if let helped = analysis.clausesOfSentence[Int(inner.sentence)].first(where: {
            scene.helping($0) == clause
        }) {
            // "to help drive the group out of Raqqa"
            goals(ofPurpose: helped, &roles)
            return
        }
        for phrase in analysis.prepositionalsOfSentence[Int(inner.sentence)] {
            let prepositional = analysis.prepositionals[phrase]
            guard isArgument(prepositional), Int(prepositional.clause) == clause,
                scene.locates(prepositional) || isFrom(prepositional),
                scene.isSomebody(Int(prepositional.noun))
            else { continue }
            roles.add(.goal, Int(prepositional.noun))
        }
    }

    /// Whether a noun stands for armed groups and no state.
    private func isGroup(_ noun: Int) -> Bool {
        let parties = scene.partiesOrPlace(noun)
        let group = scene.rules.known.group
        return !parties.isEmpty && parties.allSatisfy { scene.lexicon.parties[Int($0)].sort == group }
    }

    private func isFrom(_ prepositional: Prepositional) -> Bool {
        let words = scene.rules.parser.grammar.words
        let word = scene.prepositionWord(Int(prepositional.preposition))
        return [words.from, words.outOf].contains(word) && scene.fillers[Int(prepositional.noun)].place >= 0
    }

    /// "breached sanctions with fuel shipments to Pyongyang": to whom the act goes that it was done with.
    func actsWith(_ index: Int, _ predicate: Predicate, _ roles: inout Roles) {
        let with = scene.rules.parser.grammar.words.with
        guard predicate.prepositions.contains(where: { $0.word == with && $0.role == .goal }) else { return }
        let phrases = analysis.prepositionalsOfSentence[Int(analysis.clauses[index].sentence)]
        for outer in phrases {
            let means = analysis.prepositionals[outer]
            guard Int(means.clause) == index, isArgument(means),
                analysis.tokens[Int(means.preposition)].word == with
            else { continue }
            for inner in phrases where analysis.prepositionals[inner].attachment == means.noun {
                let phrase = analysis.prepositionals[inner]
                let isGoal = takesGoal(Int(means.noun), scene.prepositionWord(Int(phrase.preposition)))
                if isGoal, isArgument(phrase) { roles.add(.goal, Int(phrase.noun)) }
            }
        }
    }

    /// "sends troops at the request of East Timor": who asked for it is to or at whom it is done.
    func requester(_ index: Int, _ predicate: Predicate, _ roles: inout Roles) {
        let words = scene.rules.words
        for number in analysis.prepositionalsOfSentence[Int(analysis.clauses[index].sentence)] {
            let phrase = analysis.prepositionals[number]
            guard Int(phrase.clause) == index, phrase.noun >= 0,
                words.requests.contains(scene.headLemma(Int(phrase.noun))),
                words.locating.contains(scene.prepositionWord(Int(phrase.preposition)))
            else { continue }
            let request = Int(phrase.noun)
            let owner = Int(analysis.nouns[request].possessor)
            if owner >= 0 || !scene.fillers[request].owners.isEmpty {
                roles.add(.goal, owner >= 0 ? owner : request)
            } else if let other = scene.ofGroup(request) {
                // "at the request of the government of East Timor"
                roles.add(.goal, scene.ofGroup(other) ?? other)
            }
        }
    }

    /// "was fired from a site on the coast": the coast says where the site is.
    func isOfSource(_ prepositional: Prepositional) -> Bool {
        let outer = Int(prepositional.attachment)
        guard outer >= 0, analysis.nouns[outer].prepositional >= 0 else { return false }
        let source = analysis.prepositionals[Int(analysis.nouns[outer].prepositional)]
        let filler = scene.fillers[Int(prepositional.noun)]
        return analysis.tokens[Int(source.preposition)].word == scene.rules.parser.grammar.words.from
            && !scene.isWeapon(outer) && filler.headClass == scene.rules.known.place && filler.place < 0
    }

    /// "sent ships to the Gulf as a warning to Iran": the warning is to Iran, and not the ships.
    func isOfGesture(_ prepositional: Prepositional) -> Bool {
        let outer = Int(prepositional.attachment)
        guard outer >= 0, analysis.nouns[outer].prepositional >= 0 else { return false }
        let words = scene.rules.parser.grammar.words
        let phrase = analysis.prepositionals[Int(analysis.nouns[outer].prepositional)]
        return [words.as, words.in].contains(analysis.tokens[Int(phrase.preposition)].word)
            && scene.fillers[outer].place < 0 && scene.fillers[outer].headClass == 0
    }

    /// "signed a contract with Poland to supply launchers": with whom a deal is made is the other side of what it says.
    func partner(_ clause: Clause, _ predicate: Predicate, _ roles: inout Roles) {
        guard clause.relation == .infinitive, clause.governor >= 0, predicate.object == .theme else { return }
        let verb = Int(analysis.clauses[Int(clause.governor)].verb)
        guard verb >= 0, scene.rules.effects(ofVerb: analysis.verbs[verb].lemma).contains(.agree) else { return }
        let missing: Role = predicate.subject == .agent ? .goal : .agent
        for phrase in analysis.prepositionalsOfSentence[Int(clause.sentence)] {
            let prepositional = analysis.prepositionals[phrase]
            guard prepositional.clause == clause.governor, prepositional.noun >= 0,
                scene.prepositionWord(Int(prepositional.preposition)) == scene.rules.parser.grammar.words.with
            else { continue }
            roles.add(missing, Int(prepositional.noun))
        }
    }

    /// "violating sanctions by aiding Pyongyang": whoever the means is done for is whom the act is done for.
    func means(of index: Int, _ roles: inout Roles) {
        for clause in analysis.clausesOfSentence[Int(analysis.clauses[index].sentence)] {
            let inner = analysis.clauses[clause]
            guard Int(inner.governor) == index, inner.marker >= 0, isMeans(inner) else { continue }
            roles.add(.goal, Int(inner.indirectObject))
            if inner.object >= 0, !scene.partiesOrPlace(Int(inner.object)).isEmpty {
                roles.add(.goal, Int(inner.object))
            }
            receivers(of: clause, &roles)
        }
    }

    /// Whether a clause says how something was done: "by shipping routers", "when it shipped routers".
    private func isMeans(_ clause: Clause) -> Bool {
        let marker = analysis.tokens[Int(clause.marker)].word
        if clause.relation == .adverbial { return marker == scene.rules.parser.grammar.words.when }
        return clause.relation == .gerund && marker == scene.rules.parser.grammar.words.by
    }

    /// "by shipping routers to Iran": to whom the means was done.
    func receivers(of clause: Int, _ roles: inout Roles) {
        guard analysis.clauses[clause].verb >= 0 else { return }
        let predicates = scene.rules.verb(analysis.verbs[Int(analysis.clauses[clause].verb)].lemma)
        for phrase in analysis.prepositionalsOfSentence[Int(analysis.clauses[clause].sentence)] {
            let prepositional = analysis.prepositionals[phrase]
            guard Int(prepositional.clause) == clause, isArgument(prepositional),
                !scene.partiesOrPlace(Int(prepositional.noun)).isEmpty
            else { continue }
            let word = scene.prepositionWord(Int(prepositional.preposition))
            let isGoal = predicates.contains { $0.prepositions.contains { $0.word == word && $0.role == .goal } }
            if isGoal, !scene.locates(prepositional) { roles.add(.goal, Int(prepositional.noun)) }
        }
    }
}
