/// What a token can be, before any context is seen: by its phrase, by the vocabulary, or by its ending.
extension Tagger {
    /// Whether the vocabulary alone says what a token can be.
    func isKnown(_ index: Int) -> Bool {
        let token = tokens[index]
        return matchAt[index] < 0 && token.kind == .word && !token.tags.contains(.ordinal)
            && !token.tags.isDisjoint(with: .anyPart)
    }

    /// Whether a token is neither a word nor a number, so that it has no tags.
    func isMark(_ index: Int) -> Bool {
        let token = tokens[index]
        return token.kind != .word && token.kind != .number && token.word == 0
    }

    func candidates(_ index: Int) -> WordTags {
        let token = tokens[index]
        if token.kind == .number { return isYear(token) ? .timeNoun : [] }
        guard token.kind == .word else { return [] }
        if matchAt[index] >= 0, let tags = candidates(index, matches[Int(matchAt[index])]) { return tags }
        var known = token.tags
        if known.contains(.ordinal) { known.subtract(.anyVerb) }
        return known.isDisjoint(with: .anyPart) ? guess(token) : known
    }

    /// What a token can be as a part of a phrase; nil where the phrase says nothing of it.
    private func candidates(_ index: Int, _ match: PhraseMatch) -> WordTags? {
        switch match.kind {
        case .function: return tags(of: match)
        case .name: return Int(match.end) == index + 1 && tags(of: match).contains(.plural) ? .plural : nil
        case .term where match.end - match.first > 1:
            // A term is as singular or plural as its last word.
            let last = grammar.vocabulary.tags(tokens[Int(match.end) - 1].word).intersection(.anyNoun)
            return tags(of: match).union(last.isEmpty ? .noun : last)
        case .term, .adjectival: return nil
        }
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
