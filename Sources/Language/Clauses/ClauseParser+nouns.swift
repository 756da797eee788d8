/// Where a noun group goes.
extension ClauseParser {
    func noun(_ noun: Int, _ pieces: [Piece], _ index: Int) {
        if pendingPreposition >= 0 { return attach(noun) }
        if analysis.nouns[noun].isTime {
            previous = previous == .coordinator ? .coordinator : (previous == .comma ? .comma : previous)
            return
        }
        let afterCoordinator = previous == .coordinator
        let afterComma = previous == .comma
        defer {
            previous = .noun
            lastNoun = noun
        }
        let clause = ensureClause()
        let hasVerb = analysis.clauses[clause].verb >= 0
        if afterCoordinator, coordinatesNoun, lastNoun >= 0 {
            guard hasVerb, pendingSubject < 0, startsClause(pieces, index) else { return chain(lastNoun, noun) }
            pendingSubject = noun
            return
        }
        if afterComma, lastNoun >= 0,
            isList(pieces, index) || !hasVerb && isSubjectList(clause, pieces, index)
        {
            return chain(lastNoun, noun)
        }
        if !hasVerb, previous == .noun, analysis.nouns[noun].isPronoun, lastNoun >= 0, nextIsVerb(pieces, index + 1),
            verbFollowsBeforeBoundary(pieces, index + 2)
        {
            // "the missile it fired a day earlier was new": what is missing is what was fired.
            relativeClause(lastNoun, subject: false)
            setSubject(current, noun)
            return
        }
        guard hasVerb else { return beforeVerb(clause, noun, afterComma: afterComma) }
        afterVerb(clause, noun, afterComma: afterComma || afterCoordinator, pieces, index)
    }

    private func attach(_ noun: Int) {
        let clause = ensureClause()
        analysis.prepositionals.append(
            Prepositional(
                preposition: Int32(pendingPreposition),
                noun: Int32(noun),
                clause: Int32(clause),
                attachment: Int32(previousNounForPreposition)
            )
        )
        analysis.nouns[noun].prepositional = Int32(analysis.prepositionals.count - 1)
        pendingPreposition = -1
        pendingMarker = -1
        guard !analysis.nouns[noun].isTime else {
            previous = .time
            return
        }
        previous = .noun
        lastNoun = noun
    }

    private func chain(_ first: Int, _ noun: Int) {
        analysis.nouns[first].next = Int32(noun)
        analysis.nouns[noun].prepositional = analysis.nouns[first].prepositional
    }

    /// "Mali, Burkina Faso and Niger signed …": names in a row before the first verb of a clause.
    private func isSubjectList(_ clause: Int, _ pieces: [Piece], _ index: Int) -> Bool {
        var member = Int(analysis.clauses[clause].subject)
        while member >= 0, member != lastNoun { member = Int(analysis.nouns[member].next) }
        guard member >= 0, isName(lastNoun) else { return false }
        // "Macron, Tusk to sign treaty": a headline leaves the "and" out.
        if analysis.sentences[sentence].isHeadline, case .noun(let noun) = pieces[index], isName(noun),
            case .verb(let verb)? = next(pieces, index + 1)
        {
            return !grammar.reporting.contains(analysis.verbs[verb].lemma)
        }
        var position = index
        while position < pieces.count, position < index + 24 {
            guard case .noun(let noun) = pieces[position], isName(noun) else { return false }
            switch next(pieces, position + 1) {
            case .comma?: position += 2
            case .coordinator?:
                guard case .noun(let last)? = next(pieces, position + 2), isName(last) else { return false }
                return isFiniteVerb(pieces, position + 3)
            default: return false
            }
        }
        return false
    }

    /// "firms in China and Russia that provide …", "a package for Kyiv that includes …", "firms from China for supplying
    /// …": no name is told from others by what "that" begins, and one that only says whence takes no reason; what stands
    /// before does.
    func described(_ noun: Int, byThat: Bool) -> Int {
        guard noun >= 0, isName(noun) else { return noun }
        let phrase = Int(analysis.nouns[noun].prepositional)
        guard phrase >= 0 else { return noun }
        let outer = analysis.prepositionals[phrase]
        let word = analysis.tokens[Int(outer.preposition)].word
        guard byThat || word == grammar.words.in || word == grammar.words.from, outer.attachment >= 0 else {
            return noun
        }
        return isName(Int(outer.attachment)) ? noun : Int(outer.attachment)
    }

    private func isName(_ noun: Int) -> Bool {
        analysis.tokens[Int(analysis.nouns[noun].head)].part == .name
    }

    /// "…, officials in Seoul and Tokyo said": what stands before a verb of saying, with all that its prepositions take.
    private func startsReport(_ pieces: [Piece], _ index: Int) -> Bool {
        guard case .preposition? = next(pieces, index + 1) else { return false }
        var position = index + 2
        while position < pieces.count, position < index + 8 {
            switch pieces[position] {
            case .verb(let verb):
                let group = analysis.verbs[verb]
                return group.form == .finite && grammar.reporting.contains(group.lemma)
            case .preposition, .noun, .coordinator: position += 1
            case .bracket(opens: true): position = skipBracket(pieces, position) + 1
            default: return false
            }
        }
        return false
    }

