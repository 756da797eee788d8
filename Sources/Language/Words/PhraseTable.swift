/// What a phrase of the lexicon is to the grammar.
public enum PhraseKind: UInt8, Sendable, Comparable {
    /// A name that stands for its bearer: "North Korea", "the Kremlin", "Hwasong-16B".
    case name
    /// An adjective of a bearer: "North Korean".
    case adjectival
    /// A common noun of the subject: "ballistic missile", "troops".
    case term
    /// A fixed phrase of the grammar with a part of speech of its own: "according to".
    case function

    /// Orders kinds as listed.
    public static func < (lhs: PhraseKind, rhs: PhraseKind) -> Bool { lhs.rawValue < rhs.rawValue }
}

/// A phrase found in a text.
public struct PhraseMatch: Sendable {
    /// Its first token.
    public let first: Int32
    /// The phrase, by its number in the table.
    public let phrase: Int32
    private let count: UInt16
    /// What it is to the grammar.
    public let kind: PhraseKind

    /// One past its last token.
    public var end: Int32 { first + Int32(count) }

    init(tokens: Range<Int>, phrase: Int32, kind: PhraseKind) {
        first = Int32(truncatingIfNeeded: tokens.lowerBound)
        // No phrase is longer than a sentence.
        count = UInt16(clamping: tokens.count)
        self.phrase = phrase
        self.kind = kind
    }
}

/// Finds the longest phrases of the lexicon in a run of tokens: a tree of words, laid out as a row of steps.
public struct PhraseTable: Sendable {
    /// A phrase as compiled.
    public struct Phrase: Sendable {
        /// What it is to the grammar.
        public var kind: PhraseKind
        /// Tags of a fixed phrase; empty for others.
        public var tags: WordTags
        /// Whether it counts only where it is written with capitals.
        public var needsCapital: Bool
        /// Whether it counts only where it is written all in capitals.
        public var needsAllCaps: Bool
        /// The word a verb of several words counts as ("shoot down"); 0 for others.
        public var lemma: WordID

        /// A phrase.
        public init(kind: PhraseKind, tags: WordTags, needsCapital: Bool, needsAllCaps: Bool, lemma: WordID) {
            self.kind = kind
            self.tags = tags
            self.needsCapital = needsCapital
            self.needsAllCaps = needsAllCaps
            self.lemma = lemma
        }
    }

    /// How a phrase must be written to count.
    private enum Writing: UInt8 {
        case any, capital, allCaps

        init(_ phrase: Phrase) {
            self = phrase.needsAllCaps ? .allCaps : phrase.needsCapital ? .capital : .any
        }
    }

    /// Where a word leads.
    private struct Step {
        /// The phrase that ends here, -1 where none does, what it is and how it must be written.
        var phrase: Int32 = -1
        var kind = PhraseKind.name
        var writing = Writing.any
        /// The inner steps that go on from here, in the order of their words: the first of them, and how many.
        var next: Int32 = 0
        var count: Int32 = 0
    }

    // What is asked for together lies together: a step that is met for the first time misses the cache once.

    /// Where the first word of phrases leads.
    private struct FirstStep {
        var step = Step()
        /// The words that go on from it, one bit of 32 each, by their numbers: most others are told by this.
        var bits: UInt32 = 0
    }

    /// Where another word leads.
    private struct InnerStep {
        var word: WordID
        var step: Step
    }

    /// The steps of all words but the first, those from one place in a row.
    private let steps: [InnerStep]
    /// Where the first word leads, by word: most words begin no phrase, and this costs one look.
    private let first: WordMap<FirstStep>
    /// The words that continue any phrase.
    private let inside: WordSet
    /// All phrases, by number.
    public let phrases: [Phrase]

    /// The number of the state before the first word.
    private static let root: Int32 = 1

    init(transitions: [UInt64: Int32], phraseAt: [Int32], phrases: [Phrase]) {
        // By state, and within it by word.
        let inner = transitions.keys.filter { $0 >> 32 != UInt64(PhraseTable.root) }.sorted()
        var ranges: [Int32: Range<Int>] = [:]
        for (place, key) in inner.enumerated() {
            let state = Int32(truncatingIfNeeded: key >> 32)
            ranges[state] = (ranges[state]?.lowerBound ?? place)..<place + 1
        }
        func step(_ key: UInt64) -> Step {
            let state = transitions[key] ?? 0
            var step = Step(phrase: phraseAt[Int(state)])
            if let range = ranges[state] { (step.next, step.count) = (Int32(range.lowerBound), Int32(range.count)) }
            guard step.phrase >= 0 else { return step }
            step.kind = phrases[Int(step.phrase)].kind
            step.writing = Writing(phrases[Int(step.phrase)])
            return step
        }
        steps = inner.map { InnerStep(word: WordID(truncatingIfNeeded: $0), step: step($0)) }
        var starts: [WordID: FirstStep] = [:]
        for key in transitions.keys where key >> 32 == UInt64(PhraseTable.root) {
            var start = FirstStep(step: step(key))
            for next in start.step.next..<start.step.next + start.step.count {
                start.bits |= PhraseTable.bit(steps[Int(next)].word)
            }
            starts[WordID(truncatingIfNeeded: key)] = start
        }
        first = WordMap(starts, fallback: FirstStep())
        inside = WordSet(steps.map(\.word))
        self.phrases = phrases
    }

    /// The bit of a word among 32.
    @inline(__always)
    private static func bit(_ word: WordID) -> UInt32 { 1 << UInt32(word & 31) }

