/// Words of fixed phrases.
extension Tagger {
    func continuesPhrase(_ index: Int, as part: PartOfSpeech) -> Bool {
        let match = matchAt[index]
        guard match >= 0, Int(matches[Int(match)].first) < index else { return false }
        let found = matches[Int(match)]
        if part == .adjective, found.kind == .function, tags(of: found).contains(.preposition) { return false }
        if isVerbPhrase(found), part != .verb, !tokens[index].shape.contains(.hyphenated) { return false }
        return found.kind == .function || found.kind == .term && !tags(of: found).isEmpty
    }

    /// "their calls for aid": a verb of several words that is no verb here is no phrase either.
    func isLoose(_ index: Int) -> Bool {
        let match = matchAt[index]
        guard match >= 0, Int(matches[Int(match)].first) < index else { return false }
        // "a build-up" is one word.
        return !tokens[index].shape.contains(.hyphenated) && isVerbPhrase(matches[Int(match)])
    }

    /// "is due to launch a satellite": after "is" and before a verb "due to" is no preposition.
    func leadsToInfinitive(_ index: Int) -> Bool {
        let match = matchAt[index]
        guard match >= 0, index > sentence.tokens.lowerBound else { return false }
        let found = matches[Int(match)]
        let after = Int(found.end)
        guard found.kind == .function, Int(found.first) == index, after == index + 2,
            after < sentence.tokens.upperBound, tokens[index + 1].word == grammar.words.to,
            tags(of: found).contains(.preposition)
        else { return false }
        let back = skipBack(index)
        return back >= 0 && tokens[back].part == .be
            && grammar.vocabulary.tags(tokens[index].word).contains(.adjective)
            && tokens[after].tags.contains(.verbBase)
    }

    private func isVerbPhrase(_ match: PhraseMatch) -> Bool {
        !tags(of: match).isDisjoint(with: .anyVerb) && tags(of: match).isDisjoint(with: .anyNoun)
    }
}
