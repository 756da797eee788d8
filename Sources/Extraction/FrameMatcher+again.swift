import Domain
import Language
import Rules

/// Acts that are told as further ones: "more launches", "a second test", "will fire again".
extension FrameMatcher {
    /// Whether an act is told as one more than what was done.
    func isRenewed(_ roles: Roles, _ noun: Int, _ anchor: Int) -> Bool {
        if noun >= 0, namesMore(noun) { return true }
        if roles.nouns(.theme).contains(where: namesMore) { return true }
        // "is ready to test it again": the adverb stands behind what the verb takes.
        let last = roles.nouns(.theme).map { Int(analysis.nouns[$0].end) }.max() ?? 0
        let next = max(anchor + 1, last)
        return next < analysis.tokens.count && analysis.tokens[next].part == .adverb
            && scene.rules.words.renewals.contains(analysis.tokens[next].word)
    }

    /// Whether a group begins with a word for what comes on top: "another launch", "the second satellite".
    private func namesMore(_ noun: Int) -> Bool {
        let group = analysis.nouns[noun]
        return (group.first..<max(group.first, group.head)).contains { index in
            // "more than 20 missiles"
            scene.rules.words.renewals.contains(analysis.tokens[Int(index)].word)
                && analysis.tokens[Int(index) + 1].word != scene.rules.parser.grammar.words.than
        }
    }

    /// "More satellite launches are planned": who did it before is to do it again.
    func renew(_ mention: Mention) {
        guard mention.isNominal, let told = mentions.last(where: { $0.kind == mention.kind && !$0.actor.isEmpty }),
            !told.isContext, !told.attitude.isUnreal, !told.attitude.isDenied
        else { return }
        mention.actor = told.actor
        mention.isInferred = true
    }
}
