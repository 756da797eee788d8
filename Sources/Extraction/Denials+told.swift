import Domain
import Language
import Rules

/// Denials without a verb of denial: a quotation that calls a claim names, and what the accused says he did not do.
extension Denials {
    /// So many tokens of a quotation at the start of a sentence are looked through.
    private static let quotation = 14

    /// "'Baseless,' said the spokesman": what is said at the start, in quotation marks and without a verb of its own, is an
    /// answer.
    func quoted(_ sentence: Int) -> Denial? {
        let range = analysis.sentences[sentence].tokens
        guard range.count > 4, analysis.tokens[range.lowerBound].kind == .openQuote,
            let close = endOfDenial(range), isSaid(sentence, after: close)
        else { return nil }
        var isOfficial = false
        for noun in analysis.nounsOfSentence[sentence] where Int(analysis.nouns[noun].first) > close {
            let parties = scene.partiesOrPlace(noun)
            let filler = scene.fillers[noun]
            let found = parties.isEmpty ? filler.owners : parties
            if !found.isEmpty { return Denial(parties: found, sentence: sentence, token: close) }
            let known = scene.rules.known
            if [known.official, known.military, known.government].contains(where: {
                scene.classes.isKind(filler.headClass, of: $0)
            }) {
                isOfficial = true
            }
        }
        return isOfficial ? Denial(parties: [], sentence: sentence, token: close) : nil
    }

    /// Where the quotation ends that a sentence begins with; nil where it tells something itself, or denies nothing.
    private func endOfDenial(_ range: Range<Int>) -> Int? {
        var denies = false
        for index in range.lowerBound + 1..<min(range.upperBound, range.lowerBound + Denials.quotation) {
            let token = analysis.tokens[index]
            if token.kind == .closeQuote { return denies ? index : nil }
            if [.verb, .modal, .have, .do, .not].contains(token.part) { return nil }
            let word = scene.rules.parser.grammar.vocabulary.lemma(token.word)
            if scene.rules.effects(ofAdjective: word).contains(.deny) { denies = true }
        }
        return nil
    }

    /// Whether a verb of saying stands after a token.
    private func isSaid(_ sentence: Int, after token: Int) -> Bool {
        analysis.clausesOfSentence[sentence].contains { index in
            let verb = Int(analysis.clauses[index].verb)
            return verb >= 0 && Int(analysis.verbs[verb].head) > token
                && scene.rules.effects(ofVerb: analysis.verbs[verb].lemma).contains(.say)
        }
    }

    /// "said claims that it had sent arms were false": whether only who denies a claim tells of it, and not whose it is.
    func isOnlyAnswer(_ denial: Denial, _ mention: Mention) -> Bool {
        guard denial.isOfClaim, denial.sentence == mention.sentence, mention.clause >= 0, !denial.parties.isEmpty,
            mention.attitude.speakers.allSatisfy(denial.parties.contains)
        else { return false }
        let claim = Int(analysis.clauses[mention.clause].governingNoun)
        guard claim >= 0, scene.tellsContent(claim) else { return false }
        let owner = Int(analysis.nouns[claim].possessor)
        let isNamed = owner >= 0 && !scene.partiesOrPlace(owner).isEmpty || !scene.fillers[claim].owners.isEmpty
        return !isNamed
            && !analysis.prepositionalsOfSentence[denial.sentence].contains { number in
                let phrase = analysis.prepositionals[number]
                return phrase.noun >= 0 && Int(phrase.attachment) == claim
                    && !scene.partiesOrPlace(Int(phrase.noun)).isEmpty
            }
    }

    /// "denied that foreign troops had arrived", "denied receiving arms": whether an act that somebody denies was done by
    /// others, or to him.
    func deniesOthers(_ index: Int, _ deniers: [PartyID]) -> Bool {
        for number in analysis.clausesOfSentence[Int(analysis.clauses[index].sentence)] {
            let inner = analysis.clauses[number]
            guard Int(inner.governor) == index, inner.verb >= 0 else { continue }
            let lemma = analysis.verbs[Int(inner.verb)].lemma
            if inner.relation == .gerund { return scene.rules.verb(lemma).contains { $0.subject == .goal } }
            guard inner.relation == .complement, inner.subject >= 0 else { continue }
            return !scene.partiesOrPlace(Int(inner.subject)).contains(where: deniers.contains)
        }
        return false
    }

    /// "Doha insisted it had not sent a single bullet": who says that he did not do it; nil for anything else.
    func ownAct(_ index: Int, _ clause: Clause, _ verb: VerbGroup) -> [PartyID]? {
        let isNegated = verb.isNegated || clause.object >= 0 && scene.fillers[Int(clause.object)].isNegative
        guard isNegated, verb.form == .finite, verb.tense == .past || verb.isPerfect || verb.isProgressive,
            !scene.rules.verb(verb.lemma).isEmpty, scene.rules.effects(ofVerb: verb.lemma).isEmpty
        else { return nil }
        let own = scene.partiesOrPlace(Int(clause.subject))
        let said = speakers(of: index)
        return !own.isEmpty && own.contains(where: said.contains) ? own : nil
    }
}
