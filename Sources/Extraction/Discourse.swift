import Language
import Rules

/// What an article has named so far, for what refers back to it.
///
/// A class, so that a question to it copies none of its lists.
final class Discourse {
    struct Entry {
        var parties: [PartyID]
        var noun: Int32
        var sentence: Int32
        var isSubject: Bool
        var isPerson: Bool
        /// Whether it is only somebody's: "Russian missiles".
        var isOwned: Bool
        var isPlural: Bool
        /// Whether it is a newspaper or a broadcaster: "told the BBC that the country …" speaks of another's.
        var isMedia: Bool
    }

    private(set) var entries: [Entry] = []
    private var named = PartySet()
    /// The heads that had an owner, in order: "the jets" after "its Mirage jets".
    private var owned: [(head: WordID, sentence: Int32, parties: [PartyID])] = []
    /// The group that named a weapon last, and the one that named several, which "they" goes back to; each with its
    /// sentence.
    private var lastWeapon = (noun: -1, sentence: 0)
    private var lastWeapons = (noun: -1, sentence: 0)

    /// Makes room for what so many groups can name: what is never written takes no memory, and growing copies.
    func reserveCapacity(_ groups: Int) { entries.reserveCapacity(groups) }

    /// Notes what a noun group stands for.
    func note(_ filler: Filler, _ noun: Int, _ sentence: Int, isSubject: @autoclosure () -> Bool, _ scene: Scene) {
        if filler.weapon < 0, scene.classes.isKind(filler.headClass, of: scene.rules.known.weapon),
            !isOfAny(noun, scene)
        {
            lastWeapon = (noun, sentence)
            if isPlural(scene.analysis.nouns[noun], scene) { lastWeapons = lastWeapon }
        }
        guard !filler.parties.isEmpty || !filler.owners.isEmpty else { return }
        let parties = filler.parties.isEmpty ? filler.owners : filler.parties
        for party in parties { named.insert(party) }
        if !filler.owners.isEmpty { owned.append((scene.headLemma(noun), Int32(sentence), filler.owners)) }
        let person = scene.rules.known.person
        entries.append(
            Entry(
                parties: parties,
                noun: Int32(noun),
                sentence: Int32(sentence),
                isSubject: isSubject(),
                isPerson: filler.isHuman || scene.classes.isKind(filler.headClass, of: person),
                isOwned: filler.parties.isEmpty,
                isPlural: isPlural(scene.analysis.nouns[noun], scene),
                isMedia: scene.classes.isKind(filler.headClass, of: scene.rules.known.media)
            )
        )
    }

    /// "the longest flight of any of its missiles": none in particular, to which nothing refers back.
    private func isOfAny(_ noun: Int, _ scene: Scene) -> Bool {
        let phrase = Int(scene.analysis.nouns[noun].prepositional)
        guard phrase >= 0, scene.analysis.prepositionals[phrase].attachment >= 0 else { return false }
        let outer = scene.analysis.nouns[Int(scene.analysis.prepositionals[phrase].attachment)]
        return scene.analysis.tokens[Int(outer.first)].word == scene.rules.parser.grammar.words.any
    }

    /// The weapon named last in a sentence or the one before it, where `areMany` rather several; -1 for none.
    func weapon(near sentence: Int, areMany: Bool) -> Int32 {
        func isNear(_ last: (noun: Int, sentence: Int)) -> Bool { last.noun >= 0 && sentence - last.sentence <= 1 }
        // "The missiles were fired by a submarine. They struck …"
        if areMany, isNear(lastWeapons) { return Int32(lastWeapons.noun) }
        return isNear(lastWeapon) ? Int32(lastWeapon.noun) : -1
    }

    /// Whether a party was named so far.
    func names(_ party: PartyID) -> Bool {
        named.contains(party)
    }

    /// The owners that a thing of this name had in the last two sentences.
    func owners(of group: NounGroup, _ scene: Scene) -> [PartyID] {
        guard group.isDefinite, !owned.isEmpty else { return [] }
        let head = scene.headLemma(group)
        let sentence = scene.analysis.sentence(ofToken: Int(group.first))
        let near = owned.reversed().prefix { sentence - Int($0.sentence) <= 2 }
        return near.first { $0.head == head }?.parties ?? []
    }

    /// What a pronoun stands for; `other` is the subject of the clause it is the object of, or -1: "accused it" is of
    /// another than who accused.
    func parties(ofPronoun word: WordID, except other: Int32 = -1, _ scene: Scene) -> [PartyID] {
        let words = scene.rules.words
        if words.humanPronouns.contains(word) { return parties(ofLast: \.isPerson) }
        guard words.pronouns.contains(word) else { return [] }
        if scene.rules.parser.grammar.words.they.contains(word), let many = lastMany(scene) { return many.parties }
        let isThing = !scene.rules.parser.grammar.words.they.contains(word)
        return salient(except: other, isThing: isThing, scene)
    }

    func isPlural(_ group: NounGroup, _ scene: Scene) -> Bool {
        let tags = scene.rules.parser.grammar.vocabulary.tags(scene.analysis.tokens[Int(group.head)].word)
        return tags.contains(.plural) && !tags.contains(.noun)
    }

    func isBoth(_ group: NounGroup, _ scene: Scene) -> Bool {
        (Int(group.first)..<Int(group.end)).contains { index in
            scene.rules.words.pairs.contains(scene.analysis.tokens[index].word)
        }
    }

    func lastStates(_ count: Int, _ scene: Scene) -> [PartyID] {
        let state = scene.rules.known.state
        var found: [PartyID] = []
        for entry in entries.reversed().prefix(24) where !entry.isMedia {
            for party in entry.parties where scene.lexicon.parties[Int(party)].sort == state && !found.contains(party) {
                found.append(party)
                if found.count == count { return found }
            }
        }
        return []
    }

