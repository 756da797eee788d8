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

    /// "fired a missile, armed with a dummy warhead, at the town": an "-ed" form between commas, without an object,
    /// describes the noun before it, and what follows belongs to the verb before.
    func isAside(_ verb: Int, _ pieces: [Piece], _ index: Int) -> Bool {
        let group = analysis.verbs[verb]
        guard previous == .comma, lastNoun >= 0, group.isPastOrParticiple, group.end - group.first == 1,
            !grammar.intransitive.contains(group.lemma), !grammar.reporting.contains(group.lemma),
            case .preposition? = next(pieces, index + 1)
        else { return false }
        var position = index + 1
        while position < min(pieces.count, index + 12) {
            switch pieces[position] {
            case .comma:
                guard case .preposition? = next(pieces, position + 1) else { return false }
                return true
            case .noun, .preposition, .quote, .adjective: position += 1
            default: return false
            }
        }
        return false
    }

    /// "the treaty which one and the other signed": whether a noun is the last of the subject at hand.
    func endsSubject(_ noun: Int) -> Bool {
        var member = Int(analysis.clauses[current].subject)
        while member >= 0, member != noun { member = Int(analysis.nouns[member].next) }
        return member == noun
    }

    /// "put the firm on a blacklist for supplying …": what stands on the list did it, and not the list.
    func isListed(_ outer: Int, on noun: Int) -> Bool {
        let clause = analysis.clauses[outer]
        guard analysis.nouns[noun].prepositional >= 0, clause.verb >= 0, Int(clause.object) != noun else {
            return false
        }
        let verb = analysis.verbs[Int(clause.verb)]
        return grammar.objectControl.contains(verb.lemma) && (clause.object >= 0 || verb.isPassive)
    }

    /// "was sanctioned by Washington for supplying …": who punished did not do it.
    func isDoer(_ noun: Int, of outer: Int) -> Bool {
        let clause = analysis.clauses[outer]
        let phrase = Int(analysis.nouns[noun].prepositional)
        guard phrase >= 0, clause.verb >= 0, analysis.verbs[Int(clause.verb)].isPassive else { return false }
        return analysis.tokens[Int(analysis.prepositionals[phrase].preposition)].word == grammar.words.by
    }

    /// The gerund that a preposition after "and" takes up again.
    func partner(of marker: Int, from clause: Int) -> Int? {
        guard marker > 0, analysis.tokens[marker - 1].part == .coordinator else { return nil }
        var current = clause
        while current >= 0 {
            let candidate = analysis.clauses[current]
            if candidate.relation == .gerund, candidate.marker >= 0,
                analysis.tokens[Int(candidate.marker)].word == analysis.tokens[marker].word
            {
                return current
            }
            current = parent(current)
        }
        return nil
    }

    /// "planes landed in Belgrade carrying missiles": a name that only says where does not do what follows.
    func isWhere(_ noun: Int, _ outer: Int, _ verb: Int) -> Bool {
        let phrase = Int(analysis.nouns[noun].prepositional)
        let clause = analysis.clauses[outer]
        guard phrase >= 0, clause.object < 0, clause.subject >= 0, analysis.verbs[verb].form == .gerund,
            analysis.tokens[Int(analysis.nouns[noun].head)].part == .name,
            analysis.prepositionals[phrase].clause == Int32(outer)
        else { return false }
        let words = grammar.words
        let word = analysis.tokens[Int(analysis.prepositionals[phrase].preposition)].word
        return [words.in, words.from, words.to, words.near, words.off].contains(word)
    }

    /// "attacked the port of Odesa using drones": who attacks uses them, and not the town.
    private func isMeans(_ verb: Int, of outer: Int) -> Bool {
        analysis.verbs[verb].lemma == grammar.words.use && analysis.verbs[verb].form == .gerund
            && analysis.clauses[outer].object >= 0 && analysis.clauses[outer].subject >= 0
    }

    func participle(_ verb: Int) {
        analysis.verbs[verb].isPassive = true
        analysis.verbs[verb].tense = .none
        let outer = current
        participial(verb, outer, hasOuterVerb: outer >= 0 && analysis.clauses[outer].verb >= 0)
    }

    func participial(_ verb: Int, _ outer: Int, hasOuterVerb: Bool) {
        let afterNoun = previous == .noun
        let noun = lastNoun
        let inner = open(.participial)
        analysis.clauses[inner].verb = Int32(verb)
        let isElsewhere = afterNoun && hasOuterVerb && (isWhere(noun, outer, verb) || isMeans(verb, of: outer))
        if afterNoun, !isElsewhere {
            analysis.clauses[inner].subject = Int32(noun)
            analysis.clauses[inner].governingNoun = Int32(noun)
        } else if hasOuterVerb {
            analysis.clauses[inner].subject = analysis.clauses[outer].subject
        } else if outer >= 0, analysis.clauses[outer].subject >= 0 {
            analysis.clauses[inner].subject = analysis.clauses[outer].subject
        } else {
            fronted.append(inner)
        }
        analysis.clauses[inner].sharesSubject = true
    }

    /// "says a ship stopped off the coast with guns broke the embargo": the clause of saying whose object a participle
    /// describes, where a finite verb follows.
    func describedObject(_ clause: Int) -> Int? {
        let inner = analysis.clauses[clause]
        let outer = parent(clause)
        guard inner.relation == .participial, inner.governingNoun >= 0, outer >= 0, reports(outer), lastNoun >= 0,
            analysis.clauses[outer].object == inner.governingNoun, analysis.nouns[lastNoun].prepositional >= 0
        else { return nil }
        return outer
    }
}
