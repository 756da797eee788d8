import Language
import Rules

/// Which noun groups fill which roles of one predicate.
struct Roles {
    private var groups: [(role: Role, noun: Int)] = []

    /// Gives a role to a group and those coordinated with it.
    mutating func add(_ role: Role, _ noun: Int) {
        guard noun >= 0, !groups.contains(where: { $0.role == role && $0.noun == noun }) else { return }
        if groups.isEmpty { groups.reserveCapacity(4) }
        groups.append((role, noun))
    }

    /// Gives a role to a group in place of all that have it.
    mutating func replace(_ role: Role, with noun: Int) {
        groups.removeAll { $0.role == role }
        add(role, noun)
    }

    /// The groups that fill `role`, in the order they were found.
    func nouns(_ role: Role) -> some BidirectionalCollection<Int> {
        groups.lazy.filter { $0.role == role }.map { $0.noun }
    }

    /// Whether anything fills `role`.
    func has(_ role: Role) -> Bool {
        groups.contains { $0.role == role }
    }

    /// All roles and what fills them, for the explanation.
    var all: [(role: Role, noun: Int)] { groups }
}

/// Reads the roles of a predicate off the clause or the noun group it stands in.
struct RoleReader {
    let scene: Scene

    var analysis: Analysis { scene.analysis }

    /// The roles around the verb of a clause.
    func roles(_ predicate: Predicate, clause index: Int) -> Roles {
        let clause = analysis.clauses[index]
        let verb = analysis.verbs[Int(clause.verb)]
        var roles = arguments(of: index, predicate)
        for phrase in analysis.prepositionalsOfSentence[Int(clause.sentence)] {
            let prepositional = analysis.prepositionals[phrase]
            guard isArgument(prepositional),
                belongs(prepositional, to: index) || isSide(prepositional, of: clause, predicate)
            else { continue }
            add(prepositional, predicate, &roles, clause, isPassive: verb.isPassive)
        }
        // "Rockets fired at base": a headline leaves "were" out.
        if isShot(clause, predicate), roles.has(.goal) { roles.add(.theme, Int(clause.subject)) }
        content(of: index, predicate, &roles)
        if predicate.object == .event { goals(ofThemesIn: index, predicate, &roles) }
        if predicate.hasBounds { bounds(of: index, predicate, &roles) }
        withTheme(clause, verb, predicate, &roles)
        usedTheme(index, predicate, &roles)
        actsWith(index, predicate, &roles)
        permitter(clause, predicate, &roles)
        if !roles.has(.source), !roles.has(.agent) { school(of: index, predicate, &roles) }
        if roles.has(.goal), predicate.subject == .agent { return roles }
        if !roles.has(.goal), predicate.prepositions.contains(where: { $0.role == .goal }) {
            means(of: index, &roles)
            purpose(of: index, predicate, &roles)
            outerReceivers(of: index, predicate, &roles)
            if !roles.has(.goal) { requester(index, predicate, &roles) }
        }
        if !roles.has(.goal) { outerGoal(clause, &roles) }
        partner(clause, predicate, &roles)
        return roles
    }

    /// The roles of the subject and the objects of a clause.
    @inline(__always)
    private func arguments(of index: Int, _ predicate: Predicate) -> Roles {
        var roles = Roles()
        let clause = analysis.clauses[index]
        if analysis.verbs[Int(clause.verb)].isPassive {
            // With an object left, the subject is who was given it: "Ukraine was given missiles".
            let subject = clause.object >= 0 && predicate.indirect != nil ? predicate.indirect : predicate.object
            if let subject { roles.add(subject, Int(clause.subject)) }
            if let object = predicate.object, !scene.isMeasure(Int(clause.object)) {
                roles.add(object, Int(clause.object))
            }
        } else {
            if let helped = predicate.helped, let by = scene.helping(index) {
                // "helped Moscow evade sanctions": it is done for who is helped.
                roles.add(isOwnMeans(of: by, clause.subject) ? .agent : helped, Int(clause.subject))
            } else if let subject = predicate.subject {
                let noun = subject == .agent ? author(clause) : clause.subject
                roles.add(doer(subject, predicate, noun), Int(noun))
            }
            if let object = predicate.object, !isForInfinitive(index, predicate) {
                roles.add(object, Int(clause.object))
            }
            if let indirect = predicate.indirect { roles.add(indirect, Int(clause.indirectObject)) }
        }
        if let helper = predicate.helper, let by = scene.helping(index) {
            roles.add(helper, Int(author(analysis.clauses[by])))
        }
        if clause.relation == .participial, clause.sharesSubject, predicate.subject == .theme, clause.governor >= 0 {
            // "fired three rockets, landing in …": what lands is what was fired.
            let object = Int(analysis.clauses[Int(clause.governor)].object)
            if object >= 0, scene.isWeapon(object) { roles.replace(.theme, with: object) }
        }
        return roles
    }

