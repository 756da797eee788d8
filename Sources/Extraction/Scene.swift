import Domain
import Language
import Rules

/// One article while it is read: the parse, what its noun groups stand for, and when things are said to happen.
///
/// Noun groups are resolved in the order of the text, since a pronoun needs what stands before it.
final class Scene {
    let rules: RuleSet
    let article: Article
    let analysis: Analysis
    let publication: CivilDate?
    /// What every noun group stands for; to be changed by `change` alone.
    private(set) var fillers = Fillers()
    private var ones = ListsOfOne()
    /// The lemmas that the article holds.
    private(set) lazy var lemmas = HeldLemmas(analysis.tokens, rules.parser.grammar.vocabulary)
    /// The parties that the article names in full anywhere.
    private(set) var named = PartySet()
    /// Whether the text tells what happened in the past tense, so that its plain present tells what is always so.
    private(set) lazy var isToldInPast = tellsInPast()
    /// The lemma of every group's head.
    private(set) var headLemmas: [WordID] = []
    /// Who speaks in quotations that run over several sentences.
    private(set) lazy var quotations = Quotations(scene: self)
    // Few sentences tell of an act: only theirs are read for times and quantities, once they are asked for.
    let timeReader: TimeReader
    let quantityReader: QuantityReader
    /// What was read, and for every sentence where it stands there, or -1; empty until anything is asked for.
    var told: [Told] = []
    var toldOfSentence: [Int32] = []
    /// Where the passage of the body that was quoted last ends: what stands before it need not be counted again.
    var lastQuoted = OffsetMap.Point(text: 0, delivered: 0)
    /// What was named so far, for references.
    let discourse = Discourse()

    init(rules: RuleSet, article: Article, _ analysis: Analysis, times: TimeReader, quantities: QuantityReader) {
        self.rules = rules
        self.article = article
        self.analysis = analysis
        publication = article.publishedAt.map {
            Scene.day(of: $0, where: analysis, rules: rules, times: times, bytes: article.bytes.span)
        }
        timeReader = times
        quantityReader = quantities
        for match in analysis.matches where match.kind != .function {
            for sense in rules.lexicon.senses(of: match.phrase) {
                let sense = rules.lexicon.senses[sense]
                // "(BBC)" names a source.
                if sense.category == .party, !sense.isAmbiguous, !sense.needsContext, sense.type != .media {
                    named.insert(sense.index)
                }
            }
        }
        headLemmas = analysis.nouns.map { headLemma($0) }
        resolve()
    }

    var classes: ClassTree { rules.classes }
    var lexicon: Lexicon { rules.lexicon }

    // MARK: Noun groups

    private func resolve() {
        fillers.reserveCapacity(analysis.nouns.count)
        discourse.reserveCapacity(analysis.nouns.count)
        var next = Filler()
        for sentence in analysis.sentences.indices {
            for noun in analysis.nounsOfSentence[sentence] {
                resolve(noun, sentence, into: next)
                fillers.keep(&next)
                guard !fillers.isBlank(noun) else { continue }
                discourse.note(fillers[noun], noun, sentence, isSubject: isSubject(noun, sentence), self)
                gather(noun, sentence)
                seat(noun, sentence)
            }
            finish(sentence)
        }
        resolveFirstPersons()
        assert(fillers.areBlanksKept, "a filler was changed that groups share")
    }

    private func add(_ number: Int32, to list: inout [Int32]) {
        if list.isEmpty { list = ones.list(number) } else { list.append(number) }
    }

    /// The filler of a group, for the group alone, so that it may be changed.
    func change(_ noun: Int) -> Filler { fillers.change(noun) }

    func isSubject(_ noun: Int, _ sentence: Int) -> Bool {
        // Who is spoken of is the subject of a clause that tells, not of one that describes.
        analysis.clausesOfSentence[sentence].contains { index in
            let clause = analysis.clauses[index]
            let tells = clause.verb >= 0 && clause.relation != .relative && clause.relation != .participial
            return tells && Int(clause.subject) == noun
        }
    }

    /// The subject of the clause that a group is the object of, or -1.
    private func doer(to noun: Int, _ sentence: Int) -> Int32 {
        for index in analysis.clausesOfSentence[sentence] where Int(analysis.clauses[index].object) == noun {
            return analysis.clauses[index].subject
        }
        return -1
    }

