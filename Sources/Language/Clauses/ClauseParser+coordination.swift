/// Clauses that stand to the others as the one before does.
extension ClauseParser {
    /// "fired missiles and killed": a verb that shares the subject of a clause before it.
    func coordinate(_ verb: Int) {
        let group = analysis.verbs[verb]
        var partner = current
        // A finite verb goes with a finite one; a bare verb may go with an infinitive.
        let isBare =
            group.tense == .present && group.end - group.first == 1
            && analysis.tokens[Int(group.head)].tags.contains(.verbBase)
        while true {
            let form =
                analysis.clauses[partner].verb < 0
                ? VerbGroup.Form.finite : analysis.verbs[Int(analysis.clauses[partner].verb)].form
            if form == .finite || (form == .infinitive && isBare) { break }
            let outer = parent(partner)
            guard outer >= 0, analysis.clauses[outer].verb >= 0 else { break }
            partner = outer
        }
        let model = analysis.clauses[partner]
        if model.verb >= 0, analysis.verbs[Int(model.verb)].form == .infinitive, isBare {
            analysis.verbs[verb].form = .infinitive
            analysis.verbs[verb].tense = .none
        }
        // "investigates how a missile could hit the base and kill dozens": that is what it did.
        let isAsked = model.marker >= 0 && analysis.tokens[Int(model.marker)].word == grammar.words.how
        if model.verb >= 0, isBare, !isAsked { shareModal(of: Int(model.verb), with: verb) }
        if isPassiveToo(verb, model) { analysis.verbs[verb].isPassive = true }
        current = partner
        alike(verb)
    }

    /// "is arming and supporting the rebels": a gerund straight after a progressive is one, too, and both have the object.
    func joinsProgressive(_ verb: Int, _ outer: Int) -> Bool {
        let model = analysis.verbs[Int(analysis.clauses[outer].verb)]
        guard model.form == .finite, model.isProgressive, analysis.clauses[outer].object < 0,
            model.end + 1 == analysis.verbs[verb].first
        else { return false }
        alike(verb)
        sharedObject = (current, outer)
        return true
    }

    /// "will leave the treaty and develop a bomb": a modal counts for the bare verb that is joined to its own, too.
    private func shareModal(of first: Int, with verb: Int) {
        let model = analysis.verbs[first]
        guard model.form == .finite, model.tense != .past, model.tense != .present else { return }
        analysis.verbs[verb].tense = model.tense
        analysis.verbs[verb].isPossible = model.isPossible
        analysis.verbs[verb].isAbility = model.isAbility
        analysis.verbs[verb].isObligation = model.isObligation
    }

    /// "was arrested and charged with selling …", "was convicted and fined for …": the auxiliary counts for both.
    private func isPassiveToo(_ verb: Int, _ model: Clause) -> Bool {
        let group = analysis.verbs[verb]
        guard model.verb >= 0, analysis.verbs[Int(model.verb)].isPassive, group.end - group.first == 1,
            grammar.objectControl.contains(group.lemma), Int(group.end) < analysis.tokens.count
        else { return false }
        return analysis.tokens[Int(group.end)].part == .preposition
    }

    /// Opens a clause that stands to the others as the current one does.
    func alike(_ verb: Int) {
        let model = analysis.clauses[current]
        current = parent(current)
        let inner = open(model.relation)
        analysis.clauses[inner].governor = model.governor
        analysis.clauses[inner].governingNoun = model.governingNoun
        analysis.clauses[inner].marker = model.marker
        analysis.clauses[inner].subject = model.subject
        analysis.clauses[inner].sharesSubject = true
        analysis.clauses[inner].verb = Int32(verb)
    }
}
