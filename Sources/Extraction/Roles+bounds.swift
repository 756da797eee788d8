import Language
import Rules

/// What allows or forbids an act, where a clause beside it says so.
extension RoleReader {
    /// "delivered more than the cap allows", "three times what the sanctions permit", "sold them although an embargo
    /// forbids it": the subject of the clause fills the slot of the word that introduces it.
    func bounds(of index: Int, _ predicate: Predicate, _ roles: inout Roles) {
        let words = scene.rules.parser.grammar.words
        for (word, role) in predicate.prepositions.lazy.map({ ($0.word, $0.role) }) {
            if word == words.than, let bound = bound(of: index, .permit, where: isCompared) { roles.add(role, bound) }
            if word == words.although[0], let bound = bound(of: index, .prevent, where: isConceded) {
                roles.add(role, bound)
            }
        }
    }

    /// "exceeded the limit on supplies to North Korea": whom the supplies go to that the limit is on.
    func goals(ofThemesIn index: Int, _ predicate: Predicate, _ roles: inout Roles) {
        guard predicate.prepositions.contains(where: { $0.role == .goal }) else { return }
        let phrases = analysis.prepositionalsOfSentence[Int(analysis.clauses[index].sentence)]
        for theme in Array(roles.nouns(.theme)) {
            for number in phrases where Int(analysis.prepositionals[number].attachment) == theme {
                let phrase = analysis.prepositionals[number]
                let word = scene.prepositionWord(Int(phrase.preposition))
                let isGoal = predicate.prepositions.contains { $0.word == word && $0.role == .goal }
                if isGoal, isArgument(phrase) { roles.add(.goal, Int(phrase.noun)) }
            }
        }
    }

    /// The subject of the clause after a verb that permits or prevents.
    private func bound(of index: Int, _ effect: Effects, where fits: (Clause) -> Bool) -> Int? {
        let act = analysis.clauses[index]
        let head = analysis.verbs[Int(act.verb)].head
        for number in analysis.clausesOfSentence[Int(act.sentence)] {
            let clause = analysis.clauses[number]
            guard clause.verb >= 0, clause.subject >= 0 else { continue }
            let verb = analysis.verbs[Int(clause.verb)]
            guard verb.head > head, verb.form == .finite else { continue }
            guard !verb.isPassive, !verb.isNegated, fits(clause),
                scene.rules.effects(ofVerb: verb.lemma).contains(effect)
            else { continue }
            return Int(clause.subject)
        }
        return nil
    }

    /// Whether a word of comparison introduces a clause: "than the cap allows", "as much as …", "three times what …".
    private func isCompared(_ clause: Clause) -> Bool {
        let words = scene.rules.parser.grammar.words
        let first = Int(analysis.nouns[Int(clause.subject)].first)
        if analysis.tokens[first].word == words.what { return true }
        guard first > 0 else { return false }
        return [words.than, words.as, words.what].contains(analysis.tokens[first - 1].word)
    }

    private func isConceded(_ clause: Clause) -> Bool {
        clause.marker >= 0
            && scene.rules.parser.grammar.words.although.contains(analysis.tokens[Int(clause.marker)].word)
    }
}