    private func resolve(_ noun: Int, _ sentence: Int, into filler: Filler) {
        let group = analysis.nouns[noun]
        filler.isNegative = group.isNegative
        if group.isPronoun {
            filler.isReference = true
            let word = analysis.tokens[Int(group.head)].word
            filler.parties = discourse.parties(ofPronoun: word, except: doer(to: noun, sentence), self)
            // "We are near the town": who speaks is none of the weapons told of before.
            if !isFirstPerson(noun) { filler.weapon = weapon(before: group, sentence) }
            if let parties = speaker(of: noun, sentence) { filler.parties = parties }
            return
        }
        if group.possessor >= 0 {
            let owner = fillers[Int(group.possessor)]
            filler.owners = owner.parties.isEmpty ? owner.owners : owner.parties
        }
        let hasPhrases = readPhrases(group, into: filler)
        if group.possessor >= 0, filler.place < 0, filler.owners.isEmpty,
            classes.isKind(filler.headClass, of: rules.known.target)
        {
            // "Port Sudan's airport"
            filler.place = fillers[Int(group.possessor)].place
        }
        if filler.isEmpty, isBareNumber(group) { filler.weapon = weapon(before: group, sentence) }
        if filler.owners.isEmpty { possessivePronoun(group, into: filler) }
        filler.isCounted = true
        // Half of all groups hold no word of the subject: nothing follows for them.
        guard hasPhrases || !filler.owners.isEmpty || rules.words.bodies.contains(headLemma(noun)) else { return }
        let isThing = classes.isKind(filler.headClass, of: rules.known.weapon)
        if isThing, filler.owners.isEmpty, filler.parties.isEmpty, filler.place < 0 {
            filler.owners = discourse.owners(of: group, self)
        }
        settle(group, headLemma(noun), filler)
    }

    /// Reads the phrases of a group from left to right; whether there are any.
    ///
    /// The last that covers the head says what the group is.
    private func readPhrases(_ group: NounGroup, into filler: Filler) -> Bool {
        var hasAny = false
        var index = Int(group.first)
        while index < Int(group.end) {
            let number = analysis.matchAt[index]
            guard number >= 0 else {
                index += 1
                continue
            }
            let match = analysis.matches[Int(number)]
            let isHead = Int(group.head) >= Int(match.first) && Int(group.head) < Int(match.end)
            read(match, isHead: isHead, group, into: filler)
            hasAny = true
            index = max(index + 1, Int(match.end))
        }
        return hasAny
    }

    private func read(_ match: PhraseMatch, isHead: Bool, _ group: NounGroup, into filler: Filler) {
        let bearer = bearer(of: match.phrase)
        for sense in lexicon.senses(of: match.phrase) {
            let sense = lexicon.senses[sense]
            switch sense.category {
            case .party:
                guard bearer.map({ $0 == sense.index }) ?? true, holds(sense), !isPersonal(match, sense, group),
                    isBacked(sense, group), !isMoneySign(match)
                else { continue }
                take(sense, of: match, isHead: isHead, group, into: filler)
            case .system:
                guard !sense.isAmbiguous || namesWeapon(group, besides: match) else { continue }
                add(sense.index, to: &filler.systems)
                let system = lexicon.systems[Int(sense.index)]
                if system.isUnit, system.maker >= 0, filler.owners.isEmpty { add(system.maker, to: &filler.owners) }
                add(system.kind, to: &filler.classes)
                if isHead { filler.headClass = system.kind }
            case .place:
                guard !sense.isAmbiguous, filler.place < 0, !isWithinName(match, group), !isMaker(match) else {
                    continue
                }
                filler.place = sense.index
            case .term:
                // A word that the tagger read as a verb names nothing here.
                guard
                    analysis.tokens[Int(match.end) - 1].part == .noun
                        || analysis.tokens[Int(match.end) - 1].part == .name
                else { continue }
                take(sense, isHead: isHead, into: filler)
            }
        }
    }

    /// A name of a party: who it is, whose it is, or who made it.
    @inline(__always)
    private func take(
        _ sense: Lexicon.Sense,
        of match: PhraseMatch,
        isHead: Bool,
        _ group: NounGroup,
        into filler: Filler
    ) {
        // "Dassault Mirage jets": a firm before a weapon made it.
        if isMaker(match) || !isHead && sense.type == .firm {
            filler.makers.append(sense.index)
        } else if isHead, match.kind == .name || isPlain(group, match) {
            if !filler.parties.contains(sense.index) { add(sense.index, to: &filler.parties) }
            if sense.type == .leader || sense.type == .minister { filler.isHuman = true }
            if sense.type == .force { filler.headClass = rules.known.military }
            if sense.type == .media { filler.headClass = rules.known.media }
        } else if !filler.owners.contains(sense.index) {
            add(sense.index, to: &filler.owners)
            if sense.type == .name, group.possessor < 0 { filler.isAboutOwner = true }
        }
    }

