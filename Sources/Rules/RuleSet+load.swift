import Foundation
import Language

extension RuleSet {
    /// Reads and compiles the pack in `folder` (which holds `rules/` and `lexicon/`).
    ///
    /// - Parameters:
    ///   - folder: The shipped pack; it must have every file.
    ///   - site: A second folder of the same shape, of which any file may be missing. Its tables add to the shipped
    ///     ones; a rule file adds to a shipped kind, takes its place, or declares one of its own. `mutes.yaml` and
    ///     `sources.yaml` are read from there only.
    /// - Throws: `PackError` with every diagnostic found.
    public static func load(folder: String, site: String? = nil) throws(PackError) -> RuleSet {
        var compiler = PackCompiler(folder: folder, site: site)
        return try compiler.compile()
    }
}

/// Reads all files of a pack in the order they depend on each other and joins them into a `RuleSet`.
private struct PackCompiler {
    let folder: String
    let site: String?
    var diagnostics: [Diagnostic] = []
    var english = EnglishReader()
    var phrases = PhraseCollector()
    var predicates = PredicateReader()
    var confidence = ConfidenceTable()

    init(folder: String, site: String?) {
        self.folder = folder
        self.site = site
    }

    private var folders: [String] { [folder] + (site.map { [$0] } ?? []) }

    mutating func compile() throws(PackError) -> RuleSet {
        if let site { diagnostics += SiteFiles.check(site) }
        let lexiconFolder = folder + "/lexicon"
        let classes = ClassTree.read(try SourceFile(path: lexiconFolder + "/classes.tsv"), into: &diagnostics)
        try english.read(folder: lexiconFolder + "/en", into: &diagnostics)
        for phrase in english.phrases {
            phrases.add(phrase.text, kind: .function, tags: phrase.tags, lemma: phrase.text)
        }
        var reader = LexiconReader(classes: classes)
        try reader.read(folders: folders.map { $0 + "/lexicon" }, english: &english, phrases: &phrases)
        try predicates.read(folder: lexiconFolder + "/en", english: &english, phrases: &phrases)
        diagnostics += reader.diagnostics + predicates.diagnostics
        try readConfidence()
        var collector = KindCollector(
            senses: predicates.senses,
            classes: classes,
            parties: reader.lexicon.partyNumbers
        )
        for path in try files(".yaml") where !path.hasSuffix(".tests.yaml") {
            collector.add(try SourceFile(path: path), isShipped: path.hasPrefix(folder + "/rules/"))
        }
        collector.finish()
        diagnostics += collector.diagnostics
        var (kinds, words) = (collector.kinds, collector.words)
        let tests = try tests(kinds)
        let tuning = try tuning(kinds, reader.lexicon)
        // "protesters" must be found by "protester", though no other table knows the word.
        for word in words.joined().joined().flatMap(WordCutter().words) where english.vocabulary.tags(word).isEmpty {
            english.addNoun(word)
        }
        phrases.addWords(to: &english.vocabulary)
        english.vocabulary.addMeasures()
        let vocabulary = try vocabulary()
        number(words, in: &kinds, vocabulary)
        let known = knownClasses(classes)
        let errors = diagnostics.filter { $0.level == .error }
        guard errors.isEmpty else { throw PackError(diagnostics) }
        let (table, senses) = phrases.build(vocabulary)
        reader.lexicon.setSenses(senses)
        return join(kinds, classes, vocabulary, table, reader.lexicon, tests, known, tuning)
    }

    /// Gives the words of exclusions their numbers, now that the vocabulary is closed.
    private func number(_ words: [[[String]]], in kinds: inout [KindRule], _ vocabulary: Vocabulary) {
        for (kind, texts) in words.enumerated() {
            for (exclusion, texts) in texts.enumerated() {
                kinds[kind].exclusions[exclusion].words = texts.map { text in
                    WordCutter().words(text).map { vocabulary.lemma(vocabulary.word($0)) }
                }
            }
        }
    }

    /// The classes the engine asks for; those that are missing are errors.
    private mutating func knownClasses(_ classes: ClassTree) -> KnownClasses {
        var missing: [String] = []
        let known = KnownClasses(classes, missing: &missing)
        for id in missing {
            diagnostics.append(
                Diagnostic(
                    code: "missing-class",
                    file: folder + "/lexicon/classes.tsv",
                    message: "the class '\(id)' is missing: the engine asks for it"
                )
            )
        }
        return known
    }

    /// The shipped table, and over it the rows of a site's.
    private mutating func readConfidence() throws(PackError) {
        for (index, folder) in folders.enumerated() {
            let path = folder + "/lexicon/confidence.tsv"
            if index > 0, !SourceFile.exists(path) { continue }
            confidence.read(try SourceFile(path: path), into: &diagnostics)
        }
    }

