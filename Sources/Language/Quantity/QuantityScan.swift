/// One sentence under the eyes of a `QuantityReader`.
struct QuantityScan {
    let tokens: [Token]
    let meanings: [QuantityWord]
    let sentence: Range<Int>

    /// A number as read: its value, the token after it, whether it is exact.
    private struct Number {
        var value: Double
        var end: Int
        var isApproximate = false
        var isLength = false
    }

    private func sense(_ index: Int) -> QuantityWord.Sense {
        sentence.contains(index) ? meanings[index - sentence.lowerBound].sense : .none
    }

    private func value(_ index: Int) -> Double {
        sentence.contains(index) ? meanings[index - sentence.lowerBound].value : 0
    }

    private func kind(_ index: Int) -> Token.Kind { sentence.contains(index) ? tokens[index].kind : .other }

    private func isHyphenated(_ index: Int) -> Bool {
        sentence.contains(index) && tokens[index].shape.contains(.hyphenated)
    }

    /// The token to go on at after `index` began no quantity: past the digits of a date, a score or a name.
    func skip(at index: Int) -> Int {
        var next = index + 1
        while isHyphenated(next) || sense(next) == .multiplier
            || (kind(next) == .number && [.colon, .slash].contains(kind(next - 1)))
        {
            next += 1
        }
        return next
    }

    /// The quantity whose number begins at `index`.
    func quantity(at index: Int) -> Quantity? {
        guard isFree(index), var number = number(at: index) else { return nil }
        if let range = rangeEnd(number) { number = range }
        if !number.isLength, let length = length(number) {
            number = length
        } else if !number.isLength, !isCount(number.end, from: index) {
            return nil
        }
        if number.isLength {
            // "kilometres per hour", "km/h".
            if kind(number.end) == .slash || sense(number.end) == .otherUnit { return nil }
            if sense(number.end) == .article, sense(number.end + 1) == .otherUnit { return nil }
            number = withOtherUnit(number)
        }
        return qualified(number, index)
    }

    /// Whether the number at `index` belongs to nothing before it: a sum of money, a name, a month, a time of day.
    private func isFree(_ index: Int) -> Bool {
        if kind(index - 1) == .currency { return false }
        if [.slash, .colon].contains(kind(index - 1)), tokens[index].shape.contains(.glued) { return false }
        if isHyphenated(index), kind(index) == .number || tokens[index].shape.contains(.digit) { return false }
        if sense(index - 1) == .otherUnit, kind(index) == .number, tokens[index - 1].shape.contains(.capital) {
            return false
        }
        guard kind(index) == .number, index > sentence.lowerBound else { return true }
        return tokens[index - 1].part != .time || !tokens[index - 1].tags.contains(.month)
    }

    /// Whether what follows a number can be counted by it.
    private func isCount(_ end: Int, from index: Int) -> Bool {
        if [.percent, .colon, .slash].contains(kind(end)), sentence.contains(end), tokens[end].shape.contains(.glued) {
            return false
        }
        if sense(end) == .otherUnit { return false }
        if isHyphenated(end), kind(end) == .number { return false }
        if sentence.contains(end), tokens[end].part == .time, !tokens[end].tags.contains(.timeAdverb) { return false }
        if end == index + 1, sense(index) == .small, tokens[index].part != .numeral { return false }
        guard kind(index) == .number, end == index + 1, tokens[index].end - tokens[index].start == 4 else {
            return true
        }
        // A year, unless things that can be counted follow.
        guard (1900...2100).contains(value(index)) else { return true }
        return sentence.contains(end) && tokens[end].tags.contains(.plural)
    }

    // MARK: Numbers

    private func number(at index: Int) -> Number? {
        switch sense(index) {
        case .digits: return multiplied(Number(value: value(index), end: index + 1))
        case .gluedLength: return Number(value: value(index), end: index + 1, isLength: true)
        case .plural: return plural(at: index)
        case .few:
            var number = Number(value: value(index), end: index + 1, isApproximate: true)
            if sense(number.end) == .multiplier { number = multiplied(number) }
            return passOf(number)
        case .group: return sense(index + 1) == .of ? Number(value: value(index), end: index + 2) : nil
        case .half:
            guard sense(index + 1) == .article, sense(index + 2) == .multiplier else { return nil }
            return Number(value: value(index + 2) / 2, end: index + 3)
        // "million" alone is what is left of a sum of money.
        case .multiplier where sense(index - 1) != .article: return nil
        case .small, .tens, .multiplier: return inWords(at: index)
        default: return nil
        }
    }

    private func multiplied(_ number: Number) -> Number {
        var number = number
        while sense(number.end) == .multiplier {
            number.value *= value(number.end)
            number.end += 1
        }
        return number
    }

    private func passOf(_ number: Number) -> Number {
        var number = number
        if sense(number.end) == .of { number.end += 1 }
        return number
    }

    /// "dozens of", "hundreds of thousands of".
    private func plural(at index: Int) -> Number {
        var number = Number(value: value(index), end: index + 1, isApproximate: true)
        while sense(number.end) == .of, sense(number.end + 1) == .plural {
            // The plural stands for two of its kind: "hundreds of thousands" is 200 × 1,000.
            number.value *= value(number.end + 1) / 2
            number.end += 2
        }
        return passOf(number)
    }

