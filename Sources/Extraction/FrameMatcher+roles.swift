import Domain
import Language
import Rules

/// Roles that a noun which names an act takes from the clause around it.
extension FrameMatcher {
    /// The roles with those the theme belongs to: "the army's satellite", "a satellite built for the army".
    func withOwners(_ roles: Roles) -> Roles {
        var roles = roles
        for theme in roles.nouns(.theme).flatMap(scene.chain) {
            for owner in scene.owningGroups(theme) { roles.add(.owner, owner) }
        }
        return roles
    }

    /// "North Korea conducted a test": the subject of an empty verb does what its object names.
    func lightVerb(_ roles: inout Roles, _ predicate: Predicate, _ clause: Int, isObject: Bool, _ noun: Int) {
        guard clause >= 0, analysis.clauses[clause].verb >= 0 else { return }
        let verb = analysis.verbs[Int(analysis.clauses[clause].verb)]
        let effects = scene.rules.effects(ofVerb: verb.lemma)
        if let owner = predicate.owner, !roles.has(owner), !verb.isPassive, effects.contains(.deny),
            scene.fillers[noun].owners.isEmpty, isObject || isClaimed(noun, analysis.clauses[clause].object)
        {
            // "Iran denied reports of a launch": who denies it is said to have done it.
            roles.add(owner, Int(analysis.clauses[clause].subject))
        }
        dealt(&roles, predicate, clause, noun)
        guard isObject || effects.contains(.announce) && isNotice(noun, of: clause) else { return }
        // "suffered an attack", but "suffered a failed launch"
        let isOwnFailure = effects.contains(.undergo) && isFailed(noun)
        if effects.contains(.undergo), !isOwnFailure { roles.add(.goal, Int(analysis.clauses[clause].subject)) }
        guard isOwnFailure || carries(effects), let owner = predicate.owner, !roles.has(owner) else { return }
        if !verb.isPassive, scene.fillers[noun].owners.isEmpty || effects.contains(.want) {
            // Who seeks help is helped, and who calls for it; who stages a test tests.
            let isAsked = effects.contains(.urge) && predicate.prepositions.contains { $0.role == .goal }
            let isSought = owner == .agent && (effects.contains(.want) || isAsked)
            if !isAsked || !roles.has(.goal) {
                roles.add(isSought ? .goal : owner, Int(analysis.clauses[clause].subject))
            }
        }
        for phrase in analysis.prepositionalsOfSentence[Int(analysis.clauses[clause].sentence)] {
            let prepositional = analysis.prepositionals[phrase]
            guard Int(prepositional.clause) == clause, prepositional.noun >= 0, Int(prepositional.noun) != noun
            else { continue }
            let word = scene.prepositionWord(Int(prepositional.preposition))
            let isBy = word == scene.rules.parser.grammar.words.by
            if isBy, !verb.isPassive { continue }
            guard let role = predicate.prepositions.first(where: { $0.word == word })?.role else { continue }
            if word == scene.rules.parser.grammar.words.of { continue }
            if reader.isOfElse(prepositional, role, roles) { continue }
            roles.add(role, Int(prepositional.noun))
        }
    }

    /// "sealed a deal with Seoul for the purchase of tanks": who makes the deal does what it is for, and with whom.
    private func dealt(_ roles: inout Roles, _ predicate: Predicate, _ clause: Int, _ noun: Int) {
        let outer = analysis.clauses[clause]
        let number = Int(analysis.nouns[noun].prepositional)
        guard number >= 0, let owner = predicate.owner, !roles.has(owner), outer.object >= 0, outer.subject >= 0,
            !analysis.verbs[Int(outer.verb)].isPassive,
            scene.rules.effects(ofNoun: scene.headLemma(Int(outer.object))).contains(.agree)
        else { return }
        let words = scene.rules.parser.grammar.words
        let own = analysis.prepositionals[number]
        var partner: Int32 = -1
        for phrase in analysis.prepositionalsOfSentence[Int(outer.sentence)] {
            let with = analysis.prepositionals[phrase]
            guard with.noun >= 0, with.attachment == outer.object || Int(with.clause) == clause,
                scene.prepositionWord(Int(with.preposition)) == words.with
            else { continue }
            partner = with.noun
        }
        guard own.attachment == outer.object || own.attachment == partner || Int(own.clause) == clause,
            [words.for, words.on].contains(scene.prepositionWord(Int(own.preposition)))
        else { return }
        roles.add(owner, Int(outer.subject))
        let other: Role = owner == .goal ? .agent : .goal
        if partner >= 0, !roles.has(other) { roles.add(other, Int(partner)) }
    }

