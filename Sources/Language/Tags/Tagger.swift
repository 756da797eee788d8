/// Chooses the part of speech of every token of a sentence from what the word can be and from its neighbours.
///
/// One pass from left to right; each choice looks at the choice before it and at what the next word can be.
struct Tagger {
    let grammar: Grammar

    /// Tags `sentence`; `matchAt` gives the phrase each token belongs to, or -1.
    func tag(_ analysis: inout Analysis, _ sentence: Sentence, bytes: Span<UInt8>) {
        for index in sentence.tokens {
            let tags = candidates(analysis, index, bytes)
            // Most tokens keep the tags of the vocabulary.
            if tags != analysis.tokens[index].tags { analysis.tokens[index].tags = tags }
        }
        var index = sentence.tokens.lowerBound
        while index < sentence.tokens.upperBound {
            if let end = freeRelativeEnd(analysis, index, sentence) {
                // "what appeared to be a missile" names a missile: the words before it only qualify.
                for token in index..<end { analysis.tokens[token].part = .determiner }
                index = end
                continue
            }
            let loose = isLoose(analysis, index) ? 1 : leadsToInfinitive(analysis, index, sentence) ? 2 : 0
            for token in index..<index + loose {
                analysis.tokens[token].tags = grammar.vocabulary.tags(analysis.tokens[token].word)
            }
            let part = choose(analysis, index, sentence)
            analysis.tokens[index].part = part
            index += 1
            // The words of a fixed phrase are one part of speech.
            while index < sentence.tokens.upperBound, continuesPhrase(analysis, index, as: part) {
                analysis.tokens[index].part = part
                index += 1
            }
        }
    }

    func tags(of match: PhraseMatch) -> WordTags {
        grammar.phrases.phrases[Int(match.phrase)].tags
    }

    // MARK: What it is here

    private func choose(_ analysis: Analysis, _ index: Int, _ sentence: Sentence) -> PartOfSpeech {
        let token = analysis.tokens[index]
        switch token.kind {
        case .number: return isYear(analysis, index, sentence) ? .time : .numeral
        case .possessive: return contractedBe(analysis, index, sentence) ? .be : .possessive
        case .word: break
        default: return .punctuation
        }
        let match = analysis.matchAt[index]
        if match >= 0 {
            switch analysis.matches[Int(match)].kind {
            case .name: return .name
            case .adjectival: return .name
            case .term
            where analysis.matches[Int(match)].end - analysis.matches[Int(match)].first > 1
                && tags(of: analysis.matches[Int(match)]).isEmpty:
                return .noun
            default: break
            }
        }
        let tags = token.tags
        if !tags.isDisjoint(with: .anyClosed), let fixed = functionWord(analysis, index, tags, sentence) {
            return fixed
        }
        if !tags.isDisjoint(with: .anyVerb) { return openClass(analysis, index, tags, sentence) }
        if tags.contains(.adjective) {
            if tags.contains(.adverb), verbIsNext(analysis, index + 1, sentence) { return .adverb }
            let isNounish = !tags.isDisjoint(with: .anyNoun)
            // "the military places a radar": what stands before a verb with an object is its subject.
            if isNounish, takesObject(analysis, index + 1, sentence) { return .noun }
            guard !startsNominal(analysis, index + 1, sentence), !followsBe(analysis, index, sentence) else {
                return .adjective
            }
            if isCapitalInside(analysis, index) { return .name }
            return isNounish ? .noun : .adjective
        }
        if tags.contains(.adverb) { return .adverb }
        return isCapitalInside(analysis, index) ? .name : .noun
    }

    /// Whether a capital says something: it does not at the start of a sentence, or where all words have one.
    private func isCapitalInside(_ analysis: Analysis, _ index: Int) -> Bool {
        let shape = analysis.tokens[index].shape
        return shape.contains(.capital) && !shape.contains(.first) && !analysis.ignoresCase
    }

    /// "it's", "that's", "there's": an apostrophe-s after a word that owns nothing.
    private func contractedBe(_ analysis: Analysis, _ index: Int, _ sentence: Sentence) -> Bool {
        guard index > sentence.tokens.lowerBound else { return false }
        let previous = analysis.tokens[index - 1]
        return previous.part == .pronoun && previous.tags.contains(.pronoun) && !previous.tags.contains(.numeral)
            || previous.part == .that || previous.tags.contains(.existential)
    }

