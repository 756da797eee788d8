/// What stands around a token: the questions the tagger asks.
extension Tagger {
    func previousPart(_ index: Int) -> PartOfSpeech {
        index > sentence.tokens.lowerBound ? tokens[index - 1].part : .punctuation
    }

    func nextTags(_ index: Int) -> WordTags {
        index + 1 < sentence.tokens.upperBound ? tokens[index + 1].tags : []
    }

    func nextIsName(_ index: Int) -> Bool {
        guard index + 1 < sentence.tokens.upperBound else { return false }
        let match = matchAt[index + 1]
        return match >= 0 && matches[Int(match)].kind <= .adjectival
    }

    /// What the next word that is no adverb can be.
    func skipAdverbs(_ start: Int) -> WordTags {
        var index = start
        while index < sentence.tokens.upperBound, index < start + 3 {
            let tags = tokens[index].tags
            guard tags.contains(.adverb) || tags.contains(.not), !tags.contains(.verbBase) else { return tags }
            index += 1
        }
        return []
    }

    /// The last token before `index` that is no adverb and no quotation mark; -1 at the start or after other marks.
    func skipBack(_ index: Int) -> Int {
        var back = index - 1
        while back >= sentence.tokens.lowerBound {
            let token = tokens[back]
            let isPassed = token.part == .adverb || token.kind == .openQuote || token.kind == .closeQuote
            guard isPassed else { break }
            back -= 1
        }
        guard back >= sentence.tokens.lowerBound, tokens[back].part != .punctuation else { return -1 }
        return back
    }

    /// "dismissed US claims that …": after a verb and a name, a noun.
    func isClaimOfOther(_ previous: Int, _ index: Int) -> Bool {
        guard nextTags(index).contains(.that) else { return false }
        var back = previous
        while back > sentence.tokens.lowerBound, tokens[back].part == .name { back -= 1 }
        return back < previous && tokens[back].part == .verb
    }

    /// "…, satellite imagery shows.": a verb of saying that ends the sentence after a comma.
    func endsReport(_ index: Int) -> Bool {
        guard grammar.reporting.contains(grammar.vocabulary.lemma(tokens[index].word)) else { return false }
        let next = index + 1
        guard next >= sentence.tokens.upperBound || tokens[next].kind == .period else { return false }
        var back = index - 1
        while back > sentence.tokens.lowerBound, back > index - 6 {
            if tokens[back].kind == .comma { return true }
            guard [.noun, .name, .adjective, .determiner].contains(tokens[back].part) else { return false }
            back -= 1
        }
        return false
    }

    /// "will likely give": a word that can be an adverb, between a modal and its verb.
    func isBeforeVerb(_ index: Int, _ tags: WordTags) -> Bool {
        tags.contains(.adverb) && previousPart(index) == .modal
            && nextTags(index).contains(.verbBase)
    }

    func previousHyphen(_ index: Int) -> Bool {
        tokens[index].shape.contains(.hyphenated)
    }

    /// Whether a noun or what leads to one stands at `index`: the word before may modify it.
    func startsNominal(_ index: Int) -> Bool {
        guard index < sentence.tokens.upperBound else { return false }
        let token = tokens[index]
        if token.kind == .number { return false }
        guard token.kind == .word else { return false }
        let match = matchAt[index]
        if match >= 0 { return matches[Int(match)].kind != .function }
        if !token.tags.isDisjoint(with: [.determiner, .pronoun, .possessive, .preposition, .to, .be, .have, .modal]) {
            return false
        }
        // "the sea failed on Tuesday": a past form describes only a noun that follows.
        let isPast = token.tags.contains(.verbPast) && token.tags.isDisjoint(with: .anyNoun)
        if isPast, token.tags.contains(.adjective), !token.tags.contains(.mostlyAdjective) {
            return startsNominal(index + 1)
        }
        return !token.tags.isDisjoint(with: WordTags.anyNoun.union([.adjective]))
    }

    /// Whether an object or a complement begins at `index`.
    func startsPhrase(_ index: Int) -> Bool {
        guard index < sentence.tokens.upperBound else { return false }
        let token = tokens[index]
        if token.kind == .number || token.kind == .openQuote || token.kind == .currency { return true }
        guard token.kind == .word else { return false }
        let match = matchAt[index]
        if match >= 0, matches[Int(match)].kind != .function { return true }
        if !token.tags.isDisjoint(with: [.be, .have, .modal]) { return false }
        if !token.tags.isDisjoint(with: [.determiner, .pronoun, .possessive, .numeral, .that, .adjective]) {
            return true
        }
        if token.tags.contains(.preposition) || token.tags.contains(.coordinator) { return false }
        if token.tags.contains(.adverb), token.tags.isDisjoint(with: .anyVerb) {
            // "more than 100 missiles", "highly advanced"
            let end = match >= 0 ? Int(matches[Int(match)].end) : index + 1
            return end < sentence.tokens.upperBound && end > index && end - index < 5
                && (tokens[end].kind == .number
                    || !tokens[end].tags.isDisjoint(with: [.adjective, .numeral]))
        }
        return !token.tags.isDisjoint(with: WordTags.anyNoun.union(.verbGerund))
    }

