/// Where a verb group goes.
extension ClauseParser {
    func verb(_ verb: Int, _ pieces: [Piece], _ index: Int) {
        defer {
            previous = .verb
            pendingPreposition = -1
            pendingMarker = -1
            pendingSubject = -1
            commaSinceVerb = false
        }
        if comparesOnly(verb) { return }
        switch analysis.verbs[verb].form {
        case .infinitive: infinitive(verb)
        case .gerund: gerund(verb)
        case .participle: participle(verb)
        case .finite:
            if describesNoun(verb, pieces, index) {
                analysis.verbs[verb].form = .participle
                participle(verb)
            } else {
                finite(verb, pieces, index)
            }
        }
    }

    // MARK: Finite

    private func finite(_ verb: Int, _ pieces: [Piece], _ index: Int) {
        let clause = ensureClause()
        if analysis.clauses[clause].verb < 0 {
            analysis.clauses[clause].verb = Int32(verb)
            return
        }
        if pendingSubject < 0, previous != .coordinator, let waiting = waitingClause() {
            current = waiting
            analysis.clauses[waiting].verb = Int32(verb)
            return
        }
        if pendingSubject >= 0 { return clauseOfPendingSubject(verb) }
        if isAside(verb, pieces, index) { return beginAside(verb) }
        if previous == .coordinator || (previous == .comma && analysis.clauses[clause].relation != .main)
            || previous == .comma
        {
            let isBareBefore = previous == .coordinator && index > 1 && isVerb(pieces[index - 2])
            coordinate(verb)
            if isBareBefore { sharedObject = (current, clause) }
            return
        }
        if let subject = saidSubject(clause) { return finiteOfSaid(verb, subject, after: clause) }
        let object = Int(analysis.clauses[clause].object)
        if object >= 0, !isObjectOfRelative(clause) { return finiteOfObject(verb, object, of: clause, pieces, index) }
        if let said = describedObject(clause) {
            let noun = Int(analysis.clauses[clause].governingNoun)
            current = said
            finiteOfObject(verb, noun, of: said, pieces, index)
            return
        }
        let isSaidOf = previous == .verb && object >= 0 && reports(clause)
        let inner = open(.complement)
        analysis.clauses[inner].verb = Int32(verb)
        analysis.clauses[inner].subject = lastNoun >= 0 && previous == .noun ? Int32(lastNoun) : -1
        guard isSaidOf else { return }
        // "a refinery which it said had bought crude": what is said is said of the refinery.
        analysis.clauses[inner].subject = Int32(object)
        analysis.clauses[clause].object = -1
    }

    /// An object turns out to be the subject of a clause of its own.
    ///
    /// "officials said North Korea fired": of what is said. "intercepted the missile the group fired": or of what
    /// describes the noun before it. "saw no evidence Iran builds a bomb": or of what the noun before it tells.
    private func finiteOfObject(_ verb: Int, _ object: Int, of clause: Int, _ pieces: [Piece], _ index: Int) {
        let antecedent = Int(analysis.clauses[clause].indirectObject)
        let describes = antecedent >= 0 && !reports(clause)
        let isTold = describes && tellsContent(antecedent) && nextIsNoun(pieces, index + 1)
        analysis.clauses[clause].object = describes ? Int32(antecedent) : -1
        if describes { analysis.clauses[clause].indirectObject = -1 }
        let inner = open(describes && !isTold ? .relative : .complement)
        if describes {
            analysis.clauses[inner].object = isTold ? -1 : Int32(antecedent)
            analysis.clauses[inner].governingNoun = Int32(antecedent)
        }
        analysis.clauses[inner].subject = Int32(object)
        analysis.clauses[inner].verb = Int32(verb)
        moveTail(from: clause, to: inner, after: object)
    }

    private func beginAside(_ verb: Int) {
        previous = .noun
        analysis.verbs[verb].form = .participle
        participle(verb)
        aside = current
    }

    private func isVerb(_ piece: Piece) -> Bool {
        if case .verb = piece { return true }
        return false
    }

    private func isObjectOfRelative(_ clause: Int) -> Bool {
        analysis.clauses[clause].relation == .relative
            && analysis.clauses[clause].object == analysis.clauses[clause].governingNoun
    }

    /// The nearest enclosing clause that has a subject and still waits for its verb.
    func waitingClause() -> Int? {
        var clause = parent(current)
        while clause >= 0 {
            if analysis.clauses[clause].verb < 0, analysis.clauses[clause].subject >= 0 { return clause }
            clause = parent(clause)
        }
        return nil
    }

