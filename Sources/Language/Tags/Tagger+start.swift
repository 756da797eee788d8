/// Words at the start of a sentence or after a mark, where nothing before them says what they are.
extension Tagger {
    func atStart(_ analysis: Analysis, _ index: Int, _ tags: WordTags, _ sentence: Sentence) -> PartOfSpeech {
        let isNounish = !tags.isDisjoint(with: .anyNoun)
        let follows = startsPhrase(analysis, index + 1, sentence)
        if tags.contains(.verbGerund) {
            let afterComma = index > sentence.tokens.lowerBound && analysis.tokens[index - 1].kind == .comma
            let trails = afterComma && prepositionFollows(analysis, index + 1, sentence)
            return follows || trails || !isNounish ? .verb : .noun
        }
        if !tags.isDisjoint(with: [.verbPast, .verbParticiple]) {
            let opens = index == sentence.tokens.lowerBound
            if startsNominal(analysis, index + 1, sentence), opens || tags.contains(.adjective) { return .adjective }
            if !isNounish { return .verb }
        }
        let afterConjunction = index > sentence.tokens.lowerBound && analysis.tokens[index - 1].part == .coordinator
        let isRatherNoun = isNounish && !tags.contains(.mostlyVerb) && !determinerFollows(analysis, index + 1, sentence)
        if afterConjunction, follows, !isRatherNoun, isNounish || !tags.isDisjoint(with: [.verbBase, .verbS]) {
            return hasVerb(analysis, sentence.tokens.lowerBound..<index) ? .verb : .noun
        }
        // "to equip and train Somalia's navy"
        if afterConjunction, tags.contains(.verbBase), index - 2 >= sentence.tokens.lowerBound,
            analysis.tokens[index - 2].part == .verb, nextIsName(analysis, index, sentence)
        {
            return .verb
        }
        if tags.contains(.adjective), startsNominal(analysis, index + 1, sentence) { return .adjective }
        if tags.contains(.verbS), follows, index > sentence.tokens.lowerBound { return .verb }
        return isNounish ? .noun : (tags.contains(.adjective) ? .adjective : .verb)
    }

    /// One past "what appeared to be", "what officials said was": "what", then at most six words, then a form of "be".
    func freeRelativeEnd(_ analysis: Analysis, _ start: Int, _ sentence: Sentence) -> Int? {
        guard analysis.tokens[start].word == grammar.words.what else { return nil }
        var index = start + 1
        while index < sentence.tokens.upperBound, index < start + 8 {
            let token = analysis.tokens[index]
            guard token.kind == .word else { return nil }
            if token.word == grammar.words.as, index > start + 2, startsPhrase(analysis, index + 1, sentence) {
                // "what it described as a bomb"
                return index + 1
            }
            if token.tags.contains(.be), !token.tags.contains(.participle) {
                let next = index + 1
                guard next < sentence.tokens.upperBound else { return nil }
                if !analysis.tokens[next].tags.isDisjoint(with: [.verbParticiple, .verbGerund, .adverb]) {
                    index += 1
                    continue
                }
                return startsPhrase(analysis, next, sentence) && index > start + 1 ? next : nil
            }
            index += 1
        }
        return nil
    }
}
