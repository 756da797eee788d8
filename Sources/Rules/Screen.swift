import Language

/// The first look at an article: which frames could fire at all, by the words it holds.
///
/// One pass over the bytes. Every run of letters and digits is folded and hashed as the tokenizer would, and looked
/// up among the words of all frames; an article passes when, for at least one frame, both a word of its predicates
/// and a word of its theme were seen. A frame whose theme may be missing needs the predicate alone, one that takes
/// "be" the theme alone.
public struct Screen: Sendable {
    /// A set of frames, one bit a frame.
    typealias Frames = SIMD4<UInt64>

    /// How many frames have a bit of their own; those beyond share one, which only lets more articles pass.
    static let width = 256

    /// The set of one frame, counted through all kinds.
    static func bit(_ frame: Int) -> Frames {
        let index = frame % width
        var frames = Frames()
        frames[index >> 6] = 1 << UInt64(index & 63)
        return frames
    }

    /// The frames a word counts for.
    struct Masks {
        var theme = Frames()
        var predicate = Frames()
    }

    private let keys: [UInt64]
    private let masks: [Masks]
    private let mask: Int
    private let filter: [UInt64]
    private let withoutTheme: Frames
    private let withoutPredicate: Frames

    init(words: [UInt64: Masks], withoutTheme: Frames, withoutPredicate: Frames) {
        var size = 64
        while size < words.count * 4 { size *= 2 }
        var keys = [UInt64](repeating: 0, count: size)
        var masks = [Masks](repeating: Masks(), count: size)
        var filter = [UInt64](repeating: 0, count: 1024)
        for (hash, value) in words {
            var slot = Int(truncatingIfNeeded: hash) & (size - 1)
            while keys[slot] != 0 { slot = (slot + 1) & (size - 1) }
            keys[slot] = hash
            masks[slot] = value
            let bit = Int(truncatingIfNeeded: hash >> 32) & 0xFFFF
            filter[bit >> 6] |= 1 << UInt64(bit & 63)
        }
        self.keys = keys
        self.masks = masks
        mask = size - 1
        self.filter = filter
        self.withoutTheme = withoutTheme
        self.withoutPredicate = withoutPredicate
    }

    /// Whether any frame could fire on `bytes[range]`, or on what was seen before (`state`).
    public func passes(_ bytes: Span<UInt8>, _ range: Range<Int>, state: inout State) -> Bool {
        var hash = WordHash()
        var length = 0
        var position = range.lowerBound
        while position < range.upperBound {
            let byte = Folding.lower(bytes[position])
            if byte &- 0x61 < 26 || byte &- 0x30 < 10 {
                hash.add(byte)
                length += 1
                position += 1
                continue
            }
            if byte >= 0xC0, position + 1 < range.upperBound {
                let scalar = UInt32(byte & 0x1F) << 6 | UInt32(bytes[position + 1] & 0x3F)
                let (first, second) = byte < 0xE0 ? Folding.ascii(scalar) : (0, 0)
                if first != 0 {
                    hash.add(first)
                    if second != 0 { hash.add(second) }
                    length += 1
                    position += 2
                    continue
                }
            }
            if length > 1, look(hash, &state) { return true }
            hash = WordHash()
            length = 0
            position += 1
        }
        return length > 1 && look(hash, &state)
    }

    /// What was seen so far.
    public struct State: Sendable {
        var theme = Frames()
        var predicate = Frames()

        /// Nothing seen.
        public init() {}
    }

    @inline(__always)
    private func look(_ hash: WordHash, _ state: inout State) -> Bool {
        let key = hash.finished
        let bit = Int(truncatingIfNeeded: key >> 32) & 0xFFFF
        guard filter[bit >> 6] & (1 << UInt64(bit & 63)) != 0 else { return false }
        var slot = Int(truncatingIfNeeded: key) & mask
        while keys[slot] != 0 {
            if keys[slot] == key {
                state.theme |= masks[slot].theme
                state.predicate |= masks[slot].predicate
                return (state.theme | withoutTheme) & (state.predicate | withoutPredicate) != Frames()
            }
            slot = (slot + 1) & mask
        }
        return false
    }
}

/// Collects the words of frames and makes a `Screen` of them.
struct ScreenBuilder {
    private var words: [UInt64: Screen.Masks] = [:]
    private var withoutTheme = Screen.Frames()
    private var withoutPredicate = Screen.Frames()
    private let cutter = WordCutter()

    /// Notes that a frame can do without a theme.
    mutating func needsNoTheme(frame: Int) {
        withoutTheme |= Screen.bit(frame)
    }

    /// The frames that each class can be the theme of; those that ask for no theme are noted.
    mutating func themes(of frames: [Frame], _ classes: ClassTree) -> [Screen.Frames] {
        var themes = [Screen.Frames](repeating: Screen.Frames(), count: classes.classes.count)
        for (number, frame) in frames.enumerated() {
            let theme = frame.constraints.first { $0.role == .theme }?.constraint
            guard let theme, theme.isRequired else {
                needsNoTheme(frame: number)
                continue
            }
            for kind in themes.indices where !theme.classes.isDisjoint(with: classes.lineage(ClassID(kind))) {
                themes[kind] |= Screen.bit(number)
            }
        }
        return themes
    }

    /// Notes that frames take a word that stands in nearly every text ("be"), so that their theme alone decides.
    mutating func needsNoPredicate(frames: Screen.Frames) {
        withoutPredicate |= frames
    }

    /// Adds a phrase that names what `frames` are about.
    mutating func add(_ phrase: String, themeOf frames: Screen.Frames) {
        guard let hash = tellingWord(of: phrase) else { return }
        words[hash, default: Screen.Masks()].theme |= frames
    }

    /// Adds a phrase that names what `frames` are about, where none of its words is known to.
    mutating func add(_ phrase: String, unlessKnownAsThemeOf frames: Screen.Frames) {
        let isKnown = cutter.words(phrase).contains { word in
            words[Folding.hash(word)].map { $0.theme & frames == frames } ?? false
        }
        if !isKnown { add(phrase, themeOf: frames) }
    }

    /// Adds a phrase that is a predicate of `frames`.
    mutating func add(_ phrase: String, predicateOf frames: Screen.Frames) {
        guard let hash = tellingWord(of: phrase) else { return }
        words[hash, default: Screen.Masks()].predicate |= frames
    }

    /// The most telling word of `phrase`, its longest (longer words are rarer), as its hash.
    private func tellingWord(of phrase: String) -> UInt64? {
        cutter.words(phrase).max { $0.utf8.count < $1.utf8.count }.map(Folding.hash)
    }

    func build() -> Screen {
        Screen(words: words, withoutTheme: withoutTheme, withoutPredicate: withoutPredicate & ~withoutTheme)
    }
}