    /// "twenty-five", "two dozen", "three hundred and ten thousand".
    private func inWords(at index: Int) -> Number? {
        var total = 0.0
        var current = 0.0
        // What may still be added below: "twenty" leaves room for nine.
        var room = Double.infinity
        var end = index
        while true {
            var next = end
            if end > index, room < .infinity, sense(next) == .and, [.small, .tens].contains(sense(next + 1)), room >= 99
            {
                next += 1
            }
            let value = value(next)
            switch sense(next) {
            case .small where value < room:
                current += value
                room = 0
            case .tens where value < room:
                current += value
                room = 10
            case .multiplier where value <= 100:
                guard current < 1000 else { return finish(total + current, end, index) }
                current = max(1, current) * value
                room = value == 12 ? 0 : 99
            case .multiplier:
                total += max(1, current) * value
                current = 0
                room = 999
            default: return finish(total + current, end, index)
            }
            end = next + 1
        }
    }

    private func finish(_ value: Double, _ end: Int, _ index: Int) -> Number? {
        end > index ? Number(value: value, end: end) : nil
    }

    /// The lower end of "10-15", "10 to 15", which also takes the tokens of the upper.
    private func rangeEnd(_ number: Number) -> Number? {
        guard !number.isLength, !number.isApproximate else { return nil }
        let start: Int
        if isHyphenated(number.end), sense(number.end) == .digits {
            start = number.end
        } else if sense(number.end) == .to || sense(number.end) == .or || kind(number.end) == .dash {
            start = number.end + 1
        } else {
            return nil
        }
        guard [.digits, .small, .tens].contains(sense(start)), let upper = self.number(at: start) else { return nil }
        guard upper.value > number.value, !isHyphenated(upper.end) || sense(upper.end) != .digits else { return nil }
        return Number(value: number.value, end: upper.end, isApproximate: true)
    }

    // MARK: Lengths

    private func length(_ number: Number) -> Number? {
        var unit = number.end
        var factor = 1.0
        if sense(unit) == .nautical {
            guard sense(unit + 1) == .length else { return nil }
            unit += 1
            factor = 1.852 / 1.609_344
        }
        guard sense(unit) == .length else { return nil }
        let kilometres = number.value * value(unit) * factor
        return Number(value: kilometres, end: unit + 1, isApproximate: number.isApproximate, isLength: true)
    }

    /// The same length in brackets: it belongs here, and kilometres are the better of the two.
    private func withOtherUnit(_ number: Number) -> Number {
        guard kind(number.end) == .openBracket, var other = self.number(at: number.end + 1) else { return number }
        let start = number.end + 1
        if !other.isLength {
            guard let length = length(other) else { return number }
            other = length
        }
        guard kind(other.end) == .closeBracket else { return number }
        let isKilometres = sense(start) == .gluedLength || value(other.end - 1) == 1
        return Number(
            value: isKilometres ? other.value : number.value,
            end: other.end + 1,
            isApproximate: number.isApproximate,
            isLength: true
        )
    }

    // MARK: Bounds

    private func qualified(_ number: Number, _ index: Int) -> Quantity {
        var start = index
        var quantity = Quantity(
            tokens: index..<number.end,
            value: number.value,
            unit: number.isLength ? .length : .count,
            isApproximate: number.isApproximate,
            isAtLeast: false,
            isAtMost: false
        )
        if sense(start - 1) == .article, [.multiplier, .few, .group].contains(sense(index)) { start -= 1 }
        let bound = bound(before: start)
        quantity.isApproximate = quantity.isApproximate || bound.sense == .approximate
        quantity.isAtLeast = bound.sense == .least
        quantity.isAtMost = bound.sense == .most
        quantity.tokens = (start - bound.width)..<number.end
        return withTail(quantity)
    }

    /// What stands before a number: `least`, `most`, `approximate` or `none`, and its number of tokens.
    private func bound(before index: Int) -> (sense: QuantityWord.Sense, width: Int) {
        let second = sense(index - 2)
        switch sense(index - 1) {
        case .approximate: return (.approximate, second == .article ? 2 : 1)
        case .over: return (.least, 1)
        case .under: return (.most, 1)
        case .least where second == .at: return (.least, 2)
        case .most where second == .at: return (.most, 2)
        case .than where second == .more || second == .fewer:
            let isNegated = sense(index - 3) == .no
            return ((second == .more) != isNegated ? .least : .most, isNegated ? 3 : 2)
        case .as where second == .many && sense(index - 3) == .as: return (.most, 3)
        case .to where second == .up: return (.most, 2)
        default: return (.none, 0)
        }
    }

    /// "20 or more", "20 or so".
    private func withTail(_ quantity: Quantity) -> Quantity {
        var quantity = quantity
        let end = quantity.tokens.upperBound
        guard sense(end) == .or, sense(end + 1) == .more || sense(end + 1) == .so else { return quantity }
        if sense(end + 1) == .more { quantity.isAtLeast = true } else { quantity.isApproximate = true }
        quantity.tokens = quantity.tokens.lowerBound..<(end + 2)
        return quantity
    }
}
