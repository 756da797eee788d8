/// Cuts the tokens of a field into sentences.
///
/// A full stop ends a sentence unless it belongs to an abbreviation or an initial, or the next word is in lower case.
/// A line break ends one where the line is a heading, a list item or a paragraph of its own; text that was wrapped
/// at a fixed width runs on.
struct SentenceSplitter {
    let vocabulary: Vocabulary

    /// No sentence has more tokens: what follows looks back and ahead within one, so this keeps its work bounded.
    private static let longest = 250

    /// Appends the sentences of `tokens[range]` to `sentences`.
    func split(
        _ tokens: inout [Token],
        _ range: Range<Int>,
        isTitle: Bool,
        bytes: Span<UInt8>,
        into sentences: inout [Sentence]
    ) {
        var start = range.lowerBound
        var paragraph: Int32 = isTitle ? 0 : 1
        var lineStart = range.lowerBound
        let isWrapped = isWrapped(tokens, range)
        for index in range {
            if tokens[index].shape.contains(.afterBreak), index > range.lowerBound {
                if !isWrapped || breaks(tokens, before: index, lineStart: lineStart, bytes: bytes) {
                    close(&tokens, start..<index, isTitle: isTitle, paragraph: paragraph, into: &sentences)
                    start = index
                    paragraph += 1
                }
                lineStart = index
            }
            let isFull = index - start >= SentenceSplitter.longest
            if isFull || tokens[index].kind != .word && ends(tokens, at: index, limit: range.upperBound) {
                close(&tokens, start..<(index + 1), isTitle: isTitle, paragraph: paragraph, into: &sentences)
                start = index + 1
            }
        }
        close(&tokens, start..<range.upperBound, isTitle: isTitle, paragraph: paragraph, into: &sentences)
    }

    private func close(
        _ tokens: inout [Token],
        _ range: Range<Int>,
        isTitle: Bool,
        paragraph: Int32,
        into sentences: inout [Sentence]
    ) {
        guard !range.isEmpty else { return }
        // A closing mark left over from the sentence before is no sentence.
        if range.count == 1, tokens[range.lowerBound].kind.closes, let last = sentences.indices.last {
            if sentences[last].tokens.upperBound == range.lowerBound, sentences[last].isTitle == isTitle {
                sentences[last].tokens = sentences[last].tokens.lowerBound..<range.upperBound
                return
            }
        }
        tokens[range.lowerBound].shape.insert(.first)
        let hasStop = range.reversed().prefix(3).contains { tokens[$0].kind == .period || tokens[$0].kind == .question }
        let isHeadline = isTitle || (!hasStop && range.count <= 25)
        sentences.append(Sentence(tokens: range, isTitle: isTitle, isHeadline: isHeadline, paragraph: paragraph))
    }

    /// Whether the text is wrapped at a fixed width: it has lines, and none is longer than such a width.
    private func isWrapped(_ tokens: [Token], _ range: Range<Int>) -> Bool {
        var lineStart = range.lowerBound
        for index in range where tokens[index].shape.contains(.afterBreak) && index > lineStart {
            if tokens[index - 1].end - tokens[lineStart].start > 120 { return false }
            lineStart = index
        }
        guard lineStart > range.lowerBound, let last = range.last else { return true }
        return tokens[last].end - tokens[lineStart].start <= 120
    }

    /// Whether the line break before token `index` ends a sentence.
    private func breaks(_ tokens: [Token], before index: Int, lineStart: Int, bytes: Span<UInt8>) -> Bool {
        let previous = tokens[index - 1]
        let lineWidth = Int(previous.end - tokens[lineStart].start)
        if tokens[index].kind == .bullet || tokens[index].kind == .dash { return true }
        var breaks = 0
        for position in Int(previous.end)..<Int(tokens[index].start) where bytes[position] == 0x0A { breaks += 1 }
        if breaks > 1 || lineWidth > 90 { return true }
        let beginsLow = tokens[index].kind == .word && !tokens[index].shape.contains(.capital)
        if beginsLow { return false }
        return lineWidth < 50 || previous.kind == .period || previous.kind == .colon || previous.kind.closes
    }

    /// Whether token `index` ends a sentence by its own mark.
    private func ends(_ tokens: [Token], at index: Int, limit: Int) -> Bool {
        let token = tokens[index]
        let next = index + 1
        switch token.kind {
        case .semicolon, .question, .exclamation:
            return token.kind != .semicolon && !(next < limit && tokens[next].kind.closes)
        case .period:
            if next < limit, tokens[next].kind.closes { return false }
            return stops(tokens, at: index, next: next, limit: limit)
        case .closeQuote, .closeBracket:
            guard index > 0, tokens[index - 1].kind.isFinal, token.shape.contains(.glued) else { return false }
            return beginsSentence(tokens, next, limit)
        default:
            // "the U.S. It …": an acronym carries its own full stop.
            return false
        }
    }

    private func stops(_ tokens: [Token], at index: Int, next: Int, limit: Int) -> Bool {
        guard next < limit else { return true }
        guard !tokens[next].shape.contains(.glued) else { return false }
        if index > 0, tokens[index].shape.contains(.glued), tokens[index - 1].kind == .word {
            let previous = tokens[index - 1]
            if vocabulary.tags(previous.word).contains(.abbreviation), previous.shape.contains(.capital) {
                return false
            }
            // "Tunnel No. 3": an abbreviation of a word that numbers things.
            let numbers = previous.shape.contains(.capital) && vocabulary.tags(previous.word).contains(.numbering)
            if numbers, tokens[next].kind == .number { return false }
            let isInitial = previous.end - previous.start == 1 && previous.shape.contains(.capital)
            if isInitial, tokens[next].shape.contains(.capital) { return false }
        }
        return beginsSentence(tokens, next, limit)
    }

    private func beginsSentence(_ tokens: [Token], _ index: Int, _ limit: Int) -> Bool {
        guard index < limit else { return true }
        switch tokens[index].kind {
        case .word: return tokens[index].shape.contains(.capital) || tokens[index].shape.contains(.afterBreak)
        case .number, .openQuote, .openBracket, .bullet, .dash: return true
        default: return tokens[index].shape.contains(.afterBreak)
        }
    }
}

extension Token.Kind {
    /// Whether the mark closes what another opened.
    var closes: Bool { self == .closeQuote || self == .closeBracket }
    /// Whether the mark can end a sentence.
    var isFinal: Bool { self == .period || self == .question || self == .exclamation }
}
