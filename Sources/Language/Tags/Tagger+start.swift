/// Words at the start of a sentence or after a mark, where nothing before them says what they are.
extension Tagger {
    func atStart(_ index: Int, _ tags: WordTags) -> PartOfSpeech {
        let isNounish = !tags.isDisjoint(with: .anyNoun)
        let follows = startsPhrase(index + 1)
        if tags.contains(.verbGerund) {
            let afterComma = index > sentence.tokens.lowerBound && tokens[index - 1].kind == .comma
            let trails = afterComma && prepositionFollows(index + 1)
            return follows || trails || !isNounish ? .verb : .noun
        }
        if !tags.isDisjoint(with: [.verbPast, .verbParticiple]) {
            let opens = index == sentence.tokens.lowerBound
            if startsNominal(index + 1), opens || tags.contains(.adjective) { return .adjective }
            if !isNounish { return .verb }
        }
        let afterConjunction = index > sentence.tokens.lowerBound && tokens[index - 1].part == .coordinator
        let isRatherNoun = isNounish && !tags.contains(.mostlyVerb) && !determinerFollows(index + 1)
        if afterConjunction, follows, !isRatherNoun, isNounish || !tags.isDisjoint(with: [.verbBase, .verbS]) {
            return hasVerb(sentence.tokens.lowerBound..<index) ? .verb : .noun
        }
        // "to equip and train Somalia's navy"
        if afterConjunction, tags.contains(.verbBase), index - 2 >= sentence.tokens.lowerBound,
            tokens[index - 2].part == .verb, nextIsName(index)
        {
            return .verb
        }
        if tags.contains(.adjective), startsNominal(index + 1) { return .adjective }
        if tags.contains(.verbS), follows, index > sentence.tokens.lowerBound { return .verb }
        return isNounish ? .noun : (tags.contains(.adjective) ? .adjective : .verb)
    }

    /// One past "what appeared to be", "what officials said was": "what", then at most six words, then a form of "be".
    func freeRelativeEnd(_ start: Int) -> Int? {
        guard tokens[start].word == grammar.words.what else { return nil }
        var index = start + 1
        while index < sentence.tokens.upperBound, index < start + 8 {
            let token = tokens[index]
            guard token.kind == .word else { return nil }
            if token.word == grammar.words.as, index > start + 2, startsPhrase(index + 1) {
                // "what it described as a bomb"
                return index + 1
            }
            if token.tags.contains(.be), !token.tags.contains(.participle) {
                let next = index + 1
                guard next < sentence.tokens.upperBound else { return nil }
                if !tokens[next].tags.isDisjoint(with: [.verbParticiple, .verbGerund, .adverb]) {
                    index += 1
                    continue
                }
                return startsPhrase(next) && index > start + 1 ? next : nil
            }
            index += 1
        }
        return nil
    }
}
