/// A word, number or mark of a text, with its place in the buffer.
public struct Token: Sendable {
    /// What a token is made of.
    public enum Kind: UInt8, Sendable {
        case word, number, possessive, comma, period, colon, semicolon, question, exclamation, openQuote, closeQuote,
            openBracket, closeBracket, dash, slash, percent, currency, bullet, other
    }

    /// How a token is written.
    public struct Shape: OptionSet, Sendable {
        /// One bit a trait.
        public let rawValue: UInt8

        /// Traits from their bits.
        public init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// Begins with an upper-case letter.
        public static let capital = Shape(rawValue: 1)
        /// Has two letters or more, all upper-case.
        public static let allCaps = Shape(rawValue: 2)
        /// Follows the token before without a space.
        public static let glued = Shape(rawValue: 4)
        /// Joined to the token before by a hyphen.
        public static let hyphenated = Shape(rawValue: 8)
        /// Stands first in its sentence.
        public static let first = Shape(rawValue: 16)
        /// Begins with a digit.
        public static let digit = Shape(rawValue: 32)
        /// A line break stands before it.
        public static let afterBreak = Shape(rawValue: 64)
    }

    /// The first byte in the buffer.
    public var start: Int32
    /// One past the last byte.
    public var end: Int32
    /// The word of the vocabulary; 0 where unknown or no word.
    public var word: WordID
    /// What it is made of.
    public var kind: Kind
    /// How it is written.
    public var shape: Shape
    /// The part of speech the tagger chose.
    public var part: PartOfSpeech
    /// What the vocabulary says it can be; the tagger adds what its phrase and its ending say.
    public var tags: WordTags

    init(start: Int, end: Int, word: WordID, kind: Kind, shape: Shape) {
        self.start = Int32(truncatingIfNeeded: start)
        self.end = Int32(truncatingIfNeeded: end)
        self.word = word
        self.kind = kind
        self.shape = shape
        part = .other
        tags = []
    }
}

/// The part of speech of a token in its context.
public enum PartOfSpeech: UInt8, Sendable {
    case noun, name, adjective, adverb, determiner, pronoun, possessive, numeral, time, verb, modal, be, have, `do`, to,
        not, preposition, subordinator, coordinator, relative, that, punctuation, other

    /// Whether it is a verb or an auxiliary.
    var isVerbal: Bool {
        switch self {
        case .verb, .modal, .be, .have, .do: true
        default: false
        }
    }
}

/// A run of tokens that stands as one sentence, headline or list item.
public struct Sentence: Sendable {
    private var first: Int32
    private var end: Int32
    /// The number of its paragraph; the title is 0.
    public var paragraph: Int32
    /// Whether it belongs to the title.
    public var isTitle: Bool
    /// Whether it is written as a headline: a title, or a line of its own without a full stop.
    public var isHeadline: Bool
    /// How many of its tokens are a dateline, which the grammar leaves out.
    var dateline: UInt8 = 0
    /// Whether the case of its letters says nothing: all capitals, or all lower case.
    var ignoresCase = false

    init(tokens: Range<Int>, isTitle: Bool, isHeadline: Bool, paragraph: Int32) {
        first = Int32(truncatingIfNeeded: tokens.lowerBound)
        end = Int32(truncatingIfNeeded: tokens.upperBound)
        self.isTitle = isTitle
        self.isHeadline = isHeadline
        self.paragraph = paragraph
    }

    /// Its tokens.
    public var tokens: Range<Int> {
        get { Int(first)..<Int(end) }
        set {
            first = Int32(truncatingIfNeeded: newValue.lowerBound)
            end = Int32(truncatingIfNeeded: newValue.upperBound)
        }
    }
}
