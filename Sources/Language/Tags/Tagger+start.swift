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
        if tags.contains(.adjective), startsNominal(analysis, index + 1, sentence) { return .adjective }
        if tags.contains(.verbS), follows, index > sentence.tokens.lowerBound { return .verb }
        return isNounish ? .noun : (tags.contains(.adjective) ? .adjective : .verb)
    }
}
