/// Verb forms that tell of nothing themselves: they describe a noun or compare.
extension ClauseParser {
    /// "faster than expected", "as planned": a verb straight after such a word tells of nothing.
    func comparesOnly(_ verb: Int) -> Bool {
        guard previous == .preposition, pendingMarker >= 0, analysis.verbs[verb].isPastOrParticiple else {
            return false
        }
        let word = analysis.tokens[pendingMarker].word
        return word == grammar.words.than || word == grammar.words.as
    }

    func describesNoun(_ verb: Int, _ pieces: [Piece], _ index: Int) -> Bool {
        guard previous == .noun, analysis.verbs[verb].isPastOrParticiple else { return false }
        let group = analysis.verbs[verb]
        guard group.end - group.first <= 2, !grammar.intransitive.contains(group.lemma) else { return false }
        // "the missile it fired": nothing describes a pronoun.
        if lastNoun >= 0, analysis.nouns[lastNoun].isPronoun { return false }
        // "the drones that Iran sold": a relative clause with its object and its subject waits for a verb.
        if current >= 0, analysis.clauses[current].relation == .relative, analysis.clauses[current].verb < 0,
            analysis.clauses[current].object >= 0, endsSubject(lastNoun)
        {
            return false
        }
        guard current >= 0, analysis.clauses[current].verb >= 0 else {
            return isReducedRelative(verb, pieces, index)
        }
        guard pendingSubject < 0 else { return isReducedRelative(verb, pieces, index) }
        // "an alliance called AUKUS"
        if group.lemma == grammar.words.call, lastNoun >= 0, analysis.nouns[lastNoun].prepositional >= 0 { return true }
        // After a verb: "officials said Iran fired missiles" tells; "intercepted missiles fired from Yemen" describes.
        if case .noun(let noun)? = next(pieces, index + 1), !analysis.nouns[noun].isTime,
            !isShare(noun)
        {
            return false
        }
        let outer = Int(analysis.clauses[current].verb)
        if isReducedRelative(verb, pieces, index) { return true }
        // "attempts at making peace ended": the subject still waits for its verb.
        if waitingClause() != nil { return false }
        // "claimed responsibility for a rocket fired at Israel": what is claimed is its object.
        let object = Int(analysis.clauses[current].object)
        let isObjectPhrase = object >= 0 && object != lastNoun && tellsContent(object)
        return isObjectPhrase || !grammar.reporting.contains(analysis.verbs[outer].lemma)
    }

    /// "the treaty which one and the other signed": whether a noun is the last of the subject at hand.
    func endsSubject(_ noun: Int) -> Bool {
        var member = Int(analysis.clauses[current].subject)
        while member >= 0, member != noun { member = Int(analysis.nouns[member].next) }
        return member == noun
    }
}
