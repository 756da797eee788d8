/// Chooses the part of speech of every token of a sentence from what the word can be and from its neighbours.
///
/// One pass from left to right; each choice looks at the choice before it and at what the next word can be.
///
/// A class that holds what it reads and writes, so that the many questions it asks hand on no more than a place.
final class Tagger {
    let grammar: Grammar
    let bytes: [UInt8]
    let matches: [PhraseMatch]
    /// The phrase each token belongs to, or -1.
    let matchAt: [Int32]
    private(set) var tokens: [Token]
    /// The sentence at hand, without its dateline.
    private(set) var sentence = Sentence(tokens: 0..<0, isTitle: false, isHeadline: false, paragraph: 0)

    private init(_ grammar: Grammar, _ analysis: Analysis, _ bytes: [UInt8]) {
        self.grammar = grammar
        self.bytes = bytes
        matches = analysis.matches
        matchAt = analysis.matchAt
        tokens = analysis.tokens
    }

    /// Tags all tokens of `analysis`, whose text stands in `bytes`.
    static func tag(_ analysis: inout Analysis, _ bytes: [UInt8], _ grammar: Grammar) {
        let tagger = Tagger(grammar, analysis, bytes)
        // Held by the tagger alone, they are written in place.
        analysis.tokens = []
        for sentence in analysis.sentences { tagger.tag(sentence) }
        analysis.tokens = tagger.tokens
    }

    private func tag(_ sentence: Sentence) {
        self.sentence = sentence
        self.sentence.tokens = sentence.tokens.dropFirst(Int(sentence.dateline))
        let range = self.sentence.tokens
        // Most tokens keep the tags of the vocabulary.
        for index in range where !isKnown(index) && !isMark(index) { tokens[index].tags = candidates(index) }
        var index = range.lowerBound
        while index < range.upperBound {
            if matchAt[index] < 0, let part = tokens[index].tags.certainPart {
                tokens[index].part = part
                index += 1
                continue
            }
            if let end = freeRelativeEnd(index) {
                // "what appeared to be a missile" names a missile: the words before it only qualify.
                for token in index..<end { tokens[token].part = .determiner }
                index = end
                continue
            }
            let isInPhrase = matchAt[index] >= 0
            let loose = !isInPhrase ? 0 : isLoose(index) ? 1 : leadsToInfinitive(index) ? 2 : 0
            for token in index..<index + loose { tokens[token].tags = grammar.vocabulary.tags(tokens[token].word) }
            let part = choose(index)
            tokens[index].part = part
            index += 1
            // The words of a fixed phrase are one part of speech.
            while isInPhrase, index < range.upperBound, continuesPhrase(index, as: part) {
                tokens[index].part = part
                index += 1
            }
        }
    }

    func tags(of match: PhraseMatch) -> WordTags {
        grammar.phrases.phrases[Int(match.phrase)].tags
    }

    // MARK: What it is here

    private func choose(_ index: Int) -> PartOfSpeech {
        let token = tokens[index]
        switch token.kind {
        case .number: return isYear(index) ? .time : .numeral
        case .possessive: return contractedBe(index) ? .be : .possessive
        case .word: break
        default: return .punctuation
        }
        let match = matchAt[index]
        if match >= 0 {
            switch matches[Int(match)].kind {
            case .name: return .name
            case .adjectival: return .name
            case .term
            where matches[Int(match)].end - matches[Int(match)].first > 1
                && tags(of: matches[Int(match)]).isEmpty:
                return .noun
            default: break
            }
        }
        let tags = token.tags
        if !tags.isDisjoint(with: .anyClosed), let fixed = functionWord(index, tags) {
            return fixed
        }
        if !tags.isDisjoint(with: .anyVerb) { return openClass(index, tags) }
        if tags.contains(.adjective) {
            if tags.contains(.adverb), verbIsNext(index + 1) { return .adverb }
            let isNounish = !tags.isDisjoint(with: .anyNoun)
            // "the military places a radar": what stands before a verb with an object is its subject.
            if isNounish, takesObject(index + 1) { return .noun }
            guard !startsNominal(index + 1), !followsBe(index) else {
                return .adjective
            }
            if isCapitalInside(index) { return .name }
            return isNounish ? .noun : .adjective
        }
        if tags.contains(.adverb) { return .adverb }
        return isCapitalInside(index) ? .name : .noun
    }

    /// Whether a capital says something: it does not at the start of a sentence, or where all words have one.
    private func isCapitalInside(_ index: Int) -> Bool {
        let shape = tokens[index].shape
        return shape.contains(.capital) && !shape.contains(.first) && !sentence.ignoresCase
    }

    /// "it's", "that's", "there's": an apostrophe-s after a word that owns nothing.
    private func contractedBe(_ index: Int) -> Bool {
        guard index > sentence.tokens.lowerBound else { return false }
        let previous = tokens[index - 1]
        return previous.part == .pronoun && previous.tags.contains(.pronoun) && !previous.tags.contains(.numeral)
            || previous.part == .that || previous.tags.contains(.existential)
    }