    func isDemonstrative(_ token: Token, _ scene: Scene) -> Bool {
        scene.rules.words.demonstratives.contains(token.word)
    }

    func lastParty(sort: ClassID, _ scene: Scene) -> PartyID? {
        for index in entries.indices.suffix(24).reversed() where !entries[index].isMedia {
            for party in entries[index].parties where scene.lexicon.parties[Int(party)].sort == sort { return party }
        }
        return nil
    }

    /// The latest state named before a token, other than those given.
    func lastState(before token: Int, except others: [PartyID], _ scene: Scene) -> PartyID? {
        let state = scene.rules.known.state
        // Entries stand in the order of the text; no reference reaches back further than this.
        for entry in entries[..<count(before: token, scene)].suffix(64).reversed() {
            for party in entry.parties where scene.lexicon.parties[Int(party)].sort == state && !others.contains(party)
            {
                return party
            }
        }
        return nil
    }

    /// How many entries stand before a token, found by halving: this is asked of any sentence once all are read.
    private func count(before token: Int, _ scene: Scene) -> Int {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(scene.analysis.nouns[Int(entries[middle].noun)].first) < token {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    /// "… put four companies on a list because they …": the latest that are many, where the latest subject is one.
    func lastMany(_ scene: Scene) -> Entry? {
        guard let latest = entries.last else { return nil }
        var (subject, many) = (-1, -1)
        var hasPeople = false
        for index in entries.indices.suffix(24).reversed() {
            if latest.sentence - entries[index].sentence > 1 { break }
            if entries[index].isMedia { continue }
            let noun = Int(entries[index].noun)
            // "what the Ukrainians do … they": a people named in the same sentence.
            if !hasPeople, !entries[index].isOwned, isPeople(noun, scene) {
                if entries[index].sentence == latest.sentence { return entries[index] }
                hasPeople = true
            }
            if subject < 0, entries[index].isSubject { subject = index }
            if many < 0, entries[index].isPlural, scene.isActor(scene.fillers[noun].headClass) { many = index }
        }
        return subject >= 0 && !entries[subject].isPlural && many >= 0 ? entries[many] : nil
    }

    /// Whether a group is a people by its name alone: "the Ukrainians".
    private func isPeople(_ noun: Int, _ scene: Scene) -> Bool {
        let group = scene.analysis.nouns[noun]
        let number = scene.analysis.matchAt[Int(group.head)]
        guard number >= 0, scene.fillers[noun].headClass == 0 else { return false }
        return scene.lexicon.senses(of: scene.analysis.matches[Int(number)].phrase).contains {
            scene.lexicon.senses[$0].type == .people
        }
    }

    /// The subject of the latest sentence that has one, else the latest party.
    ///
    /// "Merkel says the measures will hurt Belarus, since it …": a thing is rather who was named after the person.
    private func salient(except other: Int32, isThing: Bool, _ scene: Scene) -> [PartyID] {
        // "it" after a resolution of the United Nations is rather the state it is about.
        let body = scene.rules.known.body
        func acts(_ entry: Entry) -> Bool {
            entry.noun != other && !entry.isMedia
                && entry.parties.contains { scene.lexicon.parties[Int($0)].sort != body }
        }
        // "Belarus said Russian missiles had arrived on its soil": who speaks, not whose they are.
        guard let now = entries.last?.sentence else { return [] }
        let current = last { $0.isSubject && !$0.isOwned && $0.sentence == now && acts($0) }
        if isThing, let current, entries[current].isPerson,
            let thing = last({ $0.sentence == now && !$0.isOwned && !$0.isPerson && acts($0) }), thing > current
        {
            return entries[thing].parties
        }
        let subject = current ?? last { $0.isSubject && acts($0) }
        let doer = subject.map { told(before: $0, scene) ?? $0 }
        let index = doer ?? last(acts) ?? entries.lastIndex { $0.noun != other }
        return index.map { entries[$0].parties } ?? []
    }

    /// "Pyongyang fired a missile, Seoul said": who acts in what a speaker named after it tells.
    private func told(before speaker: Int, _ scene: Scene) -> Int? {
        let next = scene.fillers.count
        guard next < scene.analysis.nouns.count, speaks(entries[speaker], scene),
            scene.analysis.sentence(ofToken: Int(scene.analysis.nouns[next].first)) > Int(entries[speaker].sentence)
        else { return nil }
        let body = scene.rules.known.body
        return entries[..<speaker].indices.suffix(24).last { index in
            let entry = entries[index]
            return entry.sentence == entries[speaker].sentence && entry.isSubject && !entry.isOwned && !entry.isMedia
                && !speaks(entry, scene)
                && entry.parties.contains { scene.lexicon.parties[Int($0)].sort != body }
        }
    }

    /// The parties of the subject of a sentence shortly before a group.
    func speaking(_ group: NounGroup, _ scene: Scene) -> [PartyID] {
        let sentence = scene.analysis.sentence(ofToken: Int(group.first))
        let body = scene.rules.known.body
        return parties(ofLast: { entry in
            entry.isSubject && sentence - Int(entry.sentence) <= 2
                && entry.parties.contains { scene.lexicon.parties[Int($0)].sort != body }
        })
    }

    /// The place of the last entry that fits.
    private func last(_ fits: (Entry) -> Bool) -> Int? {
        entries.indices.suffix(24).last { fits(entries[$0]) }
    }

    private func parties(ofLast fits: (Entry) -> Bool) -> [PartyID] {
        last(fits).map { entries[$0].parties } ?? []
    }
}