    /// A noun after the verb turns out to be the subject of a clause of its own.
    private func clauseOfPendingSubject(_ verb: Int) {
        let subject = pendingSubject
        let outer = current
        let claim = claim(before: subject)
        let isComplement = claim >= 0 || !commaSinceVerb && previousIsNotCoordinated()
        if !isComplement { current = root(outer) }
        let described = claim >= 0 ? claim : isComplement ? antecedent(of: subject, outer) : -1
        let inner = open(described >= 0 ? .relative : isComplement ? .complement : .coordinate)
        if described >= 0 {
            analysis.clauses[inner].object = Int32(described)
            analysis.clauses[inner].governingNoun = Int32(described)
        }
        if !isComplement {
            analysis.clauses[inner].governor =
                analysis.clauses[outer].relation == .complement ? analysis.clauses[outer].governor : -1
            analysis.clauses[inner].relation = .main
            if grammar.reporting.contains(analysis.verbs[verb].lemma), !hasOwnContent(verb, subject) {
                // "…, officials said": what stands before is what they said.
                let said = root(outer)
                if analysis.clauses[said].governor < 0 { report(said, by: inner) }
            }
        }
        analysis.clauses[inner].subject = Int32(subject)
        analysis.clauses[inner].verb = Int32(verb)
        moveTail(from: outer, to: inner, after: subject)
    }

    /// "the number of missiles it sends": the noun straight before a subject that is marked as known; -1 for none.
    private func antecedent(of subject: Int, _ outer: Int) -> Int {
        let noun = subject - 1
        guard noun >= 0, analysis.nouns[subject].isDefinite, analysis.nouns[noun].end == analysis.nouns[subject].first,
            !analysis.nouns[noun].isTime, !analysis.nouns[noun].isPossessive
        else { return -1 }
        let reports = grammar.reporting.contains(analysis.verbs[Int(analysis.clauses[outer].verb)].lemma)
        return reports ? -1 : noun
    }

    /// "…, a claim Ankara denies": the noun straight before a subject that holds what is said; -1 for none.
    private func claim(before subject: Int) -> Int {
        let noun = subject - 1
        guard noun >= 0, commaSinceVerb, analysis.nouns[noun].end == analysis.nouns[subject].first,
            !analysis.nouns[noun].isDefinite, analysis.nouns[noun].possessor < 0, tellsContent(noun)
        else { return -1 }
        return noun
    }

    private func previousIsNotCoordinated() -> Bool {
        previous == .noun || previous == .time || previous == .verb
    }

    /// The outermost clause that encloses `clause`.
    func root(_ clause: Int) -> Int {
        var clause = clause
        while parent(clause) >= 0 { clause = parent(clause) }
        return clause
    }

    /// Gives prepositional phrases that stand after `noun` to the clause it turned out to begin.
    private func moveTail(from: Int, to: Int, after noun: Int) {
        let position = analysis.nouns[noun].first
        for index in analysis.prepositionals.indices.reversed() {
            guard analysis.prepositionals[index].clause == Int32(from),
                analysis.prepositionals[index].preposition > position
            else { break }
            analysis.prepositionals[index].clause = Int32(to)
        }
    }

    // MARK: Not finite

    private func infinitive(_ verb: Int) {
        let before = Int(analysis.verbs[verb].first) - 1
        let isJoined = before >= 0 && analysis.tokens[before].part == .coordinator
        // "threatened to close the strait and to fire missiles": both are threatened.
        if isJoined, current >= 0, analysis.clauses[current].relation == .infinitive { return alike(verb) }
        let outer = current
        let afterNoun = previous == .noun
        let afterVerb = previous == .verb
        let noun = lastNoun
        let inner = open(.infinitive)
        analysis.clauses[inner].verb = Int32(verb)
        if afterNoun { analysis.clauses[inner].governingNoun = Int32(noun) }
        guard outer >= 0 else { return }
        if isObjectOfRelative(outer) { analysis.clauses[inner].object = analysis.clauses[outer].object }
        // "wants to send": without an object, who wants is to do it.
        let isOwn = Int(analysis.clauses[outer].verb) >= 0 && analysis.clauses[outer].object < 0 && afterVerb
        analysis.clauses[inner].subject =
            isOwn ? analysis.clauses[outer].subject : controller(outer, noun: afterNoun ? noun : -1)
        // "a test to be carried out by the army": the noun is what is carried out.
        let isDone = afterNoun && analysis.verbs[verb].isPassive && !tellsContent(noun)
        if isDone || afterNoun && followsFor(noun) { analysis.clauses[inner].subject = Int32(noun) }
        analysis.clauses[inner].sharesSubject = true
    }

