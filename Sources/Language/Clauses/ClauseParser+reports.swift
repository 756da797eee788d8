/// What stands under verbs of saying.
extension ClauseParser {
    func reports(_ clause: Int) -> Bool {
        let verb = analysis.clauses[clause].verb
        return verb >= 0 && grammar.reporting.contains(analysis.verbs[Int(verb)].lemma)
    }

    /// "said its attempt to launch a satellite had failed": the noun before the infinitive waits for the verb.
    func saidSubject(_ clause: Int) -> Int? {
        let inner = analysis.clauses[clause]
        let outer = parent(clause)
        // "said the report that Moscow had sold arms was untrue"
        let isContent = inner.relation == .complement && inner.marker >= 0
        guard inner.governingNoun >= 0, outer >= 0, reports(outer) else { return nil }
        let object = Int(analysis.clauses[outer].object)
        // "said two of the missiles fired from Yemen had struck the port"
        if inner.relation == .participial { return belongs(Int(inner.governingNoun), to: object) ? object : nil }
        // "denied a charge that it had let Russia station missiles": whom somebody let do it does it.
        let verb = Int(inner.verb)
        if verb >= 0, inner.object >= 0, grammar.words.let == analysis.verbs[verb].lemma { return nil }
        guard inner.relation == .infinitive || isContent, object == Int(inner.governingNoun) else { return nil }
        return object
    }

    /// Whether a noun is `object`, a member of its chain, or stands in a phrase of it.
    private func belongs(_ noun: Int, to object: Int) -> Bool {
        guard object >= 0 else { return false }
        var member = object
        while member >= 0, member != noun { member = Int(analysis.nouns[member].next) }
        if member == noun { return true }
        let phrase = Int(analysis.nouns[noun].prepositional)
        return phrase >= 0 && Int(analysis.prepositionals[phrase].attachment) == object
    }

    func finiteOfSaid(_ verb: Int, _ subject: Int, after clause: Int) {
        let outer = parent(clause)
        current = outer
        analysis.clauses[outer].object = -1
        let said = open(.complement)
        analysis.clauses[said].subject = Int32(subject)
        analysis.clauses[said].verb = Int32(verb)
        if analysis.clauses[clause].relation == .infinitive { analysis.clauses[clause].governor = Int32(said) }
    }

    /// Puts a main clause, and those joined to it before that share its subject, under who says so: "has sent no troops nor
    /// trained any, the minister said".
    func report(_ said: Int, by inner: Int) {
        analysis.clauses[said].governor = Int32(inner)
        var clause = said
        while clause > base, analysis.clauses[clause].sharesSubject, analysis.clauses[clause].relation == .main {
            clause -= 1
            guard analysis.clauses[clause].subject == analysis.clauses[said].subject else { continue }
            if analysis.clauses[clause].relation == .main, analysis.clauses[clause].governor < 0 {
                analysis.clauses[clause].governor = Int32(inner)
            }
        }
    }

    /// "…, and Tehran denied that …": what is said comes after.
    func hasOwnContent(_ verb: Int, _ subject: Int) -> Bool {
        let before = Int(analysis.nouns[subject].first) - 1
        let after = Int(analysis.verbs[verb].end)
        guard before >= 0, after < analysis.tokens.count else { return false }
        return analysis.tokens[before].part == .coordinator && analysis.tokens[after].part == .that
    }
}
