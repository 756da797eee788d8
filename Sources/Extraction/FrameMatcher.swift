import Domain
import Language
import Rules

/// Finds the mentions of an article: goes over every verb and noun that names an act and tries the frames that take it.
final class FrameMatcher {
    let scene: Scene
    private(set) var mentions: [Mention] = []
    private var mentionsOfKind: [Int]
    /// What was tried, for the explanation; filled only where asked for.
    private(set) var attempts: [Attempt] = []
    private let explains: Bool
    private let frames: FrameTable
    private let prospects: Prospects
    private let dating: Dating
    private let attitudes: AttitudeReader
    let reader: RoleReader

    /// A frame that was tried on a predicate.
    struct Attempt {
        var kind: Int
        var frame: Int
        var sentence: Int
        var anchor: Int
        var roles: Roles
        /// The line of the predicate.
        var line: Int
        /// Why it did not fire; nil where it did.
        var failure: Misfit?
    }

    init(scene: Scene, _ frames: FrameTable, _ prospects: Prospects, explains: Bool) {
        self.scene = scene
        self.frames = frames
        self.prospects = prospects
        self.explains = explains
        mentionsOfKind = [Int](repeating: 0, count: scene.rules.kinds.count)
        dating = Dating(scene: scene)
        attitudes = AttitudeReader(scene: scene)
        reader = RoleReader(scene: scene)
    }

    var analysis: Analysis { scene.analysis }

    /// Finds all mentions.
    func run() {
        for sentence in analysis.sentences.indices {
            let kinds = prospects.kinds(sentence)
            for clause in analysis.clausesOfSentence[sentence] where mayTell(clause: clause, kinds) {
                verb(clause, sentence, kinds)
            }
            for noun in analysis.nounsOfSentence[sentence] where mayTell(noun: noun, kinds) {
                self.noun(noun, sentence, kinds)
            }
        }
    }

    /// Whether a frame can fire on the verb of a clause: most are done with at this one look.
    @inline(__always)
    private func mayTell(clause: Int, _ kinds: ClassSet) -> Bool {
        let verb = Int(analysis.clauses[clause].verb)
        return verb >= 0 && (explains || frames.ofVerbs[analysis.verbs[verb].lemma].meet(kinds))
    }

    /// Whether a frame can fire on the head of a noun group.
    @inline(__always)
    private func mayTell(noun: Int, _ kinds: ClassSet) -> Bool {
        let lemma = scene.headLemma(noun)
        return scene.rules.namesAct(lemma) && (explains || frames.ofNouns[lemma].meet(kinds))
    }

    // MARK: Verbs

    private func verb(_ clause: Int, _ sentence: Int, _ kinds: ClassSet) {
        let group = analysis.verbs[Int(analysis.clauses[clause].verb)]
        let predicates = scene.rules.verb(group.lemma)
        var taken: [Int] = []
        for index in predicates.indices
        where mayFire(predicates[index], frames.ofSense[predicates[index].sense].ofVerbs, kinds) {
            let predicate = predicates[index]
            var roles = reader.roles(predicate, clause: clause)
            // "responded to rockets fired from the strip"
            let described = Int(analysis.clauses[clause].governingNoun)
            if described >= 0, analysis.clauses[clause].relation == .participial {
                answered(&roles, predicate, position(described, sentence).clause, described)
            }
            let entries = frames.ofSense[predicate.sense].verbs
            let themes = themes(roles, nil)
            for number in entries.indices
            where !taken.contains(entries[number].kind) && canFire(entries[number], predicate, themes) {
                let frame = frames.frames[entries[number].frame]
                guard let mention = fire(frame, predicate, roles, sentence, Int(group.head)) else { continue }
                // What is helped is done when, and as surely as, help is given.
                let told = predicate.helper == nil ? clause : scene.helping(clause) ?? clause
                mention.attitude = attitudes.read(clause: told)
                mention.clause = clause
                mention.isHabit = scene.isHabit(clause)
                mention.isAttribute = isAttribute(clause, to: mention.recipient)
                finish(mention, frame, from: Int(group.first), to: Int(group.end), roles)
                if isStanding(mention, clause) { mention.becomePresence() }
                if !frame.frame.isContext { taken.append(frame.kind) }
            }
        }
    }

