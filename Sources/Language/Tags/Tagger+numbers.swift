/// Numbers: years, days, and words that only round them.
extension Tagger {
    /// "on September 1 and 2": the second day of a date.
    private func isSecondDay(_ analysis: Analysis, _ index: Int, _ sentence: Sentence) -> Bool {
        guard index - 3 >= sentence.tokens.lowerBound, analysis.tokens[index - 2].kind == .number else { return false }
        let joins = analysis.tokens[index - 1].part == .coordinator || analysis.tokens[index - 1].kind == .dash
        return joins && analysis.tokens[index - 3].part == .time && !startsNominal(analysis, index + 1, sentence)
    }

    /// Whether a number stands for a year: "in 2017", "September 9, 2002", and no noun that it counts follows.
    func isYear(_ analysis: Analysis, _ index: Int, _ sentence: Sentence) -> Bool {
        if isSecondDay(analysis, index, sentence) { return true }
        guard analysis.tokens[index].tags.contains(.timeNoun), index > sentence.tokens.lowerBound else { return false }
        let next = index + 1
        if next < sentence.tokens.upperBound, analysis.tokens[next].shape.contains(.hyphenated) { return false }
        let previous = analysis.tokens[index - 1]
        // "in 2018 Mali broke the embargo"
        let isIn = [grammar.words.in, grammar.words.since].contains(previous.word)
        let isCounting =
            startsNominal(analysis, next, sentence) && !analysis.tokens[next].tags.contains(.verbGerund)
            && !(isIn && startsName(analysis, next, sentence))
        if previous.part == .time { return true }
        if previous.kind == .comma, index - 2 > sentence.tokens.lowerBound {
            return analysis.tokens[index - 2].kind == .number && analysis.tokens[index - 3].part == .time
        }
        return (previous.part == .preposition || previous.part == .subordinator) && !isCounting
    }

    private func startsName(_ analysis: Analysis, _ index: Int, _ sentence: Sentence) -> Bool {
        guard index < sentence.tokens.upperBound, analysis.matchAt[index] >= 0 else { return false }
        return analysis.matches[Int(analysis.matchAt[index])].kind == .name
    }

    /// "over 180 rockets", "about 20 tanks": a preposition that only rounds a number.
    func quantifies(_ analysis: Analysis, _ index: Int, _ sentence: Sentence) -> Bool {
        if analysis.tokens[index].word == grammar.words.between { return spans(analysis, index, sentence) }
        let range = roundingPair(analysis, index) ?? index..<index + 1
        let isRounding = range.count > 1 || grammar.rounding.contains(analysis.tokens[index].word)
        guard isRounding, range.upperBound < sentence.tokens.upperBound,
            analysis.tokens[range.upperBound].kind == .number
                || analysis.tokens[range.upperBound].tags.contains(.numeral)
        else { return false }
        switch previousPart(analysis, range.lowerBound, sentence) {
        case .punctuation, .verb, .preposition, .coordinator, .be, .subordinator: return true
        case .name: return isGiven(analysis, range.lowerBound - 1, sentence)
        default: return false
        }
    }

    /// "sent between 3,000 and 4,000 soldiers": two numbers and what they count.
    private func spans(_ analysis: Analysis, _ index: Int, _ sentence: Sentence) -> Bool {
        guard index + 4 < sentence.tokens.upperBound, previousPart(analysis, index, sentence) == .verb else {
            return false
        }
        let words = index + 1...index + 3
        return words.allSatisfy { number in
            let token = analysis.tokens[number]
            return number == index + 2
                ? token.word == grammar.words.and : token.kind == .number || token.tags.contains(.numeral)
        } && startsNominal(analysis, index + 4, sentence)
    }

    /// "has sent Russia about 200 guns": whether the name that ends at `index` is who is given something.
    private func isGiven(_ analysis: Analysis, _ index: Int, _ sentence: Sentence) -> Bool {
        var back = index
        while back > sentence.tokens.lowerBound, analysis.tokens[back].part == .name { back -= 1 }
        let verb = analysis.tokens[back]
        return verb.part == .verb && grammar.ditransitive.contains(grammar.vocabulary.lemma(verb.word))
    }

    /// The tokens of "up to" or "close to" that `index` belongs to.
    private func roundingPair(_ analysis: Analysis, _ index: Int) -> Range<Int>? {
        let number = analysis.matchAt[index]
        guard number >= 0 else { return nil }
        let match = analysis.matches[Int(number)]
        guard match.end - match.first == 2, analysis.tokens[Int(match.end) - 1].word == grammar.words.to,
            grammar.roundingBeforeTo.contains(analysis.tokens[Int(match.first)].word)
        else { return nil }
        return Int(match.first)..<Int(match.end)
    }
}