    /// The step by `word` that goes on from `step`.
    @inline(__always)
    private func next(_ step: Step, _ word: WordID) -> Step? {
        var (low, high) = (Int(step.next), Int(step.next) + Int(step.count))
        while high - low > 4 {
            let middle = (low + high) / 2
            if steps[middle].word <= word { low = middle } else { high = middle }
        }
        while low < high {
            if steps[low].word == word { return steps[low].step }
            low += 1
        }
        return nil
    }

    /// Whether any phrase begins with `word`.
    func begin(with word: WordID) -> Bool { first.has(word) }

    /// What the phrases make of `word`.
    func tags(of word: WordID) -> WordTags {
        var tags: WordTags = inside.contains(word) ? .continuesPhrase : []
        guard first.has(word) else { return tags }
        tags.insert(.beginsPhrase)
        if first[word].step.phrase >= 0 { tags.insert(.isPhrase) }
        return tags
    }

    /// Whether a phrase may begin at token `index`, by it and the next one, which have the tags of the vocabulary: asked
    /// of all tokens in a row, so that the processor waits for many at a time.
    @inline(__always)
    func mayBegin(_ tokens: [Token], at index: Int) -> Bool {
        let tags = tokens[index].tags
        guard tags.contains(.beginsPhrase) else { return false }
        guard !tags.contains(.isPhrase), index + 1 < tokens.count else { return true }
        // A full stop may be passed over.
        let next = tokens[index + 1]
        guard next.kind != .period else { return true }
        guard next.tags.contains(.continuesPhrase) else { return false }
        let start = first[tokens[index].word]
        return start.bits & PhraseTable.bit(next.word) != 0 && self.next(start.step, next.word) != nil
    }

    /// The longest phrase that begins at token `start` and ends before `limit`.
    ///
    /// In a sentence that is all capitals or all lower case (`ignoresCase`), how a word is written says nothing, and
    /// only phrases that do not depend on it count.
    public func longest(_ tokens: [Token], at start: Int, limit: Int, ignoresCase: Bool) -> PhraseMatch? {
        guard start < limit, first.has(tokens[start].word) else { return nil }
        let firstStep = first[tokens[start].word]
        var step = firstStep.step
        var index = start + 1
        var best: PhraseMatch?
        while true {
            if step.phrase >= 0, fits(step.writing, tokens, start..<index, ignoresCase) {
                best = PhraseMatch(tokens: start..<index, phrase: step.phrase, kind: step.kind)
            }
            let isFirst = index == start + 1
            guard step.count != 0, let word = nextWord(tokens, &index, limit),
                !isFirst || firstStep.bits & PhraseTable.bit(word) != 0, let next = next(step, word)
            else { return best }
            step = next
        }
    }

    /// The word at `index`, behind which it is left, or behind the full stop there.
    @inline(__always)
    private func nextWord(_ tokens: [Token], _ index: inout Int, _ limit: Int) -> WordID? {
        while index < limit {
            let token = tokens[index]
            if token.kind != .word, token.kind != .number, token.kind != .possessive {
                // "Gen. Smith", "U.S. Navy": a full stop inside a name is passed over.
                guard token.kind == .period, token.shape.contains(.glued), index + 1 < limit else { break }
                index += 1
                continue
            }
            guard token.word != 0 else { return nil }
            index += 1
            return token.word
        }
        return nil
    }

    private func fits(_ writing: Writing, _ tokens: [Token], _ range: Range<Int>, _ ignoresCase: Bool) -> Bool {
        switch writing {
        case .any: return true
        case .capital:
            return ignoresCase
                || range.contains { tokens[$0].shape.contains(.capital) || tokens[$0].shape.contains(.digit) }
        case .allCaps:
            return !ignoresCase
                && range.allSatisfy { index in
                    let token = tokens[index]
                    return token.shape.contains(.allCaps) || token.kind != .word || !token.hasLetters
                }
        }
    }
}

extension Token {
    /// Whether the token holds letters rather than digits alone.
    var hasLetters: Bool { kind == .word && !shape.contains(.digit) }
}

/// Collects phrases and makes a `PhraseTable` of them.
public struct PhraseTableBuilder: Sendable {
    private var transitions: [UInt64: Int32] = [:]
    private var phraseAt: [Int32] = [-1, -1]
    private var phrases: [PhraseTable.Phrase] = []

    /// An empty table.
    public init() {}

    /// Adds a phrase of `words` and returns its number; the number it has where it is there already.
    public mutating func add(_ words: [WordID], _ phrase: PhraseTable.Phrase) -> Int32 {
        var state: Int32 = 1
        for word in words {
            let key = UInt64(UInt32(bitPattern: state)) << 32 | UInt64(UInt32(bitPattern: word))
            if let known = transitions[key] {
                state = known
            } else {
                state = Int32(phraseAt.count)
                phraseAt.append(-1)
                transitions[key] = state
            }
        }
        let known = phraseAt[Int(state)]
        if known >= 0 {
            merge(&phrases[Int(known)], phrase)
            return known
        }
        let number = Int32(phrases.count)
        phrases.append(phrase)
        phraseAt[Int(state)] = number
        return number
    }

    /// Two uses of one phrase: the more name-like kind counts, and the looser demand on how it is written.
    private func merge(_ known: inout PhraseTable.Phrase, _ other: PhraseTable.Phrase) {
        known.kind = min(known.kind, other.kind)
        known.tags.formUnion(other.tags)
        known.needsCapital = known.needsCapital && other.needsCapital
        known.needsAllCaps = known.needsAllCaps && other.needsAllCaps
        if known.lemma == 0 { known.lemma = other.lemma }
    }

    /// The table of all phrases added.
    public func build() -> PhraseTable {
        PhraseTable(transitions: transitions, phraseAt: phraseAt, phrases: phrases)
    }
}
