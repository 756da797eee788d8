import Language

/// Reads `predicates.tsv`, `cues.tsv` and `readings.tsv`: what words do in a sentence.
struct PredicateReader {
    /// A predicate that waits for the numbers of its words.
    struct Waiting {
        /// The number of its row among those of all tables read.
        var row: Int
        var word: String
        var isVerb: Bool
        var predicate: Predicate
        var prepositions: [(word: String, role: Role)]
    }

    /// What a word of `readings.tsv` can be said to do; each is a set of words of the grammar or of the engine.
    private static let behaviours = [
        "answer", "article", "attributing", "beside", "body", "border", "combatant", "compass", "containing", "content",
        "demonstrative", "dispatching", "distributive", "ditransitive", "era", "flag", "first-person", "human",
        "intransitive", "locating", "maker", "moment", "object-control", "outpost", "owning", "pair", "prefix",
        "pronoun", "relation", "renewing", "reporting", "request", "responsibility", "service",
    ]

    private(set) var senses: [String] = []
    private(set) var predicates: [Waiting] = []
    private var rowCount = 0
    private(set) var cues: [(word: String, part: Substring, effects: Effects, line: Int)] = []
    private(set) var readings: [(lemma: String, behaviours: Set<Substring>)] = []
    var diagnostics: [Diagnostic] = []

    mutating func read(folder: String, english: inout EnglishReader, phrases: inout PhraseCollector) throws(PackError) {
        try predicates(SourceFile(path: folder + "/predicates.tsv"), &english, &phrases)
        try cues(SourceFile(path: folder + "/cues.tsv"), &english, &phrases)
        try readings(SourceFile(path: folder + "/readings.tsv"), &english)
    }

    private mutating func readings(_ file: SourceFile, _ english: inout EnglishReader) {
        let table = Table(file, columns: ["lemma", "behaves"])
        diagnostics += table.diagnostics
        for row in table.rows {
            let behaviours = row.cells[1].split(separator: " ")
            for name in behaviours where !PredicateReader.behaviours.contains(String(name)) {
                let near = suggestion(for: String(name), among: PredicateReader.behaviours)
                let help = near.map { "did you mean '\($0)'?" }
                let message = "'\(name)' is no behaviour"
                diagnostics.append(table.diagnostic("unknown-behaviour", row, cell: 1, message, help: help))
            }
            english.vocabulary.add(String(row.cells[0]))
            readings.append((String(row.cells[0]), Set(behaviours)))
        }
    }

    private mutating func predicates(
        _ file: SourceFile,
        _ english: inout EnglishReader,
        _ phrases: inout PhraseCollector
    ) {
        let table = Table(file, columns: ["sense", "part", "words", "pattern"])
        diagnostics += table.diagnostics
        for row in table.rows {
            let isVerb = row.cells[1] == "verb"
            guard isVerb || row.cells[1] == "noun" else {
                diagnostics.append(table.diagnostic("unknown-part", row, cell: 1, "the part must be verb or noun"))
                continue
            }
            let name = String(row.cells[0])
            let sense = senses.firstIndex(of: name) ?? senses.count
            if sense == senses.count { senses.append(name) }
            guard let (predicate, prepositions) = pattern(table, row, sense) else { continue }
            rowCount += 1
            for (word, _) in prepositions { english.vocabulary.add(word) }
            for word in row.cells[2].split(separator: ",") {
                let text = word.drop { $0 == " " }
                guard text.contains(where: { $0 != " " && $0 != "-" }) else {
                    diagnostics.append(
                        table.diagnostic("no-word", row, cell: 2, "'\(word)' between the commas is no word")
                    )
                    continue
                }
                add(String(text), isVerb: isVerb, &english, &phrases)
                predicates.append(
                    Waiting(
                        row: rowCount,
                        word: String(text),
                        isVerb: isVerb,
                        predicate: predicate,
                        prepositions: prepositions
                    )
                )
            }
        }
    }

    private mutating func pattern(
        _ table: Table,
        _ row: Table.Row,
        _ sense: Int
    ) -> (Predicate, [(word: String, role: Role)])? {
        var predicate = Predicate(sense: sense, line: row.line)
        var prepositions: [(String, Role)] = []
        for part in row.cells[3].split(separator: " ") {
            let sides = part.split(separator: "=", maxSplits: 1)
            guard sides.count == 2, let role = Role(rawValue: String(sides[1])) else {
                let near =
                    sides.count == 2 ? suggestion(for: String(sides[1]), among: Role.allCases.map(\.rawValue)) : nil
                diagnostics.append(
                    table.diagnostic(
                        "unknown-role",
                        row,
                        cell: 3,
                        "'\(part)' is not of the form slot=role",
                        help: near.map { "did you mean '\(sides[0])=\($0)'?" }
                    )
                )
                return nil
            }
            switch sides[0] {
            case "subject": predicate.subject = role
            case "object": predicate.object = role
            case "indirect": predicate.indirect = role
            case "owner": predicate.owner = role
            case "helper": predicate.helper = role
            case "helped": predicate.helped = role
            case "modifier": predicate.modifier = role
            // A preposition of several words is written with underscores.
            default: prepositions.append((String(sides[0].replacing("_", with: " ")), role))
            }
        }
        return (predicate, prepositions)
    }

    /// Makes sure that the forms of a word are known, as words or as phrases.
    private func add(
        _ word: String,
        isVerb: Bool,
        _ english: inout EnglishReader,
        _ phrases: inout PhraseCollector
    ) {
        let parts = word.split { $0 == " " || $0 == "-" }.map(String.init)
        guard parts.count > 1 else {
            if isVerb { english.addVerb(word) } else { english.addNoun(word, extra: .actNoun) }
            return
        }
        english.vocabulary.add(word)
        guard isVerb else {
            phrases.add(word, kind: .term, lemma: word)
            phrases.add(Inflection.plural(word), kind: .term, lemma: word)
            return
        }
        // "test-fire" is inflected at its end, "shoot down" at its beginning.
        let inflectsFirst = word.contains(" ")
        let head = inflectsFirst ? parts[0] : parts[parts.count - 1]
        for (form, tags) in english.verbForms(head) {
            var formed = parts
            formed[inflectsFirst ? 0 : parts.count - 1] = form
            phrases.add(formed.joined(separator: " "), kind: .function, tags: tags, lemma: word)
        }
    }

    private mutating func cues(
        _ file: SourceFile,
        _ english: inout EnglishReader,
        _ phrases: inout PhraseCollector
    ) {
        let table = Table(file, columns: ["word", "part", "effects"])
        diagnostics += table.diagnostics
        for row in table.rows {
            var effects: Effects = []
            for name in row.cells[2].split(separator: " ") {
                guard let effect = Effects.named(name) else {
                    let near = suggestion(for: String(name), among: Effects.names)
                    diagnostics.append(
                        table.diagnostic(
                            "unknown-effect",
                            row,
                            cell: 2,
                            "'\(name)' is no effect",
                            help: near.map { "did you mean '\($0)'?" }
                        )
                    )
                    continue
                }
                effects.formUnion(effect)
            }
            let word = String(row.cells[0])
            switch row.cells[1] {
            case "verb": add(word, isVerb: true, &english, &phrases)
            case "noun": add(word, isVerb: false, &english, &phrases)
            case "phrase": phrases.add(word, kind: .function, tags: .preposition, lemma: word)
            default: english.vocabulary.add(word, tags: .adjective)
            }
            cues.append((word, row.cells[1], effects, row.line))
        }
    }
}
