import Domain
import Language
import Rules

/// Who denies an act without naming it in full: "Minsk rejected the claims", "Iran called the report baseless",
/// "the ministry denied striking the town", "we are not involved".
struct Denials {
    /// A denial: who denies, and where.
    struct Denial {
        /// Who denies; empty for an official of no party named there, who speaks for whoever is accused.
        var parties: [PartyID]
        var sentence: Int
        /// The token of the verb.
        var token: Int
        /// The lemma of the act that is denied; 0 where it is told by "the claim" or "it".
        var act: WordID = 0
        /// Whether who denies it may be on the other side of it: "denied that foreign troops had arrived", "denied receiving".
        var isOfOthers = false
        /// Whether it names what it denies as a claim ("the report"): then others than the accused may deny it, too.
        var isOfClaim = false
        /// Whether it tells of an act that its own doer says he did not do: it answers only what others claim.
        var isOwnAct = false
    }

    /// So many sentences after an act it may still be denied by "the claim".
    private static let reach = 4

    let scene: Scene
    private var denials: [Denial] = []

    /// The denials that may concern one of `groups`.
    init(scene: Scene, of groups: [[Mention]]) {
        self.scene = scene
        let near = sentences(of: groups)
        for index in near.lazy.flatMap({ scene.analysis.clausesOfSentence[$0] }) where mayDeny(index) {
            if let denial = denial(index) { denials.append(denial) }
        }
        denials += near.compactMap(quoted)
    }

    /// The sentences in which an event of `groups` can be denied, in order.
    private func sentences(of groups: [[Mention]]) -> [Int] {
        var isNear = [Bool](repeating: false, count: groups.isEmpty ? 0 : analysis.sentences.count)
        for mention in groups.joined() where mention.attitude.status != .background {
            let last = min(mention.sentence + Denials.reach, isNear.count - 1)
            for sentence in mention.sentence...last { isNear[sentence] = true }
        }
        return isNear.indices.filter { isNear[$0] }
    }

    var analysis: Analysis { scene.analysis }

    // MARK: Finding

    /// Whether anything in a clause can make it a denial: most clauses are done with at one look.
    private func mayDeny(_ index: Int) -> Bool {
        let (number, subject, object) = (
            Int(analysis.clauses[index].verb), Int(analysis.clauses[index].subject), Int(analysis.clauses[index].object)
        )
        guard number >= 0 else { return false }
        let lemma = analysis.verbs[number].lemma
        if analysis.verbs[number].isNegated || lemma == scene.rules.parser.grammar.words.be { return true }
        if subject >= 0, scene.fillers[subject].isNegative { return true }
        if object >= 0, scene.fillers[object].isNegative { return true }
        if !scene.rules.effects(ofVerb: lemma).isDisjoint(with: [.deny, .say, .see]) { return true }
        return object >= 0 && scene.rules.effects(ofNoun: scene.headLemma(object)).contains(.disclaim)
    }

    /// The denial that a clause tells of, if it does.
    private func denial(_ index: Int) -> Denial? {
        let clause = analysis.clauses[index]
        let verb = analysis.verbs[Int(clause.verb)]
        let token = Int(verb.head)
        let sentence = Int(clause.sentence)
        guard clause.subject >= 0 else {
            // "a spokesman said that was not true", "there was nothing of the kind, the army said"
            let said = isDisclaimer(clause, verb) || namesNone(clause, verb) ? speakers(of: index) : []
            return said.isEmpty ? nil : Denial(parties: said, sentence: sentence, token: token, isOfClaim: true)
        }
        if !verb.isNegated, !verb.isPassive, !scene.isNeither(verb) {
            if denies(clause, verb) {
                let isOfClaim = clause.object >= 0 && !analysis.nouns[Int(clause.object)].isPronoun
                return deniers(index).map {
                    Denial(parties: $0, sentence: sentence, token: token, isOfClaim: isOfClaim)
                }
            }
            if let act = deniedAct(index, clause, verb) {
                return deniers(index).map {
                    let isOfOthers = deniesOthers(index, $0)
                    return Denial(parties: $0, sentence: sentence, token: token, act: act, isOfOthers: isOfOthers)
                }
            }
        }
        if scene.fillers[Int(clause.subject)].isNegative, analysis.nouns[Int(clause.subject)].isPronoun {
            // "nothing of the kind was supplied, the president said"
            let said = speakers(of: index)
            return said.isEmpty ? nil : Denial(parties: said, sentence: sentence, token: token, act: verb.lemma)
        }
        if isSaidToBeUntrue(clause, verb) {
            let said = speakers(of: index)
            return said.isEmpty ? nil : Denial(parties: said, sentence: sentence, token: token, isOfClaim: true)
        }
        if let own = ownAct(index, clause, verb) {
            return Denial(parties: own, sentence: sentence, token: token, act: verb.lemma, isOwnAct: true)
        }
        guard isDisclaimer(clause, verb) else { return nil }
        // "we are not involved", "nothing of the kind was supplied": who says so denies it.
        let own = scene.partiesOrPlace(Int(clause.subject))
        let said = speakers(of: index)
        let parties = said.isEmpty || !Set(own).isDisjoint(with: said) ? own : said
        return parties.isEmpty ? nil : Denial(parties: parties, sentence: sentence, token: token)
    }

