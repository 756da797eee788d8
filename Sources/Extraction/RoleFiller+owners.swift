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
                for party in scene.makers(of: filler) where !found.contains(party) { found.append(party) }
            }
        }
        // "signs an S-400 deal with Russia"
        guard found.isEmpty, modifierRole == .theme, let modifiers else { return found }
        return scene.makers(of: modifiers.filler)
    }

    /// "exports from China help Russia's arms industry": what comes from somebody does what he does.
    func senders(of noun: Int) -> [PartyID] {
        let filler = scene.fillers[noun]
        guard filler.parties.isEmpty, filler.owners.isEmpty, filler.headClass != 0, !scene.isActor(filler.headClass)
        else { return [] }
        let analysis = scene.analysis
        let from = scene.rules.parser.grammar.words.from
        return analysis.prepositionalsOfSentence[analysis.sentence(ofToken: Int(analysis.nouns[noun].first))]
            .filter { number in
                let phrase = analysis.prepositionals[number]
                return phrase.noun >= 0 && Int(phrase.attachment) == noun
                    && analysis.tokens[Int(phrase.preposition)].word == from
            }
            .flatMap { scene.partiesOrPlace(Int(analysis.prepositionals[$0].noun)) }
    }

    /// "The ministry and Hanwha signed a deal to supply missiles": of a state and a firm, the firm sells.
    func sellers(_ mention: Mention) {
        let sides = roles.nouns(.agent).flatMap(scene.chain)
        // "the arms agency" may be anybody's; a firm's own name says more.
        let firms =
            sides.contains(where: scene.isNamedFirm) ? sides.filter(scene.isNamedFirm) : sides.filter(scene.isFirm)
        if firms.isEmpty {
            // "Paris and Yerevan signed a deal on Caesar howitzers": who makes them sells.
            let makers = makers().filter(mention.actor.contains)
            guard !makers.isEmpty, makers.count < mention.actor.count else { return }
            mention.recipient = mention.actor.filter { !makers.contains($0) }
            mention.actor = makers
            return
        }
        let sellers = firms.flatMap(scene.partiesOrPlace)
        let buyers = sides.filter { !firms.contains($0) }.flatMap(scene.partiesOrPlace)
        guard !sellers.isEmpty, !buyers.isEmpty, sellers.allSatisfy({ !buyers.contains($0) }) else { return }
        mention.actor = sellers
        mention.recipient = buyers
    }

    /// "Poland signed a contract with Lockheed Martin for launchers": a firm sells to a state that is none.
    func makersOfGoal(_ mention: Mention) {
        let goals = roles.nouns(.goal).filter(scene.isNamedFirm)
        guard !goals.isEmpty, goals.count == roles.nouns(.goal).count, !mention.actor.isEmpty,
            !roles.nouns(.agent).contains(where: { scene.isNamedFirm($0) || scene.isFirm($0) })
        else { return }
        let sellers = goals.flatMap(scene.partiesOrPlace)
        guard sellers.isSame(as: mention.recipient), !sellers.contains(where: mention.actor.contains) else { return }
        mention.recipient = mention.actor
        mention.actor = sellers
    }

    /// "sent instructors to Ukraine to train its troops": nobody trains his own men abroad.
    func otherOwner(_ mention: Mention) -> [PartyID] {
        for noun in roles.nouns(.theme) {
            let first = Int(scene.analysis.nouns[noun].first)
            let token = scene.analysis.tokens[first]
            guard token.part == .possessive, token.kind == .word, !scene.rules.words.firstPersons.contains(token.word)
            else { continue }
            let named = scene.analysis.nounsOfSentence[mention.sentence].last { other in
                other < noun && scene.partiesOrPlace(other).contains { !mention.actor.contains($0) }
            }
            return named.map(scene.partiesOrPlace) ?? []
        }
        return mention.recipient
    }

    /// "Kyiv's allies pledged more shells": whose friends give is who gets.
    func friends() -> [PartyID] {
        for noun in roles.nouns(.agent) where scene.rules.words.relations.contains(scene.headLemma(noun)) {
            let owner = Int(scene.analysis.nouns[noun].possessor)
            if owner >= 0 { return scene.partiesOrPlace(owner) }
        }
        return []
    }

    /// "supplied jets to the army": what is given to soldiers is what soldiers use.
    var isForForces: Bool {
        func isForce(_ noun: Int) -> Bool {
            let head = scene.fillers[noun].headClass
            return scene.classes.isKind(head, of: scene.rules.known.military)
                || scene.classes.isKind(head, of: scene.rules.known.force)
        }
        return roles.nouns(.goal).contains(where: isForce) || roles.nouns(.agent).contains(where: isForce)
    }

    /// "a Russian bomb and a cruise missile": whose the one is, the other is.
    private func ownersBeside() -> [PartyID] {
        for noun in roles.nouns(.theme) {
            let beside = scene.chain(noun).first { scene.isWeapon($0) && !scene.fillers[$0].owners.isEmpty }
            if let beside { return scene.fillers[beside].owners }
        }
        return []
    }

    func themeOwners() -> [PartyID] {
        var found: [PartyID] = []
        let isOfForces = constraint(.theme).map { !$0.classes.isDisjoint(with: scene.rules.known.forces) } ?? false
        for noun in roles.nouns(.theme) {
            for member in scene.chain(noun) {
                let filler = scene.thing(member)
                // "160 Wagner men and a helicopter": the word for them may be unknown.
                let isUnknown = filler.headClass == 0 && !filler.owners.isEmpty
                // "Saudi tanks and Emirati soldiers rolled in": what moves beside soldiers is there, too.
                let isBeside = isOfForces && scene.isWeapon(member)
                if let limits = constraint(.theme), !isUnknown, !isBeside, !fits(filler, limits) { continue }
                let isWeapon = scene.fillers[member].weapon >= 0
                let owners = isWeapon || !filler.owners.isEmpty ? filler.owners : scene.partiesOrPlace(member)
                for party in owners where !found.contains(party) { found.append(party) }
            }
        }
        if found.isEmpty { found = ownersBeside() }
        if found.isEmpty, let known = roles.nouns(.theme).first, let thing = scene.ofGroup(known) {
            // "designs of an American fighter"
            let technology = scene.rules.known.technology
            if scene.classes.isKind(scene.fillers[known].headClass, of: technology) {
                found = scene.fillers[thing].owners
                if found.isEmpty { found = scene.makers(of: scene.fillers[thing]) }
            }
        }
        // "its imports of weapons": who buys is not whose they were.
        if found.isEmpty, modifierRole == .theme, ownerRole != .goal { found = ownerParties }
        // "staged drills encircling the island": who does what an empty verb leaves to its object.
        for noun in roles.nouns(.theme) where found.isEmpty { found = scene.doers(of: noun) }
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