    private func vocabulary() throws(PackError) -> Vocabulary {
        do {
            return try english.vocabulary.build()
        } catch let collision as VocabularyBuilder.Collision {
            throw PackError([
                Diagnostic(
                    code: "hash-collision",
                    file: folder,
                    message:
                        "the words '\(collision.first)' and '\(collision.second)' have the same hash: leave one out"
                )
            ])
        } catch {
            throw PackError([Diagnostic(code: "vocabulary", file: folder, message: "\(error)")])
        }
    }

    // MARK: Rules

    private func files(_ suffix: String) throws(PackError) -> [String] {
        var files: [String] = []
        for (index, folder) in folders.enumerated() {
            let path = folder + "/rules"
            if index > 0, !SourceFile.exists(path) { continue }
            guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
                throw PackError([Diagnostic(code: "unreadable", file: path, message: "the folder cannot be read")])
            }
            files += names.filter { $0.hasSuffix(suffix) }.sorted().map { path + "/" + $0 }
        }
        return files
    }

    private mutating func tests(_ kinds: [KindRule]) throws(PackError) -> [RuleTest] {
        var tests: [RuleTest] = []
        for path in try files(".tests.yaml") {
            let name = String(path.split(separator: "/").last?.dropLast(".tests.yaml".count) ?? "")
            guard kinds.contains(where: { $0.kind == name }) else {
                diagnostics.append(
                    Diagnostic(
                        level: .warning,
                        code: "tests-without-kind",
                        file: path,
                        message: "there is no kind '\(name)' for these tests"
                    )
                )
                continue
            }
            var reader = RuleTestReader(file: try SourceFile(path: path), kind: name)
            let isOfSite = !path.hasPrefix(folder + "/rules/")
            tests += reader.read().map { test in
                var test = test
                test.isOfSite = isOfSite
                return test
            }
            diagnostics += reader.diagnostics
        }
        return tests
    }

    /// What the site's folder says of mutes and sources.
    private mutating func tuning(_ kinds: [KindRule], _ lexicon: Lexicon) throws(PackError) -> SiteTuning {
        guard let site else { return SiteTuning() }
        var reader = TuningReader(kinds: kinds.map(\.kind), lexicon: lexicon)
        let (mutes, sources) = (site + "/" + SiteFiles.mutes, site + "/" + SiteFiles.sources)
        if SourceFile.exists(mutes) { reader.readMutes(try SourceFile(path: mutes)) }
        if SourceFile.exists(sources) { reader.readSources(try SourceFile(path: sources)) }
        diagnostics += reader.diagnostics
        return reader.tuning
    }

    // MARK: Joining

    private func join(
        _ kinds: [KindRule],
        _ classes: ClassTree,
        _ vocabulary: Vocabulary,
        _ table: PhraseTable,
        _ lexicon: Lexicon,
        _ tests: [RuleTest],
        _ known: KnownClasses,
        _ tuning: SiteTuning
    ) -> RuleSet {
        RuleSet(
            digest: digest(),
            kinds: kinds,
            parser: Parser(grammar: grammar(vocabulary, table)),
            lexicon: lexicon,
            classes: classes,
            senses: predicates.senses,
            tests: tests,
            meanings: Meanings(
                verbs: predicateTable(vocabulary, verbs: true),
                nouns: predicateTable(vocabulary, verbs: false),
                verbEffects: effects(of: "verb", vocabulary),
                nounEffects: effects(of: "noun", vocabulary),
                adjectiveEffects: effects(of: "adjective", vocabulary),
                phraseEffects: effects(of: "phrase", vocabulary)
            ),
            cueLines: Dictionary(
                predicates.cues.map { (vocabulary.word($0.word), $0.line) },
                uniquingKeysWith: { first, _ in first }
            ),
            words: WordSets { lemmas($0, vocabulary) },
            known: known,
            screen: screen(kinds, classes, lexicon, vocabulary),
            tuning: tuning,
            warnings: diagnostics,
            confidence: confidence
        )
    }

    /// The words that `readings.tsv` gives a behaviour.
    private func lemmas(_ behaviour: Substring, _ vocabulary: Vocabulary) -> WordSet {
        WordSet(predicates.readings.filter { $0.behaviours.contains(behaviour) }.map { vocabulary.word($0.lemma) })
    }

    private func grammar(_ vocabulary: Vocabulary, _ table: PhraseTable) -> Grammar {
        Grammar(
            vocabulary: vocabulary,
            phrases: table,
            reporting: lemmas("reporting", vocabulary),
            objectControl: lemmas("object-control", vocabulary),
            contentNouns: lemmas("content", vocabulary),
            ditransitive: lemmas("ditransitive", vocabulary),
            intransitive: lemmas("intransitive", vocabulary)
        )
    }

    /// The effects that `cues.tsv` gives the words of one part of speech.
    private func effects(of part: Substring, _ vocabulary: Vocabulary) -> [WordID: Effects] {
        var effects: [WordID: Effects] = [:]
        for cue in predicates.cues where cue.part == part {
            effects[vocabulary.word(cue.word), default: []].formUnion(cue.effects)
        }
        return effects
    }

    /// What every word can mean; words with the same meanings share one array, and those of one row its prepositions, so
    /// that few places in memory are met in a text.
    private func predicateTable(_ vocabulary: Vocabulary, verbs: Bool) -> [WordID: [Predicate]] {
        var ofRows: [Int: Predicate] = [:]
        var rows: [WordID: [Int]] = [:]
        for waiting in predicates.predicates where waiting.isVerb == verbs {
            if ofRows[waiting.row] == nil { ofRows[waiting.row] = predicate(waiting, vocabulary) }
            rows[vocabulary.word(waiting.word), default: []].append(waiting.row)
        }
        var shared: [[Int]: [Predicate]] = [:]
        for list in Set(rows.values) { shared[list] = list.compactMap { ofRows[$0] } }
        return rows.mapValues { shared[$0] ?? [] }
    }

    private func predicate(_ waiting: PredicateReader.Waiting, _ vocabulary: Vocabulary) -> Predicate {
        var predicate = waiting.predicate
        predicate.prepositions = waiting.prepositions.map { (vocabulary.word($0.word), $0.role) }
        predicate.hasBounds = waiting.prepositions.contains { $0.word == "than" || $0.word == "although" }
        return predicate
    }

    private func screen(
        _ kinds: [KindRule],
        _ classes: ClassTree,
        _ lexicon: Lexicon,
        _ vocabulary: Vocabulary
    ) -> Screen {
        var builder = ScreenBuilder()
        let frames = kinds.flatMap(\.frames)
        let themes = builder.themes(of: frames, classes)
        for phrase in phrases.waiting {
            guard let sense = phrase.sense, let kind = classOf(sense, lexicon) else { continue }
            if themes[Int(kind)] != Screen.Frames() { builder.add(phrase.text, themeOf: themes[Int(kind)]) }
        }
        // "the Luftwaffe"; "the Turkish Army" has a word that tells of it already.
        if let military = classes.number("military") {
            for phrase in phrases.waiting where phrase.sense?.type == .force {
                builder.add(phrase.text, unlessKnownAsThemeOf: themes[Int(military)])
            }
        }
        // "4,000 fighters" may be men.
        if let troops = classes.number("troops") {
            for reading in predicates.readings where reading.behaviours.contains("combatant") {
                for form in [reading.lemma, Inflection.plural(reading.lemma)] {
                    builder.add(form, themeOf: themes[Int(troops)])
                }
            }
        }
        for waiting in predicates.predicates {
            let fitting = frames.indices.lazy.filter { frames[$0].senses.contains(waiting.predicate.sense) }
                .reduce(Screen.Frames()) { $0 | Screen.bit($1) }
            if waiting.word == "be" { builder.needsNoPredicate(frames: fitting) }
            if fitting == Screen.Frames() { continue }
            for form in forms(waiting) { builder.add(form, predicateOf: fitting) }
        }
        return builder.build()
    }

    private func classOf(_ sense: Lexicon.Sense, _ lexicon: Lexicon) -> ClassID? {
        switch sense.category {
        case .term: sense.index
        case .system: lexicon.systems[Int(sense.index)].kind
        default: nil
        }
    }

    private func forms(_ waiting: PredicateReader.Waiting) -> [String] {
        let parts = waiting.word.split { $0 == " " || $0 == "-" }.map(String.init)
        guard waiting.isVerb else { return parts.flatMap { [$0, Inflection.plural($0)] }.filter { $0.count > 3 } }
        guard parts.count == 1 else {
            guard let head = waiting.word.contains(" ") ? parts.first : parts.last else { return [] }
            return english.verbForms(head).map(\.form)
        }
        // "has" and "had" are words of the grammar, and no forms of a lemma.
        return english.verbForms(waiting.word).map(\.form) + (waiting.word == "have" ? ["has", "had"] : [])
    }

    /// All tables and rules of a folder, in order.
    private func tables(_ folder: String) -> [String] {
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
        let read = names.filter { $0.hasPrefix("rules/") || $0.hasPrefix("lexicon/") || SiteFiles.atTop.contains($0) }
        return read.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".tsv") }.sorted().map { folder + "/" + $0 }
    }

    /// A digest of everything that went in, so that two daemons can be told apart by it.
    private func digest() -> String {
        var hash = WordHash()
        for phrase in phrases.waiting { for byte in phrase.text.utf8 { hash.add(byte) } }
        for path in folders.flatMap(tables) {
            for byte in FileManager.default.contents(atPath: path) ?? Data() { hash.add(byte) }
        }
        let digits = String(hash.finished, radix: 16)
        return String(repeating: "0", count: max(0, 16 - digits.count)) + digits
    }
}
