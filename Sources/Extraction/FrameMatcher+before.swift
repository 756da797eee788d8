import Domain
import Language
import Rules

/// Acts that another clause or the sentence before tells of.
extension FrameMatcher {
    /// "The flights were a breach of the embargo": what something is said to be, it does.
    func equated(_ roles: inout Roles, _ predicate: Predicate, _ clause: Int) {
        guard clause >= 0, predicate.owner == .agent, !roles.has(.agent), reader.serves(predicate) else { return }
        let outer = analysis.clauses[clause]
        guard outer.verb >= 0, outer.subject >= 0 else { return }
        let verb = analysis.verbs[Int(outer.verb)]
        guard verb.lemma == scene.rules.parser.grammar.words.be, !verb.isNegated else { return }
        roles.add(.agent, Int(outer.subject))
    }

    /// "is investigating a bank over breaches of sanctions", "was fined for violations": who is charged with it did it.
    func charged(_ predicate: Predicate, _ clause: Int, _ noun: Int) -> Int? {
        let number = Int(analysis.nouns[noun].prepositional)
        guard number >= 0, clause >= 0, predicate.owner == .agent, reader.serves(predicate),
            scene.fillers[noun].owners.isEmpty
        else { return nil }
        let phrase = analysis.prepositionals[number]
        let words = scene.rules.parser.grammar.words
        let outer = analysis.clauses[clause]
        guard Int(phrase.clause) == clause, outer.verb >= 0,
            [words.over, words.for, words.with].contains(scene.prepositionWord(Int(phrase.preposition)))
        else { return nil }
        let verb = analysis.verbs[Int(outer.verb)]
        let effects = scene.rules.effects(ofVerb: verb.lemma)
        let charged = Int(verb.isPassive ? outer.subject : outer.object)
        let isInquiry = effects.isEmpty && scene.rules.parser.grammar.objectControl.contains(verb.lemma)
        let isCharge = isInquiry || !effects.isDisjoint(with: [.accuse, .allege, .believe])
        return charged >= 0 && isCharge && scene.isSomebody(charged) ? charged : nil
    }

    /// "The flights broke the embargo": who did what the agent refers back to acts.
    func recall(_ mention: Mention, _ roles: Roles) {
        guard roles.nouns(.agent).contains(where: isEarlierAct) else { return }
        let told = mentions.last { earlier in
            (1...2).contains(mention.sentence - earlier.sentence) && !earlier.actor.isEmpty
        }
        guard let told, !told.isContext, !told.attitude.isUnreal, !told.attitude.isDenied else { return }
        mention.actor = told.actor
        if mention.recipient.isEmpty { mention.recipient = told.recipient }
        mention.isInferred = true
    }

    /// Whether a group refers back to an act: "the shipments", "these flights", "this".
    private func isEarlierAct(_ noun: Int) -> Bool {
        let group = analysis.nouns[noun]
        guard scene.known(noun).isEmpty, scene.fillers[noun].place < 0, group.possessor < 0 else { return false }
        let pointsBack = scene.rules.words.demonstratives.contains(analysis.tokens[Int(group.first)].word)
        if group.end - group.first == 1 { return pointsBack }
        return (group.isDefinite || pointsBack) && scene.rules.namesAct(scene.headLemma(noun))
    }

    /// Whether those who act do so together: whose one act it is, or who are said to act "jointly".
    func isJoint(_ mention: Mention, _ roles: Roles) -> Bool {
        let isAct = roles.nouns(.agent).contains { noun in
            scene.chain(noun).contains { scene.rules.namesAct(scene.headLemma($0)) || scene.tellsDeal($0) }
        }
        if isAct || !roles.has(.agent) { return true }
        // "Two Danes and a Swede were charged with shipping pumps": men of several states, charged with one act.
        let isOfMen = roles.nouns(.agent).contains { noun in
            scene.chain(noun).allSatisfy { member in
                let first = analysis.tokens[Int(analysis.nouns[member].first)]
                let head = scene.fillers[member].headClass
                return (head == 0 || head == scene.rules.known.person) && !analysis.nouns[member].isDefinite
                    && (first.part == .numeral || first.part == .determiner)
            }
        }
        if isOfMen { return true }
        let together = scene.rules.parser.grammar.words.together
        return analysis.sentences[mention.sentence].tokens.contains { together.contains(analysis.tokens[$0].word) }
    }
}

extension Scene {
    /// Whether a group is an agreement between sides: "an arms deal".
    func tellsDeal(_ noun: Int) -> Bool {
        rules.effects(ofNoun: headLemma(noun)).contains(.agree)
            || classes.isKind(fillers[noun].headClass, of: rules.known.agreement)
    }
}