    /// Whose act an infinitive or gerund under `outer` is.
    private func controller(_ outer: Int, noun: Int) -> Int32 {
        let clause = analysis.clauses[outer]
        // "North Korea's plans to launch a rocket": whose plans they are.
        if noun >= 0, analysis.nouns[noun].possessor >= 0, tellsContent(noun) {
            return analysis.nouns[noun].possessor
        }
        guard clause.verb >= 0 else {
            if noun >= 0, analysis.nouns[noun].possessor >= 0 { return analysis.nouns[noun].possessor }
            return clause.subject
        }
        let group = analysis.verbs[Int(clause.verb)]
        if grammar.objectControl.contains(group.lemma) {
            if group.isPassive { return clause.subject }
            return clause.object >= 0 ? clause.object : -1
        }
        if group.isPassive, noun >= 0, tellsContent(noun), let teller = agent(outer) {
            return teller
        }
        return clause.subject
    }

    /// "was notified by the North of plans to launch": whose plans they are.
    private func agent(_ clause: Int) -> Int32? {
        analysis.prepositionals.reversed().prefix { $0.clause == Int32(clause) }.first {
            analysis.tokens[Int($0.preposition)].word == grammar.words.by && $0.noun >= 0
        }?.noun
    }

    /// "calls for its allies to send tanks": who stands after "for" is to do it.
    private func followsFor(_ noun: Int) -> Bool {
        let phrase = Int(analysis.nouns[noun].prepositional)
        guard phrase >= 0 else { return false }
        return analysis.tokens[Int(analysis.prepositionals[phrase].preposition)].word == grammar.words.for
    }

    func tellsContent(_ noun: Int) -> Bool {
        let head = analysis.tokens[Int(analysis.nouns[noun].head)].word
        return grammar.contentNouns.contains(grammar.vocabulary.lemma(head))
    }

    private func gerund(_ verb: Int) {
        let outer = current
        let hasOuterVerb = outer >= 0 && analysis.clauses[outer].verb >= 0
        if previous == .preposition, pendingMarker >= 0 { return gerund(verb, behind: pendingMarker, outer) }
        if previous == .coordinator, hasOuterVerb, analysis.verbs[Int(analysis.clauses[outer].verb)].form == .gerund {
            // "suspected of selling engines and helping to build more": both after the one preposition.
            if analysis.clauses[outer].relation == .gerund { alike(verb) } else { coordinate(verb) }
            return
        }
        if previous == .coordinator, hasOuterVerb, joinsProgressive(verb, outer) { return }
        if previous == .verb, hasOuterVerb {
            let inner = open(.gerund)
            analysis.clauses[inner].verb = Int32(verb)
            analysis.clauses[inner].subject = analysis.clauses[outer].subject
            return
        }
        participial(verb, outer, hasOuterVerb: hasOuterVerb)
    }

    /// Opens the clause of a gerund after a preposition: "for supplying", "by sending".
    private func gerund(_ verb: Int, behind marker: Int, _ outer: Int) {
        let noun = previousNounForPreposition
        let inner = open(.gerund, marker: marker)
        analysis.clauses[inner].verb = Int32(verb)
        analysis.clauses[inner].governingNoun = Int32(noun)
        guard outer >= 0 else {
            fronted.append(inner)
            return
        }
        analysis.clauses[inner].subject = controller(outer, noun: noun)
        if let partner = partner(of: marker, from: outer) {
            // "of keeping soldiers there and of arming the group": both are what is said of the same subject.
            analysis.clauses[inner].subject = analysis.clauses[partner].subject
            analysis.clauses[inner].governor = analysis.clauses[partner].governor
            analysis.clauses[inner].governingNoun = analysis.clauses[partner].governingNoun
            return
        }
        if noun >= 0, analysis.tokens[marker].word == grammar.words.for, !isListed(outer, on: noun),
            !isDoer(noun, of: outer)
        {
            // "sanctions on Iran for supplying …": whoever stands before "for" did it.
            analysis.clauses[inner].subject = Int32(described(noun, byThat: false))
        }
        if analysis.clauses[inner].subject < 0 { fronted.append(inner) }
    }
}
