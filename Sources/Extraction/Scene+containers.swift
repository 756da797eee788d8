import Language
import Rules

/// What groups take from those they hold, by a preposition, in apposition or by a verb.
extension Scene {
    /// Second look at a sentence: containers take the class of what they hold, names what renames them.
    func finish(_ sentence: Int) {
        for noun in analysis.nounsOfSentence[sentence].reversed() {
            let group = analysis.nouns[noun]
            if group.apposition >= 0 { join(noun, Int(group.apposition)) }
        }
        for index in analysis.clausesOfSentence[sentence] { gatherMembers(analysis.clauses[index]) }
        for phrase in analysis.prepositionalsOfSentence[sentence].reversed() {
            contain(analysis.prepositionals[phrase])
        }
    }

    /// How the noun before a preposition holds the one after it.
    private enum Holding {
        /// "a group of special forces"
        case of
        /// "$250m in military aid" is aid.
        case sum
        /// "men from Chad", "a company in Chad"
        case origin
        /// "militias such as Hezbollah", "groups like Hamas"
        case example
        /// "debris from a missile" comes down as the missile does; "a package including shells"
        case piece
    }

    /// The noun before a preposition takes from the one after it what it is said to hold.
    private func contain(_ phrase: Prepositional) {
        guard phrase.noun >= 0, phrase.attachment >= 0, let holding = holding(phrase) else { return }
        let (outer, held) = (Int(phrase.attachment), Int(phrase.noun))
        let inner = fillers[held]
        // "a battery from Moscow" is no place.
        let isOrigin = holding == .piece && classes.isKind(inner.headClass, of: rules.known.place)
        let isNamed = inner.headClass != 0 && holding != .example && !isOrigin
        let takesClass = isNamed && (!isActor(inner.headClass) || isForce(inner))
        if takesClass, isContainer(outer, of: inner, holding) {
            fill(outer, with: held)
        } else if isNumber(analysis.nouns[outer]), !analysis.nouns[held].isPronoun {
            // "hundreds of people" are none of what was named before.
            let container = change(outer)
            container.weapon = -1
            if container.headClass == 0 { container.headClass = inner.headClass }
        } else if holding == .origin, isOfBody(outer), !partiesOrPlace(held).isEmpty {
            // "NATO troops from Germany" are Germany's.
            let soldiers = change(outer)
            soldiers.parties = partiesOrPlace(held)
            soldiers.owners = soldiers.parties
        } else if isActor(fillers[outer].headClass), fillers[outer].parties.isEmpty {
            // "the president of Iran", "troops of the 3rd Guards Army"
            for member in chain(held) where member < fillers.count {
                let found = holding == .origin ? partiesOrPlace(member) : known(member)
                let filler = change(outer)
                filler.parties += found.filter { !filler.parties.contains($0) }
            }
        }
    }

    /// How a phrase ties what it stands behind to what it names; nil where it does not.
    private func holding(_ phrase: Prepositional) -> Holding? {
        let words = rules.parser.grammar.words
        let outer = Int(phrase.attachment)
        let preposition = analysis.tokens[Int(phrase.preposition)].word
        // "28 out of 31 drones"
        if isNumber(analysis.nouns[outer]), prepositionWord(Int(phrase.preposition)) == words.outOf { return .piece }
        switch preposition {
        case words.of: return .of
        case words.in where isMoney(outer): return .sum
        case words.in, words.near: return isFirm(outer) ? .origin : nil
        case words.such, words.like:
            return isActor(fillers[outer].headClass) && !analysis.nouns[outer].isDefinite ? .example : nil
        case words.from: return isActor(fillers[outer].headClass) ? .origin : isQuantity(outer) ? .piece : nil
        default:
            let isIncluding = rules.words.containing.contains(rules.parser.grammar.vocabulary.lemma(preposition))
            return isIncluding && isQuantity(outer) ? .piece : nil
        }
    }

    /// Whether a group of soldiers belongs to a body of states.
    private func isOfBody(_ noun: Int) -> Bool {
        let parties = fillers[noun].parties
        return isForce(fillers[noun]) && !parties.isEmpty
            && parties.allSatisfy { lexicon.parties[Int($0)].sort == rules.known.body }
    }