    /// The part of speech of a word of the grammar; nil for a word of the subject.
    private func functionWord(
        _ analysis: Analysis,
        _ index: Int,
        _ tags: WordTags,
        _ sentence: Sentence
    ) -> PartOfSpeech? {
        let token = analysis.tokens[index]
        if tags.contains(.numbering), numbers(analysis, index, sentence) { return .name }
        if tags.contains(.month), isMonth(analysis, index, sentence) { return .time }
        if tags.contains(.weekday), token.shape.contains(.capital) || analysis.ignoresCase { return .time }
        if tags.contains(.modal) { return previousPart(analysis, index, sentence) == .determiner ? .noun : .modal }
        if tags.contains(.be) { return .be }
        if tags.contains(.have) { return .have }
        if tags.contains(.do) { return .do }
        if tags.contains(.not) { return .not }
        if tags.contains(.to) || tags.contains(.preposition), quantifies(analysis, index, sentence) { return .adverb }
        if tags.contains(.to) {
            let base = skipAdverbs(analysis, index + 1, sentence)
            let isInfinitive =
                base.contains(.verbBase) || base.contains(.be) || base.contains(.have) || base.contains(.do)
            return isInfinitive && !nextIsName(analysis, index, sentence) ? .to : .preposition
        }
        // "equipment worth a billion", but "a billion's worth of equipment".
        if token.word == grammar.words.worth, index + 1 < sentence.tokens.upperBound {
            return analysis.tokens[index + 1].word == grammar.words.of ? .noun : .preposition
        }
        if tags.contains(.that) { return .that }
        if tags.contains(.possessive) { return .possessive }
        if tags.contains(.coordinator) { return .coordinator }
        if tags.contains(.relative) { return .relative }
        if tags.contains(.numeral) { return .numeral }
        if tags.contains(.preposition) { return .preposition }
        if tags.contains(.subordinator) { return .subordinator }
        if tags.contains(.determiner) {
            let next = nextTags(analysis, index, sentence)
            // "another 150 missiles"
            let isCounted =
                index + 1 < sentence.tokens.upperBound && analysis.tokens[index + 1].kind == .number
            let isAlone =
                tags.contains(.pronoun) && !isCounted
                && next.isDisjoint(with: WordTags.anyNoun.union([.adjective, .numeral]))
            // "both the pilots", "all its missiles": it belongs to the group that follows.
            let isPrice =
                index + 1 < sentence.tokens.upperBound && analysis.tokens[index + 1].kind == .currency
            let leads = isPrice || !next.isDisjoint(with: [.determiner, .possessive]) && !next.contains(.pronoun)
            return isAlone && !leads && !nextIsName(analysis, index, sentence) ? .pronoun : .determiner
        }
        if tags.contains(.pronoun) { return .pronoun }
        if tags.contains(.timeAdverb) { return .time }
        if tags.contains(.timeNoun), tags.isDisjoint(with: [.ordinal]) { return .time }
        if tags.contains(.adverb), tags.isDisjoint(with: .anyVerb), tags.isDisjoint(with: [.adjective, .noun]) {
            return .adverb
        }
        return isBeforeVerb(analysis, index, tags, sentence) ? .adverb : nil
    }

    private func isMonth(_ analysis: Analysis, _ index: Int, _ sentence: Sentence) -> Bool {
        guard analysis.tokens[index].shape.contains(.capital) || analysis.ignoresCase else { return false }
        guard analysis.tokens[index].tags.contains(.modal) || analysis.tokens[index].tags.contains(.verbBase) else {
            return true
        }
        // "May" and "March": a number beside it, or a preposition before it.
        let nextIndex = index + 1
        if nextIndex < sentence.tokens.upperBound, analysis.tokens[nextIndex].kind == .number { return true }
        guard index > sentence.tokens.lowerBound else { return false }
        let previous = analysis.tokens[index - 1]
        return previous.kind == .number || previous.part == .preposition || previous.tags.contains(.ordinal)
    }

