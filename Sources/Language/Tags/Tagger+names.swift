/// What stands after a modifier or a name, where that decides the part of speech.
extension Tagger {
    func nounAfterModifier(
        _ index: Int,
        _ tags: WordTags
    ) -> PartOfSpeech {
        let isModifier =
            startsNominal(index + 1)
            && !tags.isDisjoint(with: [.verbGerund, .adjective])
        return isModifier ? .adjective : .noun
    }

    func afterModifier(_ index: Int, _ tags: WordTags)
        -> PartOfSpeech
    {
        let isNounish = !tags.isDisjoint(with: .anyNoun)
        // "called the finding absurd": what describes no noun after it does not make it a modifier.
        let isNamed = isNounish && tags.contains(.verbGerund) && describesNothing(index + 1)
        if startsNominal(index + 1), !isNamed {
            if !tags.isDisjoint(with: [.verbParticiple, .verbGerund, .adjective]) { return .adjective }
        }
        if isNounish { return .noun }
        if tags.contains(.adjective) { return .adjective }
        if tags.contains(.verbGerund) { return .noun }
        // "urban sprawl": no bare verb follows what describes a noun.
        let previous = tokens[index - 1].part
        let isBare = tags.isDisjoint(with: [.verbS, .verbPast, .verbParticiple])
        return previous == .possessive || isBare && previous != .numeral ? .noun : .verb
    }

    /// Whether an adjective stands at `index` that no noun follows.
    private func describesNothing(_ index: Int) -> Bool {
        guard index < sentence.tokens.upperBound, matchAt[index] < 0 else { return false }
        let tags = tokens[index].tags
        return tags.contains(.adjective) && tags.isDisjoint(with: .anyNoun) && !startsNominal(index + 1)
    }

    /// Whether the time that ends at `index` stands with its preposition after a modal.
    func followsModal(_ index: Int) -> Bool {
        var back = index
        while back > sentence.tokens.lowerBound, back > index - 3, tokens[back].part == .time { back -= 1 }
        return back > sentence.tokens.lowerBound && tokens[back].part == .preposition
            && tokens[back - 1].part == .modal
    }

    /// "Falcon 9": whether a number ends a name.
    func endsName(_ index: Int) -> Bool {
        guard index > sentence.tokens.lowerBound, tokens[index].kind == .number else { return false }
        let before = tokens[index - 1]
        return before.part == .name && before.shape.contains(.capital)
            && (index - 1 == sentence.tokens.lowerBound || matchAt[index] >= 0)
    }

    /// "The satellite, Ofek 19, rose from the pad": a past form after what renames the subject tells what it did.
    func closesApposition(_ index: Int, _ tags: WordTags) -> Bool {
        guard tags.contains(.verbPast), index - 2 > sentence.tokens.lowerBound,
            tokens[index - 1].kind == .comma,
            prepositionFollows(index + 1)
        else { return false }
        var back = index - 2
        while back > sentence.tokens.lowerBound, back > index - 10 {
            let token = tokens[back]
            if token.kind == .comma { return back < index - 2 && tokens[back - 1].part == .noun }
            guard [.name, .numeral, .noun, .adjective, .determiner].contains(token.part) else { return false }
            back -= 1
        }
        return false
    }

    /// "helped Russia dodge sanctions", "let Russia station missiles": whether the group that ends at `index` is who is
    /// helped or let.
    func isHelped(_ index: Int) -> Bool {
        var back = index
        // "helped Myanmar's junta skirt sanctions"
        if back - 1 > sentence.tokens.lowerBound, tokens[back].part == .noun,
            tokens[back - 1].kind == .possessive
        {
            back -= 2
        }
        while back > sentence.tokens.lowerBound, back > index - 6,
            [.name, .determiner].contains(tokens[back].part)
        {
            back -= 1
        }
        guard back < index, tokens[back].part == .verb else { return false }
        return [grammar.words.help, grammar.words.let].contains(grammar.vocabulary.lemma(tokens[back].word))
    }

    /// "firms that it says helped Russia evade sanctions": the past before a name, straight after a verb of saying.
    func saysOfName(_ index: Int, _ tags: WordTags, _ before: WordID) -> Bool {
        guard tags.contains(.verbPast), grammar.reporting.contains(before), index + 1 < sentence.tokens.upperBound,
            matchAt[index + 1] >= 0
        else { return false }
        return matches[Int(matchAt[index + 1])].kind == .name
    }

    /// Whether a full stop and a number follow an abbreviation that numbers things.
    func numbers(_ index: Int) -> Bool {
        index + 2 < sentence.tokens.upperBound && tokens[index].shape.contains(.capital)
            && tokens[index + 1].kind == .period && tokens[index + 2].kind == .number
    }
}
