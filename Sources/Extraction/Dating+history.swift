import Domain
import Language
import Rules

/// What is told as long past without a date, and what happened so soon after another that the day is the same.
extension Dating {
    /// "Sunday marks 60 years since China tested a bomb", "ten years have passed since …": what is so long ago.
    func isYearsSince(_ mention: Mention) -> Bool {
        guard mention.clause >= 0, mention.attitude.status == .occurred else { return false }
        let marker = Int(scene.analysis.clauses[mention.clause].marker)
        guard marker >= 0, scene.analysis.tokens[marker].word == scene.rules.parser.grammar.words.since else {
            return false
        }
        return scene.times(mention.sentence).contains { time in
            if let days = time.anaphoricDays {
                return time.tokens.contains(marker) && abs(days) > Dating.currentDays
            }
            return time.relation == .duration && time.tokens.contains(where: isEra)
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
