import Domain
import Language
import Rules

/// Text for messages and people: off the hot path, made only for what was found.
extension Scene {
    /// The text of a range of tokens as it stands in the article.
    func text(_ tokens: Range<Int>) -> String {
        guard !tokens.isEmpty else { return "" }
        let start = Int(analysis.tokens[tokens.lowerBound].start)
        let end = Int(analysis.tokens[tokens.upperBound - 1].end)
        return String(decoding: article.bytes[start..<end], as: UTF8.self)
    }

    /// The text of a noun group.
    func text(_ group: NounGroup) -> String {
        text(Int(group.first)..<Int(group.end))
    }

    /// The evidence of a passage, with offsets in the field as delivered.
    func evidence(_ tokens: Range<Int>, rule: String) -> Evidence? {
        guard let last = tokens.last else { return nil }
        let isTitle = analysis.sentences[analysis.sentence(ofToken: tokens.lowerBound)].isTitle
        let field = isTitle ? article.title : article.body
        let map = isTitle ? article.titleMap : article.bodyMap
        let start = Int(analysis.tokens[tokens.lowerBound].start)
        let end = Int(analysis.tokens[last].end)
        let cut = capped(start..<end)
        let offsets = cut.lowerBound - field.lowerBound..<cut.upperBound - field.lowerBound
        let isAhead = !isTitle && lastQuoted.text <= offsets.lowerBound
        let known = isAhead ? lastQuoted : OffsetMap.Point(text: 0, delivered: 0)
        let delivered = map.delivered(offsets, in: article.bytes[field], after: known)
        if !isTitle { lastQuoted = OffsetMap.Point(text: offsets.upperBound, delivered: delivered.upperBound) }
        return Evidence(
            article: article.text(article.id),
            field: isTitle ? .title : .body,
            start: delivered.lowerBound,
            end: delivered.upperBound,
            text: String(decoding: article.bytes[cut], as: UTF8.self),
            rule: rule
        )
    }

    /// A range of bytes cut to 400 scalars.
    private func capped(_ range: Range<Int>) -> Range<Int> {
        // Of as few bytes there are no more scalars.
        guard range.count > 400 else { return range }
        var scalars = 0
        for position in range where article.bytes[position] & 0xC0 != 0x80 {
            scalars += 1
            if scalars > 400 { return range.lowerBound..<position }
        }
        return range
    }

    /// A party as messages write it.
    func party(_ number: PartyID) -> Party {
        lexicon.parties[Int(number)].party
    }
}
