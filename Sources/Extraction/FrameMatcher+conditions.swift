import Domain
import Language
import Rules

/// What a frame asks of the parties of a mention.
extension FrameMatcher {
    /// The condition of the frame that the parties of a mention do not meet; nil where they meet all.
    func unmet(_ filler: RoleFiller, _ mention: Mention, _ noun: Int) -> Misfit? {
        for condition in filler.frame.conditions {
            switch condition {
            case .actor where mention.actor.isEmpty: return .noActor
            case .abroad where mention.recipient.isEmpty && !filler.isTheatre(mention.actor): return .notAbroad
            case .recipient where mention.recipient.isEmpty: return .noRecipient
            case .party where mention.actor.isEmpty && mention.recipient.isEmpty: return .noParty
            case .war where !scene.areAtWar(mention.actor, mention.recipient): return .notAtWar
            case .partners:
                filler.completePartners(mention)
                if mention.actor.count < 2 { return .noPartner }
            case .foreign:
                if mention.actor.isEmpty, mention.recipient.isEmpty {
                    // "denied these transfers" says nothing of the parties: it joins what was told before, or nothing.
                    guard mention.isNominal, noun >= 0, analysis.nouns[noun].isDefinite || isDemonstrative(noun) else {
                        return .noParty
                    }
                    mention.isPartyless = true
                    return nil
                }
                if mention.actor.isSame(as: mention.recipient) || isAtHome(mention) { return .oneParty }
                // "sent 80 drones to Odesa": nobody gives to his enemy.
                let isGift = !scene.rules.kinds[mention.kind].strikesTerritory
                if isGift, scene.areAtWar(mention.actor, mention.recipient) { return .atWar }
                // "its arms exports": the trade as such, and no transfer.
                let isTrade = noun >= 0 && mention.recipient.isEmpty && filler.roles.nouns(.theme).isEmpty
                if isTrade, !isSingular(noun) { return .noRecipient }
            default: break
            }
        }
        return nil
    }

    /// Whether those who act are groups of the very state they act in: rebels who take a town of their own country.
    private func isAtHome(_ mention: Mention) -> Bool {
        guard scene.rules.kinds[mention.kind].strikesTerritory, !mention.actor.isEmpty else { return false }
        let homes = mention.actor.map { scene.lexicon.parties[Int($0)].home }
        guard !mention.recipient.isEmpty else { return false }
        // "France sent soldiers to Martinique": a territory overseas is its state's own soil.
        let isOwnSoil = mention.recipient.allSatisfy { party in
            scene.isTerritory(party) && mention.actor.contains(scene.lexicon.parties[Int(party)].home)
        }
        return isOwnSoil || mention.recipient.isSubset(of: homes)
    }

    func isSingular(_ noun: Int) -> Bool {
        let tags = analysis.tokens[Int(analysis.nouns[noun].head)].tags
        return tags.contains(.noun) && !tags.contains(.plural)
    }

    /// Why the frame does not count for these actors or this sentence; nil where it does.
    func limits(_ frame: Frame, _ mention: Mention) -> Misfit? {
        if !frame.onlyActors.isEmpty {
            let ids = mention.actor.map { scene.party($0).id }
            guard ids.contains(where: frame.onlyActors.contains) else {
                return .otherActor
            }
        }
        if mention.actor.contains(where: { frame.notActors.contains(scene.party($0).id) }) {
            return .excludedActor
        }
        if !mention.recipient.isEmpty,
            mention.recipient.allSatisfy({ frame.notRecipients.contains(scene.party($0).id) })
        {
            return .excludedRecipient
        }
        guard !frame.beside.isEmpty else { return nil }
        let tokens = analysis.sentences[mention.sentence].tokens
        let title = analysis.sentences.first { $0.isTitle }?.tokens ?? 0..<0
        let isNamed = Exclusions.names(frame.beside, tokens, scene) || Exclusions.names(frame.beside, title, scene)
        return isNamed ? nil : .notBeside
    }

    private func isDemonstrative(_ noun: Int) -> Bool {
        let first = analysis.tokens[Int(analysis.nouns[noun].first)]
        return first.part == .determiner
    }
}
