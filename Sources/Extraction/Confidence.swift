import Domain
import Glibc
import Language
import Rules

/// How likely it is that the kind and the parties of a signal are read right.
///
/// The log-odds of the surest frame's weight, and to them the points of what else was found: a sum in which every term
/// can be shown (docs: Confidence).
struct Confidence {
    /// One term of the sum, for the explanation.
    struct Part {
        var reason: String
        /// What it adds to the log-odds.
        var points: Double
    }

    let scene: Scene
    /// The kind, as an index of the rules: a rule of its own would be copied into every closure.
    let kind: Int

    private var rule: KindRule {
        _read { yield scene.rules.kinds[kind] }
    }

    /// The confidence, 0…1, of a signal made of a group of mentions.
    func value(_ group: [Mention], _ signal: Signal) -> Double {
        var sum = 0.0
        forEachTerm(group, signal) { points, _ in sum += points }
        return (100 / (1 + exp(-sum))).rounded() / 100
    }

    /// What it is made of.
    func parts(_ group: [Mention], _ signal: Signal) -> [Part] {
        var parts: [Part] = []
        forEachTerm(group, signal) { points, reason in parts.append(Part(reason: reason(), points: points)) }
        return parts
    }

    /// Calls `take` with the points of every term and, to be asked for where it is shown, the reason.
    private func forEachTerm(
        _ group: [Mention],
        _ signal: Signal,
        _ take: (_ points: Double, _ reason: () -> String) -> Void
    ) {
        let weight = group.lazy.map(weight).max() ?? 0
        // A frame that is always right, or never, would leave the rest no say.
        let odds = min(0.99, max(0.01, weight))
        take(log(odds / (1 - odds))) { "the surest frame that fired has weight \(weight)" }
        let rows = scene.rules.confidence.rows
        for index in rows.indices where holds(rows[index].finding, group, signal) {
            take(rows[index].row.points) { "\(rows[index].row.meaning) (\(rows[index].row.place))" }
        }
        if let tier = scene.rules.tuning.tier(of: scene.article), let points = tier.points {
            take(points) { "the source is of tier \(tier.name) (\(tier.place.short))" }
        }
    }

    private func weight(_ mention: Mention) -> Double {
        let frame = rule.frames[mention.frame]
        return mention.isSingle ? frame.weightOfOne ?? frame.weight : frame.weight
    }

    /// The sentences from which an article counts as long.
    private static let longArticle = 8

    private func holds(_ finding: Finding, _ group: [Mention], _ signal: Signal) -> Bool {
        let hasActor = !signal.actor.isEmpty
        let hasRecipient = !signal.recipient.isEmpty
        switch finding {
        case .noActor: return !hasActor && !takesTwo(group)
        case .noParty: return !hasActor && !hasRecipient && !takesTwo(group)
        case .noRecipient:
            return rule.expectsRecipient && hasActor && !hasRecipient && !group.contains(where: \.isAtNobody)
                && !takesTwo(group)
        case .oneSide: return (!hasActor || !hasRecipient) && takesTwo(group)
        case .onlyNouns: return group.allSatisfy(\.isNominal)
        case .noVerb: return group.allSatisfy { $0.isNominal && $0.isLabel }
        case .hedged: return group.allSatisfy { $0.attitude.cues.count > 1 }
        case .toldAgain: return group.count > 1
        case .inferred:
            let whole = group.lazy.filter { namesAll($0, signal) }
            return !whole.isEmpty && whole.allSatisfy(\.isInferred)
        case .pieced: return !group.contains { namesAll($0, signal) }
        case .contradicted: return differ(group.lazy.map(\.actor)) || differ(group.lazy.map(\.recipient))
        case .longArticle: return scene.analysis.sentences.count >= Confidence.longArticle
        }
    }

    /// Whether the act is one between two parties: a transfer, a deployment abroad.
    private func takesTwo(_ group: [Mention]) -> Bool {
        group.contains { rule.frames[$0.frame].conditions.contains(.foreign) }
    }

    /// Whether a mention has the very parties of the signal.
    private func namesAll(_ mention: Mention, _ signal: Signal) -> Bool {
        same(mention.actor, signal.actor) && same(mention.recipient, signal.recipient)
    }

    private func same(_ numbers: [PartyID], _ parties: [Party]) -> Bool {
        numbers.allSatisfy { number in parties.contains { $0.id == scene.lexicon.parties[Int(number)].party.id } }
            && parties.allSatisfy { party in
                numbers.contains { scene.lexicon.parties[Int($0)].party.id == party.id }
            }
    }

    private func differ(_ sides: some Sequence<[PartyID]>) -> Bool {
        guard let first = sides.first(where: { !$0.isEmpty }) else { return false }
        return sides.contains { !$0.isEmpty && !$0.isSame(as: first) }
    }
}
