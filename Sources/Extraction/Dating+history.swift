import Domain
import Language
import Rules

/// What is told as long past without a date.
extension Dating {
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
