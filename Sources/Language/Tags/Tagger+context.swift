/// What stands around a token: the questions the tagger asks.
extension Tagger {
    func previousPart(_ analysis: Analysis, _ index: Int, _ sentence: Sentence) -> PartOfSpeech {
        index > sentence.tokens.lowerBound ? analysis.tokens[index - 1].part : .punctuation
    }

    func nextTags(_ analysis: Analysis, _ index: Int, _ sentence: Sentence) -> WordTags {
        index + 1 < sentence.tokens.upperBound ? analysis.tokens[index + 1].tags : []
    }

    func nextIsName(_ analysis: Analysis, _ index: Int, _ sentence: Sentence) -> Bool {
        guard index + 1 < sentence.tokens.upperBound else { return false }
        let match = analysis.matchAt[index + 1]
        return match >= 0 && analysis.matches[Int(match)].kind <= .adjectival
    }

    /// What the next word that is no adverb can be.
    func skipAdverbs(_ analysis: Analysis, _ start: Int, _ sentence: Sentence) -> WordTags {
        var index = start
        while index < sentence.tokens.upperBound, index < start + 3 {
            let tags = analysis.tokens[index].tags
            guard tags.contains(.adverb) || tags.contains(.not), !tags.contains(.verbBase) else { return tags }
            index += 1
        }
        return []
    }

    /// The last token before `index` that is no adverb and no quotation mark; -1 at the start or after other marks.
    func skipBack(_ analysis: Analysis, _ index: Int, _ sentence: Sentence) -> Int {
        var back = index - 1
        while back >= sentence.tokens.lowerBound {
            let token = analysis.tokens[back]
            let isPassed = token.part == .adverb || token.kind == .openQuote || token.kind == .closeQuote
            guard isPassed else { break }
            back -= 1
        }
        guard back >= sentence.tokens.lowerBound, analysis.tokens[back].part != .punctuation else { return -1 }
        return back
    }

    /// "dismissed US claims that …": after a verb and a name, a noun.
    func isClaimOfOther(_ analysis: Analysis, _ previous: Int, _ index: Int, _ sentence: Sentence) -> Bool {
        guard nextTags(analysis, index, sentence).contains(.that) else { return false }
        var back = previous
        while back > sentence.tokens.lowerBound, analysis.tokens[back].part == .name { back -= 1 }
        return back < previous && analysis.tokens[back].part == .verb
    }

    /// "…, satellite imagery shows.": a verb of saying that ends the sentence after a comma.
    func endsReport(_ analysis: Analysis, _ index: Int, _ sentence: Sentence) -> Bool {
        guard grammar.reporting.contains(grammar.vocabulary.lemma(analysis.tokens[index].word)) else { return false }
        let next = index + 1
        guard next >= sentence.tokens.upperBound || analysis.tokens[next].kind == .period else { return false }
        var back = index - 1
        while back > sentence.tokens.lowerBound, back > index - 6 {
            if analysis.tokens[back].kind == .comma { return true }
            guard [.noun, .name, .adjective, .determiner].contains(analysis.tokens[back].part) else { return false }
            back -= 1
        }
        return false
    }

    /// "will likely give": a word that can be an adverb, between a modal and its verb.
    func isBeforeVerb(_ analysis: Analysis, _ index: Int, _ tags: WordTags, _ sentence: Sentence) -> Bool {
        tags.contains(.adverb) && previousPart(analysis, index, sentence) == .modal
            && nextTags(analysis, index, sentence).contains(.verbBase)
    }

    func previousHyphen(_ analysis: Analysis, _ index: Int) -> Bool {
        analysis.tokens[index].shape.contains(.hyphenated)
    }

    /// Whether a noun or what leads to one stands at `index`: the word before may modify it.
    func startsNominal(_ analysis: Analysis, _ index: Int, _ sentence: Sentence) -> Bool {
        guard index < sentence.tokens.upperBound else { return false }
        let token = analysis.tokens[index]
        if token.kind == .number { return false }
        guard token.kind == .word else { return false }
        let match = analysis.matchAt[index]
        if match >= 0 { return analysis.matches[Int(match)].kind != .function }
        if !token.tags.isDisjoint(with: [.determiner, .pronoun, .possessive, .preposition, .to, .be, .have, .modal]) {
            return false
        }
        return !token.tags.isDisjoint(with: WordTags.anyNoun.union([.adjective]))
    }

