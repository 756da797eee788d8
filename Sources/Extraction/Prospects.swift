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

    init(_ analysis: Analysis, _ rules: RuleSet) {
        self.rules = rules
        // Fixed phrases of the grammar stand for nothing.
        for match in analysis.matches where match.kind != .function {
            for sense in rules.lexicon.senses(of: match.phrase) {
                let sense = rules.lexicon.senses[sense]
                guard sense.category == .party else { continue }
                parties.formUnion(rules.classes.lineage(rules.lexicon.parties[Int(sense.index)].sort))
            }
        }
        named.reserveCapacity(analysis.sentences.count)
        for sentence in analysis.sentences.indices { named.append(classes(sentence, analysis)) }
    }

    /// All classes that what fills a role of a predicate in a sentence can be of.
    func kinds(_ sentence: Int) -> ClassSet {
        var kinds = parties
        kinds.formUnion(named[sentence])
        if sentence > 0 { kinds.formUnion(named[sentence - 1]) }
        return kinds
    }

    /// The classes named in a sentence.
    private func classes(_ sentence: Int, _ analysis: Analysis) -> ClassSet {
        var kinds = ClassSet()
        for match in analysis.matchesOfSentence[sentence] where analysis.matches[match].kind != .function {
            let head = analysis.tokens[Int(analysis.matches[match].end) - 1].word
            if rules.words.combatants.contains(rules.parser.grammar.vocabulary.lemma(head)) {
                // "4,000 fighters" may be men.
                kinds.formUnion(rules.classes.lineage(rules.known.troops))
            }
            for sense in rules.lexicon.senses(of: analysis.matches[match].phrase) {
                kinds.formUnion(Prospects.kinds(rules.lexicon.senses[sense], rules))
            }
        }
        return kinds
    }

    private static func kinds(_ sense: Lexicon.Sense, _ rules: RuleSet) -> ClassSet {
        switch sense.category {
        // "the Revolutionary Guards"
        case .party: return sense.type == .force ? rules.classes.lineage(rules.known.military) : ClassSet()
        case .term: return rules.classes.lineage(sense.index)
        case .system: return rules.classes.lineage(rules.lexicon.systems[Int(sense.index)].kind)
        case .place:
            var kinds = rules.classes.lineage(rules.known.place)
            kinds.formUnion(rules.classes.lineage(rules.known.sea))
            return kinds
        }
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
