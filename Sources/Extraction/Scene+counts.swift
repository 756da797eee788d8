import Domain
import Language
import Rules

/// The times and quantities of a sentence, where they were asked for.
struct Told {
    var times: [TimeExpression]?
    var quantities: [Quantity]?
}

/// Times and quantities, read of a sentence when they are first asked for.
extension Scene {
    /// The times told in a sentence.
    func times(_ sentence: Int) -> [TimeExpression] {
        let place = placeOfTold(sentence)
        if let known = told[place].times { return known }
        let tokens = analysis.sentences[sentence].tokens
        let bytes = article.bytes
        let found = timeReader.read(analysis, tokens, bytes: bytes.span, publication: publication)
        told[place].times = found
        return found
    }

    /// The quantities told in a sentence.
    func quantities(_ sentence: Int) -> [Quantity] {
        let place = placeOfTold(sentence)
        if let known = told[place].quantities { return known }
        let tokens = analysis.sentences[sentence].tokens
        let bytes = article.bytes
        let found = quantityReader.read(analysis, tokens, bytes: bytes.span)
        told[place].quantities = found
        return found
    }

    /// Where in `told` stands what was read of a sentence.
    private func placeOfTold(_ sentence: Int) -> Int {
        if toldOfSentence.isEmpty { toldOfSentence = Array(repeating: -1, count: analysis.sentences.count) }
        if toldOfSentence[sentence] < 0 {
            toldOfSentence[sentence] = Int32(truncatingIfNeeded: told.count)
            told.append(Told())
        }
        return Int(toldOfSentence[sentence])
    }

    /// How many the filler of a group is, where told.
    func count(_ filler: Filler, of noun: Int) -> Int? {
        filler.isCounted ? count(analysis.nouns[noun]) : nil
    }

    /// How many a group tells of.
    func count(_ group: NounGroup) -> Int? {
        let sentence = analysis.sentence(ofToken: Int(group.first))
        guard sentence < analysis.sentences.count else { return nil }
        let tokens = Int(group.first)..<Int(group.end)
        let bytes = article.bytes
        let mayBegin = quantityReader.mayBegin(analysis, tokens, bytes: bytes.span)
        let found = !mayBegin ? nil : quantities(sentence).first { $0.unit == .count && tokens.contains($0.tokens) }
        guard let found else { return isOne(group, sentence) ? 1 : nil }
        return found.value >= 1 && found.value < 1_000_000 ? Int(found.value) : nil
    }

    /// "a missile", and "fires missile" in a headline, which leaves the article out: one.
    private func isOne(_ group: NounGroup, _ sentence: Int) -> Bool {
        let head = analysis.tokens[Int(group.head)]
        guard head.part == .noun, head.tags.contains(.noun), !head.tags.contains(.plural) else { return false }
        let first = analysis.tokens[Int(group.first)]
        if rules.words.articles.contains(first.word) { return true }
        return analysis.sentences[sentence].isTitle && first.part != .determiner && group.possessor < 0
    }
}
