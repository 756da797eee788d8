import Language

/// Reads the tables of a language (`words`, `forms`, `function`) into a vocabulary.
struct EnglishReader {
    var vocabulary = VocabularyBuilder()
    /// Fixed phrases of several words with their tags.
    private(set) var phrases: [(text: String, tags: WordTags)] = []
    private var irregular: [String: Set<String>] = [:]
    private var irregularForms: [String: [(String, WordTags)]] = [:]
    /// How often the verb was tagged of which a word is the past or the participle.
    private var verbOfPast: [String: Int] = [:]

    /// Reads the three tables of `folder`.
    mutating func read(folder: String, into diagnostics: inout [Diagnostic]) throws(PackError) {
        vocabulary.add("'s")
        try function(SourceFile(path: folder + "/function.tsv"), &diagnostics)
        try forms(SourceFile(path: folder + "/forms.tsv"), &diagnostics)
        try words(SourceFile(path: folder + "/words.tsv"), &diagnostics)
    }

    private mutating func function(_ file: SourceFile, _ diagnostics: inout [Diagnostic]) {
        let table = Table(file, columns: ["word", "is"])
        diagnostics += table.diagnostics
        for row in table.rows {
            var tags: WordTags = []
            for name in row.cells[1].split(separator: " ") {
                guard let tag = WordTags.named[String(name)] else {
                    let near = suggestion(for: String(name), among: WordTags.named.keys.sorted())
                    diagnostics.append(
                        table.diagnostic(
                            "unknown-tag",
                            row,
                            cell: 1,
                            "'\(name)' is no part of speech",
                            help: near.map { "did you mean '\($0)'?" }
                        )
                    )
                    continue
                }
                tags.formUnion(tag)
            }
            let word = String(row.cells[0])
            if word.contains(" ") {
                phrases.append((word, tags))
            } else {
                vocabulary.add(word, tags: tags)
                vocabulary.note(uses: EnglishReader.mostUses, of: word)
            }
        }
    }

    private mutating func forms(_ file: SourceFile, _ diagnostics: inout [Diagnostic]) {
        let table = Table(file, columns: ["form", "lemma", "is"])
        diagnostics += table.diagnostics
        let known: [Substring: WordTags] = [
            "past": .verbPast, "participle": .verbParticiple, "gerund": .verbGerund, "plural": .plural,
        ]
        for row in table.rows {
            var tags: WordTags = []
            for name in row.cells[2].split(separator: " ") {
                guard let tag = known[name] else {
                    diagnostics.append(
                        table.diagnostic(
                            "unknown-form",
                            row,
                            cell: 2,
                            "'\(name)' is no form: past, participle, gerund or plural"
                        )
                    )
                    continue
                }
                tags.formUnion(tag)
                irregular[String(row.cells[1]), default: []].insert(String(name))
            }
            vocabulary.add(form: String(row.cells[0]), of: String(row.cells[1]), tags: tags)
            if tags.isDisjoint(with: .plural) {
                irregularForms[String(row.cells[1]), default: []].append((String(row.cells[0]), tags))
            }
        }
    }

    /// More uses than any corpus has of a word.
    private static let mostUses = 1_000_000_000

    private mutating func words(_ file: SourceFile, _ diagnostics: inout [Diagnostic]) {
        let table = Table(file, columns: ["lemma", "noun", "verb", "adjective", "adverb"])
        diagnostics += table.diagnostics
        for row in table.rows {
            if let count = Int(row.cells[2]), count > 0 { notePasts(of: String(row.cells[0]), count) }
        }
        for row in table.rows {
            let counts = row.cells[1...].map { Int($0) ?? -1 }
            guard counts.allSatisfy((0...EnglishReader.mostUses).contains) else {
                let message = "counts must be whole numbers up to \(EnglishReader.mostUses)"
                diagnostics.append(table.diagnostic("not-a-number", row, cell: 1, message))
                continue
            }
            add(String(row.cells[0]), noun: counts[0], verb: counts[1], adjective: counts[2], adverb: counts[3])
            vocabulary.note(uses: counts.reduce(0, +), of: String(row.cells[0]))
        }
    }