    /// Who denies: the parties of the subject or of the place he speaks in; nobody in particular for an official of no
    /// party; nil where the subject is somebody else.
    private func deniers(_ index: Int) -> [PartyID]? {
        let clause = analysis.clauses[index]
        let subject = Int(clause.subject)
        let chain = scene.chain(subject)
        let named = chain.flatMap(scene.partiesOrPlace)
        let classes = scene.classes
        let head = scene.fillers[subject].headClass
        let known = scene.rules.known
        let isOfficial = [known.official, known.military, known.government].contains { classes.isKind(head, of: $0) }
        if isOfficial, scene.fillers[subject].isReference || named.isEmpty {
            if scene.rules.words.outposts.contains(scene.headLemma(subject)) { return [] }
            let place = home(index)
            return place.isEmpty ? scene.fillers[subject].isReference ? named : [] : place
        }
        if !named.isEmpty { return named }
        // A person whose name says nothing of his party.
        let isPerson = analysis.tokens[Int(analysis.nouns[subject].head)].part == .name && head == 0
        return isPerson ? [] : nil
    }

    /// "The general staff in Tehran", "in Moscow the ministry", "a spokesman for the army": where an official speaks, or
    /// for whom.
    private func home(_ number: Int) -> [PartyID] {
        let clause = analysis.clauses[number]
        let words = scene.rules.parser.grammar.words
        for index in analysis.prepositionalsOfSentence[Int(clause.sentence)] {
            let phrase = analysis.prepositionals[index]
            guard phrase.noun >= 0, Int(phrase.clause) == number,
                Int(phrase.preposition) < Int(analysis.verbs[Int(clause.verb)].first)
            else {
                continue
            }
            let word = scene.prepositionWord(Int(phrase.preposition))
            guard [words.in, words.for, words.of].contains(word) else { continue }
            let found = scene.partiesOrPlace(Int(phrase.noun))
            if !found.isEmpty { return found }
        }
        return []
    }

    /// Whether a clause says that what was told before is not so.
    private func denies(_ clause: Clause, _ verb: VerbGroup) -> Bool {
        let effects = scene.rules.effects(ofVerb: verb.lemma)
        guard clause.object >= 0 else { return effects.contains(.deny) && endsWithDemonstrative(verb) }
        let object = analysis.nouns[Int(clause.object)]
        // "had sent troops into Congo, which Kampala denied": it is not the country that is denied.
        if clause.relation == .relative, effects.contains(.deny), clause.object == clause.governingNoun { return true }
        // "called the report a lie"
        let isNamed = clause.indirectObject >= 0 && isClaim(Int(clause.indirectObject))
        if isNamed, !effects.isDisjoint(with: [.say, .see]),
            scene.rules.effects(ofAdjective: scene.headLemma(Int(clause.object))).contains(.deny)
        {
            return true
        }
        guard isClaim(Int(clause.object)) else { return false }
        if effects.contains(.deny) { return true }
        // "called the report baseless"
        let after = Int(object.end)..<min(Int(object.end) + 4, analysis.tokens.count)
        return !effects.isDisjoint(with: [.say, .see])
            && after.contains { scene.rules.effects(ofAdjective: analysis.tokens[$0].word).contains(.deny) }
    }

