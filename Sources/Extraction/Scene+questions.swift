import Domain
import Language
import Rules

/// What the readers of roles, times and attitudes ask about an article.
extension Scene {
    /// The groups coordinated with `noun`, itself first.
    func chain(_ noun: Int) -> Chain { Chain(analysis.nouns, from: noun) }

    /// All classes that a filler counts as, those they are kinds of included.
    func kinds(of filler: Filler) -> ClassSet {
        var found = classes.lineage(filler.headClass)
        for party in filler.parties { found.formUnion(classes.lineage(lexicon.parties[Int(party)].sort)) }
        if filler.place >= 0 { found.formUnion(classes.lineage(rules.known.place)) }
        // "Jens Stoltenberg joins a choir": a head of an alliance is not the alliance.
        if filler.isHuman, filler.headClass == 0 { found.formUnion(classes.lineage(rules.known.person)) }
        // "missile detection system": what stands before an unknown head does not make it a missile; a name does.
        let isNamed = filler.headClass == 0 && !filler.systems.isEmpty
        // "nuclear weapon technology", "a missile deal" are no weapons.
        let isOpaque =
            isActor(filler.headClass) || classes.isKind(filler.headClass, of: rules.known.technology)
            || classes.isKind(filler.headClass, of: rules.known.agreement)
        if filler.isModifier || isNamed || filler.headClass != 0 && !isOpaque {
            for number in filler.classes { found.formUnion(classes.lineage(number)) }
        }
        return found
    }

    /// The word a preposition counts as; that of the whole phrase for a phrase ("on the verge of").
    func prepositionWord(_ token: Int) -> WordID {
        let number = analysis.matchAt[token]
        if number >= 0 {
            let match = analysis.matches[Int(number)]
            let phrase = rules.parser.grammar.phrases.phrases[Int(match.phrase)]
            // In "its appeal for help" the phrase of a verb counts for nothing.
            let isLoose = Int(match.first) < token && !phrase.tags.isDisjoint(with: .anyVerb)
            if phrase.lemma != 0, !isLoose {
                // "east of the camp" is near it, whatever the rules ask for.
                return rules.words.compass.contains(phrase.lemma) ? rules.parser.grammar.words.near : phrase.lemma
            }
        }
        return analysis.tokens[token].word
    }

    /// The lemma a noun group's head counts as; that of the whole phrase for a phrase ("test firing").
    func headLemma(_ noun: Int) -> WordID {
        headLemmas[noun]
    }

    /// The same for a group that is not resolved yet.
    func headLemma(_ group: NounGroup) -> WordID {
        let head = Int(group.head)
        let number = analysis.matchAt[head]
        if number >= 0 {
            let match = analysis.matches[Int(number)]
            let phrase = rules.parser.grammar.phrases.phrases[Int(match.phrase)]
            // "its appeal for help": a phrase that runs on behind the group is none.
            if phrase.lemma != 0, match.end - match.first > 1, match.end <= group.end { return phrase.lemma }
        }
        // "firing" names an act of its own, whatever verb it is a form of.
        let word = analysis.tokens[head].word
        if rules.namesAct(word) || !rules.effects(ofNoun: word).isEmpty { return word }
        return rules.parser.grammar.vocabulary.lemma(word)
    }

    /// The parties a group stands for or lies in: its own, else those of the places after it ("the dam of X in Y").
    func partiesOrLocation(_ noun: Int) -> [PartyID] {
        let own = partiesOrPlace(noun)
        let target = rules.known.target
        // A base or an embassy stands on the soil of another: both are struck.
        let isBuilding =
            classes.isKind(fillers[noun].headClass, of: target) || rules.words.outposts.contains(headLemma(noun))
        let isOutpost = !own.isEmpty && isBuilding && fillers[noun].place < 0
        // A warship off a coast is whose it is.
        if !own.isEmpty, classes.isKind(fillers[noun].headClass, of: rules.known.warship) { return own }
        // Who is struck is the state he is in, not the one he comes from; a group is struck where it is.
        let isElsewhere = fillers[noun].parties.isEmpty && fillers[noun].place < 0 || isGroup(own)
        // "its frontier with Iraq" is at Iraq.
        let isBorder = rules.words.borders.contains(headLemma(noun))
        if !own.isEmpty, !isOutpost, !isElsewhere, !isBorder { return own }
        let sentence = analysis.sentence(ofToken: Int(analysis.nouns[noun].first))
        var end = analysis.nouns[noun].end
        for phrase in analysis.prepositionalsOfSentence[sentence] {
            let prepositional = analysis.prepositionals[phrase]
            guard prepositional.noun >= 0, prepositional.preposition >= end else { continue }
            // "on Ukraine's borders, with the United States estimating …" is at no border with them.
            let isBeyond =
                isBorder && prepositional.preposition == end
                && prepositionWord(Int(prepositional.preposition)) == rules.parser.grammar.words.with
            guard prepositional.preposition <= end + 1, locates(prepositional) || isBeyond else { break }
            if isAtSea(noun, prepositional) { break }
            // "crossed the border from Lebanon" is not at Lebanon.
            let isFrom = prepositionWord(Int(prepositional.preposition)) == rules.parser.grammar.words.from
            if isBorder, isFrom { break }
            // "at bases in Iraq, Syria and Jordan"
            var found: [PartyID] = []
            for member in chain(Int(prepositional.noun)) {
                for party in partiesOrPlace(member) where !found.contains(party) { found.append(party) }
                end = max(end, analysis.nouns[member].end)
            }
            if !found.isEmpty, isBeyond || isGroup(own) || isElsewhere && !isOutpost { return found }
            // "the embassy of the United States in Athens": whose it is is no place yet.
            if !found.isEmpty, !found.isSubset(of: own) { return own + found.filter { !own.contains($0) } }
        }
        let renamed = Int(analysis.nouns[noun].apposition)
        // "off the east coast - South Korea's army": who tells of it is no other name of it.
        return own.isEmpty && renamed >= 0 && !isActor(fillers[renamed].headClass) ? partiesOrPlace(renamed) : own
    }

