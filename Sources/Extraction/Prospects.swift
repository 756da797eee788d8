import Language
import Rules

/// What the words of an article alone say of which frames can fire where, told before the grammar is read.
///
/// The theme of a predicate stands in its sentence, or is a weapon named in the one before it ("it", "them"); a party
/// may be meant wherever it was named. Nothing else gives a class to what fills a role, so that what is ruled out here
/// cannot be found.
struct Prospects {
    private let rules: RuleSet
    /// All that parties of the article are.
    private var parties = ClassSet()
    /// The classes named in each sentence.
    private var named: [ClassSet] = []

    init(_ analysis: Analysis, _ rules: RuleSet, _ phrases: KindsOfPhrases) {
        self.rules = rules
        named.reserveCapacity(analysis.sentences.count)
        let vocabulary = rules.parser.grammar.vocabulary
        for sentence in analysis.sentences.indices {
            var kinds = ClassSet()
            // Fixed phrases of the grammar stand for nothing.
            for index in analysis.matchesOfSentence[sentence] where analysis.matches[index].kind != .function {
                let match = analysis.matches[index]
                let ofPhrase = phrases[match.phrase]
                kinds.formUnion(ofPhrase.named)
                parties.formUnion(ofPhrase.parties)
                // "4,000 fighters" may be men.
                let head = analysis.tokens[Int(match.end) - 1].word
                if rules.words.combatants.contains(vocabulary.lemma(head)) { kinds.formUnion(phrases.troops) }
            }
            named.append(kinds)
        }
    }

    /// All classes that what fills a role of a predicate in a sentence can be of.
    func kinds(_ sentence: Int) -> ClassSet {
        var kinds = parties
        kinds.formUnion(named[sentence])
        if sentence > 0 { kinds.formUnion(named[sentence - 1]) }
        return kinds
    }

    /// Whether any frame can fire anywhere in the article whose words `analysis` holds.
    func hasAny(_ analysis: Analysis, _ frames: FrameTable) -> Bool {
        for (index, sentence) in analysis.sentences.enumerated() {
            let kinds = kinds(index)
            for token in sentence.tokens where canFire(at: token, sentence, kinds, analysis, frames) { return true }
        }
        return false
    }

    /// Whether any frame can fire on a verb or noun with its head at `token`, whatever the grammar makes of it.
    private func canFire(
        at token: Int,
        _ sentence: Sentence,
        _ kinds: ClassSet,
        _ analysis: Analysis,
        _ frames: FrameTable
    ) -> Bool {
        let grammar = rules.parser.grammar
        let word = analysis.tokens[token].word
        if frames.ofAny[word].meet(kinds) || frames.ofAny[grammar.vocabulary.lemma(word)].meet(kinds) { return true }
        var tags = grammar.vocabulary.tags(word)
        if analysis.matchAt[token] >= 0 {
            let phrase = grammar.phrases.phrases[Int(analysis.matches[Int(analysis.matchAt[token])].phrase)]
            if frames.ofAny[phrase.lemma].meet(kinds) { return true }
            tags.formUnion(phrase.tags)
        }
        if tags.contains(.be), frames.ofAny[grammar.words.be].meet(kinds) { return true }
        if tags.contains(.have), frames.ofAny[grammar.words.have].meet(kinds) { return true }
        // "shoot it down"
        guard tags.contains(.pronoun) else { return false }
        let verb = grammar.verbAround(analysis.tokens, token, limit: sentence.tokens.upperBound)
        return verb.map { frames.ofAny[$0].meet(kinds) } ?? false
    }
}

/// What the phrases of the lexicon can stand for, as classes.
///
/// Thousands of phrases stand for few things: a phrase costs one look at its own number and one at what many share.
struct KindsOfPhrases: Sendable {
    /// What a phrase stands for.
    struct Kinds: Sendable, Equatable {
        /// What the parties are that it can name: they may be meant in any sentence.
        var parties = ClassSet()
        /// What else it can name.
        var named = ClassSet()
    }

    private let places: [Int32]
    private let distinct: [Kinds]
    /// What soldiers are.
    let troops: ClassSet

    init(_ rules: RuleSet) {
        var distinct = [Kinds()]
        places = rules.parser.grammar.phrases.phrases.indices.map { phrase in
            var kinds = Kinds()
            for sense in rules.lexicon.senses(of: Int32(phrase)) { kinds.add(rules.lexicon.senses[sense], rules) }
            if let known = distinct.firstIndex(of: kinds) { return Int32(known) }
            distinct.append(kinds)
            return Int32(distinct.count - 1)
        }
        self.distinct = distinct
        troops = rules.classes.lineage(rules.known.troops)
    }

    @inline(__always)
    subscript(phrase: Int32) -> Kinds { distinct[Int(places[Int(phrase)])] }
}

extension KindsOfPhrases.Kinds {
    fileprivate mutating func add(_ sense: Lexicon.Sense, _ rules: RuleSet) {
        switch sense.category {
        case .party:
            parties.formUnion(rules.classes.lineage(rules.lexicon.parties[Int(sense.index)].sort))
            // "the Revolutionary Guards"
            if sense.type == .force { named.formUnion(rules.classes.lineage(rules.known.military)) }
        case .term: named.formUnion(rules.classes.lineage(sense.index))
        case .system: named.formUnion(rules.classes.lineage(rules.lexicon.systems[Int(sense.index)].kind))
        case .place:
            named.formUnion(rules.classes.lineage(rules.known.place))
            named.formUnion(rules.classes.lineage(rules.known.sea))
        }
    }
}