    /// Verb, noun or adjective: the open classes.
    private func openClass(
        _ analysis: Analysis,
        _ index: Int,
        _ tags: WordTags,
        _ sentence: Sentence
    ) -> PartOfSpeech {
        let previousIndex = skipBack(analysis, index, sentence)
        let previous: PartOfSpeech = previousIndex < 0 ? .punctuation : analysis.tokens[previousIndex].part
        let nominal: PartOfSpeech =
            tags.contains(.adjective) && startsNominal(analysis, index + 1, sentence) ? .adjective : .noun
        let isNounish = !tags.isDisjoint(with: WordTags.anyNoun.union(.adjective))
        if isCapitalInside(analysis, index), isNounish, !sentence.isHeadline { return .noun }
        if previousHyphen(analysis, index), !tags.isDisjoint(with: [.verbParticiple, .verbPast, .verbGerund]) {
            return startsNominal(analysis, index + 1, sentence)
                ? .adjective : (tags.isDisjoint(with: .anyNoun) ? .adjective : .noun)
        }
        if previousIndex >= 0, isAdjectival(analysis, previousIndex), previousIndex == index - 1 {
            return afterDemonym(analysis, index, tags, sentence)
        }
        // "a first step in talks": an ordinal stands before a noun.
        if previousIndex >= 0, previousIndex == index - 1, isNounish,
            analysis.tokens[previousIndex].tags.contains(.ordinal)
        {
            return nominal
        }
        switch previous {
        case .to, .modal, .do, .not: return .verb
        case .be:
            if !tags.isDisjoint(with: [.verbGerund, .verbParticiple]), !tags.contains(.mostlyAdjective) {
                return .verb
            }
            // "is ready to", "was certain of": what says how the subject is.
            if tags.contains(.adjective), !startsNominal(analysis, index + 1, sentence) { return .adjective }
            return isNounish ? nominal : .verb
        case .have:
            return tags.contains(.verbParticiple) ? .verb : (isNounish ? nominal : .verb)
        case .pronoun, .relative:
            return .verb
        case .that where describesAfterThat(analysis, index, tags, sentence):
            return .verb
        case .numeral where endsName(analysis, previousIndex, sentence):
            // "Falcon 9 launched a satellite"
            return afterNoun(analysis, previousIndex, index, tags, sentence)
        case .punctuation where closesApposition(analysis, index, tags, sentence): return .verb
        case .determiner, .possessive, .numeral, .adjective:
            return afterModifier(analysis, index, tags, sentence)
        case .preposition, .subordinator:
            if tags.contains(.verbGerund), !(previousHyphen(analysis, index)) { return .verb }
            if !tags.isDisjoint(with: [.verbPast, .verbParticiple]), tags.isDisjoint(with: .anyNoun) {
                return startsNominal(analysis, index + 1, sentence) ? .adjective : .verb
            }
            return isNounish ? nominal : .verb
        case .verb:
            return afterVerb(analysis, index, tags, sentence)
        case .time where tags.contains(.verbBase) && followsModal(analysis, previousIndex, sentence):
            // "will on Friday sign a treaty"
            return .verb
        case .noun, .name, .time:
            return afterNoun(analysis, previousIndex, index, tags, sentence)
        default:
            return atStart(analysis, index, tags, sentence)
        }
    }

    /// After "Russian" or "Houthi": a noun, unless what stands before is itself the subject ("the Taliban said").
    private func afterDemonym(
        _ analysis: Analysis,
        _ index: Int,
        _ tags: WordTags,
        _ sentence: Sentence
    ) -> PartOfSpeech {
        let isNounish = !tags.isDisjoint(with: .anyNoun)
        if isNounish, tags.isDisjoint(with: [.verbPast]) { return nounAfterModifier(analysis, index, tags, sentence) }
        if startsNominal(analysis, index + 1, sentence), !tags.isDisjoint(with: [.adjective, .verbParticiple]) {
            return .adjective
        }
        return isNounish && !tags.contains(.mostlyVerb) ? .noun : .verb
    }

    private func afterVerb(_ analysis: Analysis, _ index: Int, _ tags: WordTags, _ sentence: Sentence) -> PartOfSpeech {
        // "has begun moving weapons", but "saw moving pictures"
        let before = grammar.vocabulary.lemma(analysis.tokens[index - 1].word)
        if tags.contains(.verbGerund), grammar.words.aspectual.contains(before),
            startsPhrase(analysis, index + 1, sentence)
        {
            return .verb
        }
        if saysOfName(analysis, index, tags, before, sentence) { return .verb }
        if startsNominal(analysis, index + 1, sentence), !tags.isDisjoint(with: [.verbParticiple, .adjective]) {
            return .adjective
        }
        // "raise levies": no verb of the third person follows another verb.
        if tags.intersection(.anyVerb) == .verbS { return .noun }
        if isHelped(analysis, index, tags, sentence) { return .verb }
        if tags.contains(.verbGerund), tags.isDisjoint(with: .anyNoun) { return .verb }
        if tags.contains(.verbGerund), startsPhrase(analysis, index + 1, sentence) { return .verb }
        if !tags.isDisjoint(with: WordTags.anyNoun.union(.adjective)) {
            return tags.contains(.adjective) && tags.isDisjoint(with: .anyNoun) ? .adjective : .noun
        }
        return .verb
    }