    /// "missile attacks this autumn": no object but a time.
    func timeFollows(_ index: Int) -> Bool {
        guard index + 1 < sentence.tokens.upperBound, tokens[index].tags.contains(.determiner) else {
            return false
        }
        return !tokens[index + 1].tags.isDisjoint(with: [.timeNoun, .weekday, .month])
    }

    func determinerFollows(_ index: Int) -> Bool {
        guard index < sentence.tokens.upperBound else { return false }
        let token = tokens[index]
        return token.kind == .number || !token.tags.isDisjoint(with: [.determiner, .possessive, .that, .numeral])
    }

    /// Whether a preposition follows that goes with verbs of motion or speech rather than with nouns.
    func prepositionFollows(_ index: Int) -> Bool {
        guard index < sentence.tokens.upperBound else { return false }
        let tags = tokens[index].tags
        return !tags.isDisjoint(with: [.preposition, .to]) && tokens[index].word != grammar.words.of
    }

    /// Whether a finite verb follows, so that the word before it must be its subject.
    func finiteFollows(_ start: Int) -> Bool {
        var index = start
        while index < sentence.tokens.upperBound, index < start + 2 {
            let token = tokens[index]
            guard token.kind == .word, matchAt[index] < 0 else { return false }
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
    func isHelped(_ index: Int, _ tags: WordTags) -> Bool {
        let before = grammar.vocabulary.lemma(tokens[index - 1].word)
        return tags.contains(.verbBase) && grammar.objectControl.contains(before)
            && determinerFollows(index + 1)
    }

    /// Whether the token belongs to an adjective of a name ("North Korean").
    func isAdjectival(_ index: Int) -> Bool {
        let match = matchAt[index]
        return match >= 0 && matches[Int(match)].kind == .adjectival
    }

    /// Whether the next word can be the verb of what stands here: "forces launch eight missiles".
    func verbFollows(_ index: Int) -> Bool {
        guard index + 1 < sentence.tokens.upperBound else { return false }
        let here = tokens[index - 1].tags
        guard here.contains(.plural) else { return false }
        let next = tokens[index]
        let isName = matchAt[index] >= 0 && matches[Int(matchAt[index])].kind < .function
        guard next.kind == .word, !isName, !next.tags.isDisjoint(with: [.verbBase, .verbPast])
        else { return false }
        // "launches suspected missile": what describes a noun is no verb.
        if next.tags.contains(.adjective), startsNominal(index + 1) { return false }
        let after = tokens[index + 1]
        return determinerFollows(index + 1) || startsPhrase(index + 1)
            || after.tags.contains(.preposition)
    }

    /// Whether the next word is a verb form and nothing else: "is likely seeking", "have long speculated".
    func verbIsNext(_ index: Int) -> Bool {
        guard index < sentence.tokens.upperBound else { return false }
        let tags = tokens[index].tags
        if !tags.isDisjoint(with: [.be, .have, .modal]) { return true }
        return !tags.isDisjoint(with: [.verbGerund, .verbParticiple, .verbPast]) && !tags.contains(.mostlyAdjective)
    }

    /// Whether the group that ends at `index` is the object of a preposition and so no subject.
    func followsPreposition(_ index: Int) -> Bool {
        prepositionBefore(index) != nil
    }

    /// The preposition before the group that ends at `index`.
    private func prepositionBefore(_ index: Int) -> Int? {
        var back = index
        while back >= sentence.tokens.lowerBound, back > index - 8 {
            switch tokens[back].part {
            case .noun, .name, .adjective, .determiner, .numeral, .possessive: back -= 1
            case .preposition: return back
            default: return nil
            }
        }
        return nil
    }

    /// Whether the group ends a phrase that belongs to a plural: "militants in Gaza" before "fire".
    func hasPluralHead(_ index: Int) -> Bool {
        guard let preposition = prepositionBefore(index), preposition > sentence.tokens.lowerBound
        else { return false }
        let head = tokens[preposition - 1]
        guard head.part == .noun || head.part == .name, head.tags.contains(.plural) else { return false }
        // "signs of a missile launch by": who does what a verb tells does not stand after "by".
        if index + 2 < sentence.tokens.upperBound, tokens[index + 2].word == grammar.words.by { return false }
        // "fired rockets at an army base near": after a verb with an object, it names the place.
        let next = index + 2
        let isPlaced =
            next < sentence.tokens.upperBound && tokens[next].tags.contains(.preposition)
            && !tokens[next].tags.contains(.to)
        return !isPlaced || !hasVerb(sentence.tokens.lowerBound..<preposition)
    }

    /// Whether the group that ends at `index` is joined to another by "and" and so counts as a plural.
    func isJoined(_ index: Int) -> Bool {
        var back = index
        while back >= sentence.tokens.lowerBound, back > index - 8 {
            switch tokens[back].part {
            case .coordinator: return true
            case .noun, .name, .adjective, .determiner, .numeral, .possessive: back -= 1
            default: return tokens[back].kind == .comma && sentence.isHeadline
            }
        }
        return false
    }

    /// Whether "is" or "was" stands before the word, with no more than an adverb between.
    func followsBe(_ index: Int) -> Bool {
        let back = skipBack(index)
        return back >= 0 && tokens[back].part == .be
    }

    /// "missiles that land near Japan": a verb that agrees with the noun before "that".
    func describesAfterThat(_ index: Int, _ tags: WordTags) -> Bool {
        let noun = index - 2
        guard noun >= sentence.tokens.lowerBound, tokens[index - 1].part == .that else { return false }
        guard tokens[noun].part == .noun || tokens[noun].part == .name else { return false }
        let goesOn =
            startsPhrase(index + 1) || prepositionFollows(index + 1)
            || nextTags(index).contains(.adverb)
        let isPlural = tokens[noun].tags.contains(.plural)
        let agrees: WordTags = isPlural ? [.verbBase, .verbPast] : [.verbS, .verbPast]
        return goesOn && !tags.isDisjoint(with: agrees)
    }

    /// Whether the word at `index` is a form of the third person or the past with an object after it.
    func takesObject(_ index: Int) -> Bool {
        guard index < sentence.tokens.upperBound, matchAt[index] < 0 || !isNameMatch(index) else {
            return false
        }
        let tags = tokens[index].tags
        return !tags.isDisjoint(with: [.verbS, .verbPast]) && tags.isDisjoint(with: .adjective)
            && determinerFollows(index + 1)
    }

    private func isNameMatch(_ index: Int) -> Bool {
        matches[Int(matchAt[index])].kind < .term
    }

    /// Whether the name that ends at `index` stands straight after a relative: "which Russia".
    func startsRelative(_ index: Int) -> Bool {
        var back = index
        while back > sentence.tokens.lowerBound, tokens[back].part == .name { back -= 1 }
        return back < index && tokens[back].part == .relative
    }

    func hasDigit(_ index: Int) -> Bool {
        tokens[index].kind == .number || tokens[index].shape.contains(.digit)
    }

    func isPluralName(_ index: Int) -> Bool {
        // "US" and other acronyms are no plurals.
        let token = tokens[index]
        guard token.part == .name, token.tags.contains(.plural) else { return false }
        // Where all words are in capitals, "HOUTHIS" is one: acronyms are shorter.
        return !token.shape.contains(.allCaps) || sentence.ignoresCase && token.end - token.start > 4
    }

    /// Whether an unmistakable finite verb follows before the next comma.
    func laterFinite(_ start: Int) -> Bool {
        for index in start..<sentence.tokens.upperBound {
            let token = tokens[index]
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

    func hasVerb(_ range: Range<Int>) -> Bool {
        range.contains { tokens[$0].part.isVerbal }
    }

    /// "Hezbollah strikes at …" against "Hezbollah strikes on Israel continue": with a preposition, it is the verb
    /// unless another finite verb follows.
    func isFiniteAfterName(_ index: Int, follows: Bool) -> Bool {
        if follows { return true }
        // "66 F-16V jets from": a name with a number does nothing.
        guard index + 1 < sentence.tokens.upperBound, !hasDigit(index - 1) else { return false }
        let next = tokens[index + 1]
        if next.tags.contains(.adverb) { return true }
        // "attacked two US bases in Kuwait": the sentence has its verb.
        guard prepositionFollows(index + 1),
            !hasVerb(sentence.tokens.lowerBound..<index)
        else { return false }
        return !laterFinite(index + 1)
    }
}