    /// "54,000 American soldiers stationed in Japan", "are stationed": whether a clause only says where somebody is.
    private func isStanding(_ mention: Mention, _ clause: Int) -> Bool {
        // A rule of its own would be copied.
        guard !mention.isDated, mention.attitude.status == .occurred, scene.rules.kinds[mention.kind].isLasting,
            scene.rules.kinds[mention.kind].strikesTerritory
        else { return false }
        let verb = analysis.verbs[Int(analysis.clauses[clause].verb)]
        guard verb.isPassive, !verb.isProgressive, !verb.isPerfect else { return false }
        // In a headline the present tells what happened.
        let isHeadline = analysis.sentences[mention.sentence].isHeadline
        if verb.form == .finite { return verb.tense == .present && !isHeadline }
        return analysis.clauses[clause].relation == .participial && analysis.clauses[clause].governingNoun >= 0
            && verb.end - verb.first == 1
    }

    /// Whether a clause only says which thing is meant: "weapons supplied by the United States", "the drones that Iran
    /// gave Russia".
    private func isAttribute(_ index: Int, to recipient: [PartyID]) -> Bool {
        let clause = analysis.clauses[index]
        guard clause.governingNoun >= 0 else { return false }
        switch clause.relation {
        case .participial: return recipient.isEmpty && analysis.verbs[Int(clause.verb)].isPassive
        case .relative:
            let before = Int(analysis.nouns[Int(clause.governingNoun)].end)
            let isAside = before < analysis.tokens.count && analysis.tokens[before].kind == .comma
            return !isAside && analysis.nouns[Int(clause.governingNoun)].isDefinite
        default: return false
        }
    }

    // MARK: Nouns

    private func noun(_ noun: Int, _ sentence: Int, _ kinds: ClassSet) {
        let lemma = scene.headLemma(noun)
        let predicates = scene.rules.noun(lemma)
        let group = analysis.nouns[noun]
        let (clause, isObject) = position(noun, sentence)
        var taken: [Int] = []
        for index in predicates.indices
        where mayFire(predicates[index], frames.ofSense[predicates[index].sense].ofNouns, kinds) {
            let predicate = predicates[index]
            let roles = roles(predicate, noun, clause, isObject: isObject)
            let modifiers = Modifiers(
                noun,
                scene.fillers[noun],
                and: scene.modifierBefore(noun).map { scene.fillers[$0] },
                predicate
            )
            let entries = frames.ofSense[predicate.sense].nouns
            let themes = themes(roles, modifiers)
            for number in entries.indices
            where !taken.contains(entries[number].kind) && canFire(entries[number], predicate, themes) {
                let frame = frames.frames[entries[number].frame]
                guard let mention = fire(frame, predicate, roles, sentence, Int(group.head), noun, modifiers)
                else { continue }
                mention.attitude = attitudes.read(noun: noun, clause: clause, isObject: isObject)
                if charged(predicate, clause, noun) != nil, mention.attitude.certainty == .observed {
                    mention.attitude.certainty = .alleged
                }
                mention.isLabel = isLabel(noun, clause)
                if isTold(noun, clause, isObject: isObject) { mention.isNominal = false }
                finish(mention, frame, from: Int(group.first), to: Int(group.end), roles)
                if !frame.frame.isContext { taken.append(frame.kind) }
            }
        }
    }

    /// The roles around a noun that names an act, and in the clause it stands in.
    private func roles(_ predicate: Predicate, _ noun: Int, _ clause: Int, isObject: Bool) -> Roles {
        var roles = reader.roles(predicate, noun: noun)
        lightVerb(&roles, predicate, clause, isObject: isObject, noun)
        subjectOf(&roles, predicate, clause, isObject: isObject, noun)
        if isObject { equated(&roles, predicate, clause) }
        if !roles.has(.agent), let charged = charged(predicate, clause, noun) { roles.add(.agent, charged) }
        aftermath(&roles, predicate, clause)
        damage(&roles, predicate, clause, noun)
        answered(&roles, predicate, clause, noun)
        readied(&roles, predicate, clause, noun)
        contents(&roles, predicate, clause, noun)
        helped(&roles, predicate, clause, noun)
        if let helper = predicate.helper, isObject, scene.helps(clause) {
            roles.add(helper, Int(analysis.clauses[clause].subject))
        }
        return roles
    }

    // MARK: Filling

    /// Whether any frame of a predicate can fire in its sentence: its roles are read only then.
    private func mayFire(_ predicate: Predicate, _ themes: FramesOfSense.Themes, _ kinds: ClassSet) -> Bool {
        explains || predicate.owner == .theme || themes.meet(kinds)
    }

