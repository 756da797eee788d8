public import Language

/// A compiled pack: rules and lexicons, checked when loaded, immutable and shared by all workers.
///
/// A class, so that handing it on costs one count and not one for every table in it.
public final class RuleSet: Sendable {
    /// The digest of all files it was made of, 16 hexadecimal digits.
    public let digest: String
    /// The kinds, in the order of their files.
    public let kinds: [KindRule]
    /// The parser of the pack's language.
    public let parser: Parser
    /// Who and what names stand for.
    public let lexicon: Lexicon
    /// The kinds whose acts take days or weeks.
    public var lastingKinds: Set<String> { Set(kinds.filter(\.isLasting).map(\.kind)) }
    /// The tree of classes.
    public let classes: ClassTree
    /// The names of senses, by number.
    public let senses: [String]
    /// The tests that stand beside the rules.
    public let tests: [RuleTest]
    /// For every word, what it can mean as a verb.
    let verbPredicates: WordMap<[Predicate]>
    /// For every word, what it can mean as a noun.
    @usableFromInline let nounPredicates: WordMap<[Predicate]>
    @usableFromInline let verbEffects: WordMap<Effects>
    @usableFromInline let nounEffects: WordMap<Effects>
    let adjectiveEffects: WordMap<Effects>
    let phraseEffects: WordMap<Effects>
    /// For every cue word, its line of `cues.tsv`.
    public let cueLines: [WordID: Int]
    /// Small closed sets of words.
    public let words: WordSets
    /// The classes the engine asks for by name.
    public let known: KnownClasses
    /// The first look at an article.
    public let screen: Screen
    /// What the site mutes, and what it makes of sources.
    public let tuning: SiteTuning
    /// What is odd about the pack, though it can be used.
    public let warnings: [Diagnostic]
    /// What the confidence of signals is made of.
    public let confidence: ConfidenceTable

    init(
        digest: String,
        kinds: [KindRule],
        parser: Parser,
        lexicon: Lexicon,
        classes: ClassTree,
        senses: [String],
        tests: [RuleTest],
        meanings: Meanings,
        cueLines: [WordID: Int],
        words: WordSets,
        known: KnownClasses,
        screen: Screen,
        tuning: SiteTuning,
        warnings: [Diagnostic],
        confidence: ConfidenceTable
    ) {
        self.digest = digest
        self.kinds = kinds
        self.parser = parser
        self.lexicon = lexicon
        self.classes = classes
        self.senses = senses
        self.tests = tests
        verbPredicates = WordMap(meanings.verbs, fallback: [])
        nounPredicates = WordMap(meanings.nouns, fallback: [])
        verbEffects = WordMap(meanings.verbEffects, fallback: [])
        nounEffects = WordMap(meanings.nounEffects, fallback: [])
        adjectiveEffects = WordMap(meanings.adjectiveEffects, fallback: [])
        phraseEffects = WordMap(meanings.phraseEffects, fallback: [])
        self.cueLines = cueLines
        self.words = words
        self.known = known
        self.screen = screen
        self.tuning = tuning
        self.warnings = warnings
        self.confidence = confidence
    }

    /// The rules of `other` with one kind put in place of another; everything else is shared.
    ///
    /// The screen stays as it is, so a rule that asks for less than before may be stopped by it.
    public init(_ other: RuleSet, replacing kind: Int, by rule: KindRule) {
        var kinds = other.kinds
        kinds[kind] = rule
        self.kinds = kinds
        digest = other.digest
        parser = other.parser
        lexicon = other.lexicon
        classes = other.classes
        senses = other.senses
        tests = other.tests
        verbPredicates = other.verbPredicates
        nounPredicates = other.nounPredicates
        verbEffects = other.verbEffects
        nounEffects = other.nounEffects
        adjectiveEffects = other.adjectiveEffects
        phraseEffects = other.phraseEffects
        cueLines = other.cueLines
        words = other.words
        known = other.known
        screen = other.screen
        tuning = other.tuning
        warnings = other.warnings
        confidence = other.confidence
    }

    /// What `word` can mean as a verb.
    public func verb(_ word: WordID) -> [Predicate] { verbPredicates[word] }
    /// What `word` can mean as a noun.
    public func noun(_ word: WordID) -> [Predicate] { nounPredicates[word] }
    /// Whether `word` can name an act as a noun.
    @inlinable
    @inline(__always)
    public func namesAct(_ word: WordID) -> Bool { nounPredicates.has(word) }
    /// How a verb changes what it governs.
    @inlinable
    @inline(__always)
    public func effects(ofVerb word: WordID) -> Effects { verbEffects[word] }
    /// How a noun changes what it governs.
    @inlinable
    @inline(__always)
    public func effects(ofNoun word: WordID) -> Effects { nounEffects[word] }
    /// How an adjective changes what it governs.
    public func effects(ofAdjective word: WordID) -> Effects { adjectiveEffects[word] }
    /// How a fixed phrase changes what it governs.
    public func effects(ofPhrase word: WordID) -> Effects { phraseEffects[word] }
}
