/// What a token can be, before any context is seen: by its phrase, by the vocabulary, or by its ending.
extension Tagger {
    /// Whether the vocabulary alone says what a token can be.
    func isKnown(_ index: Int) -> Bool {
        let token = tokens[index]
        return matchAt[index] < 0 && token.kind == .word && !token.tags.contains(.ordinal)
            && !token.tags.isDisjoint(with: .anyPart)
    }

    func candidates(_ index: Int) -> WordTags {
        let token = tokens[index]
        if token.kind == .number { return isYear(token) ? .timeNoun : [] }
        guard token.kind == .word else { return [] }
        let match = matchAt[index]
        if match >= 0 {
            let found = matches[Int(match)]
            let phrase = grammar.phrases.phrases[Int(found.phrase)]
            if found.kind == .function { return phrase.tags }
            if found.kind == .name, phrase.tags.contains(.plural), Int(found.end) == index + 1 { return .plural }
            if found.kind == .term, found.end - found.first > 1 {
                // A term is as singular or plural as its last word.
                let last = grammar.vocabulary.tags(tokens[Int(found.end) - 1].word).intersection(.anyNoun)
                return phrase.tags.union(last.isEmpty ? .noun : last)
            }
        }
        var known = token.tags
        if known.contains(.ordinal) { known.subtract(.anyVerb) }
        return known.isDisjoint(with: .anyPart) ? guess(token) : known
    }

    /// Whether a number is written as a year of the last or this century.
    private func isYear(_ token: Token) -> Bool {
        guard token.end - token.start == 4 else { return false }
        let start = Int(token.start)
        let century = (bytes[start], bytes[start + 1])
        guard century == (0x31, 0x39) || century == (0x32, 0x30) else { return false }
        return (start + 2..<start + 4).allSatisfy { (0x30...0x39).contains(bytes[$0]) }
    }

    /// What an unknown word can be by its ending.
    private func guess(_ token: Token) -> WordTags {
        let length = Int(token.end - token.start)
        guard length > 4, !token.shape.contains(.digit) else { return [.noun] }
        let end = Int(token.end)
        func letter(_ back: Int) -> Unicode.Scalar { Unicode.Scalar(Folding.lower(bytes[end - back])) }
        switch (letter(4), letter(3), letter(2), letter(1)) {
        case (_, _, "l", "y"): return [.adverb]
        case (_, "i", "n", "g"): return [.verbGerund, .noun]
        case (_, _, "e", "d"): return [.verbPast, .verbParticiple]
        case (_, "e", "s", "t"): return [.adjective]
        case (_, "o", "u", "s"), (_, "i", "v", "e"), (_, "f", "u", "l"), (_, _, "i", "c"), (_, _, "a", "l"):
            return [.adjective, .noun]
        case ("l", "e", "s", "s") where length > 5, ("a", "b", "l", "e") where length > 5:
            return [.adjective, .noun]
        case (_, _, "s", "s"), (_, _, "u", "s"), (_, _, "i", "s"): return [.noun]
        case (_, _, _, "s"): return [.plural]
        default: return [.noun]
        }
    }
}
