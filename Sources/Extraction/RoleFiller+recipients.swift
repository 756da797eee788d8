import Domain
import Language
import Rules

/// For whom, or at whom, an act is where its own roles do not say all.
extension RoleFiller {
    /// Fills in the recipient, and whoever acts where only the recipient tells him from others; what the roles alone say.
    func recipients(_ mention: Mention) -> [PartyID] {
        // A state that is struck by its own forces is struck; nobody gives anything to himself.
        let giver = rule.strikesTerritory ? [] : mention.actor
        mention.recipient = parties(frame.recipient, mention.sentence, besides: giver)
        let told = mention.recipient
        if rule.strikesTerritory { keepStates(mention) }
        // "the passage of arms to other NATO members": nobody in particular gives to nobody in particular.
        if takesGroups, mention.actor.isEmpty, isOfBodies(mention.recipient) { mention.recipient = [] }
        mention.isShotDown = !mention.recipient.isEmpty && isFromInterceptor
        if mention.recipient.isEmpty, roles.has(.goal) {
            mention.recipient = placesNearby(mention)
        } else if mention.recipient.isEmpty, frame.recipient.contains(.role(.over)) {
            // "were shot down over the city"
            mention.recipient = goalBefore(.over).flatMap { mention.actor.contains($0) ? nil : [$0] } ?? []
        }
        if mention.recipient.isEmpty, !mention.actor.isEmpty, !roles.has(.goal),
            frame.conditions.contains(.foreign),
            frame.recipient.contains(.role(.goal))
        {
            mention.recipient = onlyOther(than: mention.actor, mention.sentence)
            // "Israel intercepts Iran weapons shipment": nobody arms his enemy.
            if scene.areAtWar(mention.actor, mention.recipient) { mention.recipient = [] }
            if isForOwner(mention) { swap(&mention.actor, &mention.recipient) }
        }
        if mention.recipient.isEmpty { enemyWhoTells(mention) }
        if takesGroups, mention.recipient.isEmpty, mention.actor.isEmpty { mention.recipient = friends() }
        if mention.recipient.isEmpty, mention.actor.count > 1, frame.conditions.contains(.foreign) {
            sellers(mention)
        }
        if frame.status == .expected, frame.conditions.contains(.foreign) { makersOfGoal(mention) }
        tellApart(mention)
        return told
    }

    /// "Russia launched 88 drones, Ukraine's air force said": at the enemy who tells of them.
    private func enemyWhoTells(_ mention: Mention) {
        guard rule.strikesTerritory, !rule.isLasting, !roles.has(.goal), !roles.has(.over), mention.sentence >= 0,
            mention.actor.count == 1, frame.recipient.contains(.role(.goal))
        else { return }
        for noun in speakers(mention.sentence) where noun >= 0 {
            let parties = scene.known(noun)
            guard parties.count == 1, scene.lexicon.parties[Int(parties[0])].sort == scene.rules.known.state,
                scene.areAtWar(mention.actor, parties)
            else { continue }
            mention.recipient = parties
            return
        }
    }

    /// "Washington clears a Taiwan arms sale": whose name alone stands before the arms is sold them, where another acts.
    private func isForOwner(_ mention: Mention) -> Bool {
        guard takesGroups, let modifiers, scene.fillers[modifiers.noun].isAboutOwner else { return false }
        guard !mention.recipient.isEmpty, mention.actor == modifiers.owners else { return false }
        return scene.analysis.clausesOfSentence[mention.sentence].contains { index in
            let clause = scene.analysis.clauses[index]
            guard clause.verb >= 0, clause.object >= 0, scene.chain(Int(clause.object)).contains(modifiers.noun) else {
                return false
            }
            // Who stops or blames a sale is no side of it.
            let effects = scene.rules.effects(ofVerb: scene.analysis.verbs[Int(clause.verb)].lemma)
            return !effects.isDisjoint(with: [.announce, .plan, .approve, .agree, .order, .prepare])
        }
    }

    /// Nobody acts for himself: who else is meant, where the two sides are one.
    private func tellApart(_ mention: Mention) {
        if !mention.recipient.isEmpty, mention.recipient.isSubset(of: mention.actor) {
            mention.recipient = otherThanActor(mention)
        }
        if frame.recipient.contains(.role(.theme)), mention.recipient.isSubset(of: mention.actor) {
            mention.recipient = otherOwner(mention)
        }
        if frame.conditions.contains(.foreign), mention.recipient.isSubset(of: mention.actor) {
            host(mention)
        }
        // "the United States and Poland agreed on basing interceptors in Poland": the guest is who sends them.
        let guests = mention.actor.filter { !mention.recipient.contains($0) }
        if frame.conditions.contains(.foreign), !guests.isEmpty { mention.actor = guests }
    }

    /// "Poland will station interceptors from the United States on its soil": whose they are sends them.
    private func host(_ mention: Mention) {
        let senders = parties(of: .source).filter { !mention.actor.contains($0) }
        guard !senders.isEmpty, !mention.recipient.isEmpty || roles.has(.goal) else { return }
        mention.recipient = mention.actor
        mention.actor = senders
    }

    /// "sent troops into Lebanon as its war against Hezbollah widened": where they go is a state.
    private func keepStates(_ mention: Mention) {
        let states = mention.recipient.filter { scene.lexicon.parties[Int($0)].sort == scene.rules.known.state }
        if !states.isEmpty { mention.recipient = states }
        // "to NATO's eastern flank": an alliance has no soil of its own.
        if rule.isLasting, isOfBodies(mention.recipient) { mention.recipient = [] }
    }