    private mutating func notePasts(of lemma: String, _ count: Int) {
        for (form, tags) in verbForms(lemma) where !tags.isDisjoint(with: [.verbPast, .verbParticiple]) {
            verbOfPast[form] = max(verbOfPast[form] ?? 0, count)
        }
    }

    private mutating func add(_ lemma: String, noun: Int, verb: Int, adjective: Int, adverb: Int) {
        let closed: WordTags = [.adverb, .determiner, .pronoun, .preposition, .subordinator, .coordinator]
        if !vocabulary.tags(lemma).isDisjoint(with: closed) {
            // A word of the grammar is no noun or verb beside it; an adjective it may be ("long", "early").
            if adjective > 0 { vocabulary.add(lemma, tags: .adjective) }
            return
        }
        var tags: WordTags = []
        let total = noun + verb + adjective + adverb
        // A reading seen in less than one case of fifty is noise of the tagged texts.
        func counts(_ number: Int) -> Bool { number * 50 > total }
        if counts(noun) { tags.insert(.noun) }
        // "confirmed" and "said" are counted as adjectives here and there, but they are forms of a verb first.
        if counts(adjective), adjective >= verbOfPast[lemma] ?? 0 { tags.insert(.adjective) }
        if counts(adverb) { tags.insert(.adverb) }
        if counts(verb), verb > 2 * noun { tags.insert(.mostlyVerb) }
        let isIrregular = !vocabulary.tags(lemma).isDisjoint(with: [.verbPast, .verbParticiple])
        let isForm = lemma.hasSuffix("ed") || lemma.hasSuffix("ing") || isIrregular
        if adjective > verb, !isForm { tags.insert(.mostlyAdjective) }
        vocabulary.add(lemma, tags: tags)
        if counts(verb) { addVerb(lemma, extra: verb > 2 * noun ? .mostlyVerb : []) }
        if counts(noun) { addNoun(lemma) }
    }

    /// Adds a verb with its forms.
    mutating func addVerb(_ lemma: String, extra: WordTags = []) {
        let known = irregular[lemma] ?? []
        vocabulary.add(lemma, tags: WordTags.verbBase.union(extra))
        vocabulary.add(form: Inflection.present(lemma), of: lemma, tags: WordTags.verbS.union(extra))
        if !known.contains("gerund") {
            vocabulary.add(form: Inflection.gerund(lemma), of: lemma, tags: .verbGerund)
        }
        if !known.contains("past") {
            vocabulary.add(form: Inflection.past(lemma), of: lemma, tags: .verbPast)
        }
        if !known.contains("participle") {
            vocabulary.add(form: Inflection.past(lemma), of: lemma, tags: .verbParticiple)
        }
    }

    /// Adds a noun with its plural.
    mutating func addNoun(_ lemma: String, extra: WordTags = []) {
        vocabulary.add(lemma, tags: extra.union(.noun))
        guard irregular[lemma]?.contains("plural") != true else { return }
        vocabulary.add(form: Inflection.plural(lemma), of: lemma, tags: extra.union(.plural))
    }

    /// The inflected forms of a verb, for phrases.
    func verbForms(_ lemma: String) -> [(form: String, tags: WordTags)] {
        var forms: [(String, WordTags)] = [
            (lemma, .verbBase), (Inflection.present(lemma), .verbS), (Inflection.gerund(lemma), .verbGerund),
        ]
        let known = irregularForms[lemma] ?? []
        if !known.contains(where: { $0.1.contains(.verbPast) }) {
            forms.append((Inflection.past(lemma), [.verbPast, .verbParticiple]))
        }
        return forms + known
    }
}
