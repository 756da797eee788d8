import Domain
import Language
import Rules

/// Fills a mention from the roles of a predicate, by the constraints of one frame.
struct RoleFiller {
    let scene: Scene
    private let reference: FrameReference
    let roles: Roles
    /// What stands before the noun that names the act.
    private let modifiers: Modifiers?
    /// Whether the act is done for whoever is named, and not where he is: "arming the militia in Sudan".
    let takesGroups: Bool

    var frame: Frame {
        _read { yield reference.frame }
    }

    init(scene: Scene, frame: FrameReference, roles: Roles, _ modifiers: Modifiers?) {
        self.scene = scene
        reference = frame
        takesGroups =
            frame.frame.conditions.contains(.foreign) && !scene.rules.kinds[frame.kind].strikesTerritory
        self.roles = roles
        self.modifiers = modifiers
    }

    var ownerRole: Role? { modifiers?.ownerRole }
    var ownerParties: [PartyID] { modifiers?.owners ?? [] }
    var modifierRole: Role? { modifiers?.role }
    var modifier: Filler? { modifiers?.filler }

    // MARK: Constraints

    func fits(_ filler: Filler, _ constraint: Frame.Constraint) -> Bool {
        let found = scene.kinds(of: filler)
        return !found.isDisjoint(with: constraint.classes) && found.isDisjoint(with: constraint.excluded)
    }

    func constraint(_ role: Role) -> Frame.Constraint? {
        frame.constraints.first { $0.role == role }?.constraint
    }

    /// Whether what the constraint rules out fills `role`.
    func isRuledOut(_ role: Role, _ constraint: Frame.Constraint) -> Bool {
        guard !constraint.excluded.isEmpty else { return false }
        return roles.nouns(role).contains { noun in
            let found =
                role == .theme
                ? scene.classes.lineage(scene.thing(noun).headClass) : scene.kinds(of: scene.fillers[noun])
            return !found.isDisjoint(with: constraint.excluded)
        }
    }

    /// Whether something that fits fills `role`.
    func satisfies(_ role: Role, _ constraint: Frame.Constraint) -> Bool {
        for noun in roles.nouns(role) {
            for member in scene.chain(noun) {
                let filler = role == .theme ? scene.thing(member) : scene.fillers[member]
                if fits(filler, constraint), !filler.isWeak || role == .theme && takesGroups && isForForces {
                    return true
                }
                // "to Tripoli's aid": whose it is is enough.
                if role == .goal, filler.headClass == 0, !filler.owners.isEmpty { return true }
            }
        }
        if role == modifierRole, let modifier, fits(modifier, constraint) { return true }
        return role == ownerRole && !ownerParties.isEmpty
    }

    // MARK: Filling

    private var rule: KindRule {
        _read { yield scene.rules.kinds[reference.kind] }
    }

    func fill(_ mention: Mention) {
        themes(mention)
        mention.actor = parties(frame.actor, mention.sentence)
        var told = (actor: mention.actor, recipient: mention.recipient)
        if rule.hasRecipient {
            // A state that is struck by its own forces is struck; nobody gives anything to himself.
            let giver = rule.strikesTerritory ? [] : mention.actor
            mention.recipient = parties(frame.recipient, mention.sentence, besides: giver)
            told.recipient = mention.recipient
            if rule.strikesTerritory { keepStates(mention) }
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
            }
            if takesGroups, mention.recipient.isEmpty, mention.actor.isEmpty { mention.recipient = friends() }
            if mention.recipient.isEmpty, mention.actor.count > 1, frame.conditions.contains(.foreign) {
                sellers(mention)
            }
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
        if !mention.recipient.isEmpty, !frame.conditions.contains(.foreign), isOwnGoal(mention.actor) {
            // "the missile hit its target": nobody fires at himself unless a place says so.
            mention.recipient = []
        }
        if rule.strikesTerritory, mention.recipient.isSubset(of: mention.actor), let accuser = accuser(mention) {
            mention.recipient = accuser
        }
        if !mention.actor.isEmpty, mention.actor == mention.recipient { mention.actor = otherAgent(mention) }
        // "sanctions on its oil": nobody acts for or against himself unless a place says so.
        if mention.actor == mention.recipient, !isSaidToReach(mention.recipient) { mention.recipient = [] }
        mention.isInferred = (mention.actor, mention.recipient) != told
        for noun in roles.nouns(.goal) { addPlace(noun, .impact, mention) }
        for noun in roles.nouns(.over) { addPlace(noun, .impact, mention) }
        for noun in roles.nouns(.near) { addPlace(noun, .impact, mention) }
        for noun in roles.nouns(.source) { addPlace(noun, .launch, mention) }
    }