    func isGroup(_ parties: [PartyID]) -> Bool {
        let group = rules.known.group
        return !parties.isEmpty && parties.allSatisfy { lexicon.parties[Int($0)].sort == group }
    }

    /// Whether a group tells a length, a weight or a price: "was struck 40 miles off the coast".
    func isMeasure(_ noun: Int) -> Bool {
        guard noun >= 0 else { return false }
        let group = analysis.nouns[noun]
        return quantities(analysis.sentence(ofToken: Int(group.first))).contains {
            $0.unit != .count && $0.tokens.contains(Int(group.head))
        }
    }

    /// "a tanker off Oman": a ship near a coast is on nobody's soil.
    private func isAtSea(_ noun: Int, _ prepositional: Prepositional) -> Bool {
        let words = rules.parser.grammar.words
        let word = prepositionWord(Int(prepositional.preposition))
        let head = fillers[noun].headClass
        return (word == words.off || word == words.near)
            && (classes.isKind(head, of: rules.known.vessel) || classes.isKind(head, of: rules.known.warship))
    }

    func locates(_ prepositional: Prepositional) -> Bool {
        rules.words.locating.contains(prepositionWord(Int(prepositional.preposition)))
    }

    /// The parties a group stands for: those it denotes, else those that own it, else the state of its place.
    func partiesOrPlace(_ noun: Int) -> [PartyID] {
        let filler = fillers[noun]
        if !filler.parties.isEmpty { return filler.parties }
        if !filler.owners.isEmpty { return filler.owners }
        if filler.place >= 0 {
            let country = lexicon.places[Int(filler.place)].country
            if country >= 0 { return [country] }
        }
        return []
    }

    /// Whether a clause tells what is always so: "28,500 troops are stationed there" among sentences in the past tense.
    func isHabit(_ clause: Int) -> Bool {
        let verb = analysis.verbs[Int(analysis.clauses[clause].verb)]
        let isPlain = verb.form == .finite && verb.tense == .present && !verb.isProgressive && !verb.isPerfect
        let sentence = Int(analysis.clauses[clause].sentence)
        return isPlain && !analysis.sentences[sentence].isHeadline && !isHead(sentence) && isToldInPast
    }

    /// Whether more of the first main verbs of the body are in the past tense than in the present.
    func tellsInPast() -> Bool {
        var past = 0
        var present = 0
        for clause in analysis.clauses.prefix(60) where clause.verb >= 0 && clause.relation == .main {
            let verb = analysis.verbs[Int(clause.verb)]
            guard verb.form == .finite, !analysis.sentences[Int(clause.sentence)].isHeadline else { continue }
            if verb.tense == .past { past += 1 } else if verb.tense == .present { present += 1 }
        }
        return past > 2 && past > 2 * present
    }

    /// What stands before "and" and describes the same noun as what follows: "missile" in "missile and drone attacks".
    func modifierBefore(_ noun: Int) -> Int? {
        let first = noun - 1
        guard first >= 0, Int(analysis.nouns[first].next) == noun, isWeapon(first) else { return nil }
        // "the rocket and its cargo" are two things.
        guard [.noun, .name].contains(analysis.tokens[Int(analysis.nouns[noun].first)].part) else { return nil }
        let head = analysis.tokens[Int(analysis.nouns[first].head)]
        return head.tags.contains(.noun) && !head.tags.contains(.plural) ? first : nil
    }

