/// Finds the numbers of things and the lengths in a sentence, in words and digits.
///
/// Dates, times of day, sums of money, shares, speeds and numbers in names are left out. One pass, total on any tokens.
public struct QuantityReader: Sendable {
    private let words: WordTable<QuantityWord>

    /// A reader over the words of `vocabulary`.
    public init(vocabulary: Vocabulary) {
        words = QuantityWord.table(vocabulary)
    }

    /// The quantities among the tokens `sentence` of `analysis`, in order and without overlap.
    public func read(_ analysis: Analysis, _ sentence: Range<Int>, bytes: Span<UInt8>) -> [Quantity] {
        var found: [Quantity] = []
        var scan: QuantityScan?
        var index = sentence.lowerBound
        while index < sentence.upperBound {
            guard begins(analysis.tokens[index], bytes) else {
                index += 1
                continue
            }
            let current = scan ?? self.scan(analysis, sentence, bytes)
            scan = current
            guard let quantity = current.quantity(at: index) else {
                index = current.skip(at: index)
                continue
            }
            found.append(quantity)
            index = quantity.tokens.upperBound
        }
        return found
    }

    /// Whether a quantity may begin among the tokens `range` of `analysis`: one look a word, where `read` takes the
    /// sentence.
    public func mayBegin(_ analysis: Analysis, _ range: Range<Int>, bytes: Span<UInt8>) -> Bool {
        for index in range where begins(analysis.tokens[index], bytes) { return true }
        return false
    }

    private func begins(_ token: Token, _ bytes: Span<UInt8>) -> Bool {
        if token.kind == .number { return true }
        guard token.kind == .word else { return false }
        if token.shape.contains(.digit) { return true }
        switch words.meaning(token, bytes).sense {
        case .small, .tens, .multiplier, .plural, .few, .group, .half: return true
        default: return false
        }
    }

    private func scan(_ analysis: Analysis, _ sentence: Range<Int>, _ bytes: Span<UInt8>) -> QuantityScan {
        var meanings = [QuantityWord](repeating: .none, count: sentence.count)
        for index in sentence where !isNamed(analysis, index) {
            let token = analysis.tokens[index]
            if token.kind == .number {
                let value = QuantityReader.number(Int(token.start)..<Int(token.end), bytes)
                meanings[index - sentence.lowerBound] = value.map { QuantityWord(sense: .digits, value: $0) } ?? .none
            } else if token.kind == .word {
                let meaning = token.shape.contains(.digit) ? glued(token, bytes) : words.meaning(token, bytes)
                meanings[index - sentence.lowerBound] = meaning
            }
        }
        return QuantityScan(tokens: analysis.tokens, meanings: meanings, sentence: sentence)
    }

    /// Whether a token belongs to a name: "Fajr-3".
    private func isNamed(_ analysis: Analysis, _ index: Int) -> Bool {
        guard index < analysis.matchAt.count, analysis.matchAt[index] >= 0 else { return false }
        let match = analysis.matches[Int(analysis.matchAt[index])]
        return match.kind < .term || (match.kind == .term && match.end - match.first > 1)
    }

    // MARK: Digits

    /// The number written in `range`: "1,000", "3.5"; nil for anything else ("3.5.2024", "1,5").
    static func number(_ range: Range<Int>, _ bytes: Span<UInt8>) -> Double? {
        guard range.count <= 20 else { return nil }
        var value = 0.0
        var scale = 0.0
        var sinceComma = -1
        for position in range {
            let byte = bytes[position]
            switch byte {
            case 0x30...0x39:
                if scale > 0 {
                    value += Double(byte - 0x30) * scale
                    scale /= 10
                } else {
                    value = value * 10 + Double(byte - 0x30)
                }
                if sinceComma >= 0 { sinceComma += 1 }
            case 0x2C:
                guard scale == 0, sinceComma < 0 || sinceComma == 3 else { return nil }
                sinceComma = 0
            case 0x2E:
                guard scale == 0, sinceComma < 0 || sinceComma == 3 else { return nil }
                scale = 0.1
                sinceComma = -1
            default: return nil
            }
        }
        return sinceComma < 0 || sinceComma == 3 ? value : nil
    }

    /// A number with its unit in one token: "900km".
    private func glued(_ token: Token, _ bytes: Span<UInt8>) -> QuantityWord {
        let end = Int(token.end)
        var split = Int(token.start)
        while split < end, bytes[split] &- 0x30 < 10 || bytes[split] == 0x2E || bytes[split] == 0x2C { split += 1 }
        guard end - split == 1 || end - split == 2 else { return .none }
        guard let value = QuantityReader.number(Int(token.start)..<split, bytes) else { return .none }
        let first = Folding.lower(bytes[split])
        let second = end - split == 2 ? Folding.lower(bytes[split + 1]) : 0
        switch (first, second) {
        case (0x6B, 0x6D): return QuantityWord(sense: .gluedLength, value: value)
        case (0x66, 0x74): return QuantityWord(sense: .gluedLength, value: value * 0.000_304_8)
        case (0x6D, 0): return QuantityWord(sense: .gluedLength, value: value / 1000)
        default: return .none
        }
    }
}
