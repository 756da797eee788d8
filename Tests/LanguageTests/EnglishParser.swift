import Domain
import Foundation
import Language

/// A parser over the shipped English tables alone, so that tests of the grammar need no rule pack.
enum EnglishParser {
    /// The parser; the tables are read once.
    static let shared: Result<(parser: Parser, vocabulary: Vocabulary), any Error> = Result { try read() }

    private static func read() throws -> (parser: Parser, vocabulary: Vocabulary) {
        var builder = VocabularyBuilder()
        builder.add("'s")
        var phrases: [([String], WordTags)] = []
        for row in try rows("function.tsv") {
            let tags = row[1].split(separator: " ").reduce(into: WordTags()) {
                $0.formUnion(WordTags.named[String($1)] ?? [])
            }
            let words = row[0].split(separator: " ").map(String.init)
            if words.count == 1 { builder.add(words[0], tags: tags) } else { phrases.append((words, tags)) }
        }
        for row in try rows("words.tsv") { add(row, to: &builder) }
        let forms: [String: WordTags] = [
            "past": .verbPast, "participle": .verbParticiple, "gerund": .verbGerund, "plural": .plural,
        ]
        for row in try rows("forms.tsv") {
            let tags = row[2].split(separator: " ").reduce(into: WordTags()) { $0.formUnion(forms[String($1)] ?? []) }
            builder.add(form: row[0], of: row[1], tags: tags)
        }
        for word in ["north", "korea", "pyongyang", "moscow"] { builder.add(word) }
        for (words, _) in phrases { for word in words { builder.add(word) } }
        let vocabulary = try builder.build()
        let table = table(phrases, vocabulary)
        let grammar = Grammar(vocabulary: vocabulary, phrases: table)
        return (Parser(grammar: grammar), vocabulary)
    }

    /// The fixed phrases, and two names to stand for those of the lexicon.
    private static func table(_ phrases: [([String], WordTags)], _ vocabulary: Vocabulary) -> PhraseTable {
        var table = PhraseTableBuilder()
        for (words, tags) in phrases {
            let phrase = PhraseTable.Phrase(
                kind: .function,
                tags: tags,
                needsCapital: false,
                needsAllCaps: false,
                lemma: 0
            )
            _ = table.add(words.map { vocabulary.word($0) }, phrase)
        }
        for name in ["north korea", "pyongyang", "moscow", "black september"] {
            let phrase = PhraseTable.Phrase(kind: .name, tags: [], needsCapital: true, needsAllCaps: false, lemma: 0)
            _ = table.add(name.split(separator: " ").map { vocabulary.word(String($0)) }, phrase)
        }
        return table.build()
    }

    private static func add(_ row: [String], to builder: inout VocabularyBuilder) {
        let lemma = row[0]
        guard row.count > 4 else { return }
        if row[1] != "0" {
            builder.add(lemma, tags: .noun)
            builder.add(form: lemma + "s", of: lemma, tags: .plural)
        }
        if row[3] != "0" { builder.add(lemma, tags: .adjective) }
        if row[4] != "0" { builder.add(lemma, tags: .adverb) }
        guard row[2] != "0" else { return }
        let stem = lemma.hasSuffix("e") ? String(lemma.dropLast()) : lemma
        builder.add(lemma, tags: .verbBase)
        builder.add(form: lemma + (lemma.hasSuffix("ch") || lemma.hasSuffix("s") ? "es" : "s"), of: lemma, tags: .verbS)
        builder.add(form: stem + "ed", of: lemma, tags: [.verbPast, .verbParticiple])
        builder.add(form: stem + "ing", of: lemma, tags: .verbGerund)
    }

    /// The cells of a table under `Config/lexicon/en`, without comments and the header line.
    private static func rows(_ name: String) throws -> [[String]] {
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let url = package.appendingPathComponent("Config/lexicon/en").appendingPathComponent(name)
        let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
        return lines.dropFirst().map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }
}
