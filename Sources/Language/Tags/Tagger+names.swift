/// What stands after a modifier or a name, where that decides the part of speech.
extension Tagger {
    func nounAfterModifier(
        _ analysis: Analysis,
        _ index: Int,
        _ tags: WordTags,
        _ sentence: Sentence
    ) -> PartOfSpeech {
        let isModifier =
            startsNominal(analysis, index + 1, sentence)
            && !tags.isDisjoint(with: [.verbGerund, .adjective])
        return isModifier ? .adjective : .noun
    }

    func afterModifier(_ analysis: Analysis, _ index: Int, _ tags: WordTags, _ sentence: Sentence)
        -> PartOfSpeech
    {
        let isNounish = !tags.isDisjoint(with: .anyNoun)
        if startsNominal(analysis, index + 1, sentence) {
            if !tags.isDisjoint(with: [.verbParticiple, .verbGerund, .adjective]) { return .adjective }
        }
        if isNounish { return .noun }
        if tags.contains(.adjective) { return .adjective }
        if tags.contains(.verbGerund) { return .noun }
        // "urban sprawl": no bare verb follows what describes a noun.
        let previous = analysis.tokens[index - 1].part
        let isBare = tags.isDisjoint(with: [.verbS, .verbPast, .verbParticiple])
        return previous == .possessive || isBare && previous != .numeral ? .noun : .verb
    }

    /// Whether the time that ends at `index` stands with its preposition after a modal.
    func followsModal(_ analysis: Analysis, _ index: Int, _ sentence: Sentence) -> Bool {
        var back = index
        while back > sentence.tokens.lowerBound, back > index - 3, analysis.tokens[back].part == .time { back -= 1 }
        return back > sentence.tokens.lowerBound && analysis.tokens[back].part == .preposition
            && analysis.tokens[back - 1].part == .modal
    }

    /// "Falcon 9": whether a number ends a name.
    func endsName(_ analysis: Analysis, _ index: Int, _ sentence: Sentence) -> Bool {
        guard index > sentence.tokens.lowerBound, analysis.tokens[index].kind == .number else { return false }
        let before = analysis.tokens[index - 1]
        return before.part == .name && before.shape.contains(.capital)
            && (index - 1 == sentence.tokens.lowerBound || analysis.matchAt[index] >= 0)
    }

    /// "The satellite, Ofek 19, rose from the pad": a past form after what renames the subject tells what it did.
    func closesApposition(_ analysis: Analysis, _ index: Int, _ tags: WordTags, _ sentence: Sentence) -> Bool {
        guard tags.contains(.verbPast), index - 2 > sentence.tokens.lowerBound,
            analysis.tokens[index - 1].kind == .comma,
            prepositionFollows(analysis, index + 1, sentence)
        else { return false }
        var back = index - 2
        while back > sentence.tokens.lowerBound, back > index - 10 {
            let token = analysis.tokens[back]
            if token.kind == .comma { return back < index - 2 && analysis.tokens[back - 1].part == .noun }
            guard [.name, .numeral, .noun, .adjective, .determiner].contains(token.part) else { return false }
            back -= 1
        }
        return false
    }

    /// "helped Russia dodge sanctions": whether the group that ends at `index` is who is helped.
    func isHelped(_ analysis: Analysis, _ index: Int, _ sentence: Sentence) -> Bool {
        var back = index
        // "helped Myanmar's junta skirt sanctions"
        if back - 1 > sentence.tokens.lowerBound, analysis.tokens[back].part == .noun,
            analysis.tokens[back - 1].kind == .possessive
        {
            back -= 2
        }
        while back > sentence.tokens.lowerBound, back > index - 6,
            [.name, .determiner].contains(analysis.tokens[back].part)
        {
            back -= 1
        }
        return back < index && analysis.tokens[back].part == .verb
            && grammar.vocabulary.lemma(analysis.tokens[back].word) == grammar.words.help
    }

    /// "firms that it says helped Russia evade sanctions": the past before a name, straight after a verb of saying.
    func saysOfName(
        _ analysis: Analysis,
        _ index: Int,
        _ tags: WordTags,
        _ before: WordID,
        _ sentence: Sentence
    ) -> Bool {
        guard tags.contains(.verbPast), grammar.reporting.contains(before), index + 1 < sentence.tokens.upperBound,
            analysis.matchAt[index + 1] >= 0
        else { return false }
        return analysis.matches[Int(analysis.matchAt[index + 1])].kind == .name
    }

    /// Whether a full stop and a number follow an abbreviation that numbers things.
    func numbers(_ analysis: Analysis, _ index: Int, _ sentence: Sentence) -> Bool {
        index + 2 < sentence.tokens.upperBound && analysis.tokens[index].shape.contains(.capital)
            && analysis.tokens[index + 1].kind == .period && analysis.tokens[index + 2].kind == .number
    }
}