    /// Whether an object or a complement begins at `index`.
    func startsPhrase(_ analysis: Analysis, _ index: Int, _ sentence: Sentence) -> Bool {
        guard index < sentence.tokens.upperBound else { return false }
        let token = analysis.tokens[index]
        if token.kind == .number || token.kind == .openQuote || token.kind == .currency { return true }
        guard token.kind == .word else { return false }
        let match = analysis.matchAt[index]
        if match >= 0, analysis.matches[Int(match)].kind != .function { return true }
        if !token.tags.isDisjoint(with: [.be, .have, .modal]) { return false }
        if !token.tags.isDisjoint(with: [.determiner, .pronoun, .possessive, .numeral, .that, .adjective]) {
            return true
        }
        if token.tags.contains(.preposition) || token.tags.contains(.coordinator) { return false }
        if token.tags.contains(.adverb), token.tags.isDisjoint(with: .anyVerb) {
            // "more than 100 missiles", "highly advanced"
            let end = match >= 0 ? Int(analysis.matches[Int(match)].end) : index + 1
            return end < sentence.tokens.upperBound && end > index && end - index < 5
                && (analysis.tokens[end].kind == .number
                    || !analysis.tokens[end].tags.isDisjoint(with: [.adjective, .numeral]))
        }
        return !token.tags.isDisjoint(with: WordTags.anyNoun.union(.verbGerund))
    }

    /// "missile attacks this autumn": no object but a time.
    func timeFollows(_ analysis: Analysis, _ index: Int, _ sentence: Sentence) -> Bool {
        guard index + 1 < sentence.tokens.upperBound, analysis.tokens[index].tags.contains(.determiner) else {
            return false
        }
        return !analysis.tokens[index + 1].tags.isDisjoint(with: [.timeNoun, .weekday, .month])
    }

    func determinerFollows(_ analysis: Analysis, _ index: Int, _ sentence: Sentence) -> Bool {
        guard index < sentence.tokens.upperBound else { return false }
        let token = analysis.tokens[index]
        return token.kind == .number || !token.tags.isDisjoint(with: [.determiner, .possessive, .that, .numeral])
    }

    /// Whether a preposition follows that goes with verbs of motion or speech rather than with nouns.
    func prepositionFollows(_ analysis: Analysis, _ index: Int, _ sentence: Sentence) -> Bool {
        guard index < sentence.tokens.upperBound else { return false }
        let tags = analysis.tokens[index].tags
        return !tags.isDisjoint(with: [.preposition, .to]) && analysis.tokens[index].word != grammar.words.of
    }

    /// Whether a finite verb follows, so that the word before it must be its subject.
    func finiteFollows(_ analysis: Analysis, _ start: Int, _ sentence: Sentence) -> Bool {
        var index = start
        while index < sentence.tokens.upperBound, index < start + 2 {
            let token = analysis.tokens[index]
            guard token.kind == .word, analysis.matchAt[index] < 0 else { return false }
            if !token.tags.isDisjoint(with: [.modal, .be, .have, .do]) { return true }
            if token.tags.contains(.verbPast), token.tags.isDisjoint(with: WordTags.anyNoun.union(.adjective)) {
                return true
            }
            if token.tags.contains(.verbS), token.tags.isDisjoint(with: .anyNoun) { return true }
            guard token.tags.contains(.adverb) else { return false }
            index += 1
        }
        return false
    }

    /// "to help drive the group out": between a verb of help and an article no noun stands.
    func isHelped(_ analysis: Analysis, _ index: Int, _ tags: WordTags, _ sentence: Sentence) -> Bool {
        let before = grammar.vocabulary.lemma(analysis.tokens[index - 1].word)
        return tags.contains(.verbBase) && grammar.objectControl.contains(before)
            && determinerFollows(analysis, index + 1, sentence)
    }

    /// Whether the token belongs to an adjective of a name ("North Korean").
    func isAdjectival(_ analysis: Analysis, _ index: Int) -> Bool {
        let match = analysis.matchAt[index]
        return match >= 0 && analysis.matches[Int(match)].kind == .adjectival
    }