    /// The part of speech of a word of the grammar; nil for a word of the subject.
    private func functionWord(_ index: Int, _ tags: WordTags) -> PartOfSpeech? {
        let token = tokens[index]
        if !tags.isDisjoint(with: .anyMarked), let marked = markedWord(index, tags) { return marked }
        if tags.contains(.to) || tags.contains(.preposition), quantifies(index) { return .adverb }
        if tags.contains(.to) { return isInfinitive(index) ? .to : .preposition }
        // "equipment worth a billion", but "a billion's worth of equipment".
        if token.word == grammar.words.worth, index + 1 < sentence.tokens.upperBound {
            return tokens[index + 1].word == grammar.words.of ? .noun : .preposition
        }
        if tags.contains(.that) { return .that }
        if tags.contains(.possessive) { return .possessive }
        if tags.contains(.coordinator) { return .coordinator }
        if tags.contains(.relative) { return .relative }
        if tags.contains(.numeral) { return .numeral }
        if tags.contains(.preposition) { return .preposition }
        if tags.contains(.subordinator) { return .subordinator }
        if tags.contains(.determiner), floats(index) { return .adverb }
        if token.word == grammar.words.neither, deniesVerb(index) { return .not }
        if tags.contains(.determiner) { return standsAlone(index, tags) ? .pronoun : .determiner }
        if tags.contains(.pronoun) { return .pronoun }
        if tags.contains(.timeAdverb) { return .time }
        if tags.contains(.timeNoun), tags.isDisjoint(with: [.ordinal]) { return .time }
        if tags.contains(.adverb), tags.isDisjoint(with: .anyVerb), tags.isDisjoint(with: [.adjective, .noun]) {
            return .adverb
        }
        return isBeforeVerb(index, tags) ? .adverb : nil
    }

    /// The part of speech of a word that names a time or helps a verb.
    @inline(__always)
    private func markedWord(_ index: Int, _ tags: WordTags) -> PartOfSpeech? {
        if tags.contains(.numbering), numbers(index) { return .name }
        if tags.contains(.month), isMonth(index) { return .time }
        if tags.contains(.weekday), tokens[index].shape.contains(.capital) || sentence.ignoresCase { return .time }
        if tags.contains(.modal), invertsCondition(index, tags) { return .subordinator }
        if tags.contains(.modal) { return previousPart(index) == .determiner ? .noun : .modal }
        if tags.contains(.be) { return .be }
        if tags.contains(.have) { return .have }
        if tags.contains(.do) { return .do }
        return tags.contains(.not) ? .not : nil
    }

    /// "have each broken it", "have both signed": a word for all of the subject, inside the verb.
    private func floats(_ index: Int) -> Bool {
        grammar.words.floating.contains(tokens[index].word) && previousPart(index) == .have
            && nextTags(index).contains(.verbParticiple)
    }

    /// "has neither sent troops nor …": between an auxiliary and its verb it negates.
    ///
    /// "Has neither confirmed nor denied that …" says nothing of what follows.
    private func deniesVerb(_ index: Int) -> Bool {
        let next = index + 1
        guard next < sentence.tokens.upperBound, [.have, .be, .modal].contains(previousPart(index)) else {
            return false
        }
        return !tokens[next].tags.isDisjoint(with: [.verbParticiple, .verbBase])
            && !grammar.reporting.contains(grammar.vocabulary.lemma(tokens[next].word))
    }

    /// Whether the "to" at `index` leads to a verb.
    private func isInfinitive(_ index: Int) -> Bool {
        let base = skipAdverbs(index + 1)
        return !base.isDisjoint(with: [.verbBase, .be, .have, .do]) && !nextIsName(index)
    }

    /// Whether a determiner that can be a pronoun is one: no noun follows that it belongs to.
    private func standsAlone(_ index: Int, _ tags: WordTags) -> Bool {
        let next = nextTags(index)
        guard tags.contains(.pronoun), next.isDisjoint(with: WordTags.anyNoun.union([.adjective, .numeral])) else {
            return false
        }
        // "another 150 missiles", "some $20 million"
        if index + 1 < sentence.tokens.upperBound, [.number, .currency].contains(tokens[index + 1].kind) {
            return false
        }
        // "both the pilots", "all its missiles": it belongs to the group that follows.
        let leads = !next.isDisjoint(with: [.determiner, .possessive]) && !next.contains(.pronoun)
        return !leads && !nextIsName(index)
    }

    private func isMonth(_ index: Int) -> Bool {
        guard tokens[index].shape.contains(.capital) || sentence.ignoresCase else { return false }
        guard tokens[index].tags.contains(.modal) || tokens[index].tags.contains(.verbBase) else {
            return true
        }
        // "May" and "March": a number beside it, or a preposition before it.
        let nextIndex = index + 1
        if nextIndex < sentence.tokens.upperBound, tokens[nextIndex].kind == .number { return true }
        guard index > sentence.tokens.lowerBound else { return false }
        let previous = tokens[index - 1]
        return previous.kind == .number || previous.part == .preposition || previous.tags.contains(.ordinal)
    }

