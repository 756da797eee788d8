import Domain
import Foundation
import Language
import Rules

/// What the grammar reads in a text, in words.
struct Outline {
    /// The parser as it is shipped, with the whole lexicon.
    static let shipped: Result<Parser, any Error> = Result {
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try RuleSet.load(folder: package.appendingPathComponent("Config").path).parser
    }

    let article: Article
    let analysis: Analysis

    init(title: String = "", _ body: String) throws {
        article = Article(id: "", title: title, body: body)
        analysis = try Self.shipped.get().parse(article)
    }

    private func text(_ range: Range<Int>) -> String {
        guard let last = range.last else { return "" }
        let bytes = Int(analysis.tokens[range.lowerBound].start)..<Int(analysis.tokens[last].end)
        return String(decoding: article.bytes[bytes], as: UTF8.self)
    }

    // MARK: Tokens, sentences, parts of speech

    /// The tokens, what is not an ordinary word marked as what it is.
    var tokens: [String] {
        [
            analysis.tokens.indices.map { index in
                let token = analysis.tokens[index]
                let hyphen = token.shape.contains(.hyphenated) ? "~" : ""
                return hyphen + text(index..<index + 1) + (token.kind == .word ? "" : "/\(token.kind)")
            }
            .joined(separator: " ")
        ]
    }

    /// The sentences, headlines marked.
    var sentences: [String] {
        analysis.sentences.map { sentence in
            (sentence.isHeadline ? "headline: " : "")
                + text(sentence.tokens).replacingOccurrences(of: "\n", with: "\\n")
        }
    }

    /// The words with the parts of speech chosen for them, marks left out.
    var parts: [String] {
        [
            analysis.tokens.indices.filter { analysis.tokens[$0].part != .punctuation }.map {
                "\(text($0..<$0 + 1))/\(analysis.tokens[$0].part)"
            }
            .joined(separator: " ")
        ]
    }

    // MARK: Clauses

    /// The clauses with their arguments.
    var clauses: [String] {
        analysis.clauses.indices.filter { analysis.clauses[$0].verb >= 0 }.map(clause)
    }

    private func clause(_ index: Int) -> String {
        let clause = analysis.clauses[index]
        let verb = analysis.verbs[Int(clause.verb)]
        var parts = ["\(clause.relation): \(text(Int(verb.first)..<Int(verb.end)))\(traits(verb))"]
        for (label, noun) in [
            ("subject", clause.subject), ("object", clause.object), ("indirect", clause.indirectObject),
        ] where noun >= 0 {
            parts.append("\(label) '\(chain(Int(noun)))'")
        }
        for phrase in analysis.prepositionals where Int(phrase.clause) == index && phrase.noun >= 0 {
            let preposition = Int(phrase.preposition)
            parts.append("\(text(preposition..<preposition + 1)) '\(chain(Int(phrase.noun)))'")
        }
        return parts.joined(separator: ", ")
    }

    private func traits(_ verb: VerbGroup) -> String {
        var traits: [String] = []
        if verb.isPassive { traits.append("passive") }
        if verb.isNegated { traits.append("negated") }
        if verb.isProgressive { traits.append("progressive") }
        if verb.isPossible { traits.append("possible") }
        if verb.isHedged { traits.append("hedged") }
        if verb.isObligation { traits.append("obligation") }
        if verb.tense == .future || verb.tense == .conditional { traits.append("\(verb.tense)") }
        return traits.isEmpty ? "" : " (\(traits.joined(separator: " ")))"
    }

    private func chain(_ first: Int) -> String {
        var members: [String] = []
        var current = first
        while current >= 0, members.count < 9 {
            members.append(noun(current))
            current = Int(analysis.nouns[current].next)
        }
        return members.joined(separator: "' + '")
    }

    private func noun(_ index: Int) -> String {
        let group = analysis.nouns[index]
        let own = text(Int(group.first)..<Int(group.end))
        return group.possessor >= 0 ? "\(noun(Int(group.possessor)))'s \(own)" : own
    }
}