    /// Whether what the act is aimed at, or passes over, is one of `parties` or lies there.
    private func isSaidToReach(_ parties: [PartyID]) -> Bool {
        // A place that is struck need not tell whose it is.
        let isPlace = scene.rules.kinds[reference.kind].strikesTerritory || frame.conditions.contains(.foreign)
        if isPlace { return roles.has(.goal) || roles.has(.over) }
        return [Role.goal, .over].contains { role in
            roles.nouns(role).contains { noun in
                scene.chain(noun).contains { scene.partiesOrLocation($0).contains(where: parties.contains) }
            }
        }
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
        let isShip = scene.classes.isKind(filler.headClass, of: scene.rules.known.vessel)
        let speakers = speakers(mention.sentence)
        for noun in scene.analysis.nounsOfSentence[mention.sentence]
        where noun > goal && scene.fillers[noun].place >= 0 && !speakers.contains(noun) {
            // A ship in a port is in its state; a ship off a town, or on its way from it, is in none.
            if isShip, isOff(noun) || isFar(noun, from: goal) { continue }
            let country = scene.lexicon.places[Int(scene.fillers[noun].place)].country
            if country >= 0 { return [country] }
        }
        return goalBefore().flatMap { mention.actor.contains($0) ? nil : [$0] } ?? []
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

    /// The state of the place named last before a goal that refers to it: "the city", "the island".
    private func goalBefore(_ role: Role = .goal) -> PartyID? {
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

    /// "It will supply Kyiv": a pronoun that would mean the recipient means another.
    private func otherAgent(_ mention: Mention) -> [PartyID] {
        for noun in roles.nouns(.agent) where scene.fillers[noun].isReference {
            let first = Int(scene.analysis.nouns[noun].first)
            return scene.discourse.lastState(before: first, except: mention.recipient, scene).map { [$0] } ?? []
        }
        return mention.actor
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

    private func addPlace(_ noun: Int, _ role: Place.Role, _ mention: Mention) {
        let place = scene.fillers[noun].place
        if place >= 0 { mention.places.append((role, place)) }
    }

    private func themes(_ mention: Mention) {
        guard let constraint = constraint(.theme) else { return }
        for noun in roles.nouns(.theme) {
            for member in scene.chain(noun) {
                let filler = scene.thing(member)
                guard fits(filler, constraint) else { continue }
                add(filler, of: member, constraint, mention)
            }
        }
        guard modifierRole == .theme, let modifiers, fits(modifiers.filler, constraint) else { return }
        add(modifiers.filler, of: modifiers.noun, constraint, mention)
    }

    private func add(_ filler: Filler, of noun: Int, _ constraint: Frame.Constraint, _ mention: Mention) {
        for number in filler.classes where !scene.classes.lineage(number).isDisjoint(with: constraint.classes) {
            if !mention.classes.contains(number) { mention.classes.append(number) }
        }
        mention.systems += filler.systems.filter { !mention.systems.contains($0) }
        if mention.count == nil { mention.count = scene.count(filler, of: noun) }
    }

    /// The parties of the first source that has any; of one that has others than `actor`, where some source does.
    private func parties(_ sources: [Frame.PartySource], _ sentence: Int = -1, besides actor: [PartyID] = [])
        -> [PartyID]
    {
        var own: [PartyID] = []
        for source in sources {
            var found: [PartyID] = []
            switch source {
            case .themeOwner: found = themeOwners()
            case .maker: found = makers()
            case .site: found = site(sentence)
            case .role(let role):
                // Above the open sea nobody is aimed at, as far as the text says.
                if role == .over, roles.nouns(.over).contains(where: { isSea($0) }) { return [] }
                found = parties(of: role)
            }
            if found.isEmpty { continue }
            if actor.isEmpty || !found.isSubset(of: actor) { return found }
            if own.isEmpty { own = found }
        }
        return own
    }

    /// Whether a goal is a sea, or a region or border that the lexicon has no state for.
    func isTheatre(_ actor: [PartyID]) -> Bool {
        if let home = goalBefore(), actor.contains(home) { return false }
        let place = scene.rules.known.place
        return roles.nouns(.goal).contains { noun in
            let filler = scene.fillers[noun]
            let isStateless = filler.place < 0 || scene.lexicon.places[Int(filler.place)].country < 0
            return isSea(noun) || isStateless && filler.headClass == place
        }
    }

    /// Whether the act is at no one: its frame takes no goal, or its goal is the sea.
    var isAtNobody: Bool {
        !frame.recipient.contains(.role(.goal))
            || [Role.goal, .near].contains { roles.nouns($0).contains { isSea($0) } }
    }

    /// Whether all that the act is at belongs to who does it and is no place: "the missile hit its target".
    private func isOwnGoal(_ actor: [PartyID]) -> Bool {
        let goals = roles.nouns(.goal).map { scene.fillers[$0] }
        // In "its target", the missile's is as good as the army's.
        let isPronoun = roles.nouns(.goal).allSatisfy { goal in
            let first = scene.analysis.tokens[Int(scene.analysis.nouns[goal].first)]
            return first.part == .possessive && first.kind == .word
        }
        return !goals.isEmpty
            && goals.allSatisfy { goal in
                goal.parties.isEmpty && goal.place < 0 && !goal.owners.isEmpty
                    && (goal.owners.isSame(as: actor) || actor.isEmpty && isPronoun)
            }
    }

    private func isSea(_ noun: Int) -> Bool {
        scene.classes.isKind(scene.fillers[noun].headClass, of: scene.rules.known.sea)
    }

    private func parties(of role: Role) -> [PartyID] {
        var found: [PartyID] = []
        if role == ownerRole { found += ownerParties }
        let limits = constraint(role)
        for noun in roles.nouns(role) {
            for member in scene.chain(noun) {
                let filler = scene.fillers[member]
                if role == .goal {
                    // Own waters and open sea are at nobody.
                    if scene.classes.isKind(filler.headClass, of: scene.rules.known.sea) { continue }
                    let isHolder = !scene.rules.kinds[reference.kind].strikesTerritory && !filler.parties.isEmpty
                    let reached = isHolder ? filler.parties : scene.partiesOrLocation(member)
                    for party in reached + scene.guests(member) where !found.contains(party) { found.append(party) }
                    continue
                }
                if role == .agent, takesGroups { found += senders(of: member).filter { !found.contains($0) } }
                if role == .source, let limits, !fits(filler, limits) { continue }
                if role == .source, frame.isNoSource(scene.partiesOrPlace(member), scene.lexicon) { continue }
                let takesForces = limits.map { !$0.classes.isDisjoint(with: scene.rules.known.forces) } ?? false
                // "a Chad government decision to send troops": whose decision it is acts.
                // "Moscow's purchase of coal violates sanctions": so does whose act does.
                let isAct = !scene.rules.noun(scene.headLemma(member)).isEmpty
                let isDecision = role == .agent && (isAct || scene.tellsContent(member))
                let isBare = filler.headClass == 0 || isAct && !scene.isActor(filler.headClass)
                let isUnknown = (takesForces || isDecision) && isBare && !filler.owners.isEmpty
                if let limits, !isUnknown, !fits(filler, limits), filler.parties.isEmpty, filler.place < 0 { continue }
                for party in scene.partiesOrPlace(member) where !found.contains(party) { found.append(party) }
            }
        }
        return found
    }
}