    /// "notified Congress of a sale": what somebody is told of is announced as an object is.
    private func isNotice(_ noun: Int, of clause: Int) -> Bool {
        let phrase = Int(analysis.nouns[noun].prepositional)
        guard phrase >= 0 else { return false }
        let prepositional = analysis.prepositionals[phrase]
        let isOfVerb = prepositional.attachment < 0 || prepositional.attachment == analysis.clauses[clause].object
        return isOfVerb && Int(prepositional.clause) == clause
            && scene.prepositionWord(Int(prepositional.preposition)) == scene.rules.parser.grammar.words.of
    }

    /// Whether the subject of a verb does what its object names: "claimed a drone attack" owns up to it, "called the
    /// test a threat" does not.
    private func carries(_ effects: Effects) -> Bool {
        let carrying: Effects = [
            .light, .announce, .plan, .approve, .agree, .order, .threaten, .prepare, .want, .begin, .continue,
            .consider,
        ]
        let isAsked = effects.contains(.urge) && !effects.contains(.see)
        return effects == [.say, .allege] || isAsked || !effects.isDisjoint(with: carrying)
    }

    /// "a failed launch": whether what the noun names failed.
    private func isFailed(_ noun: Int) -> Bool {
        let group = analysis.nouns[noun]
        return (Int(group.first)..<Int(group.head)).contains { index in
            scene.rules.effects(ofAdjective: analysis.tokens[index].word).contains(.fail)
        }
    }

    /// Whether a noun is what the claim `holder` is about: "reports of a launch".
    private func isClaimed(_ noun: Int, _ holder: Int32) -> Bool {
        let phrase = Int(analysis.nouns[noun].prepositional)
        return phrase >= 0 && holder >= 0 && analysis.prepositionals[phrase].attachment == holder
            && scene.tellsContent(Int(holder))
    }

    /// "A missile attack hit Masyaf", "… killed three people in Odesa", "Lviv was hit by a missile strike": what the act
    /// does says where it was.
    func subjectOf(_ roles: inout Roles, _ predicate: Predicate, _ clause: Int, isObject: Bool, _ noun: Int) {
        guard clause >= 0, !isObject, !roles.has(.goal), analysis.clauses[clause].subject >= 0,
            analysis.clauses[clause].verb >= 0, predicate.prepositions.contains(where: { $0.role == .goal })
        else { return }
        let verb = analysis.verbs[Int(analysis.clauses[clause].verb)]
        let isImpact = scene.rules.verb(verb.lemma).contains { sense in
            // "the first shipment of jets has arrived in Ukraine"
            sense.subject == .theme && (sense.object == .goal || sense.prepositions.contains { $0.role == .goal })
        }
        let subject = Int(analysis.clauses[clause].subject)
        guard isImpact, verb.isPassive ? isBy(noun) : scene.chain(subject).contains(noun) else { return }
        roles.add(.goal, verb.isPassive ? subject : Int(analysis.clauses[clause].object))
        for phrase in analysis.prepositionalsOfSentence[Int(analysis.clauses[clause].sentence)] {
            let prepositional = analysis.prepositionals[phrase]
            guard Int(prepositional.clause) == clause, prepositional.noun >= 0 else { continue }
            let word = scene.prepositionWord(Int(prepositional.preposition))
            if predicate.prepositions.contains(where: { $0.word == word && $0.role == .goal }) {
                roles.add(.goal, Int(prepositional.noun))
            }
        }
    }