    private func isQuantity(_ noun: Int) -> Bool {
        classes.isKind(fillers[noun].headClass, of: rules.known.quantity)
    }

    private func isForce(_ filler: Filler) -> Bool { classes.isKind(filler.headClass, of: forceClass) }

    private func isContainer(_ outer: Int, of inner: Filler, _ holding: Holding) -> Bool {
        let filler = fillers[outer]
        let group = analysis.nouns[outer]
        if holding == .sum || isQuantity(outer) || isNumber(group) || isOneOf(outer) { return true }
        if filler.headClass == 0, filler.parties.isEmpty, !group.isDefinite { return true }
        // "the last of three batteries"; a group of special forces is special forces.
        let isOrdinal = analysis.tokens[Int(group.head)].tags.contains(.ordinal)
        return holding == .of && (isOrdinal || filler.headClass == rules.known.faction && isForce(inner))
    }

    /// Makes a container what it holds: a load of shells is shells.
    private func fill(_ outer: Int, with held: Int) {
        // "hundreds of fighters" are men.
        let isCrowd = isNumber(analysis.nouns[outer]) || isQuantity(outer)
        let inner = fillers[held]
        let container = change(outer)
        container.classes = inner.classes
        container.headClass = inner.headClass
        container.systems = inner.systems
        // "12 of 15 missiles": the number is of what follows, not of what was named before.
        container.weapon = -1
        if container.owners.isEmpty { container.owners = inner.owners }
        // "dozens of aircraft and warships"
        let members = chain(held).filter { $0 < fillers.count && fillers[$0].headClass != 0 }
        container.isWeak = members.allSatisfy { fillers[$0].isWeak }
        if container.isWeak, isCrowd, members.allSatisfy({ rules.words.combatants.contains(headLemma($0)) }) {
            becomeTroops(container)
        }
    }

    /// "An alliance of Iraqi militias denied that it had …": who is gathered is known before anything refers to it.
    func gather(_ noun: Int, _ sentence: Int) {
        guard analysis.nouns[noun].prepositional >= 0 else { return }
        let filler = fillers[noun]
        guard
            isActor(filler.headClass) || filler.headClass == 0 && !filler.parties.isEmpty
        else { return }
        let prepositional = analysis.prepositionals[Int(analysis.nouns[noun].prepositional)]
        let outer = Int(prepositional.attachment)
        guard outer >= 0, outer < noun, !isActor(fillers[outer].headClass), fillers[outer].parties.isEmpty,
            fillers[outer].headClass == 0 || !filler.parties.isEmpty && (isSubject(outer, sentence) || isAgent(outer)),
            analysis.tokens[Int(prepositional.preposition)].word == rules.parser.grammar.words.of, holdsActors(outer)
        else { return }
        let gathering = change(outer)
        // "the owner of a Shenzhen firm"
        gathering.parties = isActor(filler.headClass) ? partiesOrPlace(noun) : filler.parties
        if gathering.headClass == 0 { gathering.headClass = filler.headClass }
        discourse.note(gathering, outer, sentence, isSubject: isSubject(outer, sentence), self)
    }

    /// "The general staff in Kyiv", "lawmakers in Sofia", "the junta in Myanmar": whose authority it is, by its seat.
    func seat(_ noun: Int, _ sentence: Int) {
        guard analysis.nouns[noun].prepositional >= 0 else { return }
        let prepositional = analysis.prepositionals[Int(analysis.nouns[noun].prepositional)]
        let outer = Int(prepositional.attachment)
        guard outer >= 0, outer < noun, fillers[outer].owners.isEmpty,
            fillers[outer].parties.isEmpty || fillers[outer].isReference,
            analysis.tokens[Int(prepositional.preposition)].word == rules.parser.grammar.words.in
        else { return }
        func isKind(_ known: ClassID) -> Bool { classes.isKind(fillers[outer].headClass, of: known) }
        // Officials and soldiers are abroad, too; in a capital they are at home.
        let isCapital = fillers[noun].place >= 0 && !fillers[noun].parties.isEmpty
        let seat = partiesOrPlace(noun)
        guard
            isKind(rules.known.government)
                || isCapital && (isKind(rules.known.official) || isKind(rules.known.military)),
            !seat.isEmpty
        else { return }
        let authority = change(outer)
        authority.parties = seat
        authority.isReference = false
        discourse.note(authority, outer, sentence, isSubject: isSubject(outer, sentence), self)
    }

