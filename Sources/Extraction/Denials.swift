import Domain
import Language
import Rules

/// Who denies an act without naming it: "Minsk rejected the claims", "Iran called the report baseless".
struct Denials {
    /// A denial: who denies, the sentence and the token of the verb.
    private struct Denial {
        var parties: [PartyID]
        var sentence: Int
        var token: Int
    }

    /// So many sentences after an act it may still be denied by "the claim".
    private static let reach = 4

    private let scene: Scene
    private var denials: [Denial] = []

    init(scene: Scene) {
        self.scene = scene
        for clause in scene.analysis.clauses where clause.verb >= 0 && clause.subject >= 0 {
            let verb = scene.analysis.verbs[Int(clause.verb)]
            guard !verb.isNegated, !verb.isPassive, denies(clause, verb) else { continue }
            let parties = scene.partiesOrPlace(Int(clause.subject))
            guard !parties.isEmpty else { continue }
            denials.append(Denial(parties: parties, sentence: Int(clause.sentence), token: Int(verb.head)))
        }
    }

    /// Whether a clause says that what was told before is not so.
    private func denies(_ clause: Clause, _ verb: VerbGroup) -> Bool {
        guard clause.object >= 0 else { return false }
        let object = scene.analysis.nouns[Int(clause.object)]
        let isClaim = object.isPronoun || scene.tellsContent(Int(clause.object))
        guard isClaim else { return false }
        if scene.rules.effects(ofVerb: verb.lemma).contains(.deny) { return true }
        // "called the report baseless"
        let after = Int(object.end)..<min(Int(object.end) + 4, scene.analysis.tokens.count)
        return scene.rules.effects(ofVerb: verb.lemma).contains(.say)
            && after.contains { scene.rules.effects(ofAdjective: scene.analysis.tokens[$0].word).contains(.deny) }
    }

    /// Adds every denial to the latest event before it that one of the deniers takes part in.
    func apply(to groups: inout [[Mention]]) {
        for denial in denials {
            var best: (distance: Int, group: Int, mention: Int)?
            for (number, group) in groups.enumerated() {
                for (index, mention) in group.enumerated() {
                    let isNear = (0...Denials.reach).contains(denial.sentence - mention.sentence)
                    let takesPart = denial.parties.contains {
                        mention.actor.contains($0) || mention.recipient.contains($0)
                    }
                    guard isNear, takesPart, mention.attitude.status != .background else { continue }
                    let distance = abs(denial.token - mention.anchor)
                    if best.map({ distance < $0.distance }) ?? true { best = (distance, number, index) }
                }
            }
            guard let best else { continue }
            groups[best.group][best.mention].attitude.deniers += denial.parties
        }
    }
}