    /// "retaliated with a missile attack, killing thirty in Idlib": where it killed is where it was.
    func aftermath(_ roles: inout Roles, _ predicate: Predicate, _ clause: Int) {
        guard clause >= 0, !roles.has(.goal), predicate.prepositions.contains(where: { $0.role == .goal }) else {
            return
        }
        for index in analysis.clausesOfSentence[Int(analysis.clauses[clause].sentence)] {
            let inner = analysis.clauses[index]
            guard inner.relation == .participial, Int(inner.governor) == clause, inner.verb >= 0,
                inner.governingNoun < 0,
                scene.rules.verb(analysis.verbs[Int(inner.verb)].lemma).contains(where: {
                    $0.subject == .theme && $0.object == .goal
                })
            else { continue }
            for phrase in analysis.prepositionalsOfSentence[Int(inner.sentence)] {
                let prepositional = analysis.prepositionals[phrase]
                guard Int(prepositional.clause) == index, prepositional.noun >= 0, scene.locates(prepositional) else {
                    continue
                }
                roles.add(.goal, Int(prepositional.noun))
            }
        }
    }

    /// "A depot in Oryol caught fire after a drone attack": what came to harm is what was struck.
    func damage(_ roles: inout Roles, _ predicate: Predicate, _ clause: Int, _ noun: Int) {
        let number = Int(analysis.nouns[noun].prepositional)
        guard number >= 0, clause >= 0, !roles.has(.goal), predicate.modifier == .theme,
            !analysis.nouns[noun].isDefinite,
            predicate.prepositions.contains(where: { $0.role == .goal && scene.rules.words.locating.contains($0.word) }
            ),
            scene.rules.words.beside.contains(scene.prepositionWord(Int(analysis.prepositionals[number].preposition)))
        else { return }
        let subject = Int(analysis.clauses[clause].subject)
        guard subject >= 0 else { return }
        let head = scene.fillers[subject].headClass
        let isThing = scene.classes.isKind(head, of: scene.rules.known.target) || scene.fillers[subject].place >= 0
        if isThing, scene.fillers[subject].parties.isEmpty { roles.add(.goal, subject) }
    }

    /// "Israel weighed its response to the missile attack", "fired in retaliation for a rocket attack": who answers an
    /// act was its target.
    func answered(_ roles: inout Roles, _ predicate: Predicate, _ clause: Int, _ noun: Int) {
        let number = Int(analysis.nouns[noun].prepositional)
        guard number >= 0, !roles.has(.goal), predicate.prepositions.contains(where: { $0.role == .goal }) else {
            return
        }
        let phrase = analysis.prepositionals[number]
        let answers = scene.rules.words.answers
        let answer = Int(phrase.attachment)
        if answer >= 0, answers.contains(scene.headLemma(answer)) {
            let isObject = clause >= 0 && Int(analysis.clauses[clause].object) == answer
            let owner = Int(analysis.nouns[answer].possessor)
            if owner >= 0 || !scene.fillers[answer].owners.isEmpty {
                roles.add(.goal, owner >= 0 ? owner : answer)
                return
            }
            // "described the strike as a response to the attack": who describes it need not be who was attacked.
            guard isObject else { return }
        } else if !answers.contains(scene.prepositionWord(Int(phrase.preposition))) {
            // Who responds "with" an attack is not its target.
            let words = scene.rules.parser.grammar.words
            let preposition = analysis.tokens[Int(phrase.preposition)].word
            guard clause >= 0, [words.to, words.for].contains(preposition), analysis.clauses[clause].verb >= 0,
                answers.contains(analysis.verbs[Int(analysis.clauses[clause].verb)].lemma)
            else { return }
        }
        guard clause >= 0, analysis.clauses[clause].verb >= 0,
            !analysis.verbs[Int(analysis.clauses[clause].verb)].isPassive
        else { return }
        roles.add(.goal, Int(analysis.clauses[clause].subject))
    }

