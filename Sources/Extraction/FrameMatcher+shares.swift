import Language
import Rules

/// Lists whose members go together one by one.
extension FrameMatcher {
    /// Notes who has which share in an act, where its sentence says that two of its lists run side by side: "sold tanks and
    /// missiles to Kenya and Chad respectively".
    func share(_ mention: Mention, _ roles: Roles) {
        let most = max(mention.actor.count, mention.recipient.count)
        guard most > 1, runSideBySide(mention.sentence) else { return }
        let things = things(roles)
        let hasThings = things.count == most
        let lists = [mention.actor.count == most, mention.recipient.count == most, hasThings].filter { $0 }
        guard lists.count > 1, isList(mention.actor, most), isList(mention.recipient, most) else { return }
        mention.shares = (0..<most).map { index in
            Share(
                actor: member(index, of: mention.actor),
                recipient: member(index, of: mention.recipient),
                thing: hasThings ? things[index] : nil
            )
        }
    }

    private func runSideBySide(_ sentence: Int) -> Bool {
        analysis.sentences[sentence].tokens.contains { index in
            scene.rules.words.distributives.contains(analysis.tokens[index].word)
        }
    }

    private func isList(_ parties: [PartyID], _ count: Int) -> Bool { parties.count <= 1 || parties.count == count }

    private func member(_ index: Int, of parties: [PartyID]) -> [PartyID] {
        parties.count > 1 ? [parties[index]] : parties
    }

    /// The classes of what fills the theme, one of each group that names any.
    private func things(_ roles: Roles) -> [ClassID] {
        var found: [ClassID] = []
        for noun in roles.nouns(.theme) {
            for member in scene.chain(noun) where scene.thing(member).headClass != 0 {
                found.append(scene.thing(member).headClass)
            }
        }
        return found
    }
}