    /// "…, its spokesman, Lul Ruai, told reporters": who speaks, with what describes him between commas.
    private func startsDescribedReport(_ pieces: [Piece], _ index: Int) -> Bool {
        guard case .comma? = next(pieces, index + 1), case .noun? = next(pieces, index + 2) else { return false }
        var position = index + 3
        while position < pieces.count, position < index + 10 {
            switch pieces[position] {
            case .comma:
                guard case .verb(let verb)? = next(pieces, position + 1) else { return false }
                let group = analysis.verbs[verb]
                return group.form == .finite && grammar.reporting.contains(group.lemma)
            case .preposition, .noun, .quote: position += 1
            default: return false
            }
        }
        return false
    }

    /// Whether the noun at `index` is the subject of a finite verb of its own.
    private func startsClause(_ pieces: [Piece], _ index: Int) -> Bool {
        var position = index + 1
        while position < pieces.count, position < index + 8 {
            switch pieces[position] {
            case .verb(let verb):
                guard analysis.verbs[verb].form == .finite, !isOfOthers(verb, than: index, pieces) else { return false }
                return !describes(verb, pieces, position, after: index)
            case .preposition, .quote: position += 1
            case .bracket(opens: true): position = skipBracket(pieces, position) + 1
            case .noun: position += 1
            default: return false
            }
        }
        return false
    }

    /// "Men working in Oman and Yemen are sending money": one name is no subject of "are", where another waits for it.
    private func isOfOthers(_ verb: Int, than index: Int, _ pieces: [Piece]) -> Bool {
        guard case .noun(let noun) = pieces[index], isName(noun), waitingClause() != nil else { return false }
        return grammar.words.plural.contains(analysis.tokens[Int(analysis.verbs[verb].first)].word)
    }

    /// "… and one drone launched from Iran": a bare "-ed" form after a common noun, without an object, describes it.
    private func describes(_ verb: Int, _ pieces: [Piece], _ position: Int, after index: Int)
        -> Bool
    {
        if isReducedRelative(verb, pieces, position) { return true }
        let group = analysis.verbs[verb]
        // "Britain in an alliance called AUKUS"
        if group.lemma == grammar.words.call, group.isPastOrParticiple, position > index + 1 { return true }
        guard group.isPastOrParticiple, group.end - group.first == 1, position == index + 1,
            !grammar.intransitive.contains(group.lemma)
        else { return false }
        guard case .noun(let noun) = pieces[index] else { return false }
        guard analysis.tokens[Int(analysis.nouns[noun].head)].part != .name else { return false }
        if case .preposition? = next(pieces, position + 1) { return true }
        return false
    }

    private func beforeVerb(_ clause: Int, _ noun: Int, afterComma: Bool) {
        let subject = Int(analysis.clauses[clause].subject)
        if subject < 0
            || analysis.clauses[clause].relation == .relative && analysis.clauses[clause].object < 0
                && previous == .start
        {
            setSubject(clause, noun)
        } else if afterComma, lastNoun >= 0 {
            analysis.nouns[subject].apposition = Int32(noun)
        }
    }

    private func afterVerb(
        _ clause: Int,
        _ noun: Int,
        afterComma: Bool,
        _ pieces: [Piece],
        _ index: Int
    ) {
        if isInverted(clause) {
            setSubject(clause, noun)
            return
        }
        if afterComma {
            if startsClause(pieces, index) || startsReport(pieces, index) || startsDescribedReport(pieces, index) {
                pendingSubject = noun
            } else if lastNoun >= 0, analysis.nouns[lastNoun].apposition < 0 {
                analysis.nouns[lastNoun].apposition = Int32(noun)
            }
            return
        }
        if startsAside(clause, noun) {
            pendingSubject = noun
            return
        }
        takeObject(clause, noun)
    }

    /// Takes a noun after the verb for its object, or for the second of two.
    private func takeObject(_ clause: Int, _ noun: Int) {
        let object = Int(analysis.clauses[clause].object)
        let isObjectRelative =
            analysis.clauses[clause].relation == .relative && object >= 0
            && object == Int(analysis.clauses[clause].governingNoun)
        if object < 0 {
            analysis.clauses[clause].object = Int32(noun)
            if let shared = sharedObject, shared.of == clause, analysis.clauses[shared.with].object < 0 {
                analysis.clauses[shared.with].object = Int32(noun)
            }
        } else if isObjectRelative, previous == .verb {
            // "the day that Iran fired missiles": the verb has an object of its own.
            let isGiven = grammar.ditransitive.contains(analysis.verbs[Int(analysis.clauses[clause].verb)].lemma)
            if isGiven {
                analysis.clauses[clause].indirectObject = Int32(noun)
            } else {
                analysis.clauses[clause].object = Int32(noun)
            }
        } else if previous == .noun, lastNoun == object, !isObjectRelative {
            analysis.clauses[clause].indirectObject = Int32(object)
            analysis.clauses[clause].object = Int32(noun)
        } else {
            pendingSubject = noun
        }
    }

    /// "landed on its soil, an accusation Kyiv rejected": who stands straight after a claim is the subject of what follows.
    private func startsAside(_ clause: Int, _ noun: Int) -> Bool {
        guard analysis.clauses[clause].object < 0, commaSinceVerb, previous == .noun, lastNoun >= 0 else {
            return false
        }
        let claim = analysis.nouns[lastNoun]
        return claim.end == analysis.nouns[noun].first && !claim.isDefinite && claim.possessor < 0
            && tellsContent(lastNoun)
    }

    /// "…, said the minister": a verb of saying without a subject before it.
    private func isInverted(_ clause: Int) -> Bool {
        let verb = Int(analysis.clauses[clause].verb)
        return analysis.clauses[clause].subject < 0 && analysis.clauses[clause].relation == .main
            && grammar.reporting.contains(analysis.verbs[verb].lemma) && previous == .verb && clause > base
    }
}
