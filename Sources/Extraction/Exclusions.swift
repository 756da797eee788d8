import Language
import Rules

/// Decides whether an exclusion of the rules rules a mention out.
struct Exclusions {
    private let scene: Scene
    /// The exclusions with those of their words and phrases whose every word the article holds.
    private let exclusions: [Open]
    private let kind: Int
    /// The exclusion that rules out all mentions of the article.
    private var ofArticle: Open?

    /// An exclusion that the article may meet.
    private struct Open {
        /// Its number among the exclusions of the kind.
        var number: Int
        var scope: Exclusion.Scope
        var words: [[WordID]]

        /// Whether it looks at the mention itself or its sentence.
        var isLocal: Bool { scope == .theme || scope == .sentence }
    }

    init(scene: Scene, kind: Int, _ words: WordsOfExclusions) {
        self.scene = scene
        self.kind = kind
        let all = scene.rules.kinds[kind].exclusions
        let held = scene.lemmas
        var open: [Open] = []
        for entry in words.ofKinds[kind] {
            let number = Int(entry.exclusion)
            if entry.list >= 0 {
                guard held.contains(entry.first), all[number].words[Int(entry.list)].allSatisfy(held.contains) else {
                    continue
                }
            }
            if open.last?.number != number { open.append(Open(number: number, scope: all[number].scope, words: [])) }
            if entry.list >= 0 { open[open.count - 1].words.append(all[number].words[Int(entry.list)]) }
        }
        exclusions = open
        // What is looked for in the whole article or its lead is the same for all mentions: it is looked for once.
        ofArticle = exclusions.first { !$0.isLocal && rulesOut($0, nil) }
    }

    /// The first exclusion that rules the mention out.
    func excluding(_ mention: Mention) -> Exclusion? {
        let found = ofArticle ?? exclusions.first { $0.isLocal && rulesOut($0, mention) }
        return found.map { scene.rules.kinds[kind].exclusions[$0.number] }
    }

    private func rulesOut(_ open: Open, _ mention: Mention?) -> Bool {
        let all = scene.rules.kinds[kind].exclusions
        var seen = 0
        for range in ranges(open.scope, mention) {
            seen += open.words.count { contains($0, range) }
            let classes = all[open.number].classes
            if !classes.isEmpty { seen += containsClass(classes, range) ? 1 : 0 }
            if seen >= all[open.number].atLeast { return true }
        }
        return false
    }

    private func ranges(_ scope: Exclusion.Scope, _ mention: Mention?) -> [Range<Int>] {
        switch scope {
        case .theme: mention.map { [$0.tokens] } ?? []
        case .sentence: mention.map { [scene.analysis.sentences[$0.sentence].tokens] } ?? []
        case .lead: scene.analysis.sentences.prefix(2).map(\.tokens)
        case .article: [0..<scene.analysis.tokens.count]
        }
    }

    private func contains(_ words: [WordID], _ range: Range<Int>) -> Bool {
        guard let first = words.first, range.count >= words.count else { return false }
        // The article holds the word: anywhere in it is found.
        if words.count == 1, range.count == scene.analysis.tokens.count { return true }
        let vocabulary = scene.rules.parser.grammar.vocabulary
        for start in range where vocabulary.lemma(scene.analysis.tokens[start].word) == first {
            guard start + words.count <= range.upperBound else { return false }
            if words.indices.allSatisfy({ vocabulary.lemma(scene.analysis.tokens[start + $0].word) == words[$0] }) {
                return true
            }
        }
        return false
    }

    private func containsClass(_ classes: [ClassID], _ range: Range<Int>) -> Bool {
        Exclusions.names(classes, range, scene)
    }

    /// Whether a range of tokens names one of `classes`, or a kind of it.
    static func names(_ classes: [ClassID], _ range: Range<Int>, _ scene: Scene) -> Bool {
        for index in range {
            let number = scene.analysis.matchAt[index]
            guard number >= 0 else { continue }
            for sense in scene.lexicon.senses(of: scene.analysis.matches[Int(number)].phrase) {
                guard let kind = kind(scene.lexicon.senses[sense], scene) else { continue }
                if classes.contains(where: { scene.classes.isKind(kind, of: $0) }) { return true }
            }
        }
        return false
    }

    private static func kind(_ sense: Lexicon.Sense, _ scene: Scene) -> ClassID? {
        switch sense.category {
        case .term: sense.index
        case .system: sense.isAmbiguous ? nil : scene.lexicon.systems[Int(sense.index)].kind
        case .party, .place: nil
        }
    }
}

/// The words and phrases that the exclusions of every kind look for, in a row: nearly all are told by their first word.
struct WordsOfExclusions: Sendable {
    struct Entry: Sendable {
        /// The exclusion among those of its kind.
        var exclusion: Int32
        /// The phrase among its words; -1 for an exclusion that asks for classes, whatever the words.
        var list: Int32
        /// The first word of the phrase.
        var first: WordID
    }

    /// By kind, in the order of the exclusions.
    let ofKinds: [[Entry]]

    init(_ rules: RuleSet) {
        ofKinds = rules.kinds.map { kind in
            kind.exclusions.enumerated().flatMap { number, exclusion in
                let phrases = exclusion.words.enumerated().filter { !$1.isEmpty }.map { list, words in
                    Entry(exclusion: Int32(number), list: Int32(list), first: words[0])
                }
                let asksForClasses = !exclusion.classes.isEmpty
                return (asksForClasses ? [Entry(exclusion: Int32(number), list: -1, first: 0)] : []) + phrases
            }
        }
    }
}