    /// Whether the next word can be the verb of what stands here: "forces launch eight missiles".
    func verbFollows(_ analysis: Analysis, _ index: Int, _ sentence: Sentence) -> Bool {
        guard index + 1 < sentence.tokens.upperBound else { return false }
        let here = analysis.tokens[index - 1].tags
        guard here.contains(.plural) else { return false }
        let next = analysis.tokens[index]
        let isName = analysis.matchAt[index] >= 0 && analysis.matches[Int(analysis.matchAt[index])].kind < .function
        guard next.kind == .word, !isName, !next.tags.isDisjoint(with: [.verbBase, .verbPast])
        else { return false }
        // "launches suspected missile": what describes a noun is no verb.
        if next.tags.contains(.adjective), startsNominal(analysis, index + 1, sentence) { return false }
        let after = analysis.tokens[index + 1]
        return determinerFollows(analysis, index + 1, sentence) || startsPhrase(analysis, index + 1, sentence)
            || after.tags.contains(.preposition)
    }

    /// Whether the next word is a verb form and nothing else: "is likely seeking", "have long speculated".
    func verbIsNext(_ analysis: Analysis, _ index: Int, _ sentence: Sentence) -> Bool {
        guard index < sentence.tokens.upperBound else { return false }
        let tags = analysis.tokens[index].tags
        if !tags.isDisjoint(with: [.be, .have, .modal]) { return true }
        return !tags.isDisjoint(with: [.verbGerund, .verbParticiple, .verbPast]) && !tags.contains(.mostlyAdjective)
    }

    /// Whether the group that ends at `index` is the object of a preposition and so no subject.
    func followsPreposition(_ analysis: Analysis, _ index: Int, _ sentence: Sentence) -> Bool {
        prepositionBefore(analysis, index, sentence) != nil
    }

    /// The preposition before the group that ends at `index`.
    private func prepositionBefore(_ analysis: Analysis, _ index: Int, _ sentence: Sentence) -> Int? {
        var back = index
        while back >= sentence.tokens.lowerBound, back > index - 8 {
            switch analysis.tokens[back].part {
            case .noun, .name, .adjective, .determiner, .numeral, .possessive: back -= 1
            case .preposition: return back
            default: return nil
            }
        }
        return nil
    }

    /// Whether the group ends a phrase that belongs to a plural: "militants in Gaza" before "fire".
    func hasPluralHead(_ analysis: Analysis, _ index: Int, _ sentence: Sentence) -> Bool {
        guard let preposition = prepositionBefore(analysis, index, sentence), preposition > sentence.tokens.lowerBound
        else { return false }
        let head = analysis.tokens[preposition - 1]
        guard head.part == .noun || head.part == .name, head.tags.contains(.plural) else { return false }
        // "signs of a missile launch by": who does what a verb tells does not stand after "by".
        if index + 2 < sentence.tokens.upperBound, analysis.tokens[index + 2].word == grammar.words.by { return false }
        // "fired rockets at an army base near": after a verb with an object, it names the place.
        let next = index + 2
        let isPlaced =
            next < sentence.tokens.upperBound && analysis.tokens[next].tags.contains(.preposition)
            && !analysis.tokens[next].tags.contains(.to)
        return !isPlaced || !hasVerb(analysis, sentence.tokens.lowerBound..<preposition)
    }

    /// Whether the group that ends at `index` is joined to another by "and" and so counts as a plural.
    func isJoined(_ analysis: Analysis, _ index: Int, _ sentence: Sentence) -> Bool {
        var back = index
        while back >= sentence.tokens.lowerBound, back > index - 8 {
            switch analysis.tokens[back].part {
            case .coordinator: return true
            case .noun, .name, .adjective, .determiner, .numeral, .possessive: back -= 1
            default: return analysis.tokens[back].kind == .comma && sentence.isHeadline
            }
        }
        return false
    }

    /// Whether "is" or "was" stands before the word, with no more than an adverb between.
    func followsBe(_ analysis: Analysis, _ index: Int, _ sentence: Sentence) -> Bool {
        let back = skipBack(analysis, index, sentence)
        return back >= 0 && analysis.tokens[back].part == .be
    }

