import Domain
import Language
import Rules

/// Fills a mention from the roles of a predicate, by the constraints of one frame.
struct RoleFiller {
    let scene: Scene
    private let reference: FrameReference
    let roles: Roles
    /// What stands before the noun that names the act.
    let modifiers: Modifiers?
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
                if fits(filler, constraint), !filler.isWeak || isArmed(role) { return true }
                // "to Tripoli's aid": whose it is is enough.
                if role == .goal, filler.headClass == 0, !filler.owners.isEmpty { return true }
            }
        }
        if role == modifierRole, let modifier, fits(modifier, constraint) { return true }
        return role == ownerRole && !ownerParties.isEmpty
    }

    /// Whether a name that is only at times one of its class is one of it in a role.
    private func isArmed(_ role: Role) -> Bool {
        // "a ship carrying rifles": only what is moved must be a weapon by its name.
        if role == .agent { return frame.conditions.contains(.foreign) }
        return role == .theme && (takesGroups && isForForces || isSighted || isOfFew)
    }

    /// "detected 21 Chinese aircraft around the island": what a state looks out for near it is armed.
    private var isSighted: Bool {
        rule.strikesTerritory && frame.conditions.contains(.foreign) && roles.has(.interceptor)
    }

    /// "Chinese aircraft crossed the line in the strait": what the forces of a few states are known to do, they do armed.
    private var isOfFew: Bool { rule.strikesTerritory && !frame.onlyActors.isEmpty }

    // MARK: Filling

    var rule: KindRule {
        _read { yield scene.rules.kinds[reference.kind] }
    }

    /// Fills in who acts, at whom or for whom, and where.
    func fillParties(_ mention: Mention) {
        mention.actor = parties(frame.actor, mention.sentence)
        var told = (actor: mention.actor, recipient: mention.recipient)
        if rule.hasRecipient { told.recipient = recipients(mention) }
        settle(mention)
        mention.isInferred = (mention.actor, mention.recipient) != told
        for noun in roles.nouns(.goal) { addPlace(noun, .impact, mention) }
        for noun in roles.nouns(.over) { addPlace(noun, .impact, mention) }
        for noun in roles.nouns(.near) { addPlace(noun, .impact, mention) }
        // "fell 200 km from Hokkaido": what a distance is counted from is not where it began.
        guard roles.has(.source), !roles.nouns(.goal).contains(where: scene.isMeasure) else { return }
        for noun in roles.nouns(.source) { addPlace(noun, .launch, mention) }
    }

    /// Leaves nobody to act for or against himself, unless a place says so.
    private func settle(_ mention: Mention) {
        if !mention.recipient.isEmpty, !frame.conditions.contains(.foreign), isOwnGoal(mention.actor) {
            // "the missile hit its target": nobody fires at himself unless a place says so.
            mention.recipient = []
        }
        if rule.strikesTerritory, mention.recipient.isSubset(of: mention.actor), let accuser = accuser(mention) {
            mention.recipient = accuser
        }
        if !mention.actor.isEmpty, mention.actor == mention.recipient { mention.actor = otherAgent(mention) }
        if !rule.strikesTerritory, !frame.conditions.contains(.foreign), mention.recipient.count > 1 {
            // "delivered Iranian crude to Syria": of whose goods and to whom, he who acts is not who gains.
            let others = mention.recipient.filter { !mention.actor.contains($0) }
            if !others.isEmpty { mention.recipient = others }
        }
        // "sanctions on its oil": nobody acts for or against himself unless a place says so.
        if mention.actor == mention.recipient, !isSaidToReach(mention.recipient) { mention.recipient = [] }
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

    /// "It will supply Kyiv": a pronoun that would mean the recipient means another.
    private func otherAgent(_ mention: Mention) -> [PartyID] {
        for noun in roles.nouns(.agent) where scene.fillers[noun].isReference {
            let first = Int(scene.analysis.nouns[noun].first)
            return scene.discourse.lastState(before: first, except: mention.recipient, scene).map { [$0] } ?? []
        }
        return mention.actor
    }

    private func addPlace(_ noun: Int, _ role: Place.Role, _ mention: Mention) {
        let place = scene.fillers[noun].place
        if place >= 0 { mention.places.append((role, place)) }
    }

    /// Fills in with what it is done.
    func fillThemes(_ mention: Mention) {
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
        for number in filler.classes where isOfTheme(number, filler, constraint) {
            if !mention.classes.contains(number) { mention.classes.append(number) }
        }
        mention.systems += filler.systems.filter { !mention.systems.contains($0) }
        if mention.count == nil { mention.count = scene.count(filler, of: noun) }
    }

    /// Whether a class is one that a frame asks for, or what a weapon of that class and name is called besides: "DF-21D
    /// anti-ship missiles".
    private func isOfTheme(_ number: ClassID, _ filler: Filler, _ constraint: Frame.Constraint) -> Bool {
        if !scene.classes.lineage(number).isDisjoint(with: constraint.classes) { return true }
        return !filler.systems.isEmpty && scene.classes.isKind(number, of: scene.rules.known.projectile)
    }

    /// The parties of the first source that has any; of one that has others than `actor`, where some source does.
    func parties(_ sources: [Frame.PartySource], _ sentence: Int = -1, besides actor: [PartyID] = [])
        -> [PartyID]
    {
        var own: [PartyID] = []
        for source in sources {
            var found: [PartyID] = []
            switch source {
            case .themeOwner: found = themeOwners()
            case .maker: found = makers()
            case .site: found = site(sentence)
            case .carrier: found = carriers(sentence)
            case .before: continue
            case .teller: found = teller(after: sentence)
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
        if isOwnTerritory(actor) { return false }
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
    func isOwnGoal(_ actor: [PartyID]) -> Bool {
        // "fired from its steppe on a test": an act is no goal; "hit its target in the sea": nor are the waters around it.
        let nouns = roles.nouns(.goal).filter { noun in
            !isSea(noun) && (scene.isSomebody(noun) || !scene.rules.namesAct(scene.headLemma(noun)))
        }
        // In "its target", the missile's is as good as the army's.
        let isPronoun = nouns.allSatisfy { goal in
            let first = scene.analysis.tokens[Int(scene.analysis.nouns[goal].first)]
            return first.part == .possessive && first.kind == .word
        }
        return !nouns.isEmpty
            && nouns.map { scene.fillers[$0] }.allSatisfy { goal in
                goal.parties.isEmpty && goal.place < 0 && !goal.owners.isEmpty
                    && (goal.owners.isSame(as: actor) || actor.isEmpty && isPronoun)
            }
    }

    func isSea(_ noun: Int) -> Bool {
        scene.classes.isKind(scene.fillers[noun].headClass, of: scene.rules.known.sea)
    }

    func parties(of role: Role) -> [PartyID] {
        var found: [PartyID] = []
        // "the use of British missiles by Kyiv": whose the missiles were does not act where another is named.
        let isNamed = role == .agent && roles.nouns(role).contains { !scene.partiesOrPlace($0).isEmpty }
        if role == ownerRole, !isNamed { found += ownerParties }
        let limits = constraint(role)
        for noun in roles.nouns(role) {
            for member in scene.chain(noun) {
                let filler = scene.fillers[member]
                if role == .goal {
                    // Own waters and open sea are at nobody.
                    if scene.classes.isKind(filler.headClass, of: scene.rules.known.sea) { continue }
                    // "near the US consulate in Erbil": what it came down beside is not hit.
                    if rule.strikesTerritory, isBesideBuilding(member, filler) { continue }
                    if ownsOnly(filler), roles.nouns(.goal).contains(where: { scene.isSomebody($0) }) { continue }
                    let isHolder = !scene.rules.kinds[reference.kind].strikesTerritory && !filler.parties.isEmpty
                    let reached = isHolder ? filler.parties : scene.partiesOrLocation(member)
                    for party in reached + scene.guests(member) where !found.contains(party) { found.append(party) }
                    continue
                }
                // "sanctions on its oil": whose, a pronoun rarely says.
                if role == .beneficiary, isPossessed(member) { continue }
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
                if role == .source, found.isEmpty { found = holders(filler) }
            }
        }
        return found
    }

    /// "shipped American routers to Iran": goods are only somebody's, where somebody else gets them.
    private func ownsOnly(_ filler: Filler) -> Bool {
        !rule.strikesTerritory && !frame.conditions.contains(.foreign) && filler.parties.isEmpty && filler.place < 0
            && !filler.owners.isEmpty && !scene.isActor(filler.headClass)
    }

    /// Whether a group begins with a pronoun that says whose it is: "its oil".
    private func isPossessed(_ noun: Int) -> Bool {
        let first = scene.analysis.tokens[Int(scene.analysis.nouns[noun].first)]
        return first.part == .possessive && first.kind == .word
    }

    /// "launched from a Houthi-controlled area": who holds a part of a country fires from it; in one with a name of its
    /// own, as Gaza, others do, too.
    private func holders(_ filler: Filler) -> [PartyID] {
        let isPlace = filler.place < 0 && scene.classes.isKind(filler.headClass, of: scene.rules.known.place)
        return isPlace ? filler.makers : []
    }
}
