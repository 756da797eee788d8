import Language
import Rules

/// What descriptions stand for.
extension Discourse {
    /// Fills in what a description stands for: "the isolated nation", "both countries", "the group".
    func description(_ group: NounGroup, _ headClass: ClassID, _ scene: Scene, into filler: Filler) {
        guard group.isDefinite || headClass != 0 else { return }
        let state = scene.rules.known.state
        let government = scene.rules.known.government
        let faction = scene.rules.known.faction
        let first = scene.analysis.tokens[Int(group.first)]
        guard first.part == .determiner || first.part == .possessive else { return }
        guard group.isDefinite || isDemonstrative(first, scene), !isOfNamed(group, scene) else { return }
        if let same = sameNamed(group, headClass, scene) {
            filler.parties = same.parties
            // "the ministry" sees as much as the defence ministry.
            filler.headClass = scene.fillers[Int(same.noun)].headClass
            filler.isReference = true
            return
        }
        if headClass == state || headClass == government {
            // "the countries" is nobody in particular; "both countries" are the two named last.
            if isPlural(group, scene) {
                if isBoth(group, scene) { filler.parties = lastStates(2, scene) }
                return
            }
            filler.parties = knownState(group, headClass, scene).map { [$0] } ?? []
            filler.isReference = true
        } else if scene.classes.isKind(headClass, of: scene.rules.known.military)
            || headClass == scene.rules.known.force
        {
            // "the army", "the force": of whoever is spoken of.
            filler.parties = speaking(group, scene)
            filler.isReference = true
        } else if scene.rules.words.bodies.contains(scene.headLemma(group)) {
            // "the alliance", where a body of states was named.
            filler.parties = lastParty(sort: scene.rules.known.body, scene).map { [$0] } ?? []
            filler.isReference = !filler.parties.isEmpty
        } else if headClass == faction {
            let sort = scene.rules.known.group
            filler.parties = lastParty(sort: sort, scene).map { [$0] } ?? []
            filler.isReference = true
        }
    }

    /// "the government of Mozambique": what follows says whose it is.
    private func isOfNamed(_ group: NounGroup, _ scene: Scene) -> Bool {
        let tokens = scene.analysis.tokens
        var next = Int(group.end)
        guard next + 1 < tokens.count, tokens[next].word == scene.rules.parser.grammar.words.of else { return false }
        next += tokens[next + 1].word == scene.rules.parser.grammar.words.the ? 2 : 1
        return next < tokens.count && tokens[next].part == .name
    }

    /// "The ministry said …" after "Taiwan's defence ministry": the institution of that name that was spoken of shortly
    /// before.
    private func sameNamed(_ group: NounGroup, _ headClass: ClassID, _ scene: Scene) -> Entry? {
        guard headClass != scene.rules.known.state, headClass != scene.rules.known.faction, !isPlural(group, scene),
            group.end - group.first == 2
        else { return nil }
        let head = scene.analysis.tokens[Int(group.head)].word
        let sentence = scene.analysis.sentence(ofToken: Int(group.first))
        for index in entries.indices.suffix(24).reversed() {
            let entry = entries[index]
            if sentence - Int(entry.sentence) > 3 { break }
            let other = scene.analysis.nouns[Int(entry.noun)]
            if !entry.isMedia, !entry.isOwned, scene.isActor(scene.fillers[Int(entry.noun)].headClass),
                scene.analysis.tokens[Int(other.head)].word == head
            {
                return entry
            }
        }
        return nil
    }

    /// "The two NATO countries": the two states named last.
    func bothStates(_ group: NounGroup, _ headClass: ClassID, _ scene: Scene) -> [PartyID]? {
        guard headClass == scene.rules.known.state, group.isDefinite, isPlural(group, scene), isBoth(group, scene)
        else {
            return nil
        }
        let states = lastStates(2, scene)
        return states.count == 2 ? states : nil
    }

    /// The state that "the country" stands for: after a preposition or as an object, rather none that acts or speaks in
    /// the same sentence; as a subject, the last one named.
    private func knownState(_ group: NounGroup, _ headClass: ClassID, _ scene: Scene) -> PartyID? {
        let state = scene.rules.known.state
        let sentence = scene.analysis.sentence(ofToken: Int(group.first))
        let isSubject = scene.analysis.clausesOfSentence[sentence].contains { index in
            let subject = scene.analysis.clauses[index].subject
            return subject >= 0 && scene.analysis.nouns[Int(subject)].first == group.first
        }
        if let local = local(group, sentence, scene) { return local }
        if !isSubject {
            let here = entries.reversed().prefix { Int($0.sentence) == sentence }
            let acting = here.filter { $0.isSubject && !speaks($0, scene) }.flatMap(\.parties)
            for entry in entries.reversed().prefix(24) where !entry.isMedia {
                for party in entry.parties
                where scene.lexicon.parties[Int(party)].sort == state && !acting.contains(party) { return party }
            }
        }
        // "troops under British command. The government …": rather the one spoken of as such.
        let isGoverning = headClass == scene.rules.known.government
        return (isGoverning ? governing(sentence, scene) : nil) ?? lastParty(sort: state, scene)
    }

    /// The state whose government was named in one of the last three sentences.
    private func governing(_ sentence: Int, _ scene: Scene) -> PartyID? {
        let last = entries.reversed().prefix { sentence - Int($0.sentence) <= 3 }.first { entry in
            scene.fillers[Int(entry.noun)].headClass == scene.rules.known.government && !entry.isMedia
        }
        return last?.parties.first { scene.lexicon.parties[Int($0)].sort == scene.rules.known.state }
    }

    /// "Kigali said that the country's troops …": who speaks may speak of his own country.
    func speaks(_ entry: Entry, _ scene: Scene) -> Bool {
        scene.analysis.clausesOfSentence[Int(entry.sentence)].contains { index in
            let clause = scene.analysis.clauses[index]
            guard clause.subject == entry.noun, clause.verb >= 0 else { return false }
            return scene.rules.effects(ofVerb: scene.analysis.verbs[Int(clause.verb)].lemma).contains(.say)
        }
    }

    /// "rocked Port Sudan as drones hit the country's base": the state of a place named before in the same sentence, where
    /// no state is.
    private func local(_ group: NounGroup, _ sentence: Int, _ scene: Scene) -> PartyID? {
        let state = scene.rules.known.state
        let isNamed = entries.reversed().prefix { Int($0.sentence) == sentence }.contains { entry in
            !entry.isMedia && entry.parties.contains { scene.lexicon.parties[Int($0)].sort == state }
        }
        if isNamed { return nil }
        for noun in scene.analysis.nounsOfSentence[sentence].reversed() where noun < scene.fillers.count {
            let place = scene.fillers[noun].place
            guard scene.analysis.nouns[noun].end <= group.first, place >= 0 else { continue }
            let country = scene.lexicon.places[Int(place)].country
            if country >= 0 { return country }
        }
        return nil
    }
}