    /// After a noun or a name: "North Korea fires", "missile tests", "missiles fired".
    private func afterNoun(
        _ analysis: Analysis,
        _ previousIndex: Int,
        _ index: Int,
        _ tags: WordTags,
        _ sentence: Sentence
    ) -> PartOfSpeech {
        let previous = analysis.tokens[previousIndex]
        let isNounish = !tags.isDisjoint(with: .anyNoun)
        if !tags.isDisjoint(with: [.verbPast, .verbParticiple]), tags.isDisjoint(with: [.verbBase]) {
            // "advanced systems", but "advanced further into"
            let describes =
                startsNominal(analysis, index + 1, sentence)
                && !nextTags(analysis, index, sentence).contains(.adverb)
            if tags.contains(.mostlyAdjective), describes { return .adjective }
            return isNounish && previousHyphen(analysis, index) ? .noun : .verb
        }
        if tags.contains(.verbGerund) {
            if previousHyphen(analysis, index) {
                return startsNominal(analysis, index + 1, sentence) ? .adjective : .noun
            }
            if !isNounish { return .verb }
            let isPlural = previous.tags.contains(.plural) && previous.part == .noun
            guard isPlural else {
                // "a helicopter training facility" against "a helicopter landing on the roof".
                let hasObject =
                    determinerFollows(analysis, index + 1, sentence) || nextIsName(analysis, index, sentence)
                return hasObject && !nextTags(analysis, index, sentence).contains(.that) ? .verb : .noun
            }
            let goesOn = prepositionFollows(analysis, index + 1, sentence)
            return goesOn || startsPhrase(analysis, index + 1, sentence) ? .verb : .noun
        }
        // "sent troops back into"
        if tags.contains(.adverb), tags.contains(.verbBase), prepositionFollows(analysis, index + 1, sentence) {
            return .adverb
        }
        let follows = startsPhrase(analysis, index + 1, sentence)
        if follows, tags.contains(.verbBase), isHelped(analysis, previousIndex, sentence) { return .verb }
        let finiteAfter = finiteFollows(analysis, index + 1, sentence)
        if !isNounish { return .verb }
        // "cargo ship hit by missile".
        let next = index + 1 < sentence.tokens.upperBound ? analysis.tokens[index + 1].word : 0
        if tags.contains(.verbParticiple), next == grammar.words.by { return .verb }
        // "the army successfully tests a missile": no noun follows an adverb.
        if analysis.tokens[index - 1].part == .adverb, follows || prepositionFollows(analysis, index + 1, sentence) {
            return .verb
        }
        // "the town, which Russia hit with missiles": a relative and its subject wait for a verb.
        let isPast = !tags.isDisjoint(with: [.verbPast, .verbS])
        if isPast, startsRelative(analysis, previousIndex, sentence) { return .verb }
        if finiteAfter || verbFollows(analysis, index + 1, sentence) { return .noun }
        let isPlural = previous.part == .noun && previous.tags.contains(.plural) && !previous.tags.contains(.noun)
        if tags.contains(.verbS) {
            if isPlural { return determinerFollows(analysis, index + 1, sentence) ? .verb : .noun }
            if isClaimOfOther(analysis, previousIndex, index, sentence) { return .noun }
            if endsReport(analysis, index, sentence) { return .verb }
            let isName = previous.part == .name || previous.shape.contains(.capital)
            if isName, followsPreposition(analysis, previousIndex, sentence), !follows { return .noun }
            if isName { return isFiniteAfterName(analysis, index, sentence, follows: follows) ? .verb : .noun }
            if timeFollows(analysis, index + 1, sentence) { return .noun }
            if tags.contains(.mostlyVerb) {
                // "a missile flies over", but "missile strikes in": acts are named by nouns, too.
                let continues = follows || !tags.contains(.actNoun) && prepositionFollows(analysis, index + 1, sentence)
                if continues { return .verb }
            }
            let isVerb = follows && sentence.isHeadline || determinerFollows(analysis, index + 1, sentence)
            return isVerb ? .verb : .noun
        }
        if isPlural || isPluralName(analysis, previousIndex) || hasPluralHead(analysis, previousIndex, sentence) {
            return follows || tags.contains(.mostlyVerb) || prepositionFollows(analysis, index + 1, sentence)
                ? .verb : .noun
        }
        // A bare form needs a plural: "an air force strike that killed" has none, "Russia and Iran sign a pact" has.
        if tags.contains(.verbBase), tags.isDisjoint(with: .verbPast), !isJoined(analysis, previousIndex, sentence) {
            return .noun
        }
        if tags.contains(.mostlyVerb), follows { return .verb }
        return determinerFollows(analysis, index + 1, sentence) && sentence.isHeadline ? .verb : .noun
    }
}
