import Domain
import Language
import Rules

/// Where in its sentence a noun that names an act stands, and what the verb says of it.
extension FrameMatcher {
    /// Whether a verb says outright that the act was done or began: "launched an incursion", "the invasion began".
    func isTold(_ noun: Int, _ clause: Int, isObject: Bool) -> Bool {
        guard clause >= 0, analysis.clauses[clause].verb >= 0 else { return false }
        let effects = scene.rules.effects(ofVerb: analysis.verbs[Int(analysis.clauses[clause].verb)].lemma)
        if isObject { return !effects.isDisjoint(with: [.light, .undergo]) }
        return effects.contains(.begin) && Int(analysis.clauses[clause].subject) == noun || isMeans(noun, clause)
    }

    /// "was developed with Russian help": what the verb tells was done with it.
    private func isMeans(_ noun: Int, _ clause: Int) -> Bool {
        let phrase = Int(analysis.nouns[noun].prepositional)
        guard phrase >= 0, analysis.prepositionals[phrase].attachment < 0,
            analysis.verbs[Int(analysis.clauses[clause].verb)].form == .finite
        else { return false }
        let word = scene.prepositionWord(Int(analysis.prepositionals[phrase].preposition))
        return word == scene.rules.parser.grammar.words.with
    }

    /// "The brigades announced a missile attack": a shot that a noun names is announced when it is fired, other than soldiers
    /// and arms, which are announced before they come.
    func isAnnouncedAsDone(_ mention: Mention) -> Bool {
        // A rule of its own would be copied.
        guard mention.isNominal, mention.attitude.status == .expected, mention.attitude.cues.count == 1,
            !scene.rules.kinds[mention.kind].isLasting, scene.rules.kinds[mention.kind].strikesTerritory
        else { return false }
        let cue = mention.attitude.cues[0]
        return analysis.clausesOfSentence[mention.sentence].contains { index in
            let clause = analysis.clauses[index]
            guard clause.verb >= 0, Int(analysis.verbs[Int(clause.verb)].head) == cue else { return false }
            let verb = analysis.verbs[Int(clause.verb)]
            let effects = scene.rules.effects(ofVerb: verb.lemma)
            return effects.contains(.announce) && effects.isDisjoint(with: [.plan, .approve, .expect])
                && verb.tense != .future && !verb.isPossible
        }
    }

    /// Effects of verbs that say something of what their preposition names.
    private static let speaking: Effects = [.condemn, .see, .say, .announce, .approve, .agree]

    /// Whether no verb says anything of what the noun names: a topic line, or a phrase such as "amid the invasion".
    func isLabel(_ noun: Int, _ clause: Int) -> Bool {
        guard clause >= 0, analysis.clauses[clause].verb >= 0 else { return true }
        let prepositional = Int(analysis.nouns[noun].prepositional)
        guard prepositional >= 0, analysis.prepositionals[prepositional].attachment < 0 else { return false }
        // What is new comes with "a" or a number: "following a rocket attack", "after seven salvos".
        let first = analysis.tokens[Int(analysis.nouns[noun].first)]
        let isNew = first.part == .determiner && !analysis.nouns[noun].isDefinite || first.part == .numeral
        // "protested against the sale", "was notified of the sale": what the verb speaks of is no label.
        let effects = scene.rules.effects(ofVerb: analysis.verbs[Int(analysis.clauses[clause].verb)].lemma)
        let word = scene.prepositionWord(Int(analysis.prepositionals[prepositional].preposition))
        // "vowed to respond to the attack"
        let isAnswered = scene.rules.words.answers.contains(analysis.verbs[Int(analysis.clauses[clause].verb)].lemma)
        let isSpokenOf =
            (!effects.isDisjoint(with: FrameMatcher.speaking) || isAnswered) && !scene.rules.words.beside.contains(word)
            && Int(analysis.prepositionals[prepositional].clause) == clause
        return !isNew && !isSpokenOf && !harmsIn(noun, clause, word)
    }

