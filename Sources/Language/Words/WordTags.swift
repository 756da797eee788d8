/// The parts of speech and forms a word can have: what the vocabulary knows before any context is seen.
public struct WordTags: OptionSet, Sendable, Hashable {
    /// One bit a tag.
    public let rawValue: UInt64

    /// Tags from their bits.
    public init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    /// Singular common noun.
    public static let noun = WordTags(rawValue: 1 << 0)
    /// Plural common noun.
    public static let plural = WordTags(rawValue: 1 << 1)
    /// Base form of a verb.
    public static let verbBase = WordTags(rawValue: 1 << 2)
    /// Third person singular present.
    public static let verbS = WordTags(rawValue: 1 << 3)
    /// Past tense.
    public static let verbPast = WordTags(rawValue: 1 << 4)
    /// Past participle.
    public static let verbParticiple = WordTags(rawValue: 1 << 5)
    /// Gerund or present participle.
    public static let verbGerund = WordTags(rawValue: 1 << 6)
    /// Adjective.
    public static let adjective = WordTags(rawValue: 1 << 7)
    /// Adverb.
    public static let adverb = WordTags(rawValue: 1 << 8)
    /// Article, demonstrative or quantifier.
    public static let determiner = WordTags(rawValue: 1 << 9)
    /// Pronoun.
    public static let pronoun = WordTags(rawValue: 1 << 10)
    /// Possessive pronoun.
    public static let possessive = WordTags(rawValue: 1 << 11)
    /// Preposition.
    public static let preposition = WordTags(rawValue: 1 << 12)
    /// Subordinating conjunction.
    public static let subordinator = WordTags(rawValue: 1 << 13)
    /// Coordinating conjunction.
    public static let coordinator = WordTags(rawValue: 1 << 14)
    /// Relative pronoun.
    public static let relative = WordTags(rawValue: 1 << 15)
    /// The word "that".
    public static let that = WordTags(rawValue: 1 << 16)
    /// Modal verb.
    public static let modal = WordTags(rawValue: 1 << 17)
    /// Modal of the future (will, shall).
    public static let future = WordTags(rawValue: 1 << 18)
    /// Marks a condition (would, if, unless).
    public static let conditional = WordTags(rawValue: 1 << 19)
    /// A form of "be".
    public static let be = WordTags(rawValue: 1 << 20)
    /// A form of "have".
    public static let have = WordTags(rawValue: 1 << 21)
    /// A form of "do".
    public static let `do` = WordTags(rawValue: 1 << 22)
    /// The word "to".
    public static let to = WordTags(rawValue: 1 << 23)
    /// Negation of a verb.
    public static let not = WordTags(rawValue: 1 << 24)
    /// A determiner or pronoun that negates.
    public static let negative = WordTags(rawValue: 1 << 25)
    /// A number in words.
    public static let numeral = WordTags(rawValue: 1 << 26)
    /// An ordinal or a word of sequence.
    public static let ordinal = WordTags(rawValue: 1 << 27)
    /// A day of the week.
    public static let weekday = WordTags(rawValue: 1 << 28)
    /// A month.
    public static let month = WordTags(rawValue: 1 << 29)
    /// A unit or part of time.
    public static let timeNoun = WordTags(rawValue: 1 << 30)
    /// An adverb of time.
    public static let timeAdverb = WordTags(rawValue: 1 << 31)
    /// An adverb that marks hearsay.
    public static let hedge = WordTags(rawValue: 1 << 32)
    /// An adverb that marks possibility.
    public static let possible = WordTags(rawValue: 1 << 33)
    /// The present of an auxiliary.
    public static let present = WordTags(rawValue: 1 << 34)
    /// The past of an auxiliary.
    public static let past = WordTags(rawValue: 1 << 35)
    /// The participle of an auxiliary.
    public static let participle = WordTags(rawValue: 1 << 36)
    /// The gerund of an auxiliary.
    public static let gerund = WordTags(rawValue: 1 << 37)
    /// Existential "there".
    public static let existential = WordTags(rawValue: 1 << 38)
    /// An abbreviation after which a full stop ends no sentence.
    public static let abbreviation = WordTags(rawValue: 1 << 39)
    /// A verb that is more often a verb than a noun.
    public static let mostlyVerb = WordTags(rawValue: 1 << 40)
    /// An adjective that is more often an adjective than a verb form.
    public static let mostlyAdjective = WordTags(rawValue: 1 << 41)

    /// A noun that names an act ("strike", "launch"), by the predicates of the lexicon.
    public static let actNoun = WordTags(rawValue: 1 << 42)

    /// A word that a number follows: "number 3" in short, "magnitude 5".
    public static let numbering = WordTags(rawValue: 1 << 43)
    /// A word that phrases of the lexicon begin with.
    static let beginsPhrase = WordTags(rawValue: 1 << 44)
    /// A word that is a phrase of the lexicon by itself.
    static let isPhrase = WordTags(rawValue: 1 << 45)
    /// A word that phrases of the lexicon go on with.
    static let continuesPhrase = WordTags(rawValue: 1 << 46)

    /// Any form of a full verb.
    public static let anyVerb: WordTags = [.verbBase, .verbS, .verbPast, .verbParticiple, .verbGerund]
    /// Any form of a common noun.
    public static let anyNoun: WordTags = [.noun, .plural]
    /// Any word that belongs to the grammar rather than to the subject.
    public static let anyFunction: WordTags = [
        .determiner, .pronoun, .possessive, .preposition, .subordinator, .coordinator, .relative, .that, .modal, .be,
        .have, .do, .to, .not,
    ]
    /// Any word that numbers, names a day or a month, helps a verb or negates it.
    static let anyMarked: WordTags = [.numbering, .month, .weekday, .modal, .be, .have, .do, .not]
    /// Any word whose part of speech can be told by a list rather than by what stands around it.
    public static let anyClosed: WordTags = anyFunction.union([
        .month, .weekday, .numeral, .timeAdverb, .timeNoun, .adverb,
    ])
    /// Any word of which the vocabulary knows what it can be.
    public static let anyPart: WordTags = anyClosed.union(anyVerb).union(anyNoun).union(.adjective)
}

extension WordTags {
    /// The names used in the vocabulary tables.
    public static let named: [String: WordTags] = [
        "noun": .noun, "plural": .plural, "adjective": .adjective, "adverb": .adverb, "determiner": .determiner,
        "pronoun": .pronoun, "possessive": .possessive, "preposition": .preposition, "subordinator": .subordinator,
        "coordinator": .coordinator, "relative": .relative, "that": .that, "modal": .modal, "future": .future,
        "conditional": .conditional, "be": .be, "have": .have, "do": .do, "to": .to, "not": .not,
        "negative": .negative, "numeral": .numeral, "ordinal": .ordinal, "weekday": .weekday, "month": .month,
        "timenoun": .timeNoun, "timeadverb": .timeAdverb, "hedge": .hedge, "possible": .possible,
        "present": .present, "past": .past, "participle": .participle, "gerund": .gerund,
        "existential": .existential, "mostlyadjective": .mostlyAdjective, "abbreviation": .abbreviation,
        "numbering": .numbering,
    ]
}