    /// "missiles that land near Japan": a verb that agrees with the noun before "that".
    func describesAfterThat(_ analysis: Analysis, _ index: Int, _ tags: WordTags, _ sentence: Sentence) -> Bool {
        let noun = index - 2
        guard noun >= sentence.tokens.lowerBound, analysis.tokens[index - 1].part == .that else { return false }
        guard analysis.tokens[noun].part == .noun || analysis.tokens[noun].part == .name else { return false }
        let goesOn =
            startsPhrase(analysis, index + 1, sentence) || prepositionFollows(analysis, index + 1, sentence)
            || nextTags(analysis, index, sentence).contains(.adverb)
        let isPlural = analysis.tokens[noun].tags.contains(.plural)
        let agrees: WordTags = isPlural ? [.verbBase, .verbPast] : [.verbS, .verbPast]
        return goesOn && !tags.isDisjoint(with: agrees)
    }

    /// Whether the word at `index` is a form of the third person or the past with an object after it.
    func takesObject(_ analysis: Analysis, _ index: Int, _ sentence: Sentence) -> Bool {
        guard index < sentence.tokens.upperBound, analysis.matchAt[index] < 0 || !isNameMatch(analysis, index) else {
            return false
        }
        let tags = analysis.tokens[index].tags
        return !tags.isDisjoint(with: [.verbS, .verbPast]) && tags.isDisjoint(with: .adjective)
            && determinerFollows(analysis, index + 1, sentence)
    }

    private func isNameMatch(_ analysis: Analysis, _ index: Int) -> Bool {
        analysis.matches[Int(analysis.matchAt[index])].kind < .term
    }

    /// Whether the name that ends at `index` stands straight after a relative: "which Russia".
    func startsRelative(_ analysis: Analysis, _ index: Int, _ sentence: Sentence) -> Bool {
        var back = index
        while back > sentence.tokens.lowerBound, analysis.tokens[back].part == .name { back -= 1 }
        return back < index && analysis.tokens[back].part == .relative
    }

    func hasDigit(_ analysis: Analysis, _ index: Int) -> Bool {
        analysis.tokens[index].kind == .number || analysis.tokens[index].shape.contains(.digit)
    }

    func isPluralName(_ analysis: Analysis, _ index: Int) -> Bool {
        // "US" and other acronyms are no plurals.
        let token = analysis.tokens[index]
        return token.part == .name && token.tags.contains(.plural) && !token.shape.contains(.allCaps)
    }

    /// Whether an unmistakable finite verb follows before the next comma.
    func laterFinite(_ analysis: Analysis, _ start: Int, _ sentence: Sentence) -> Bool {
        for index in start..<sentence.tokens.upperBound {
            let token = analysis.tokens[index]
            if token.kind == .comma || token.kind == .semicolon { return false }
            guard token.kind == .word else { continue }
            if !token.tags.isDisjoint(with: [.subordinator, .relative, .that]),
                token.tags.isDisjoint(with: .preposition)
            {
                return false
            }
            if !token.tags.isDisjoint(with: [.be, .have, .modal]) { return true }
            if token.tags.contains(.verbPast), token.tags.isDisjoint(with: [.verbParticiple, .noun, .adjective]) {
                return true
            }
            if token.tags.contains(.verbS), token.tags.isDisjoint(with: .anyNoun) { return true }
        }
        return false
    }

    func hasVerb(_ analysis: Analysis, _ range: Range<Int>) -> Bool {
        range.contains { [.verb, .be, .have, .modal, .do].contains(analysis.tokens[$0].part) }
    }

    /// "Hezbollah strikes at …" against "Hezbollah strikes on Israel continue": with a preposition, it is the verb
    /// unless another finite verb follows.
    func isFiniteAfterName(_ analysis: Analysis, _ index: Int, _ sentence: Sentence, follows: Bool) -> Bool {
        if follows { return true }
        // "66 F-16V jets from": a name with a number does nothing.
        guard index + 1 < sentence.tokens.upperBound, !hasDigit(analysis, index - 1) else { return false }
        let next = analysis.tokens[index + 1]
        if next.tags.contains(.adverb) { return true }
        // "attacked two US bases in Kuwait": the sentence has its verb.
        guard prepositionFollows(analysis, index + 1, sentence),
            !hasVerb(analysis, sentence.tokens.lowerBound..<index)
        else { return false }
        return !laterFinite(analysis, index + 1, sentence)
    }
}