    /// "were killed in missile strikes on the port": what somebody came to harm in happened.
    private func harmsIn(_ noun: Int, _ clause: Int, _ preposition: WordID) -> Bool {
        let words = scene.rules.parser.grammar.words
        let verb = analysis.verbs[Int(analysis.clauses[clause].verb)]
        guard !analysis.nouns[noun].isDefinite, verb.isPassive, preposition == words.in || preposition == words.by
        else {
            return false
        }
        return scene.rules.verb(verb.lemma).contains { $0.subject == .theme && $0.object == .goal }
    }

    /// The clause a noun stands in and whether it is its object (or the subject of a passive).
    func position(_ noun: Int, _ sentence: Int) -> (clause: Int, isObject: Bool) {
        for index in analysis.clausesOfSentence[sentence] {
            let clause = analysis.clauses[index]
            if clause.object >= 0, scene.chain(Int(clause.object)).contains(noun) { return (index, true) }
            if clause.indirectObject >= 0, scene.chain(Int(clause.indirectObject)).contains(noun) {
                return (index, true)
            }
            if clause.subject >= 0, !clause.sharesSubject, scene.chain(Int(clause.subject)).contains(noun) {
                let isPassive = clause.verb >= 0 && analysis.verbs[Int(clause.verb)].isPassive
                return (index, isPassive)
            }
        }
        let prepositional = Int(analysis.nouns[noun].prepositional)
        guard prepositional >= 0 else { return (-1, false) }
        let phrase = analysis.prepositionals[prepositional]
        let words = scene.rules.parser.grammar.words
        let preposition = analysis.tokens[Int(phrase.preposition)].word
        let held = Int(phrase.attachment)
        let isHeld =
            phrase.attachment >= 0
            && (preposition == words.of && (scene.isContainer(held) || scene.isMeasure(held))
                || preposition == words.in && scene.isMoney(Int(phrase.attachment))
                || !scene.rules.effects(ofNoun: scene.headLemma(Int(phrase.attachment))).isEmpty)
        if isHeld {
            // "a wave of missile attacks": what holds for the wave holds for the attacks.
            return position(Int(phrase.attachment), sentence)
        }
        return (Int(phrase.clause), isAnswer(phrase) || isAgreedOn(phrase))
    }

    /// "agreed on a delivery", "prepares for a launch", "will continue with his attacks": what two words take for an object.
    private func isAgreedOn(_ phrase: Prepositional) -> Bool {
        guard phrase.clause >= 0, analysis.clauses[Int(phrase.clause)].verb >= 0,
            analysis.clauses[Int(phrase.clause)].object < 0
        else { return false }
        let verb = analysis.verbs[Int(analysis.clauses[Int(phrase.clause)].verb)]
        let words = scene.rules.parser.grammar.words
        guard !verb.isPassive, phrase.preposition == verb.end else { return false }
        let preposition = analysis.tokens[Int(phrase.preposition)].word
        let effects = scene.rules.effects(ofVerb: verb.lemma)
        return [words.on, words.to].contains(preposition) && !effects.isDisjoint(with: [.agree, .approve, .plan])
            || preposition == words.for && effects.contains(.prepare)
            || preposition == words.with && !effects.isDisjoint(with: [.begin, .continue])
    }

    /// "retaliated with a missile attack": what an empty verb without an object has after "with" is what was done.
    private func isAnswer(_ phrase: Prepositional) -> Bool {
        guard phrase.clause >= 0, analysis.clauses[Int(phrase.clause)].verb >= 0,
            analysis.clauses[Int(phrase.clause)].object < 0,
            analysis.tokens[Int(phrase.preposition)].word == scene.rules.parser.grammar.words.with
        else { return false }
        let verb = analysis.verbs[Int(analysis.clauses[Int(phrase.clause)].verb)]
        return scene.rules.effects(ofVerb: verb.lemma).contains(.light)
    }
}
