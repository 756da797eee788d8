/// Words of fixed phrases.
extension Tagger {
    func continuesPhrase(_ index: Int, as part: PartOfSpeech) -> Bool {
        let match = matchAt[index]
        guard match >= 0, Int(matches[Int(match)].first) < index else { return false }
        let found = matches[Int(match)]
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

    private func isVerbPhrase(_ match: PhraseMatch) -> Bool {
        !tags(of: match).isDisjoint(with: .anyVerb) && tags(of: match).isDisjoint(with: .anyNoun)
    }
}