    /// Whether a frame may be tried: its theme is among `themes`, and its kind has not all the mentions it can have.
    private func canFire(_ entry: FramesOfSense.Entry, _ predicate: Predicate, _ themes: ClassSet) -> Bool {
        explains
            || mentionsOfKind[entry.kind] < FrameMatcher.mostMentions && entry.canFire(predicate, themes)
    }

    /// All classes that the theme of an act may count as: asked once for all the frames that are tried on it.
    private func themes(_ roles: Roles, _ modifiers: Modifiers?) -> ClassSet {
        var found = ClassSet()
        for noun in roles.nouns(.theme) {
            for member in scene.chain(noun) { found.formUnion(scene.kinds(of: scene.thing(member))) }
        }
        if let modifiers, modifiers.role == .theme { found.formUnion(scene.kinds(of: modifiers.filler)) }
        return found
    }

    /// The mention that a frame makes of what fills the roles; nil where it does not fit.
    private func fire(
        _ frame: FrameReference,
        _ predicate: Predicate,
        _ roles: Roles,
        _ sentence: Int,
        _ anchor: Int,
        _ noun: Int = -1,
        _ modifiers: Modifiers? = nil
    ) -> Mention? {
        let filled = frame.asksForOwner ? withOwners(roles) : roles
        let filler = RoleFiller(scene: scene, frame: frame, roles: filled, modifiers)
        var failure = filler.misfit
        var mention: Mention?
        if failure == nil {
            let found = Mention(kind: frame.kind, frame: frame.number, sentence: sentence, anchor: anchor)
            found.isNominal = noun >= 0
            found.isRenewed = isRenewed(filled, noun, anchor)
            failure = fill(found, filler, noun)
            if failure == nil { mention = found }
        }
        if explains {
            attempts.append(
                Attempt(
                    kind: frame.kind,
                    frame: frame.number,
                    sentence: sentence,
                    anchor: anchor,
                    roles: roles,
                    line: predicate.line,
                    failure: failure
                )
            )
        }
        return mention
    }

    /// Fills the mention from the roles; returns why the frame does not fit, or nil.
    private func fill(_ mention: Mention, _ filler: RoleFiller, _ noun: Int) -> Misfit? {
        mention.isAtNobody = filler.isAtNobody
        filler.fillParties(mention)
        if mention.actor.isEmpty, filler.frame.actor.contains(.before) { recall(mention, filler.roles) }
        if mention.actor.isEmpty, mention.isRenewed { renew(mention) }
        let failure = limits(filler.frame, mention) ?? unmet(filler, mention, noun)
        // Half of all mentions do not get this far.
        if failure == nil { filler.fillThemes(mention) }
        return failure
    }

    /// The mentions of one kind that one article can have; what comes after is no news.
    private static let mostMentions = 400

    private func finish(
        _ mention: Mention,
        _ reference: FrameReference,
        from: Int,
        to: Int,
        _ roles: Roles
    ) {
        var range = from..<to
        for (_, noun) in roles.all {
            let group = analysis.nouns[noun]
            range = min(range.lowerBound, Int(group.first))..<max(range.upperBound, Int(group.end))
        }
        let sentence = analysis.sentences[mention.sentence].tokens
        mention.tokens = max(range.lowerBound, sentence.lowerBound)..<min(range.upperBound, sentence.upperBound)
        mention.isSingle = (mention.count ?? 1) == 1 && roles.nouns(.theme).allSatisfy { isSingular($0) }
        mention.isAnaphoric =
            mention.actor.isEmpty
            && roles.nouns(.theme).contains { theme in
                analysis.nouns[theme].isDefinite && analysis.nouns[theme].possessor < 0
            }
        if mention.actor.count > 1 { mention.isJoint = isJoint(mention, roles) }
        let frame = reference.frame
        mention.isContext = frame.isContext
        if frame.object != 0 { mention.classes = [frame.object] }
        if let status = frame.status, mention.attitude.status != .denied {
            mention.attitude.status = status
            mention.isPresence = status == .ongoing
        }
        if isAnnouncedAsDone(mention) { mention.attitude.status = .occurred }
        if mention.attitude.isAttempt, scene.rules.kinds[mention.kind].countsAttempts {
            mention.attitude.isUnreal = false
            mention.attitude.status = .occurred
        }
        mentionsOfKind[mention.kind] += 1
        guard mentionsOfKind[mention.kind] <= FrameMatcher.mostMentions else { return }
        dating.date(mention)
        share(mention, roles)
        mentions.append(mention)
    }
}
