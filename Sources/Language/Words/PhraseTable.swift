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
    public var first: Int32
    /// One past its last token.
    public var end: Int32
    /// The phrase, by its number in the table.
    public var phrase: Int32
    /// What it is to the grammar.
    public var kind: PhraseKind
}

/// Finds the longest phrases of the lexicon in a run of tokens: one probe of a hash table a token and state.
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

    /// Where the first word of phrases leads.
    private struct FirstStep {
        var step = Step()
        /// The words that go on from it, one bit of 64 each, by their numbers: most others are told by this.
        var next: UInt64 = 0
    }

    /// Where a word leads.
    private struct Step {
        /// The state from which the phrases go on that are longer; 0 where none is.
        var state: Int32 = 0
        /// The phrase that ends here; -1 where none does.
        var phrase: Int32 = -1
    }

    /// A place of the table of transitions; the key 0 is none.
    private struct Slot {
        /// The state in the upper half, the word in the lower.
        var key: UInt64 = 0
        var step = Step()
    }

    private let slots: [Slot]
    private let mask: Int
    /// The words that continue any phrase, and a bit for every transition: nearly all words that continue no phrase are
    /// told by these, which are so small that they stay in the cache.
    private let inside: WordSet
    private let filter: [UInt64]
    /// Where the first word leads, by word: most words begin no phrase, and this costs one look.
    private let first: WordMap<FirstStep>
    /// All phrases, by number.
    public let phrases: [Phrase]

    init(transitions: [UInt64: Int32], phraseAt: [Int32], phrases: [Phrase]) {
        var size = 16
        while size < transitions.count * 2 { size *= 2 }
        var slots = [Slot](repeating: Slot(), count: size)
        var filter = [UInt64](repeating: 0, count: max(1, size / 8))
        let inner = Set(transitions.keys.map { Int32(truncatingIfNeeded: $0 >> 32) })
        var starts: [WordID: FirstStep] = [:]
        var next: [Int32: UInt64] = [:]
        for key in transitions.keys {
            next[Int32(truncatingIfNeeded: key >> 32), default: 0] |= PhraseTable.bit(WordID(truncatingIfNeeded: key))
        }
        for (key, state) in transitions {
            let step = Step(state: inner.contains(state) ? state : 0, phrase: phraseAt[Int(state)])
            guard key >> 32 != 1 else {
                starts[WordID(truncatingIfNeeded: key)] = FirstStep(step: step, next: next[state] ?? 0)
                continue
            }
            var slot = PhraseTable.slot(key, size - 1)
            while slots[slot].key != 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = Slot(key: key, step: step)
            let bit = PhraseTable.bit(key, filter.count)
            filter[bit.word] |= bit.mask
        }
        self.filter = filter
        inside = WordSet(transitions.keys.filter { $0 >> 32 != 1 }.map { WordID(truncatingIfNeeded: $0) })
        first = WordMap(starts, fallback: FirstStep())
        self.slots = slots
        mask = size - 1
        self.phrases = phrases
    }

    @inline(__always)
    private static func slot(_ key: UInt64, _ mask: Int) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 20) & mask
    }

    /// The place of a transition in the filter: by other bits of the same product.
    @inline(__always)
    private static func bit(_ key: UInt64, _ count: Int) -> (word: Int, mask: UInt64) {
        let hash = key &* 0x9E37_79B9_7F4A_7C15
        return (Int(truncatingIfNeeded: hash >> 40) & (count - 1), 1 << (hash >> 34 & 63))
    }

    /// The bit of a word among 64.
    @inline(__always)
    private static func bit(_ word: WordID) -> UInt64 { 1 << UInt64(word & 63) }

    private static func key(_ state: Int32, _ word: WordID) -> UInt64 {
        UInt64(UInt32(bitPattern: state)) << 32 | UInt64(UInt32(bitPattern: word))
    }

    /// Whether the filter knows a transition.
    @inline(__always)
    private func isListed(_ key: UInt64) -> Bool {
        let bit = PhraseTable.bit(key, filter.count)
        return filter[bit.word] & bit.mask != 0
    }

    @inline(__always)
    private func step(_ state: Int32, _ word: WordID) -> Step? {
        let key = PhraseTable.key(state, word)
        guard inside.contains(word), isListed(key) else { return nil }
        var slot = PhraseTable.slot(key, mask)
        while slots[slot].key != 0 {
            if slots[slot].key == key { return slots[slot].step }
            slot = (slot + 1) & mask
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
        return start.next & PhraseTable.bit(next.word) != 0 && isListed(PhraseTable.key(start.step.state, next.word))
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
            if step.phrase >= 0, fits(phrases[Int(step.phrase)], tokens, start..<index, ignoresCase) {
                best = PhraseMatch(
                    first: Int32(start),
                    end: Int32(index),
                    phrase: step.phrase,
                    kind: phrases[Int(step.phrase)].kind
                )
            }
            let isFirst = index == start + 1
            guard step.state != 0, let word = nextWord(tokens, &index, limit),
                !isFirst || firstStep.next & PhraseTable.bit(word) != 0, let next = self.step(step.state, word)
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

    private func fits(_ phrase: Phrase, _ tokens: [Token], _ range: Range<Int>, _ ignoresCase: Bool) -> Bool {
        if phrase.needsAllCaps {
            return !ignoresCase
                && range.allSatisfy { index in
                    let token = tokens[index]
                    return token.shape.contains(.allCaps) || token.kind != .word || !token.hasLetters
                }
        }
        guard phrase.needsCapital, !ignoresCase else { return true }
        return range.contains { tokens[$0].shape.contains(.capital) || tokens[$0].shape.contains(.digit) }
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