    /// "accepts that the North is a nuclear power": what somebody is said to be in the clause after "that".
    private func content(of index: Int, _ predicate: Predicate, _ roles: inout Roles) {
        let that = scene.rules.parser.grammar.words.that
        guard let role = predicate.prepositions.first(where: { $0.word == that })?.role else { return }
        for number in analysis.clausesOfSentence[Int(analysis.clauses[index].sentence)] {
            let inner = analysis.clauses[number]
            guard Int(inner.governor) == index, inner.relation == .complement, inner.verb >= 0, inner.object >= 0,
                analysis.verbs[Int(inner.verb)].lemma == scene.rules.parser.grammar.words.be,
                !analysis.verbs[Int(inner.verb)].isNegated
            else { continue }
            roles.add(role, Int(inner.object))
        }
    }

    /// "asked for them to be taken away", "the rocket with which it wanted to reach orbit": what is asked for is told by
    /// the infinitive, and the object belongs to that.
    private func isForInfinitive(_ index: Int, _ predicate: Predicate) -> Bool {
        let clause = analysis.clauses[index]
        guard predicate.subject == .goal, clause.object >= 0 else { return false }
        return analysis.clausesOfSentence[Int(clause.sentence)].contains { number in
            let inner = analysis.clauses[number]
            guard Int(inner.governor) == index, inner.relation == .infinitive, inner.verb >= 0 else { return false }
            let isOfObject = inner.governingNoun == clause.object && analysis.verbs[Int(inner.verb)].isPassive
            return isOfObject || clause.relation == .relative && clause.governingNoun == clause.object
        }
    }

    /// "brought down the jet by firing two missiles": what the means was used on is what was aimed at.
    private func outerGoal(_ clause: Clause, _ roles: inout Roles) {
        guard clause.relation == .gerund, clause.marker >= 0, clause.governor >= 0,
            analysis.tokens[Int(clause.marker)].word == scene.rules.parser.grammar.words.by
        else { return }
        roles.add(.goal, Int(analysis.clauses[Int(clause.governor)].object))
    }

    /// "was shot down by a rocket": a weapon in the place of who acts is what he acted with.
    private func doer(_ role: Role, _ predicate: Predicate, _ noun: Int32) -> Role {
        guard role == .agent, noun >= 0, predicate.object == .goal,
            predicate.prepositions.contains(where: { $0.role == .theme })
        else { return role }
        let head = scene.fillers[Int(noun)].headClass
        return scene.classes.isKind(head, of: scene.rules.known.projectile) ? .theme : role
    }

    /// "supply Cameroon with weapons": where "with" names the theme, the object is who gets it.
    private func withTheme(_ clause: Clause, _ verb: VerbGroup, _ predicate: Predicate, _ roles: inout Roles) {
        let given = verb.isPassive ? clause.subject : clause.object
        guard given >= 0, predicate.object == .theme, roles.nouns(.theme).count > 1,
            predicate.prepositions.contains(where: { $0.role == .theme })
        else { return }
        let filler = scene.fillers[Int(given)]
        if !filler.parties.isEmpty || filler.place >= 0 { roles.add(.goal, Int(given)) }
        // "by providing them with equipment": who gets it is no weapon named before.
        if analysis.nouns[Int(given)].isPronoun, !filler.parties.isEmpty,
            let thing = roles.nouns(.theme).last(where: { $0 != Int(given) })
        {
            roles.replace(.theme, with: thing)
        }
    }

