import Domain
import Language
import Rules

/// Who is said to be behind an act whose own sentence names no actor: "X claims responsibility", "it is blamed on X".
struct Responsibility {
    /// The parties that claim it; who claims an act himself is taken at his word.
    private var claimants: [PartyID] = []
    /// The parties that others blame.
    private var blamed: [PartyID] = []

    private init(scene: Scene) {
        let words = scene.rules.parser.grammar.words
        for (index, clause) in scene.analysis.clauses.enumerated() where clause.verb >= 0 {
            let verb = scene.analysis.verbs[Int(clause.verb)]
            let effects = scene.rules.effects(ofVerb: verb.lemma)
            if verb.isAuxiliaryOnly, !verb.isNegated, clause.subject >= 0, Responsibility.isBehindAct(index, scene) {
                blamed += scene.partiesOrPlace(Int(clause.subject))
            }
            guard !verb.isNegated, effects.contains(.say) else { continue }
            if effects.contains(.allege), Responsibility.isOwned(clause, verb, scene) {
                let owner = verb.isPassive ? Responsibility.agent(index, scene) : Int(clause.subject)
                if owner >= 0 { claimants += scene.partiesOrPlace(owner) }
            }
            guard effects.contains(.accuse), !Responsibility.isOfAny(index, scene) else { continue }
            if verb.isPassive {
                for number in scene.analysis.prepositionalsOfSentence[Int(clause.sentence)] {
                    let phrase = scene.analysis.prepositionals[number]
                    guard Int(phrase.clause) == index, phrase.noun >= 0 else { continue }
                    if scene.analysis.tokens[Int(phrase.preposition)].word == words.on {
                        blamed += scene.partiesOrPlace(Int(phrase.noun))
                    }
                }
            } else if clause.object >= 0, clause.subject >= 0 {
                blamed += scene.partiesOrPlace(Int(clause.object))
            }
        }
    }

    /// "claimed responsibility", "claimed the attack", "the attack was claimed by": whether what is claimed is an act.
    private static func isOwned(_ clause: Clause, _ verb: VerbGroup, _ scene: Scene) -> Bool {
        let claimed = Int(verb.isPassive ? clause.subject : clause.object)
        guard claimed >= 0 else { return false }
        let lemma = scene.headLemma(claimed)
        if scene.rules.words.responsibility.contains(lemma) { return true }
        return scene.analysis.nouns[claimed].isDefinite && scene.rules.namesAct(lemma)
    }

    /// Who stands after "by" in a clause, or -1.
    private static func agent(_ clause: Int, _ scene: Scene) -> Int {
        let words = scene.rules.parser.grammar.words
        for number in scene.analysis.prepositionalsOfSentence[Int(scene.analysis.clauses[clause].sentence)] {
            let phrase = scene.analysis.prepositionals[number]
            guard Int(phrase.clause) == clause, phrase.noun >= 0 else { continue }
            if scene.analysis.tokens[Int(phrase.preposition)].word == words.by { return Int(phrase.noun) }
        }
        return -1
    }

    /// "holds the group responsible for all fire", "blames it for any attack": for none in particular.
    private static func isOfAny(_ clause: Int, _ scene: Scene) -> Bool {
        let words = scene.rules.parser.grammar.words
        return scene.analysis.prepositionalsOfSentence[Int(scene.analysis.clauses[clause].sentence)].contains {
            number in
            let phrase = scene.analysis.prepositionals[number]
            guard Int(phrase.clause) == clause, phrase.noun >= 0,
                scene.analysis.tokens[Int(phrase.preposition)].word == words.for
            else { return false }
            let first = scene.analysis.tokens[Int(scene.analysis.nouns[Int(phrase.noun)].first)].word
            return first == words.any || first == words.all
        }
    }

    /// "the army was behind the attack": whether a clause says who is behind what a noun names as an act.
    private static func isBehindAct(_ clause: Int, _ scene: Scene) -> Bool {
        let words = scene.rules.parser.grammar.words
        return scene.analysis.prepositionalsOfSentence[Int(scene.analysis.clauses[clause].sentence)].contains {
            number in
            let phrase = scene.analysis.prepositionals[number]
            return Int(phrase.clause) == clause && phrase.noun >= 0
                && scene.analysis.tokens[Int(phrase.preposition)].word == words.behind
                && scene.rules.namesAct(scene.headLemma(Int(phrase.noun)))
        }
    }

    /// Gives the actor to the one event of `groups` that has none; nothing where it is not clear which is meant.
    static func apply(to groups: inout [[Mention]], _ merger: EventMerger) {
        let scene = merger.scene
        let open = groups.indices.filter { index in
            // Nobody owns up to a delivery or a deployment.
            groups[index].allSatisfy {
                $0.actor.isEmpty && $0.attitude.status != .background && !scene.rules.kinds[$0.kind].isLasting
            }
        }
        guard open.count == 1, let group = open.first else { return }
        // Few articles have such an event: only theirs are read for who is behind it.
        let told = Responsibility(scene: scene)
        let parties = told.claimants.isEmpty ? told.blamed : told.claimants
        guard let party = parties.first, parties.allSatisfy({ $0 == party }) else { return }
        for index in groups[group].indices {
            groups[group][index].actor = [party]
            if told.claimants.isEmpty { groups[group][index].attitude.certainty = .alleged }
        }
        merger.join(group, &groups)
    }
}
