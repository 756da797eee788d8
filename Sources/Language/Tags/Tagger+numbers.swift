/// Numbers: years, days, and words that only round them.
extension Tagger {
    /// "on September 1 and 2": the second day of a date.
    private func isSecondDay(_ index: Int) -> Bool {
        guard index - 3 >= sentence.tokens.lowerBound, tokens[index - 2].kind == .number else { return false }
        let joins = tokens[index - 1].part == .coordinator || tokens[index - 1].kind == .dash
        return joins && tokens[index - 3].part == .time && !startsNominal(index + 1)
    }

    /// Whether a number stands for a year: "in 2017", "September 9, 2002", and no noun that it counts follows.
    func isYear(_ index: Int) -> Bool {
        if isSecondDay(index) { return true }
        guard tokens[index].tags.contains(.timeNoun), index > sentence.tokens.lowerBound else { return false }
        let next = index + 1
        if next < sentence.tokens.upperBound, tokens[next].shape.contains(.hyphenated) { return false }
        let previous = tokens[index - 1]
        // "in 2018 Mali broke the embargo"
        let isIn = [grammar.words.in, grammar.words.since].contains(previous.word)
        let isCounting =
            startsNominal(next) && !tokens[next].tags.contains(.verbGerund)
            && !(isIn && startsName(next))
        if previous.part == .time { return true }
        if previous.kind == .comma, index - 2 > sentence.tokens.lowerBound {
            return tokens[index - 2].kind == .number && tokens[index - 3].part == .time
        }
        return (previous.part == .preposition || previous.part == .subordinator) && !isCounting
    }

    private func startsName(_ index: Int) -> Bool {
        guard index < sentence.tokens.upperBound, matchAt[index] >= 0 else { return false }
        return matches[Int(matchAt[index])].kind == .name
    }

    /// "over 180 rockets", "about 20 tanks": a preposition that only rounds a number.
    func quantifies(_ index: Int) -> Bool {
        if tokens[index].word == grammar.words.between { return spans(index) }
        let range = roundingPair(index) ?? index..<index + 1
        let isRounding = range.count > 1 || grammar.rounding.contains(tokens[index].word)
        guard isRounding, range.upperBound < sentence.tokens.upperBound,
            tokens[range.upperBound].kind == .number
                || tokens[range.upperBound].tags.contains(.numeral)
        else { return false }
        switch previousPart(range.lowerBound) {
        case .punctuation, .verb, .preposition, .coordinator, .be, .subordinator, .that: return true
        case .name: return isGiven(range.lowerBound - 1)
        default: return false
        }
    }

    /// "sent between 3,000 and 4,000 soldiers", "between 300 to 400": two numbers and what they count.
    private func spans(_ index: Int) -> Bool {
        guard index + 4 < sentence.tokens.upperBound, previousPart(index) == .verb else {
            return false
        }
        let words = index + 1...index + 3
        return words.allSatisfy { number in
            let token = tokens[number]
            return number == index + 2
                ? [grammar.words.and, grammar.words.to].contains(token.word)
                : token.kind == .number || token.tags.contains(.numeral)
        } && startsNominal(index + 4)
    }

    /// "has sent Russia about 200 guns": whether the name that ends at `index` is who is given something.
    private func isGiven(_ index: Int) -> Bool {
        var back = index
        while back > sentence.tokens.lowerBound, tokens[back].part == .name { back -= 1 }
        let verb = tokens[back]
        return verb.part == .verb && grammar.ditransitive.contains(grammar.vocabulary.lemma(verb.word))
    }

    /// The tokens of "up to" or "close to" that `index` belongs to.
    private func roundingPair(_ index: Int) -> Range<Int>? {
        let number = matchAt[index]
        guard number >= 0 else { return nil }
        let match = matches[Int(number)]
        guard match.end - match.first == 2, tokens[Int(match.end) - 1].word == grammar.words.to,
            grammar.roundingBeforeTo.contains(tokens[Int(match.first)].word)
        else { return nil }
        return Int(match.first)..<Int(match.end)
    }
}