    /// "… following a rocket attack on a village": what follows a noun that names an act belongs to that act.
    private func belongsToAct(_ prepositional: Prepositional, _ index: Int) -> Bool {
        let word = scene.prepositionWord(Int(prepositional.preposition))
        var noun = Int(prepositional.attachment)
        var steps = 0
        while noun >= 0, steps < 3 {
            if noun == Int(analysis.clauses[index].object) || noun == Int(analysis.clauses[index].subject) {
                return false
            }
            if takesGoal(noun, word) { return true }
            let outer = Int(analysis.nouns[noun].prepositional)
            noun = outer >= 0 ? Int(analysis.prepositionals[outer].attachment) : -1
            steps += 1
        }
        return false
    }

    func takesGoal(_ noun: Int, _ word: WordID) -> Bool {
        scene.rules.noun(scene.headLemma(noun)).contains { predicate in
            predicate.prepositions.contains { $0.word == word && $0.role == .goal }
        }
    }

    /// "militants in Gaza fire …": what stands between subject and verb says more of the subject; only "from" says
    /// where the act began.
    private func belongsToSubject(_ prepositional: Prepositional, of index: Int) -> Bool {
        let verb = analysis.verbs[Int(analysis.clauses[index].verb)]
        guard prepositional.preposition < verb.first, prepositional.attachment >= 0 else { return false }
        let words = scene.rules.parser.grammar.words
        let word = analysis.tokens[Int(prepositional.preposition)].word
        // "Military aid for Kyiv was announced": for whom the thing is, is for whom it was done.
        if verb.isPassive, word == words.for { return false }
        return prepositional.attachment == analysis.clauses[index].subject && word != words.from
    }

    /// Whether a phrase stands in a clause, or in a participle that describes its object: "sends soldiers equipped
    /// with rifles to Mali".
    private func belongs(_ prepositional: Prepositional, to index: Int) -> Bool {
        let clause = Int(prepositional.clause)
        if clause == index { return !belongsToSubject(prepositional, of: index) && !belongsToAct(prepositional, index) }
        guard clause >= 0, analysis.clauses[clause].relation == .participial else { return false }
        // "a missile fired by them was brought down": who fired it did not bring it down.
        let word = analysis.tokens[Int(prepositional.preposition)].word
        if word == scene.rules.parser.grammar.words.by || belongsToAct(prepositional, clause) { return false }
        return Int(analysis.clauses[clause].governor) == index && analysis.clauses[clause].governingNoun >= 0
    }

    /// Whether a phrase names somebody or something; a time fills no role.
    func isArgument(_ prepositional: Prepositional) -> Bool {
        prepositional.noun >= 0 && !analysis.nouns[Int(prepositional.noun)].isTime
    }

    private func add(
        _ prepositional: Prepositional,
        _ predicate: Predicate,
        _ roles: inout Roles,
        _ clause: Clause,
        isPassive: Bool
    ) {
        let word = scene.prepositionWord(Int(prepositional.preposition))
        let isBy = word == scene.rules.parser.grammar.words.by
        let listed = predicate.prepositions.first(where: { $0.word == word })?.role
        guard let role = listed ?? (isBy && isPassive ? predicate.subject : nil) else { return }
        // "became a member of NATO after the invasion of Ukraine": "of" belongs to the noun before it.
        if word == scene.rules.parser.grammar.words.of, prepositional.attachment >= 0, clause.object >= 0,
            prepositional.attachment != clause.object
        {
            return
        }
        // "by" names the agent of a passive only; "fired by" and not "fired missiles by the hundred".
        if isBy, !isPassive { return }
        if isOfElse(prepositional, role, roles) { return }
        // "were fired at the town, according to an announcement from the army": whose the words are.
        if role == .source, prepositional.attachment >= 0, isAttributed(Int(prepositional.attachment)) { return }
        guard role == .goal else {
            return roles.add(isBy ? doer(role, predicate, prepositional.noun) : role, Int(prepositional.noun))
        }
        if isNoGoal(prepositional, word, predicate, roles) { return }
        // "attacked the port near the border": what is hit is told already.
        let isNear = word == scene.rules.parser.grammar.words.near
        if isNear, predicate.object == .goal, clause.object >= 0 || isPassive { return }
        // "missiles for use in Ukraine": "for" names who gets a thing only where it names somebody.
        if word == scene.rules.parser.grammar.words.for, !scene.isSomebody(Int(prepositional.noun)) {
            if serves(predicate), let user = user(prepositional) { roles.add(.goal, user) }
            return
        }
        // "Ships from China took coal": where who takes comes from is not whom he takes from.
        let isFrom = word == scene.rules.parser.grammar.words.from
        if isFrom, prepositional.attachment == clause.subject, prepositional.attachment >= 0 { return }
        if isOfSource(prepositional) || roles.has(.goal) && isOfGesture(prepositional) { return }
        roles.add(.goal, Int(prepositional.noun))
    }

