/// Finds the dateline before the first sentence of a report.
///
/// "SEOUL, South Korea —", "PYONGYANG, Jan. 6 (KCNA) --", "TOKYO Japan put …". Where a report was filed says nothing of who acts in it.
struct Dateline {
    let grammar: Grammar

    /// One past the dateline that `sentence` begins with; nil where it begins with none.
    func end(_ analysis: Analysis, _ sentence: Sentence, bytes: Span<UInt8>) -> Int? {
        guard !sentence.isTitle else { return nil }
        if analysis.ignoresCase {
            // "BEIRUT - HEZBOLLAH FIRED …": where all is in capitals, only a word or two before a dash are a place.
            guard let end = endOfMarked(analysis, sentence) else { return nil }
            let words = (sentence.tokens.lowerBound..<end).count { analysis.tokens[$0].kind == .word }
            return words <= 2 && end + 2 < sentence.tokens.upperBound ? end : nil
        }
        return endOfMarked(analysis, sentence) ?? endOfCapitals(analysis, sentence, bytes)
    }

    /// A dash within the first words, and nothing before it but names, dates and an agency in brackets.
    private func endOfMarked(_ analysis: Analysis, _ sentence: Sentence) -> Int? {
        var hasCapitals = false
        for index in sentence.tokens.prefix(16) {
            let token = analysis.tokens[index]
            switch token.kind {
            case .dash:
                guard index > sentence.tokens.lowerBound, hasCapitals, index + 1 < sentence.tokens.upperBound else {
                    return nil
                }
                var next = index + 1
                while next < sentence.tokens.upperBound, analysis.tokens[next].kind == .dash { next += 1 }
                return next
            case .word:
                let isDate = !grammar.vocabulary.tags(token.word).isDisjoint(with: [.month, .weekday])
                guard token.shape.contains(.capital) || isDate else { return nil }
                if token.shape.contains(.allCaps) { hasCapitals = true }
            case .comma, .period, .openBracket, .closeBracket, .slash, .number: break
            default: return nil
            }
        }
        return nil
    }

    /// A place in capitals straight before a sentence that is not.
    private func endOfCapitals(_ analysis: Analysis, _ sentence: Sentence, _ bytes: Span<UInt8>) -> Int? {
        var index = sentence.tokens.lowerBound
        while index < sentence.tokens.upperBound, index < sentence.tokens.lowerBound + 6 {
            let token = analysis.tokens[index]
            // "U.S. Forces Korea" begins with an acronym, not with a place.
            let isCapitals =
                token.kind == .word && token.shape.contains(.allCaps) && token.end - token.start > 3
                && bytes[Int(token.end) - 1] != 0x2E
            guard isCapitals || token.kind == .slash || token.kind == .comma else { break }
            index += 1
        }
        guard index > sentence.tokens.lowerBound, index < sentence.tokens.upperBound,
            analysis.tokens[index].shape.contains(.capital), analysis.tokens[index - 1].kind == .word
        else { return nil }
        let match = grammar.phrases.longest(
            analysis.tokens,
            at: sentence.tokens.lowerBound,
            limit: index,
            ignoresCase: false
        )
        return match?.kind == .name ? index : nil
    }
}
