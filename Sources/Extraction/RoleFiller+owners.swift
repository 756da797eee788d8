import Language
import Rules

/// Whose the theme is, and who made it.
extension RoleFiller {
    /// Who made the theme, where the article names him, too.
    func makers() -> [PartyID] {
        var found: [PartyID] = []
        for noun in roles.nouns(.theme) {
            for member in scene.chain(noun) {
                let filler = scene.thing(member)
                if let limits = constraint(.theme), !fits(filler, limits) { continue }
                let systems = filler.systems.map { scene.lexicon.systems[Int($0)].maker }
                for party in filler.makers + systems
                where party >= 0 && scene.named.contains(party) && !found.contains(party) { found.append(party) }
            }
        }
        return found
    }

    func themeOwners() -> [PartyID] {
        var found: [PartyID] = []
        for noun in roles.nouns(.theme) {
            for member in scene.chain(noun) {
                let filler = scene.thing(member)
                // "160 Wagner men and a helicopter": the word for them may be unknown.
                let isUnknown = filler.headClass == 0 && !filler.owners.isEmpty
                if let limits = constraint(.theme), !isUnknown, !fits(filler, limits) { continue }
                let isWeapon = scene.fillers[member].weapon >= 0
                let owners = isWeapon || !filler.owners.isEmpty ? filler.owners : scene.partiesOrPlace(member)
                for party in owners where !found.contains(party) { found.append(party) }
            }
        }
        if found.isEmpty, let known = roles.nouns(.theme).first, let thing = scene.ofGroup(known) {
            // "designs of an American fighter"
            let technology = scene.rules.known.technology
            if scene.classes.isKind(scene.fillers[known].headClass, of: technology) {
                found = scene.fillers[thing].owners
            }
        }
        if found.isEmpty, modifierRole == .theme { found = ownerParties }
        guard found.isEmpty else { return found }
        // "a satellite built for the army": whose it is is told after it.
        for noun in roles.nouns(.theme) {
            for owner in scene.clients(noun) {
                for party in scene.partiesOrPlace(owner) where !found.contains(party) { found.append(party) }
            }
        }
        return found
    }
}