    /// Whether a phrase that could name where an act goes names something else.
    private func isNoGoal(
        _ prepositional: Prepositional,
        _ word: WordID,
        _ predicate: Predicate,
        _ roles: Roles
    ) -> Bool {
        if word == scene.rules.parser.grammar.words.against,
            isOfPhrase(prepositional, predicate) || isAct(prepositional)
        {
            return true
        }
        // "at Copenhagen's invitation" is at nobody; "…, on Yemen's coast" says more of the place before it.
        let isRequest = scene.rules.words.requests.contains(scene.headLemma(Int(prepositional.noun)))
        if isRequest || scene.tellsContent(Int(prepositional.noun)) { return true }
        let before = Int(prepositional.preposition) - 1
        return before >= 0 && analysis.tokens[before].kind == .comma && (roles.has(.source) || roles.has(.goal))
    }

    /// "to guard against a North Korean attack": an act is not where one goes.
    private func isAct(_ prepositional: Prepositional) -> Bool {
        takesGoal(Int(prepositional.noun), scene.prepositionWord(Int(prepositional.preposition)))
    }

    /// "in a show of force against Israel": "against" belongs to the noun of a phrase that fills no role.
    private func isOfPhrase(_ prepositional: Prepositional, _ predicate: Predicate) -> Bool {
        let noun = Int(prepositional.attachment)
        guard noun >= 0, analysis.nouns[noun].prepositional >= 0 else { return false }
        let outer = analysis.prepositionals[Int(analysis.nouns[noun].prepositional)]
        let word = scene.prepositionWord(Int(outer.preposition))
        return predicate.prepositions.first { $0.word == word }?.role != .source
    }

    /// "a test of missiles deployed at units of the army": whether what follows belongs to a participle.
    private func isVerb(between end: Int32, _ preposition: Int32) -> Bool {
        preposition > end && analysis.tokens[Int(end)].part == .verb
    }

    /// The roles around a noun that names an act.
    func roles(_ predicate: Predicate, noun: Int) -> Roles {
        var roles = Roles()
        let group = analysis.nouns[noun]
        if let owner = predicate.owner, group.possessor >= 0 { roles.add(owner, Int(group.possessor)) }
        let sentence = analysis.sentence(ofToken: Int(group.first))
        var end = afterTime(group.end)
        for phrase in analysis.prepositionalsOfSentence[sentence] {
            let prepositional = analysis.prepositionals[phrase]
            guard isArgument(prepositional), prepositional.preposition >= group.end else { continue }
            // Only an unbroken chain of phrases belongs to the noun.
            guard prepositional.preposition <= end + 1 else { break }
            if end > group.end, isVerb(between: end, prepositional.preposition) { break }
            let last = scene.chain(Int(prepositional.noun)).last ?? Int(prepositional.noun)
            end = max(end, afterTime(analysis.nouns[last].end))
            let word = scene.prepositionWord(Int(prepositional.preposition))
            // "of" belongs to the word before it and to no other.
            if word == scene.rules.parser.grammar.words.of, Int(prepositional.attachment) != noun { continue }
            if let role = predicate.prepositions.first(where: { $0.word == word })?.role {
                let isVague = role == .goal && word == scene.rules.parser.grammar.words.for
                if isVague, !scene.isSomebody(Int(prepositional.noun)) { continue }
                roles.add(role, Int(prepositional.noun))
            }
        }
        if !roles.has(.goal), predicate.prepositions.contains(where: { $0.role == .goal }) {
            // "the use of missiles to strike targets inside Russia"
            for clause in analysis.clausesOfSentence[sentence]
            where analysis.clauses[clause].relation == .infinitive
                && (Int(analysis.clauses[clause].subject) == noun
                    || Int(analysis.clauses[clause].governingNoun) == noun
                    || analysis.verbs[Int(analysis.clauses[clause].verb)].first == end)
            {
                goals(ofPurpose: clause, &roles)
            }
        }
        return roles
    }
}