    /// "a spokesman rejected that.": nothing follows which "that" could open.
    private func endsWithDemonstrative(_ verb: VerbGroup) -> Bool {
        let next = Int(verb.head) + 1
        guard next + 1 < analysis.tokens.count,
            scene.rules.words.demonstratives.contains(analysis.tokens[next].word)
        else { return false }
        return analysis.tokens[next + 1].part == .punctuation
    }

    private func isClaim(_ noun: Int) -> Bool {
        let group = analysis.nouns[noun]
        return group.isPronoun || scene.tellsContent(noun) || pointsBack(group)
    }

    /// "any such deal", "this": what was told before.
    private func pointsBack(_ group: NounGroup) -> Bool {
        if group.end - group.first == 1,
            scene.rules.words.demonstratives.contains(analysis.tokens[Int(group.head)].word)
        {
            return true
        }
        return (Int(group.first)..<Int(group.end)).contains {
            analysis.tokens[$0].word == scene.rules.parser.grammar.words.such
        }
    }

    /// "the claims were baseless", "there was no such deal", "no such deal exists": what an official says of what was
    /// told before.
    private func isSaidToBeUntrue(_ clause: Clause, _ verb: VerbGroup) -> Bool {
        guard !verb.isNegated else { return false }
        let subject = Int(clause.subject)
        if scene.fillers[subject].isNegative, pointsBack(analysis.nouns[subject]) { return true }
        guard verb.lemma == scene.rules.parser.grammar.words.be else { return false }
        if clause.adjective >= 0 {
            let isClaim =
                analysis.nouns[subject].isPronoun || scene.tellsContent(subject) || pointsBack(analysis.nouns[subject])
            // "irresponsible and false": one of them is enough.
            let said = Int(clause.adjective)..<min(Int(clause.adjective) + 4, analysis.tokens.count)
            let isOne = said.prefix { analysis.tokens[$0].part != .punctuation }.contains {
                scene.rules.effects(ofAdjective: analysis.tokens[$0].word).contains(.deny)
            }
            return isClaim && isOne
        }
        return namesNone(clause, verb)
    }

    /// "there was no such deal", "there is nothing of the sort".
    private func namesNone(_ clause: Clause, _ verb: VerbGroup) -> Bool {
        let words = scene.rules.parser.grammar.words
        guard verb.lemma == words.be, !verb.isNegated, clause.object >= 0,
            scene.fillers[Int(clause.object)].isNegative
        else { return false }
        let object = analysis.nouns[Int(clause.object)]
        if pointsBack(object) { return true }
        return object.isPronoun && Int(object.end) < analysis.tokens.count
            && analysis.tokens[Int(object.end)].word == words.of
    }

    /// "denied striking the town", "denied that its aircraft had fired": the act a verb of denial has under it.
    private func deniedAct(_ index: Int, _ clause: Clause, _ verb: VerbGroup) -> WordID? {
        guard scene.rules.effects(ofVerb: verb.lemma).contains(.deny) else { return nil }
        if clause.object >= 0 {
            // "denied firing at its neighbour"
            let act = scene.headLemma(Int(clause.object))
            return analysis.nouns[Int(clause.object)].possessor < 0 && !scene.rules.noun(act).isEmpty ? act : nil
        }
        for number in analysis.clausesOfSentence[Int(clause.sentence)] {
            let inner = analysis.clauses[number]
            guard Int(inner.governor) == index, inner.verb >= 0,
                inner.relation == .gerund || inner.relation == .complement
            else { continue }
            let act = analysis.verbs[Int(inner.verb)]
            if act.isNegated { return nil }
            // "denied that the launch had taken place": the noun names the act.
            let named = inner.subject >= 0 && inner.object < 0 ? scene.headLemma(Int(inner.subject)) : 0
            return scene.rules.noun(named).isEmpty ? act.lemma : named
        }
        return nil
    }

