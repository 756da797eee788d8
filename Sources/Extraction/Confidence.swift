import Domain
import Language
import Rules

/// How sure the extraction is of a signal: what was found, how completely, and where.
struct Confidence {
    /// One thing that raised or lowered it, for the explanation.
    struct Part {
        var reason: String
        var factor: Double
    }

    let scene: Scene
    let rule: KindRule

    /// The confidence, 0…1.
    func value(_ group: [Mention], _ signal: Signal) -> Double {
        let product = parts(group, signal).reduce(1.0) { $0 * $1.factor }
        return (min(1, product) * 100).rounded() / 100
    }

    private func weight(_ mention: Mention) -> Double {
        let frame = rule.frames[mention.frame]
        return mention.isSingle ? frame.weightOfOne ?? frame.weight : frame.weight
    }

    /// What it is made of: factors to be multiplied.
    func parts(_ group: [Mention], _ signal: Signal) -> [Part] {
        let best = group.map(weight).max() ?? 0
        var parts = [Part(reason: "the surest frame that fired", factor: best)]
        if signal.actor.isEmpty { parts.append(Part(reason: "no actor is named", factor: 0.85)) }
        if signal.actor.isEmpty, signal.recipient.isEmpty {
            parts.append(Part(reason: "no party is named at all", factor: 0.65))
        }
        if group.allSatisfy({ $0.isNominal && $0.isLabel }) {
            parts.append(Part(reason: "no verb says that it happened", factor: 0.55))
        }
        if group.allSatisfy(\.isNominal) { parts.append(Part(reason: "only nouns tell of it", factor: 0.9)) }
        let early = group.contains { $0.sentence < 4 || scene.analysis.sentences[$0.sentence].isTitle }
        if !early { parts.append(Part(reason: "not in title or lead", factor: 0.92)) }
        if signal.certainty == .possible { parts.append(Part(reason: "it is only possible", factor: 0.92)) }
        if group.count > 1 { parts.append(Part(reason: "told more than once", factor: 1.04)) }
        if let tier = scene.rules.tuning.tier(of: scene.article), let factor = tier.factor {
            parts.append(Part(reason: "the source is of tier \(tier.name) (\(tier.place.short))", factor: factor))
        }
        return parts
    }
}
