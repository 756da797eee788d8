/// Everything the grammar finds in one text, as arrays that refer to each other by index.
///
/// `-1` stands for "none" in every index.
public struct Analysis: Sendable {
    /// The tokens of title and body.
    public var tokens: [Token] = []
    /// The sentences in order, those of the title first.
    public var sentences: [Sentence] = []
    /// The phrases found, in order, without overlap.
    public var matches: [PhraseMatch] = []
    /// For every token, the phrase it belongs to.
    public var matchAt: [Int32] = []
    /// The noun groups.
    public var nouns: [NounGroup] = []
    /// The verb groups.
    public var verbs: [VerbGroup] = []
    /// The prepositional phrases.
    public var prepositionals: [Prepositional] = []
    /// The clauses.
    public var clauses: [Clause] = []
    /// For every sentence, its phrases.
    public var matchesOfSentence = PartsOfSentences()
    /// For every sentence, its noun groups.
    public var nounsOfSentence = PartsOfSentences()
    /// For every sentence, its clauses.
    public var clausesOfSentence = PartsOfSentences()
    /// For every sentence, its prepositional phrases.
    public var prepositionalsOfSentence = PartsOfSentences()
    /// The tokens of the first dateline ("SEOUL, South Korea —"); empty where there is none.
    public var dateline = 0..<0
    /// Whether the case of letters says nothing in the sentence at hand (all capitals or all lower case).
    public var ignoresCase = false

    /// An empty analysis.
    public init() {}

    /// Makes room for groups and clauses: more than nearly any text needs, since what is never written takes no memory,
    /// and growing copies.
    mutating func reserve() {
        let count = tokens.count
        nouns.reserveCapacity(count / 3 + 8)
        verbs.reserveCapacity(count / 6 + 8)
        prepositionals.reserveCapacity(count / 6 + 8)
        clauses.reserveCapacity(count / 6 + 8)
        nounsOfSentence.reserveCapacity(sentences.count)
        clausesOfSentence.reserveCapacity(sentences.count)
        prepositionalsOfSentence.reserveCapacity(sentences.count)
    }

    /// Notes that all groups and clauses of the next sentence are there.
    mutating func closeSentence() {
        nounsOfSentence.append(end: nouns.count)
        clausesOfSentence.append(end: clauses.count)
        prepositionalsOfSentence.append(end: prepositionals.count)
    }

    /// The sentence that token `index` belongs to.
    public func sentence(ofToken index: Int) -> Int {
        var low = 0
        var high = sentences.count
        while low < high {
            let middle = (low + high) / 2
            if sentences[middle].tokens.upperBound <= index { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// Which things of one sort stand in which sentence, where those of the first come first, and so on: four bytes a sentence.
public struct PartsOfSentences: Sendable {
    private var ends: [Int32] = []

    init() {}

    /// How many sentences there are.
    public var count: Int { ends.count }

    /// The things of a sentence, as indices.
    public subscript(sentence: Int) -> Range<Int> {
        (sentence == 0 ? 0 : Int(ends[sentence - 1]))..<Int(ends[sentence])
    }

    mutating func reserveCapacity(_ sentences: Int) { ends.reserveCapacity(sentences) }

    /// Closes a sentence whose last thing stands before `end`.
    mutating func append(end: Int) { ends.append(Int32(truncatingIfNeeded: end)) }
}

/// A noun with what belongs to it on its left: "three short-range ballistic missiles".
public struct NounGroup: Sendable {
    /// Its tokens.
    public var first: Int32
    /// One past its last token.
    public var end: Int32
    /// The token of its head.
    public var head: Int32
    /// The group that owns it ("Iran's" in "Iran's missiles").
    public var possessor: Int32 = -1
    /// The next group it is coordinated with ("drones" in "missiles and drones").
    public var next: Int32 = -1
    /// The group that renames it ("the group" in "Hezbollah, the group").
    public var apposition: Int32 = -1
    /// The preposition before it, as an index of `prepositionals`.
    public var prepositional: Int32 = -1
    /// Whether it is a pronoun.
    public var isPronoun = false
    /// Whether it is marked as known ("the", "this", "its").
    public var isDefinite = false
    /// Whether it is negated ("no missiles").
    public var isNegative = false
    /// Whether it is only a time ("Monday", "last week").
    public var isTime = false
    /// Whether an apostrophe-s follows: it owns the group after it.
    public var isPossessive = false
}

/// A verb with its auxiliaries: "has been preparing", "was not fired", "to launch".
public struct VerbGroup: Sendable {
    /// How it stands in its clause.
    public enum Form: UInt8, Sendable {
        case finite, infinitive, gerund, participle
    }

    /// When it is said to happen.
    public enum Tense: UInt8, Sendable {
        case past, present, future, conditional, none
    }

    /// Its first token.
    public var first: Int32
    /// One past its last token.
    public var end: Int32
    /// The token of the main verb.
    public var head: Int32
    /// The lemma of the main verb.
    public var lemma: WordID
    /// How it stands in its clause.
    public var form: Form = .finite
    /// When it is said to happen.
    public var tense: Tense = .none
    /// Whether the subject undergoes the act.
    public var isPassive = false
    /// Whether it goes on ("is sending").
    public var isProgressive = false
    /// Whether it is complete by the time of speaking ("has sent").
    public var isPerfect = false
    /// Whether it is negated.
    public var isNegated = false
    /// Whether a modal or an adverb makes it a possibility ("may", "possibly").
    public var isPossible = false
    /// Whether it is only an ability ("can hit").
    public var isAbility = false
    /// Whether an adverb makes it hearsay ("reportedly").
    public var isHedged = false
    /// Whether a modal makes it an obligation or advice ("must", "should").
    public var isObligation = false
    /// Whether it may be past tense as well as participle ("fired").
    public var isPastOrParticiple = false
    /// Whether it is only "be", "have" or "do" with no main verb.
    public var isAuxiliaryOnly = false
}

/// A preposition with its noun group.
public struct Prepositional: Sendable {
    /// The preposition's token.
    public var preposition: Int32
    /// The noun group, or -1 where a clause follows.
    public var noun: Int32
    /// The clause it stands in.
    public var clause: Int32
    /// The noun group directly before it, which it may belong to.
    public var attachment: Int32
}

/// A verb group with its arguments, or a fragment without a verb.
public struct Clause: Sendable {
    /// What a clause is to the one it depends on.
    public enum Relation: UInt8, Sendable {
        case main, coordinate, complement, infinitive, gerund, relative, participial, adverbial, fragment
    }

    /// Its verb group.
    public var verb: Int32 = -1
    /// The noun group of its subject (of what undergoes the act where the verb is passive).
    public var subject: Int32 = -1
    /// The noun group of its object.
    public var object: Int32 = -1
    /// The noun group of its indirect object ("Ukraine" in "gave Ukraine missiles").
    public var indirectObject: Int32 = -1
    /// The adjective after "be" ("ready" in "is ready to launch"), as a token.
    public var adjective: Int32 = -1
    /// The clause it depends on.
    public var governor: Int32 = -1
    /// The noun group it depends on ("plan" in "a plan to launch").
    public var governingNoun: Int32 = -1
    /// The token of the word that introduces it ("that", "after", "by").
    public var marker: Int32 = -1
    /// The sentence it stands in.
    public var sentence: Int32 = -1
    /// What it is to the clause it depends on.
    public var relation: Relation = .main
    /// Whether the subject was carried over from another clause.
    public var sharesSubject = false
}
