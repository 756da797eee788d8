/// What the parser knows of a language: its vocabulary, its phrases, and the few words it asks for by name.
///
/// A class, since everything that reads a sentence holds it, and handing on a struct of so many tables costs a count each.
public final class Grammar: Sendable {
    /// Words the grammar asks for by name.
    public final class Words: Sendable {
        /// "of".
        public let of: WordID
        /// "by".
        public let by: WordID
        /// "to".
        public let to: WordID
        /// "worth".
        public let worth: WordID
        /// "out of".
        public let outOf: WordID
        /// "that".
        public let that: WordID
        /// "and".
        public let and: WordID
        /// "than".
        public let than: WordID
        /// "although" and "though".
        public let although: [WordID]
        /// "over".
        public let over: WordID
        /// "each", "both" and "all".
        public let floating: [WordID]
        /// "are", "were" and "have".
        let plural: [WordID]
        /// "together" and "jointly".
        public let together: [WordID]
        /// "ago".
        public let ago: WordID
        /// "during".
        public let during: WordID
        /// "the".
        public let the: WordID
        /// "on".
        public let on: WordID
        /// "from".
        public let from: WordID
        /// "can".
        public let can: WordID
        /// "any".
        public let any: WordID
        /// "all".
        public let all: WordID
        /// "against".
        public let against: WordID
        /// "what".
        public let what: WordID
        /// "how".
        public let how: WordID
        /// "in".
        public let `in`: WordID
        /// "since".
        public let since: WordID
        /// "be".
        public let be: WordID
        /// "have".
        public let have: WordID
        /// "behind".
        public let behind: WordID
        /// "off".
        public let off: WordID
        /// "near".
        public let near: WordID
        /// "or".
        public let or: WordID
        /// "with".
        public let with: WordID
        /// "for".
        public let `for`: WordID
        /// "as".
        public let `as`: WordID
        /// "when".
        public let when: WordID
        /// "call".
        public let call: WordID
        /// "before" and "until".
        public let before: [WordID]
        /// "use".
        public let use: WordID
        /// "help".
        public let help: WordID
        /// "let".
        public let `let`: WordID
        /// "more".
        public let more: WordID
        /// Words that make a condition where they stand before their subject ("Had he known").
        public let inverting: [WordID]
        /// "percent".
        public let percent: WordID
        /// "nor".
        public let nor: WordID
        /// "neither".
        public let neither: WordID
        /// "like".
        public let like: WordID
        /// "such".
        public let such: WordID
        /// Verbs that say how an act runs, with a gerund for the act ("begin", "stop").
        public let aspectual: [WordID]
        /// "where".
        public let `where`: WordID
        /// "between".
        public let between: WordID
        /// "a", "an".
        public let articles: [WordID]
        /// "they", "them", "their".
        public let they: [WordID]

        init(_ vocabulary: Vocabulary) {
            of = vocabulary.word("of")
            by = vocabulary.word("by")
            to = vocabulary.word("to")
            outOf = vocabulary.word("out of")
            worth = vocabulary.word("worth")
            that = vocabulary.word("that")
            and = vocabulary.word("and")
            than = vocabulary.word("than")
            although = ["although", "though"].map(vocabulary.word)
            over = vocabulary.word("over")
            floating = ["each", "both", "all"].map(vocabulary.word)
            plural = ["are", "were", "have"].map(vocabulary.word)
            together = ["together", "jointly"].map(vocabulary.word)
            ago = vocabulary.word("ago")
            during = vocabulary.word("during")
            the = vocabulary.word("the")
            on = vocabulary.word("on")
            from = vocabulary.word("from")
            can = vocabulary.word("can")
            any = vocabulary.word("any")
            all = vocabulary.word("all")
            against = vocabulary.word("against")
            what = vocabulary.word("what")
            how = vocabulary.word("how")
            self.in = vocabulary.word("in")
            since = vocabulary.word("since")
            be = vocabulary.word("be")
            have = vocabulary.word("have")
            behind = vocabulary.word("behind")
            off = vocabulary.word("off")
            near = vocabulary.word("near")
            or = vocabulary.word("or")
            with = vocabulary.word("with")
            self.for = vocabulary.word("for")
            self.as = vocabulary.word("as")
            when = vocabulary.word("when")
            call = vocabulary.word("call")
            before = ["before", "until"].map(vocabulary.word)
            use = vocabulary.word("use")
            help = vocabulary.word("help")
            self.let = vocabulary.word("let")
            more = vocabulary.word("more")
            inverting = ["had", "were", "should"].map(vocabulary.word)
            percent = vocabulary.word("percent")
            nor = vocabulary.word("nor")
            neither = vocabulary.word("neither")
            like = vocabulary.word("like")
            such = vocabulary.word("such")
            aspectual = ["begin", "start", "stop", "keep", "continue", "resume", "finish"].map(vocabulary.word)
            self.where = vocabulary.word("where")
            between = vocabulary.word("between")
            articles = ["a", "an"].map(vocabulary.word)
            they = ["they", "them", "their"].map(vocabulary.word)
        }
    }

