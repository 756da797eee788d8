import Domain
import Language
import Rules

/// What is told as long past without a date, and what happened so soon after another that the day is the same.
extension Dating {
    /// "Sunday marks 60 years since China tested a bomb", "ten years have passed since …", "56 days since its last test": what
    /// is so long ago.
    func isYearsSince(_ mention: Mention) -> Bool {
        guard mention.attitude.status == .occurred else { return false }
        let clause = mention.clause >= 0 ? scene.analysis.clauses[mention.clause] : nil
        let marker = clause.map { Int($0.marker) } ?? -1
        let isSince = marker >= 0 && scene.analysis.tokens[marker].word == scene.rules.parser.grammar.words.since
        return scene.times(mention.sentence).contains { time in
            guard let days = time.anaphoricDays else {
                return isSince && time.relation == .duration && time.tokens.contains(where: isEra)
            }
            guard time.relation == .since, abs(days) > Dating.currentDays else { return false }
            if isSince { return time.tokens.contains(marker) }
            let between = time.tokens.upperBound..<max(time.tokens.upperBound, mention.anchor)
            guard time.tokens.upperBound <= mention.anchor else { return false }
            // What the noun after "since" is said to have done is as old.
            return clause.map { $0.relation == .relative }
                ?? !between.contains { scene.analysis.tokens[$0].kind == .comma }
        }
    }

    private func isEra(_ token: Int) -> Bool {
        let word = scene.analysis.tokens[token].word
        return scene.rules.words.eras.contains(scene.rules.parser.grammar.vocabulary.lemma(word))
    }

    /// "seconds after lift-off on Monday", "soon after the launch": whether a word stands for so short a time.
    func isMoment(_ token: Int) -> Bool {
        let word = scene.analysis.tokens[token].word
        return scene.rules.words.moments.contains(word)
            || scene.rules.words.moments.contains(scene.rules.parser.grammar.vocabulary.lemma(word))
    }

    /// "the first match since Russia invaded", "since being invaded by Russia": forces that came when what is counted
    /// began, where no day is told, are history.
    func isSinceThen(_ mention: Mention) -> Bool {
        // A rule of its own would be copied.
        guard mention.clause >= 0, mention.attitude.status == .occurred, scene.rules.kinds[mention.kind].isLasting,
            scene.rules.kinds[mention.kind].strikesTerritory, scene.times(mention.sentence).isEmpty
        else { return false }
        let clause = scene.analysis.clauses[mention.clause]
        let since = scene.rules.parser.grammar.words.since
        if clause.marker >= 0 { return scene.analysis.tokens[Int(clause.marker)].word == since }
        let before = Int(scene.analysis.verbs[Int(clause.verb)].first) - 1
        return clause.relation == .gerund && before >= 0 && scene.analysis.tokens[before].word == since
    }
}
