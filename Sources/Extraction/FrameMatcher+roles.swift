import Domain
import Language
import Rules

/// Roles that a noun which names an act takes from the clause around it.
extension FrameMatcher {
    /// "North Korea conducted a test": the subject of an empty verb does what its object names.
    func lightVerb(_ roles: inout Roles, _ predicate: Predicate, _ clause: Int, isObject: Bool, _ noun: Int) {
        guard clause >= 0, isObject, analysis.clauses[clause].verb >= 0 else { return }
        let verb = analysis.verbs[Int(analysis.clauses[clause].verb)]
        let effects = scene.rules.effects(ofVerb: verb.lemma)
        if effects.contains(.undergo) { roles.add(.goal, Int(analysis.clauses[clause].subject)) }
        let carries: Effects = [
            .light, .announce, .plan, .approve, .agree, .order, .threaten, .prepare, .want, .begin, .continue,
        ]
        guard !effects.isDisjoint(with: carries), let owner = predicate.owner, !roles.has(owner) else { return }
        if !verb.isPassive, scene.fillers[noun].owners.isEmpty || effects.contains(.want) {
            // Who seeks help is helped; who stages a test tests.
            let isSought = effects.contains(.want) && owner == .agent
            roles.add(isSought ? .goal : owner, Int(analysis.clauses[clause].subject))
        }
        for phrase in analysis.prepositionalsOfSentence[Int(analysis.clauses[clause].sentence)] {
            let prepositional = analysis.prepositionals[phrase]
            guard Int(prepositional.clause) == clause, prepositional.noun >= 0 else { continue }
            let word = scene.prepositionWord(Int(prepositional.preposition))
            let isBy = word == scene.rules.parser.grammar.words.by
            if isBy, !verb.isPassive { continue }
            guard let role = predicate.prepositions.first(where: { $0.word == word })?.role else { continue }
            if word == scene.rules.parser.grammar.words.of { continue }
            roles.add(role, Int(prepositional.noun))
        }
    }

    /// "A missile attack hit Masyaf", "… killed three people in Odesa", "Lviv was hit by a missile strike": what the act
    /// does says where it was.
    func subjectOf(_ roles: inout Roles, _ predicate: Predicate, _ clause: Int, isObject: Bool, _ noun: Int) {
        guard clause >= 0, !isObject, !roles.has(.goal), analysis.clauses[clause].subject >= 0,
            analysis.clauses[clause].verb >= 0, predicate.prepositions.contains(where: { $0.role == .goal })
        else { return }
        let verb = analysis.verbs[Int(analysis.clauses[clause].verb)]
        let isImpact = scene.rules.verb(verb.lemma).contains { $0.subject == .theme && $0.object == .goal }
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

    private func isBy(_ noun: Int) -> Bool {
        let phrase = Int(analysis.nouns[noun].prepositional)
        return phrase >= 0
            && analysis.tokens[Int(analysis.prepositionals[phrase].preposition)].word
                == scene.rules.parser.grammar.words.by
    }
}