    /// All words.
    public let vocabulary: Vocabulary
    /// All phrases.
    public let phrases: PhraseTable
    /// Lemmas after which a statement stands ("say", "claim"): their clause may follow what is said.
    public let reporting: WordSet
    /// Lemmas whose object, not subject, does what their infinitive says ("help", "order", "accuse").
    public let objectControl: WordSet
    /// Nouns whose "that" tells what they hold ("report", "claim"), where others are described by it.
    public let contentNouns: WordSet
    /// Verbs that take two objects in a row ("give", "sell").
    public let ditransitive: WordSet
    /// Verbs without a passive, so that their "-ed" form after a noun tells what it did ("arrive").
    public let intransitive: WordSet
    /// Words the grammar asks for by name.
    public let words: Words
    /// Prepositions that may round a number.
    let rounding: WordSet
    /// Words that round a number together with "to".
    let roundingBeforeTo: WordSet
    /// Modals of duty or advice.
    let obligations: WordSet

    /// A grammar over a vocabulary and its phrases.
    public init(
        vocabulary: Vocabulary,
        phrases: PhraseTable,
        reporting: WordSet = WordSet([]),
        objectControl: WordSet = WordSet([]),
        contentNouns: WordSet = WordSet([]),
        ditransitive: WordSet = WordSet([]),
        intransitive: WordSet = WordSet([])
    ) {
        self.contentNouns = contentNouns
        self.ditransitive = ditransitive
        self.intransitive = intransitive
        self.phrases = phrases
        self.reporting = reporting
        self.objectControl = objectControl
        let words = Words(vocabulary)
        self.words = words
        roundingBeforeTo = WordSet(["up", "close"].map { vocabulary.word($0) })
        let rounding = WordSet(
            ["over", "around", "about", "under", "up to", "close to", "near"].map { vocabulary.word($0) }
        )
        self.rounding = rounding
        obligations = WordSet(["must", "should", "ought"].map { vocabulary.word($0) })
        self.vocabulary = vocabulary.marked { word, tags in
            let part = Grammar.certainPart(word, tags, words, rounding: rounding)
            return phrases.tags(of: word).union(part.map(WordTags.init(certain:)) ?? [])
        }
    }

    /// The verb of two words around the one at `index`: "shoot it down"; nil where there is none.
    public func verbAround(_ tokens: [Token], _ index: Int, limit: Int) -> WordID? {
        guard index > 0, index + 1 < limit, phrases.begin(with: tokens[index - 1].word) else { return nil }
        let words = [tokens[index - 1], tokens[index + 1]]
        guard let match = phrases.longest(words, at: 0, limit: 2, ignoresCase: false), match.end == 2 else {
            return nil
        }
        let phrase = phrases.phrases[Int(match.phrase)]
        return phrase.tags.isDisjoint(with: .anyVerb) || phrase.lemma == 0 ? nil : phrase.lemma
    }
}