    /// Verb, noun or adjective: the open classes.
    private func openClass(_ index: Int, _ tags: WordTags) -> PartOfSpeech {
        let previousIndex = skipBack(index)
        let nominal: PartOfSpeech = tags.contains(.adjective) && startsNominal(index + 1) ? .adjective : .noun
        let isNounish = !tags.isDisjoint(with: WordTags.anyNoun.union(.adjective))
        if isCapitalInside(index), isNounish, !sentence.isHeadline { return .noun }
        if previousHyphen(index), !tags.isDisjoint(with: [.verbParticiple, .verbPast, .verbGerund]) {
            return startsNominal(index + 1) || tags.isDisjoint(with: .anyNoun) ? .adjective : .noun
        }
        if previousIndex >= 0, previousIndex == index - 1 {
            if isAdjectival(previousIndex) { return afterDemonym(index, tags) }
            // "a first step in talks": an ordinal stands before a noun.
            if isNounish, tokens[previousIndex].tags.contains(.ordinal) { return nominal }
        }
        switch previousIndex < 0 ? .punctuation : tokens[previousIndex].part {
        case .to, .modal, .do, .not: return .verb
        case .be: return afterBe(index, tags, isNounish ? nominal : .verb)
        case .have: return tags.contains(.verbParticiple) ? .verb : (isNounish ? nominal : .verb)
        case .pronoun, .relative: return .verb
        case .that where describesAfterThat(index, tags): return .verb
        // "Falcon 9 launched a satellite"
        case .numeral where endsName(previousIndex): return afterNoun(previousIndex, index, tags)
        case .punctuation where closesApposition(index, tags): return .verb
        case .determiner, .possessive, .numeral, .adjective: return afterModifier(index, tags)
        case .preposition, .subordinator: return afterPreposition(index, tags, isNounish ? nominal : .verb)
        case .verb: return afterVerb(index, tags)
        // "will on Friday sign a treaty"
        case .time where tags.contains(.verbBase) && followsModal(previousIndex): return .verb
        case .noun, .name, .time: return afterNoun(previousIndex, index, tags)
        default: return atStart(index, tags)
        }
    }

    /// After a form of "be"; `other` where it is no form of a verb that belongs to it.
    private func afterBe(_ index: Int, _ tags: WordTags, _ other: PartOfSpeech) -> PartOfSpeech {
        if !tags.isDisjoint(with: [.verbGerund, .verbParticiple]), !tags.contains(.mostlyAdjective) { return .verb }
        // "is ready to", "was certain of": what says how the subject is.
        if tags.contains(.adjective), !startsNominal(index + 1) { return .adjective }
        return other
    }

    /// After a preposition; `other` where it is no form of a verb that stands there.
    private func afterPreposition(_ index: Int, _ tags: WordTags, _ other: PartOfSpeech) -> PartOfSpeech {
        if tags.contains(.verbGerund), !previousHyphen(index) { return .verb }
        if !tags.isDisjoint(with: [.verbPast, .verbParticiple]), tags.isDisjoint(with: .anyNoun) {
            return startsNominal(index + 1) ? .adjective : .verb
        }
        return other
    }

    /// After "Russian" or "Houthi": a noun, unless what stands before is itself the subject ("the Taliban said").
    private func afterDemonym(
        _ index: Int,
        _ tags: WordTags
    ) -> PartOfSpeech {
        let isNounish = !tags.isDisjoint(with: .anyNoun)
        if isNounish, tags.isDisjoint(with: [.verbPast]) { return nounAfterModifier(index, tags) }
        if startsNominal(index + 1), !tags.isDisjoint(with: [.adjective, .verbParticiple]) {
            return .adjective
        }
        return isNounish && !tags.contains(.mostlyVerb) ? .noun : .verb
    }

    private func afterVerb(_ index: Int, _ tags: WordTags) -> PartOfSpeech {
        // "has begun moving weapons", but "saw moving pictures"
        let before = grammar.vocabulary.lemma(tokens[index - 1].word)
        if tags.contains(.verbGerund), grammar.words.aspectual.contains(before),
            startsPhrase(index + 1)
        {
            return .verb
        }
        if saysOfName(index, tags, before) { return .verb }
        if startsNominal(index + 1), !tags.isDisjoint(with: [.verbParticiple, .adjective]) {
            return .adjective
        }
        // "raise levies": no verb of the third person follows another verb.
        if tags.intersection(.anyVerb) == .verbS { return .noun }
        if isHelped(index, tags) { return .verb }
        if tags.contains(.verbGerund), tags.isDisjoint(with: .anyNoun) { return .verb }
        if tags.contains(.verbGerund), startsPhrase(index + 1) { return .verb }
        if !tags.isDisjoint(with: WordTags.anyNoun.union(.adjective)) {
            return tags.contains(.adjective) && tags.isDisjoint(with: .anyNoun) ? .adjective : .noun
        }
        return .verb
    }
}
