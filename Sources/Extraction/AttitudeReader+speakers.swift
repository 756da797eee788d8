import Domain
import Language
import Rules

/// Who says or denies an act, or asks for it.
extension AttitudeReader {
    /// "South Korea reports that …": a state or its forces say so; a report of others is hearsay.
    func isReportOfParty(_ outer: Int) -> Bool {
        guard outer >= 0 else { return false }
        let clause = analysis.clauses[outer]
        guard clause.subject >= 0, clause.verb >= 0, !analysis.verbs[Int(clause.verb)].isPassive else { return false }
        let head = scene.fillers[Int(clause.subject)].headClass
        let isHearsay = isKind(head, rules.known.expert) || isKind(head, rules.known.statement)
        return !isHearsay && !scene.partiesOrPlace(Int(clause.subject)).isEmpty
    }

    /// Notes that an act is only asked for, and by whom: one who asks to be given something seeks it.
    func calledFor(_ outer: Int, _ attitude: inout Attitude) {
        // "called on them to stop selling arms": they still do.
        attitude.isStillGoingOn = attitude.isStopped
        if !attitude.isUnreal, outer >= 0 {
            let clause = analysis.clauses[outer]
            let isPassive = analysis.verbs[Int(clause.verb)].isPassive
            if clause.subject >= 0, !isPassive { attitude.callers = scene.partiesOrPlace(Int(clause.subject)) }
        }
        attitude.isCalledFor = true
        unreal("it is only called for", &attitude)
    }

    /// "denied that it had tested a missile, saying it had launched a satellite": what is so said stands by itself.
    func tellsItself(_ clause: Clause) -> Bool {
        guard clause.relation == .participial, clause.verb >= 0 else { return false }
        let verb = analysis.verbs[Int(clause.verb)]
        return verb.form == .gerund && rules.effects(ofVerb: verb.lemma).contains(.say)
    }

    func isDenial(_ verb: VerbGroup) -> Bool {
        rules.effects(ofVerb: verb.lemma).contains(.deny)
    }

    /// "called claims that it had sent arms baseless": what a claim is called denies what it holds.
    func isBelied(_ claim: Int32, by governor: Clause) -> Bool {
        guard claim >= 0, governor.verb >= 0 else { return false }
        let verb = analysis.verbs[Int(governor.verb)]
        let called = verb.isPassive ? governor.subject : governor.object
        let naming: Effects = [.see, .condemn, .say]
        guard called == claim, !verb.isNegated, scene.tellsContent(Int(claim)),
            !rules.effects(ofVerb: verb.lemma).isDisjoint(with: naming)
        else { return false }
        let group = analysis.nouns[Int(claim)]
        let end = analysis.sentences[Int(governor.sentence)].tokens.upperBound
        return (Int(verb.head) + 1..<end).contains { index in
            // "repeated false claims": that is the teller's word.
            if index >= Int(group.first), index < Int(group.end) { return false }
            let word = rules.parser.grammar.vocabulary.lemma(analysis.tokens[index].word)
            return rules.effects(ofAdjective: word).contains(.deny)
        }
    }

    /// "denied a US allegation that it had sent arms": the claim of somebody named stands, and so does the denial.
    func answersClaim(_ clause: Clause, _ governor: Clause, _ attitude: inout Attitude) -> Bool {
        guard clause.governingNoun >= 0, governor.subject >= 0 else { return false }
        let claim = Int(clause.governingNoun)
        let owner = Int(analysis.nouns[claim].possessor)
        var claimants = owner >= 0 ? scene.partiesOrPlace(owner) : scene.fillers[claim].owners
        if claimants.isEmpty { claimants = tellers(of: claim, Int(governor.sentence)) }
        let deniers = scene.chain(Int(governor.subject)).flatMap(scene.partiesOrPlace)
        guard !claimants.isEmpty, !deniers.isEmpty, !claimants.contains(where: deniers.contains) else { return false }
        attitude.deniers += deniers
        attitude.certainty = weaker(attitude.certainty, .alleged)
        return true
    }

