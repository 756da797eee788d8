import Language
import Rules

/// The frames that take a sense.
struct FramesOfSense: Sendable {
    /// What the themes of some frames can be.
    struct Themes: Sendable, Equatable {
        private var classes = ClassSet()
        /// Whether one of the frames can do without a theme.
        private var needNone = false

        mutating func add(_ frame: FrameReference) {
            if let theme = frame.theme { classes.formUnion(theme) } else { needNone = true }
        }

        mutating func formUnion(_ other: Themes) {
            classes.formUnion(other.classes)
            needNone = needNone || other.needNone
        }

        /// The themes of the frames that a word with these predicates can carry; one that is the theme's own needs none.
        init(_ predicates: [Predicate], _ themes: (Predicate) -> Themes) {
            for predicate in predicates {
                formUnion(themes(predicate))
                if predicate.owner == .theme { needNone = true }
            }
        }

        init() {}

        /// Whether any of the frames can fire where `kinds` are named.
        func meet(_ kinds: ClassSet) -> Bool { needNone || !classes.isDisjoint(with: kinds) }
    }

    /// A frame that may be tried, with what tells whether it can fire: told without a look at the frame itself, which
    /// stands elsewhere.
    struct Entry: Sendable {
        /// The frame, as an index of `FrameTable.frames`.
        let frame: Int
        let kind: Int
        let theme: ClassSet?

        /// Whether anything among `kinds` can be the theme of the frame.
        func canFire(_ predicate: Predicate, _ kinds: ClassSet) -> Bool {
            guard let theme, predicate.owner != .theme else { return true }
            return !theme.isDisjoint(with: kinds)
        }
    }

    /// The frames that verbs may carry.
    private(set) var verbs: [Entry] = []
    /// The frames that nouns may carry.
    private(set) var nouns: [Entry] = []
    /// The themes of those that verbs may carry.
    private(set) var ofVerbs = Themes()
    /// The themes of those that nouns may carry.
    private(set) var ofNouns = Themes()

    /// The frames of every one of `count` senses, by its number.
    static func all(_ frames: [FrameReference], count: Int) -> [FramesOfSense] {
        var senses = [FramesOfSense](repeating: FramesOfSense(), count: count)
        for (number, frame) in frames.enumerated() {
            for sense in frame.frame.senses { senses[sense].add(frame, number) }
        }
        return senses
    }

    private mutating func add(_ frame: FrameReference, _ number: Int) {
        let entry = Entry(frame: number, kind: frame.kind, theme: frame.theme)
        if frame.frame.takesVerbs {
            verbs.append(entry)
            ofVerbs.add(frame)
        }
        if frame.frame.takesNouns {
            nouns.append(entry)
            ofNouns.add(frame)
        }
    }
}

/// The frames of every sense, and what those that a word can carry ask for: most words are done with at one look.
struct FrameTable: Sendable {
    /// All frames of the rules.
    let frames: [FrameReference]
    let ofSense: [FramesOfSense]
    let ofVerbs: ThemesOfWords
    let ofNouns: ThemesOfWords
    /// Of verbs and nouns alike.
    let ofAny: ThemesOfWords

    init(_ rules: RuleSet) {
        frames = rules.kinds.enumerated().flatMap { kind, rule in
            rule.frames.enumerated().map { FrameReference(kind: kind, number: $0, frame: $1) }
        }
        let ofSense = FramesOfSense.all(frames, count: rules.senses.count)
        var verbs: [WordID: FramesOfSense.Themes] = [:]
        var nouns: [WordID: FramesOfSense.Themes] = [:]
        for word in 0..<WordID(rules.parser.grammar.vocabulary.count) {
            let (verb, noun) = (rules.verb(word), rules.noun(word))
            if !verb.isEmpty { verbs[word] = FramesOfSense.Themes(verb) { ofSense[$0.sense].ofVerbs } }
            if !noun.isEmpty { nouns[word] = FramesOfSense.Themes(noun) { ofSense[$0.sense].ofNouns } }
        }
        self.ofSense = ofSense
        ofVerbs = ThemesOfWords(verbs)
        ofNouns = ThemesOfWords(nouns)
        let any = verbs.merging(nouns) { one, other in
            var both = one
            both.formUnion(other)
            return both
        }
        ofAny = ThemesOfWords(any)
    }
}

/// What the frames of words ask for.
///
/// Many words have the same senses, so that few themes are distinct: they stay in the cache.
struct ThemesOfWords: Sendable {
    private let places: WordMap<Int32>
    private let distinct: [FramesOfSense.Themes]

    init(_ ofWords: [WordID: FramesOfSense.Themes]) {
        var distinct = [FramesOfSense.Themes()]
        places = WordMap(
            ofWords.mapValues { themes in
                if let known = distinct.firstIndex(of: themes) { return Int32(known) }
                distinct.append(themes)
                return Int32(distinct.count - 1)
            },
            fallback: 0
        )
        self.distinct = distinct
    }

    @inline(__always)
    subscript(word: WordID) -> FramesOfSense.Themes { distinct[Int(places[word])] }
}

/// A frame with its place among the rules; a class, so that trying it on a word copies none of it.
final class FrameReference: Sendable {
    let kind: Int
    let number: Int
    let frame: Frame
    /// What its theme must be; nil where it can do without.
    let theme: ClassSet?
    /// Whether it asks whose the theme is.
    let asksForOwner: Bool

    init(kind: Int, number: Int, frame: Frame) {
        self.kind = kind
        self.number = number
        self.frame = frame
        asksForOwner = frame.constraints.contains { $0.role == .owner }
        theme = frame.constraints.first { $0.role == .theme && $0.constraint.isRequired }?.constraint.classes
    }
}