    /// Whether a group stands after "by".
    private func isAgent(_ noun: Int) -> Bool {
        let phrase = Int(analysis.nouns[noun].prepositional)
        guard phrase >= 0 else { return false }
        let preposition = analysis.prepositionals[phrase].preposition
        return analysis.tokens[Int(preposition)].word == rules.parser.grammar.words.by
    }

    /// "a consortium comprising Hanwha and another firm" is its members.
    private func gatherMembers(_ clause: Clause) {
        guard clause.relation == .participial, clause.governingNoun >= 0, clause.object >= 0, clause.verb >= 0,
            rules.words.containing.contains(analysis.verbs[Int(clause.verb)].lemma),
            isActor(fillers[Int(clause.governingNoun)].headClass), fillers[Int(clause.governingNoun)].parties.isEmpty
        else { return }
        for member in chain(Int(clause.object)) where member < fillers.count {
            let whole = change(Int(clause.governingNoun))
            whole.parties += known(member).filter { !whole.parties.contains($0) }
        }
    }

    private func join(_ noun: Int, _ other: Int) {
        guard other < fillers.count else { return }
        let renamed = fillers[other]
        if fillers[noun].parties.isEmpty, !renamed.parties.isEmpty,
            fillers[noun].headClass == 0 || isActor(fillers[noun].headClass)
        {
            change(noun).parties = renamed.parties
        }
        if fillers[noun].classes.isEmpty, !renamed.classes.isEmpty, !isActor(renamed.headClass) {
            let filler = change(noun)
            filler.classes = renamed.classes
            filler.headClass = renamed.headClass
        }
        if !renamed.systems.isEmpty { change(noun).systems += renamed.systems }
    }

    /// Whether a group acts and is no part of a state: a company, a bank.
    func isFirm(_ noun: Int) -> Bool {
        let head = fillers[noun].headClass
        let known = rules.known
        guard isActor(head), head != known.actor else { return false }
        let others = [
            known.body, known.expert, known.faction, known.force, known.government, known.group, known.media,
            known.military, known.official, known.person, known.state,
        ]
        return !others.contains { classes.isKind(head, of: $0) }
    }

    /// "Hezbollah fighters", "4,000 fighters", "Hezbollah sent fighters": men, where no aircraft is named beside the word.
    func arm(_ group: NounGroup, _ filler: Filler) {
        let most = 200
        commission(group, filler)
        guard filler.isWeak, rules.words.combatants.contains(headLemma(group)),
            isGroup(filler.owners) || isGroup(filler.parties) || (count(group) ?? 0) > most || isOfGroup(group)
        else { return }
        becomeTroops(filler)
    }

    /// "Russian navy ships", "air force jets": what an armed service has is armed.
    private func commission(_ group: NounGroup, _ filler: Filler) {
        let isVessel = filler.headClass == rules.known.vessel
        guard isVessel || filler.isWeak && classes.isKind(filler.headClass, of: rules.known.aircraft) else { return }
        let number = analysis.matchAt[Int(group.head)]
        let first = number >= 0 ? Int(analysis.matches[Int(number)].first) : Int(group.head)
        let isOfService =
            first > Int(group.first) && rules.words.services.contains(analysis.tokens[first - 1].word)
        guard isOfService else { return }
        filler.isWeak = false
        guard isVessel else { return }
        filler.headClass = rules.known.warship
        filler.classes = [rules.known.warship]
    }

    /// Whether an armed group is the subject of the clause that a group is the object of.
    private func isOfGroup(_ group: NounGroup) -> Bool {
        analysis.clausesOfSentence[analysis.sentence(ofToken: Int(group.first))].contains { index in
            let clause = analysis.clauses[index]
            guard clause.object >= 0, analysis.nouns[Int(clause.object)].first == group.first,
                clause.subject >= 0, Int(clause.subject) < fillers.count
            else { return false }
            return isGroup(fillers[Int(clause.subject)].parties)
        }
    }

    func becomeTroops(_ filler: Filler) {
        filler.headClass = rules.known.troops
        filler.classes = [rules.known.troops]
        filler.isWeak = false
    }
}