    /// "we are not involved", "nothing of the kind was supplied".
    private func isDisclaimer(_ clause: Clause, _ verb: VerbGroup) -> Bool {
        let effects = scene.rules.effects(ofVerb: verb.lemma)
        if verb.isNegated, effects.contains(.disclaim) { return true }
        if verb.isNegated, clause.adjective >= 0 {
            let word = scene.rules.parser.grammar.vocabulary.lemma(analysis.tokens[Int(clause.adjective)].word)
            return scene.rules.effects(ofAdjective: word).contains(.disclaim)
        }
        guard clause.object >= 0, scene.rules.effects(ofNoun: scene.headLemma(Int(clause.object))).contains(.disclaim)
        else { return false }
        // "had no part in it", "played no role"
        return verb.isNegated || scene.fillers[Int(clause.object)].isNegative
    }

    /// The parties of the verb of saying that governs a clause or ends its sentence.
    func speakers(of index: Int) -> [PartyID] {
        let governor = Int(analysis.clauses[index].governor)
        if governor >= 0, let parties = saying(governor) { return parties }
        let sentence = Int(analysis.clauses[index].sentence)
        return analysis.clausesOfSentence[sentence].compactMap(saying).first ?? []
    }

    private func saying(_ index: Int) -> [PartyID]? {
        let clause = analysis.clauses[index]
        guard clause.verb >= 0, clause.subject >= 0,
            scene.rules.effects(ofVerb: analysis.verbs[Int(clause.verb)].lemma).contains(.say)
        else { return nil }
        // "its foreign ministry said": whose it is.
        let parties = scene.partiesOrPlace(Int(clause.subject))
        return parties.isEmpty ? scene.fillers[Int(clause.subject)].owners : parties
    }

    // MARK: Applying

    /// Adds every denial to the latest event before it that one of the deniers takes part in.
    func apply(to groups: inout [[Mention]]) {
        for denial in denials {
            var best: (distance: Int, group: Int, mention: Int)?
            for (number, group) in groups.enumerated() {
                for (index, mention) in group.enumerated() where concerns(denial, mention) {
                    let distance = abs(denial.token - mention.anchor)
                    if best.map({ distance < $0.distance }) ?? true { best = (distance, number, index) }
                }
            }
            guard let best else { continue }
            let group = groups[best.group]
            let accused = group.map(\.actor).first { !$0.isEmpty } ?? []
            if isOnlyAnswer(denial, group[best.mention]) { groups[best.group][best.mention].attitude.isDenied = true }
            groups[best.group][best.mention].attitude.deniers += denial.parties.isEmpty ? accused : denial.parties
        }
    }

    private func concerns(_ denial: Denial, _ mention: Mention) -> Bool {
        let isNear = (0...Denials.reach).contains(denial.sentence - mention.sentence)
        guard isNear, mention.attitude.status != .background, !mention.actor.isEmpty || !denial.parties.isEmpty else {
            return false
        }
        if denial.act != 0 {
            // Who denies an act speaks of his own, and of one of this kind.
            guard mention.clause < 0 || mention.anchor < denial.token, sharesSense(denial.act, mention) else {
                return false
            }
            let isOwnWord = denial.parties.contains(where: mention.attitude.speakers.contains)
            if denial.isOwnAct, isOwnWord || !isClaimed(mention) { return false }
            let sides = denial.isOfOthers ? mention.actor + mention.recipient : mention.actor
            return denial.parties.isEmpty || denial.parties.contains(where: sides.contains)
        }
        guard !denial.parties.isEmpty else { return mention.anchor < denial.token }
        let sides = mention.actor + mention.recipient
        if denial.parties.contains(where: sides.contains) { return true }
        // "Muscat said there was no truth in the reports": others may deny what somebody claims, right after it.
        return denial.isOfClaim && denial.sentence - mention.sentence <= 1 && mention.anchor < denial.token
            && isClaimed(mention) && !denial.parties.contains(where: mention.attitude.speakers.contains)
    }

    /// Whether an act is told as somebody's claim.
    private func isClaimed(_ mention: Mention) -> Bool {
        mention.attitude.isAttributed && !mention.attitude.isUnreal
    }

    /// Whether a verb has a sense that the kind of a mention asks for.
    private func sharesSense(_ act: WordID, _ mention: Mention) -> Bool {
        let frames = scene.rules.kinds[mention.kind].frames
        return (scene.rules.verb(act) + scene.rules.noun(act)).contains { predicate in
            frames.contains { $0.senses.contains(predicate.sense) }
        }
    }
}
