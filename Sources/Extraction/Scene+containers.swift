import Language
import Rules

/// The second look at a sentence, once all of its groups are resolved.
extension Scene {
    /// Second look at a sentence: containers take the class of what they hold, names what renames them.
    func finish(_ sentence: Int) {
        for noun in analysis.nounsOfSentence[sentence].reversed() {
            let group = analysis.nouns[noun]
            if group.apposition >= 0 { join(noun, Int(group.apposition)) }
        }
        for index in analysis.clausesOfSentence[sentence] { gatherMembers(analysis.clauses[index]) }
        let quantity = rules.known.quantity
        let of = rules.parser.grammar.words.of
        for phrase in analysis.prepositionalsOfSentence[sentence].reversed() {
            let prepositional = analysis.prepositionals[phrase]
            guard prepositional.noun >= 0, prepositional.attachment >= 0 else { continue }
            let outer = Int(prepositional.attachment)
            // "$250m in military aid" is aid.
            let preposition = analysis.tokens[Int(prepositional.preposition)].word
            let isSum = preposition == rules.parser.grammar.words.in && isMoney(outer)
            // "men from Chad", "a company in Chad"
            let isOrigin =
                preposition == rules.parser.grammar.words.from && isActor(fillers[outer].headClass)
                || [rules.parser.grammar.words.in, rules.parser.grammar.words.near].contains(preposition)
                    && isFirm(outer)
            // "debris from a missile" comes down as the missile does.
            let isPiece =
                preposition == rules.parser.grammar.words.from && classes.isKind(fillers[outer].headClass, of: quantity)
            // "a package including shells"
            let isIncluded =
                rules.words.containing.contains(rules.parser.grammar.vocabulary.lemma(preposition))
                && classes.isKind(fillers[outer].headClass, of: quantity)
            // "28 out of 31 drones"
            let isShare =
                isNumber(analysis.nouns[outer])
                && prepositionWord(Int(prepositional.preposition)) == rules.parser.grammar.words.outOf
            guard isSum || preposition == of || isOrigin || isPiece || isIncluded || isShare else { continue }
            let inner = fillers[Int(prepositional.noun)]
            let head = fillers[outer].headClass
            // "a group of special forces" is special forces.
            let isParty = head == rules.known.faction && classes.isKind(inner.headClass, of: forceClass)
            // "the last of three batteries"
            let isOrdinal = analysis.tokens[Int(analysis.nouns[outer].head)].tags.contains(.ordinal)
            let isContainer =
                isSum || isOrdinal && preposition == of || isParty && preposition == of
                || head == 0 && fillers[outer].parties.isEmpty && !analysis.nouns[outer].isDefinite
                || classes.isKind(head, of: quantity) || isNumber(analysis.nouns[outer]) || isOneOf(outer)
            if isContainer, inner.headClass != 0,
                !isActor(inner.headClass) || classes.isKind(inner.headClass, of: forceClass)
            {
                let container = change(outer)
                container.classes = inner.classes
                container.headClass = inner.headClass
                container.systems = inner.systems
                // "12 of 15 missiles": the number is of what follows, not of what was named before.
                container.weapon = -1
                if container.owners.isEmpty { container.owners = inner.owners }
                // "dozens of aircraft and warships"
                let members = chain(Int(prepositional.noun)).filter { $0 < fillers.count && fillers[$0].headClass != 0 }
                container.isWeak = members.allSatisfy { fillers[$0].isWeak }
                // "hundreds of fighters" are men.
                let isCrowd = isNumber(analysis.nouns[outer]) || classes.isKind(head, of: quantity)
                if container.isWeak, isCrowd, members.allSatisfy({ rules.words.combatants.contains(headLemma($0)) }) {
                    becomeTroops(container)
                }
            } else if isNumber(analysis.nouns[outer]), !analysis.nouns[Int(prepositional.noun)].isPronoun {
                // "hundreds of people" are none of what was named before.
                let container = change(outer)
                container.weapon = -1
                if container.headClass == 0 { container.headClass = inner.headClass }
            } else if isActor(head), fillers[outer].parties.isEmpty {
                // "the president of Iran", "troops of the 3rd Guards Army"
                for member in chain(Int(prepositional.noun)) where member < fillers.count {
                    let found = isOrigin ? partiesOrPlace(member) : known(member)
                    let filler = change(outer)
                    filler.parties += found.filter { !filler.parties.contains($0) }
                }
            }
        }
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

    /// "Hezbollah fighters", "4,000 fighters": men, where no aircraft is named beside the word.
    func arm(_ group: NounGroup, _ filler: Filler) {
        let most = 200
        guard filler.isWeak, rules.words.combatants.contains(headLemma(group)),
            isGroup(filler.owners) || isGroup(filler.parties) || (count(group) ?? 0) > most
        else { return }
        becomeTroops(filler)
    }

    func becomeTroops(_ filler: Filler) {
        filler.headClass = rules.known.troops
        filler.classes = [rules.known.troops]
        filler.isWeak = false
    }
}