    /// A term: what a group is, where it is the head's, or what else is named in it.
    @inline(__always)
    private func take(_ term: Lexicon.Sense, isHead: Bool, into filler: Filler) {
        guard isHead else {
            if !term.isAmbiguous { add(term.index, to: &filler.classes) }
            return
        }
        filler.headClass = term.index
        filler.isWeak = term.isAmbiguous
        if filler.classes.isEmpty {
            add(term.index, to: &filler.classes)
        } else {
            filler.classes.insert(term.index, at: 0)
        }
    }

    /// The one party a name shared by several stands for: the one the article names in full, else the first listed;
    /// nil where the name has one bearer.
    private func bearer(of phrase: Int32) -> PartyID? {
        let range = lexicon.senses(of: phrase)
        guard range.count > 1 else { return nil }
        let senses = lexicon.senses[range]
        guard let first = senses.first(where: isHeldParty),
            senses.contains(where: { $0.index != first.index && isHeldParty($0) })
        else { return nil }
        return (senses.first { named.contains($0.index) && isHeldParty($0) } ?? first).index
    }

    private func isHeldParty(_ sense: Lexicon.Sense) -> Bool { sense.category == .party && holds(sense) }

    /// Whether an adjective is all there is of a group: "the Russians", "the Taliban".
    private func isPlain(_ group: NounGroup, _ match: PhraseMatch) -> Bool {
        Int(match.end) == Int(group.end)
    }

    /// Whether a name held on the day of publication, with two years to spare for retellings.
    private func holds(_ sense: Lexicon.Sense) -> Bool {
        guard let publication else { return true }
        let day = Int32(publication.dayNumber)
        return (sense.from == .min || sense.from - 400 <= day) && (sense.to == .max || day <= sense.to &+ 1200)
    }

    private func possessivePronoun(_ group: NounGroup, into filler: Filler) {
        let first = analysis.tokens[Int(group.first)]
        guard first.part == .possessive, first.kind == .word else { return }
        filler.owners = discourse.parties(ofPronoun: first.word, self)
    }

    /// Draws the last conclusions: soldiers of a state, descriptions, places that stand for states.
    private func settle(_ group: NounGroup, _ lemma: WordID, _ filler: Filler) {
        // "Su-35 fighters": a name of the same class says which fighters are meant.
        if filler.isWeak,
            filler.systems.contains(where: { number in
                let kind = lexicon.systems[Int(number)].kind
                return classes.isKind(kind, of: filler.headClass) || classes.isKind(kind, of: rules.known.weapon)
            })
        {
            filler.isWeak = false
        }
        arm(group, filler)
        // "RSF members": a group or a force acts by its men; a body of states does not.
        let body = rules.known.body
        if filler.headClass == rules.known.membership, filler.parties.isEmpty, group.possessor < 0,
            filler.owners.allSatisfy({ lexicon.parties[Int($0)].sort != body })
        {
            filler.parties = filler.owners
        }
        if filler.parties.isEmpty, rules.words.relations.contains(lemma) {
            // "Kyiv's allies" are others than Kyiv.
            filler.owners = []
        } else if filler.parties.isEmpty, filler.headClass != 0, isActor(filler.headClass) {
            if filler.owners.isEmpty {
                discourse.description(group, filler.headClass, self, into: filler)
            } else {
                filler.parties = discourse.bothStates(group, filler.headClass, self) ?? filler.owners
            }
        }
        if filler.parties.isEmpty, filler.owners.isEmpty,
            filler.headClass == 0 || rules.words.bodies.contains(lemma)
        {
            discourse.description(group, 0, self, into: filler)
        }
        if filler.headClass == 0, filler.parties.isEmpty, filler.place < 0 { nameInApposition(group, filler) }
        if filler.place >= 0, filler.headClass == 0 {
            filler.headClass = rules.known.place
            if lexicon.places[Int(filler.place)].sort == .sea { filler.headClass = rules.known.sea }
            add(filler.headClass, to: &filler.classes)
        }
    }

    /// Whether a group names a weapon.
    func isWeapon(_ noun: Int) -> Bool {
        classes.isKind(fillers[noun].headClass, of: rules.known.weapon)
    }

    /// Whether a class acts: persons, institutions, states, groups, forces.
    func isActor(_ number: ClassID) -> Bool {
        rules.known.actors.contains(number)
    }

    var actorClass: ClassID { rules.known.actor }
    var forceClass: ClassID { rules.known.force }
}