    /// The group that "of" joins to a noun.
    func ofGroup(_ noun: Int) -> Int? {
        let sentence = analysis.sentence(ofToken: Int(analysis.nouns[noun].first))
        for number in analysis.prepositionalsOfSentence[sentence] {
            let phrase = analysis.prepositionals[number]
            if Int(phrase.attachment) == noun, phrase.noun >= 0,
                analysis.tokens[Int(phrase.preposition)].word == rules.parser.grammar.words.of
            {
                return Int(phrase.noun)
            }
        }
        return nil
    }

    /// The clause whose subject helps to do what a clause tells: "China is helping Pakistan build reactors".
    func helping(_ clause: Int) -> Int? {
        let inner = analysis.clauses[clause]
        guard inner.governor >= 0, inner.relation == .complement || inner.relation == .infinitive else { return nil }
        return helps(Int(inner.governor)) ? Int(inner.governor) : nil
    }

    /// Whether the subject of a clause helps.
    func helps(_ clause: Int) -> Bool {
        let outer = analysis.clauses[clause]
        guard outer.verb >= 0, outer.subject >= 0 else { return false }
        let verb = analysis.verbs[Int(outer.verb)]
        return !verb.isPassive && rules.effects(ofVerb: verb.lemma).contains(.help)
    }

    /// Whether a group may gather those that its "of" names: not an act, a plan or a relation.
    func holdsActors(_ noun: Int) -> Bool {
        let lemma = headLemma(noun)
        return !rules.namesAct(lemma) && !tellsContent(noun) && !rules.words.relations.contains(lemma)
    }

    /// Whether a sentence is the title or the first of the text.
    func isHead(_ sentence: Int) -> Bool {
        analysis.sentences[sentence].isTitle || sentence < 2
    }

    /// Whether a sentence belongs to the title or to the first sentences of the text.
    func isLead(_ sentence: Int) -> Bool {
        sentence < 9 || analysis.sentences[sentence].isTitle
    }

    /// Whether a group names a party, a place or somebody who acts.
    func isSomebody(_ noun: Int) -> Bool {
        let filler = fillers[noun]
        return !filler.parties.isEmpty || filler.place >= 0 || isActor(filler.headClass)
    }

    /// Whether a group's head is a noun that holds a statement or a plan ("report", "decision").
    func tellsContent(_ noun: Int) -> Bool {
        rules.parser.grammar.contentNouns.contains(headLemma(noun))
    }

    /// "neither confirmed nor denied", "neither denied nor confirmed": no denial.
    func isNeither(_ verb: VerbGroup) -> Bool {
        let before = Int(verb.first) - 1
        let words = rules.parser.grammar.words
        return before >= 0 && [words.nor, words.neither].contains(analysis.tokens[before].word)
    }

    /// Whether a group only counts or holds what its "of" names: "a wave of attacks", "dozens of missiles".
    func isContainer(_ noun: Int) -> Bool {
        let quantity = rules.known.quantity
        let group = analysis.nouns[noun]
        if isNumber(group) { return true }
        let number = analysis.matchAt[Int(group.head)]
        guard number >= 0 else { return false }
        return lexicon.senses(of: analysis.matches[Int(number)].phrase).contains {
            lexicon.senses[$0].category == .term && classes.isKind(lexicon.senses[$0].index, of: quantity)
        }
    }

    /// Whether a group is a sum of money.
    func isMoney(_ noun: Int) -> Bool {
        let group = analysis.nouns[noun]
        // The sign may stand before the group: "the sale of $1.2 billion".
        let first = max(0, Int(group.first) - 1)
        return (first..<Int(group.end)).contains { analysis.tokens[$0].kind == .currency }
    }

    /// The parties a group denotes, else those that own it.
    func known(_ noun: Int) -> [PartyID] {
        fillers[noun].parties.isEmpty ? fillers[noun].owners : fillers[noun].parties
    }

    /// Whether each of some parties is at war with each of others on the day of publication.
    func areAtWar(_ some: [PartyID], _ others: [PartyID]) -> Bool {
        let day = publication.map { Int32($0.dayNumber) }
        return !some.isEmpty && !others.isEmpty
            && some.allSatisfy { one in others.allSatisfy { lexicon.areAtWar(one, $0, on: day) } }
    }

    /// "the first of three satellites": one of what follows.
    func isOneOf(_ noun: Int) -> Bool {
        fillers[noun].headClass == 0 && fillers[noun].parties.isEmpty
            && analysis.tokens[Int(analysis.nouns[noun].head)].tags.contains(.ordinal)
    }

    func isNumber(_ group: NounGroup) -> Bool {
        analysis.tokens[Int(group.head)].part == .numeral
    }
}