    /// "moved two missiles to the coast, preparing for a launch": what is made ready is what the sentence named before.
    func readied(_ roles: inout Roles, _ predicate: Predicate, _ clause: Int, _ noun: Int) {
        let number = Int(analysis.nouns[noun].prepositional)
        guard number >= 0, clause >= 0, !roles.has(.theme), predicate.modifier == .theme,
            scene.fillers[noun].classes.isEmpty
        else { return }
        let preposition = Int(analysis.prepositionals[number].preposition)
        guard scene.prepositionWord(preposition) == scene.rules.parser.grammar.words.for else { return }
        var effects: Effects = []
        if analysis.clauses[clause].verb >= 0 {
            effects = scene.rules.effects(ofVerb: analysis.verbs[Int(analysis.clauses[clause].verb)].lemma)
        }
        if preposition > 0 {
            let before = scene.rules.parser.grammar.vocabulary.lemma(analysis.tokens[preposition - 1].word)
            effects.formUnion(scene.rules.effects(ofAdjective: before))
        }
        guard effects.contains(.prepare) else { return }
        let sentence = Int(analysis.clauses[clause].sentence)
        let projectile = scene.rules.known.projectile
        let weapon = analysis.nounsOfSentence[sentence].last {
            $0 < noun && scene.classes.isKind(scene.fillers[$0].headClass, of: projectile)
        }
        guard let weapon else { return }
        roles.add(.theme, weapon)
        let subject = Int(analysis.clauses[clause].subject)
        if subject >= 0, scene.isSomebody(subject) { roles.add(.agent, subject) }
    }

    /// "Russia built a drone factory with Iran's help": what is done, and by whom, is what the help is for.
    func helped(_ roles: inout Roles, _ predicate: Predicate, _ clause: Int, _ noun: Int) {
        let number = Int(analysis.nouns[noun].prepositional)
        guard number >= 0, clause >= 0, predicate.owner == .agent, !roles.has(.theme),
            scene.rules.effects(ofNoun: scene.headLemma(noun)).contains(.help),
            scene.prepositionWord(Int(analysis.prepositionals[number].preposition))
                == scene.rules.parser.grammar.words.with
        else { return }
        let outer = analysis.clauses[clause]
        guard outer.verb >= 0 else { return }
        let isPassive = analysis.verbs[Int(outer.verb)].isPassive
        roles.add(.theme, Int(isPassive ? outer.subject : outer.object))
        if !isPassive { roles.add(.goal, Int(outer.subject)) }
    }

    /// "The package includes tanks", "a delivery that contained rifles": what is in it is what is given.
    func contents(_ roles: inout Roles, _ predicate: Predicate, _ clause: Int, _ noun: Int) {
        guard clause >= 0, predicate.modifier == .theme || predicate.prepositions.contains(where: { $0.role == .theme })
        else { return }
        for index in analysis.clausesOfSentence[Int(analysis.clauses[clause].sentence)] {
            let inner = analysis.clauses[index]
            guard inner.verb >= 0, inner.object >= 0,
                inner.relation == .relative ? Int(inner.governingNoun) == noun : Int(inner.subject) == noun
            else { continue }
            let verb = analysis.verbs[Int(inner.verb)]
            guard scene.rules.words.containing.contains(verb.lemma), !verb.isNegated, !verb.isPassive else { continue }
            roles.add(.theme, Int(inner.object))
            for phrase in analysis.prepositionalsOfSentence[Int(inner.sentence)] {
                let prepositional = analysis.prepositionals[phrase]
                let isTo =
                    predicate.prepositions.contains {
                        $0.word == scene.prepositionWord(Int(prepositional.preposition)) && $0.role == .goal
                    } && prepositional.noun >= 0 && scene.isSomebody(Int(prepositional.noun))
                if Int(prepositional.clause) == index, isTo { roles.add(.goal, Int(prepositional.noun)) }
            }
        }
    }

    private func isBy(_ noun: Int) -> Bool {
        let phrase = Int(analysis.nouns[noun].prepositional)
        return phrase >= 0
            && analysis.tokens[Int(analysis.prepositionals[phrase].preposition)].word
                == scene.rules.parser.grammar.words.by
    }
}