    /// "denied that its troops were there, as Moscow had alleged": the charge of somebody named stands, and so does the denial.
    func answersCharge(_ governor: Clause, _ attitude: inout Attitude) -> Bool {
        guard governor.subject >= 0 else { return false }
        let deniers = scene.chain(Int(governor.subject)).flatMap(scene.partiesOrPlace)
        let isCharged = analysis.clausesOfSentence[Int(governor.sentence)].contains { index in
            let clause = analysis.clauses[index]
            guard clause.relation == .adverbial, clause.marker >= 0, clause.verb >= 0, clause.subject >= 0,
                clause.object < 0, scene.prepositionWord(Int(clause.marker)) == rules.parser.grammar.words.as
            else { return false }
            let accusers = scene.partiesOrPlace(Int(clause.subject))
            let effects = rules.effects(ofVerb: analysis.verbs[Int(clause.verb)].lemma)
            return effects.contains(.say) && !accusers.isEmpty && !accusers.contains(where: deniers.contains)
        }
        guard isCharged, !deniers.isEmpty else { return false }
        attitude.deniers += deniers
        attitude.certainty = weaker(attitude.certainty, .alleged)
        return true
    }

    /// "claims by Britain that …", "reports from Kyiv that …": who stands in a phrase of the claim.
    private func tellers(of claim: Int, _ sentence: Int) -> [PartyID] {
        let words = rules.parser.grammar.words
        for number in analysis.prepositionalsOfSentence[sentence] {
            let phrase = analysis.prepositionals[number]
            guard phrase.noun >= 0, Int(phrase.attachment) == claim else { continue }
            let word = scene.prepositionWord(Int(phrase.preposition))
            if word == words.by || word == words.from { return scene.partiesOrPlace(Int(phrase.noun)) }
        }
        return []
    }

    /// "…, according to the South Korean military": a source without a verb says so.
    func according(_ sentence: Int, _ attitude: inout Attitude) {
        guard !attitude.isAttributed else { return }
        for number in analysis.prepositionalsOfSentence[sentence] {
            let phrase = analysis.prepositionals[number]
            guard phrase.noun >= 0,
                rules.words.attributing.contains(scene.prepositionWord(Int(phrase.preposition)))
            else { continue }
            let source = source(Int(phrase.noun), &attitude)
            attitude.isAttributed = true
            if source.isMedia { attitude.isMedia = true }
            attitude.speakers += source.isExpert ? [] : source.parties
            let name = scene.text(analysis.nouns[Int(phrase.noun)])
            attitude.claims.append((source.parties, name, .asserts))
        }
    }

    /// The parties of who says something, and whether he only passes it on.
    private func source(_ subject: Int, _ attitude: inout Attitude)
        -> (parties: [PartyID], isExpert: Bool, isMedia: Bool)
    {
        var found: (parties: [PartyID], isExpert: Bool, isMedia: Bool) = ([], false, false)
        for noun in scene.chain(subject) {
            found.parties += scene.partiesOrPlace(noun)
            let head = scene.fillers[noun].headClass
            if isKind(head, rules.known.observer) || isKind(head, rules.known.military) {
                attitude.isObserver = true
            }
            let isAuthority = isKind(head, rules.known.government) || isKind(head, rules.known.official)
            // "the Foreign Office said": whose it is taken for is the last state named, and may be another.
            let isAnybody = scene.partiesOrPlace(noun).isEmpty || scene.fillers[noun].isReference
            if isAuthority, isAnybody { attitude.isOfficial = true }
            if isKind(head, rules.known.media) { found.isMedia = true }
            if [rules.known.expert, rules.known.statement].contains(where: { isKind(head, $0) }) {
                found.isExpert = true
            }
        }
        return found
    }

    /// Notes who says so, or who denies it.
    func speaker(_ clause: Clause, _ effects: Effects, _ verb: VerbGroup, _ attitude: inout Attitude) {
        var parties: [PartyID] = []
        var name = ""
        var isExpert = false
        var isMedia = false
        if clause.subject >= 0, !verb.isPassive {
            (parties, isExpert, isMedia) = source(Int(clause.subject), &attitude)
            name = scene.text(analysis.nouns[Int(clause.subject)])
        }
        if effects.contains(.deny) {
            if !verb.isNegated {
                attitude.isDenied = true
                attitude.deniers += parties
                attitude.claims.append((parties, name, .denies))
            }
            return
        }
        // "it is announced that …": whoever could announce it did.
        if verb.isPassive, effects.contains(.announce) { return }
        attitude.isAttributed = true
        if isMedia { attitude.isMedia = true }
        attitude.speakers += isExpert ? [] : parties
        let stance: Claim.Stance =
            effects.contains(.warn)
            ? .warns : effects.isDisjoint(with: [.allege, .accuse, .believe]) ? .asserts : .alleges
        if !name.isEmpty { attitude.claims.append((parties, name, stance)) }
    }
}