    private func isOfBodies(_ parties: [PartyID]) -> Bool {
        parties.allSatisfy { scene.lexicon.parties[Int($0)].sort == scene.rules.known.body }
    }

    /// Whether nothing but who brought a weapon down says at whom it was fired.
    private var isFromInterceptor: Bool {
        let others = frame.recipient.filter { $0 != .role(.interceptor) }
        return frame.recipient.contains(.role(.interceptor)) && parties(others).isEmpty
    }

    /// The state of the place that the sentence names after the goal, or that "the city" refers back to.
    private func placesNearby(_ mention: Mention) -> [PartyID] {
        guard let goal = roles.nouns(.goal).first else { return [] }
        let filler = scene.fillers[goal]
        if isSea(goal) || scene.rules.words.relations.contains(scene.headLemma(goal)) { return [] }
        // "sent nothing to anyone", he said in Doha: a pronoun is no place.
        // "fell 200 km from Hokkaido" is not at Hokkaido.
        if scene.analysis.nouns[goal].isPronoun || scene.isMeasure(goal) { return [] }
        let isShip = scene.classes.isKind(filler.headClass, of: scene.rules.known.vessel)
        let speakers = speakers(mention.sentence)
        for noun in scene.analysis.nounsOfSentence[mention.sentence]
        where noun > goal && scene.fillers[noun].place >= 0 && !speakers.contains(noun) {
            // A ship in a port is in its state; a ship off a town, or on its way from it, is in none.
            if isShip, isOff(noun) || isFar(noun, from: goal) { continue }
            let country = scene.lexicon.places[Int(scene.fillers[noun].place)].country
            if country >= 0 { return [country] }
        }
        return goalBefore().flatMap { mention.actor.contains($0) || isHideout($0, of: mention.actor) ? nil : [$0] }
            ?? []
    }

    /// "Islamic Jihad said it had fired rockets at the city": where groups fire from is not what they fire at.
    private func isHideout(_ country: PartyID, of actor: [PartyID]) -> Bool {
        let isGroup = actor.allSatisfy { scene.lexicon.parties[Int($0)].sort != scene.rules.known.state }
        return !actor.isEmpty && isGroup && frame.isNoSource([country], scene.lexicon)
    }

    /// "a ship 50 nautical miles west of the port": whether a length stands between a goal and a place.
    private func isFar(_ noun: Int, from goal: Int) -> Bool {
        let nouns = scene.analysis.nouns
        let between = Int(nouns[goal].end)..<max(Int(nouns[goal].end), Int(nouns[noun].first))
        return scene.quantities(scene.analysis.sentence(ofToken: Int(nouns[goal].first))).contains {
            $0.unit == .length && between.overlaps($0.tokens)
        }
    }

    /// Whether a place only says what something is near.
    private func isOff(_ noun: Int) -> Bool {
        let phrase = Int(scene.analysis.nouns[noun].prepositional)
        guard phrase >= 0 else { return false }
        let words = scene.rules.parser.grammar.words
        let word = scene.prepositionWord(Int(scene.analysis.prepositionals[phrase].preposition))
        return [words.off, words.near, words.from].contains(word)
    }

    /// Whether a goal only says what it came down near, and another the place: "near the consulate in Erbil".
    func isBesideBuilding(_ noun: Int, _ filler: Filler) -> Bool {
        filler.place < 0 && filler.headClass != 0 && isOff(noun)
            && roles.nouns(.goal).contains { $0 != noun && scene.fillers[$0].place >= 0 }
    }

    /// The state of the place named last before a goal that refers to it: "the city", "the island".
    func goalBefore(_ role: Role = .goal) -> PartyID? {
        guard let goal = roles.nouns(role).first, scene.analysis.nouns[goal].isDefinite,
            scene.fillers[goal].headClass != 0, scene.fillers[goal].place < 0, !isSea(goal),
            !scene.classes.isKind(scene.fillers[goal].headClass, of: scene.rules.known.vessel)
        else { return nil }
        for noun in stride(from: goal - 1, through: max(0, goal - 200), by: -1) where scene.fillers[noun].place >= 0 {
            let country = scene.lexicon.places[Int(scene.fillers[noun].place)].country
            if country >= 0 { return country }
        }
        return nil
    }

    /// "After riots in Martinique, France sends soldiers to the island": a territory of the actor's named before a goal
    /// that refers to it.
    func isOwnTerritory(_ actor: [PartyID]) -> Bool {
        guard let goal = roles.nouns(.goal).first, scene.analysis.nouns[goal].isDefinite,
            scene.fillers[goal].parties.isEmpty, scene.fillers[goal].place < 0, !isSea(goal)
        else { return false }
        for noun in stride(from: goal - 1, through: max(0, goal - 200), by: -1) {
            guard let territory = scene.fillers[noun].parties.first(where: scene.isTerritory) else { continue }
            return actor.contains(scene.lexicon.parties[Int(territory)].home)
        }
        return false
    }

    /// "Militants fired rockets into the country": a description that would mean the actor means another state.
    private func otherThanActor(_ mention: Mention) -> [PartyID] {
        // "Turkey and Saudi Arabia agreed on production in the kingdom": one of both is the host.
        guard mention.actor.count == 1 else { return mention.recipient }
        // A place at home beside it settles that it is at home.
        guard roles.nouns(.goal).allSatisfy({ scene.fillers[$0].place < 0 }) else { return mention.recipient }
        for noun in roles.nouns(.goal) where scene.fillers[noun].isReference {
            let first = Int(scene.analysis.nouns[noun].first)
            return scene.discourse.lastState(before: first, except: mention.actor, scene).map { [$0] } ?? []
        }
        return mention.recipient
    }
}
