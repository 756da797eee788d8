/// Reads one noun group, with the group that owns it where an apostrophe-s follows.
struct NounGroupBuilder {
    let grammar: Grammar
    let limit: Int
    /// Whether a verb with two objects stands before it: "gave Ukraine tanks".
    var followsGiving = false

    /// Reads from `start`, appends the groups and their pieces, and returns where it stopped.
    mutating func build(_ analysis: inout Analysis, _ start: Int, _ pieces: inout [Piece]) -> Int {
        var index = start
        var possessor = -1
        while true {
            var group = NounGroup(first: Int32(index), end: Int32(index), head: -1)
            group.possessor = Int32(possessor)
            let end = read(analysis, index, &group)
            guard end > index else { return max(index, start + 1) }
            let isPossessive =
                end < limit && analysis.tokens[end].part == .possessive && analysis.tokens[end].kind == .possessive
            guard isPossessive else {
                append(&analysis, group, &pieces)
                return end
            }
            group.isPossessive = true
            let next = end + 1
            guard next < limit, startsGroup(analysis, next) else {
                append(&analysis, group, &pieces)
                return next
            }
            analysis.nouns.append(group)
            possessor = analysis.nouns.count - 1
            index = next
        }
    }

    private func append(_ analysis: inout Analysis, _ group: NounGroup, _ pieces: inout [Piece]) {
        analysis.nouns.append(group)
        pieces.append(.noun(analysis.nouns.count - 1))
    }

    private func startsGroup(_ analysis: Analysis, _ index: Int) -> Bool {
        // "its neighbour's most powerful test"
        if analysis.tokens[index].part == .determiner, index + 1 < limit, analysis.tokens[index + 1].part == .adjective
        {
            return true
        }
        return [.noun, .name, .adjective, .numeral, .time, .adverb].contains(analysis.tokens[index].part)
            || analysis.tokens[index].kind == .openQuote
    }

    /// Reads the tokens of one group; returns one past its last.
    private func read(_ analysis: Analysis, _ start: Int, _ group: inout NounGroup) -> Int {
        var index = start
        let first = analysis.tokens[start]
        if first.part == .pronoun {
            group.head = Int32(start)
            group.isPronoun = true
            group.isDefinite = true
            group.isNegative = first.tags.contains(.negative)
            group.end = Int32(start + 1)
            return start + 1
        }
        if first.part == .determiner || first.part == .possessive {
            group.isDefinite = first.word == grammar.words.the || first.part == .possessive
            group.isNegative = first.tags.contains(.negative)
            index = phraseEnd(analysis, index)
            if index < limit, isSecondDeterminer(analysis, index, after: first) {
                group.isDefinite = true
                index = phraseEnd(analysis, index)
            }
        }
        var onlyTime = true
        scan: while index < limit {
            let token = analysis.tokens[index]
            switch token.part {
            case .noun, .name:
                let end = phraseEnd(analysis, index)
                if startsNewName(analysis, index, group, onlyTime) { break scan }
                group.head = Int32(end - 1)
                onlyTime = false
                index = end
            case .preposition, .to, .coordinator:
                if joinsNumbers(analysis, index) {
                    index += 1
                } else if token.part == .coordinator, joinsModifiers(analysis, index, group) {
                    index += 1
                } else {
                    break scan
                }
            case .time where token.tags.contains(.ordinal) && leads(analysis, index):
                index += 1
            case .adjective, .numeral:
                let isPrice = index > start && analysis.tokens[index - 1].kind == .currency
                // "the first 200 soldiers"
                let isCounted = index > start && analysis.tokens[index - 1].tags.contains(.ordinal)
                if group.head >= 0, !onlyTime, token.part == .numeral, !isPartOfName(analysis, index), !isPrice,
                    !isCounted
                {
                    break scan
                }
                if token.part == .adjective, group.head >= 0, !leads(analysis, index) { break scan }
                if startsAnother(analysis, index, group, onlyTime) { break scan }
                if token.part == .numeral || group.head < 0 { group.head = max(group.head, -1) }
                index = phraseEnd(analysis, index)
            case .time:
                if group.head >= 0, !onlyTime { break scan }
                group.head = Int32(index)
                index += 1
            case .adverb:
                guard group.head < 0, leads(analysis, index) else { break scan }
                index = phraseEnd(analysis, index)
            case .determiner where group.head < 0 && token.word != grammar.words.the:
                index = phraseEnd(analysis, index)
            case .punctuation:
                guard isInside(analysis, index) else { break scan }
                index += 1
            default: break scan
            }
        }
        if group.head < 0, index > start {
            group.head = Int32(index - 1)
            onlyTime = false
        }
        group.isTime = onlyTime && group.head >= 0 && analysis.tokens[Int(group.head)].part == .time
        group.end = Int32(index)
        return index
    }

    /// "450 to 500 troops", "one or two missiles", "between 300 and 400 soldiers".
    private func joinsNumbers(_ analysis: Analysis, _ index: Int) -> Bool {
        let word = analysis.tokens[index].word
        let isRange =
            word == grammar.words.and && index > 1 && analysis.tokens[index - 2].word == grammar.words.between
        guard word == grammar.words.to || word == grammar.words.or || isRange, index + 1 < limit else { return false }
        return analysis.tokens[index - 1].part == .numeral && analysis.tokens[index + 1].part == .numeral
    }

    /// "both the pilots", "all its missiles".
    private func isSecondDeterminer(_ analysis: Analysis, _ index: Int, after first: Token) -> Bool {
        let token = analysis.tokens[index]
        guard first.part == .determiner, first.word != grammar.words.the else { return false }
        return token.word == grammar.words.the || token.part == .possessive && token.kind == .word
    }

    private func phraseEnd(_ analysis: Analysis, _ index: Int) -> Int {
        let match = analysis.matchAt[index]
        guard match >= 0 else { return index + 1 }
        // "its appeal for help": a verb of several words is none here.
        let tags = grammar.phrases.phrases[Int(analysis.matches[Int(match)].phrase)].tags
        let isOneWord = index + 1 < limit && analysis.tokens[index + 1].shape.contains(.hyphenated)
        if !isOneWord, !tags.isDisjoint(with: .anyVerb), tags.isDisjoint(with: .anyNoun) { return index + 1 }
        return max(index + 1, Int(analysis.matches[Int(match)].end))
    }

    /// "Hezbollah Israel …": two names side by side, neither an adjective, are two groups.
    private func startsNewName(_ analysis: Analysis, _ index: Int, _ group: NounGroup, _ onlyTime: Bool) -> Bool {
        guard group.head >= 0 else { return false }
        // "Monday North Korea": a time before a name stands alone.
        if onlyTime { return analysis.tokens[index].part == .name || !datesNoun(analysis, index, group) }
        // "a claim Ankara denies": what is claimed has no name of its own.
        let head = analysis.tokens[Int(group.head)]
        if head.part == .noun, Int(group.head) > Int(group.first), analysis.tokens[index].part == .name,
            Int(group.head) == index - 1, grammar.contentNouns.contains(grammar.vocabulary.lemma(head.word)),
            verbFollows(analysis, phraseEnd(analysis, index))
        {
            return true
        }
        return isGiven(analysis, index, group)
    }

    /// "on Sunday 40 miles off …", "gave Kyiv 42 vehicles", "offered India full access": a number or an adjective that
    /// leads to a noun of its own.
    private func startsAnother(_ analysis: Analysis, _ index: Int, _ group: NounGroup, _ onlyTime: Bool) -> Bool {
        guard group.head >= 0, leads(analysis, index) else { return false }
        let isNumber = analysis.tokens[index].part == .numeral
        // "its January 6 test", "the Aug. 29 launch": a month and a day lead to one noun.
        if isNumber, isDay(analysis, index) { return false }
        return onlyTime && isNumber && analysis.tokens[index - 1].part == .time || isGiven(analysis, index, group)
    }

    /// Whether a number of a day stands after the name of a month, with or without its point.
    private func isDay(_ analysis: Analysis, _ index: Int) -> Bool {
        guard index > 0 else { return false }
        let before = analysis.tokens[index - 1].kind == .period ? index - 2 : index - 1
        return before >= 0 && analysis.tokens[before].tags.contains(.month) && analysis.tokens[index].kind == .number
            && analysis.tokens[index].end - analysis.tokens[index].start <= 2
    }

    /// "its January 6 test", "the Monday attack": a date between what marks a group as known and its noun.
    private func datesNoun(_ analysis: Analysis, _ index: Int, _ group: NounGroup) -> Bool {
        let isDate =
            !analysis.tokens[index - 1].tags.isDisjoint(with: [.month, .weekday]) || isDay(analysis, index - 1)
        return isDate && (group.isDefinite || group.possessor >= 0)
    }

    /// Whether a verb stands at `index`, but for an adverb or two.
    private func verbFollows(_ analysis: Analysis, _ index: Int) -> Bool {
        var index = index
        while index < limit, index < index + 2, analysis.tokens[index].part == .adverb { index += 1 }
        guard index < limit else { return false }
        return [.verb, .have, .be, .do].contains(analysis.tokens[index].part)
    }

    /// "gave Ukraine tanks": who gets it ends here, and what follows.
    private func isGiven(_ analysis: Analysis, _ index: Int, _ group: NounGroup) -> Bool {
        guard followsGiving, analysis.matchAt[index - 1] >= 0 else { return false }
        let match = analysis.matches[Int(analysis.matchAt[index - 1])]
        // "delivered Su-35 fighters": a name with a number is what is given, not who gets it.
        let last = analysis.tokens[index - 1]
        guard last.kind != .number, !last.shape.contains(.digit) else { return false }
        // "supply Chunmoo launchers": the name of a thing.
        if grammar.phrases.phrases[Int(match.phrase)].tags.contains(.noun) { return false }
        // "gave the Houthis blueprints"
        let hasArticle = analysis.tokens[Int(group.first)].word == grammar.words.the
        return match.kind == .name && (match.first == group.first || hasArticle && match.first == group.first + 1)
    }

    private func isPartOfName(_ analysis: Analysis, _ index: Int) -> Bool {
        let token = analysis.tokens[index]
        let isDigits = token.kind == .number || token.shape.contains(.digit)
        // "No. 3", "a magnitude 5 quake"
        if analysis.tokens[index - 1].kind == .period || analysis.tokens[index - 1].tags.contains(.numbering) {
            return true
        }
        return token.shape.contains(.hyphenated) || isDigits && analysis.tokens[index - 1].shape.contains(.capital)
    }

    /// Whether a noun follows before anything that would end the group.
    private func leads(_ analysis: Analysis, _ start: Int) -> Bool {
        var index = start + 1
        while index < limit, index < start + 6 {
            switch analysis.tokens[index].part {
            case .noun, .name: return true
            case .adjective, .numeral, .adverb: index += 1
            default: return false
            }
        }
        return false
    }

    /// "Russian and Iranian officials", "short- and medium-range missiles".
    private func joinsModifiers(_ analysis: Analysis, _ index: Int, _ group: NounGroup) -> Bool {
        guard index + 2 < limit, index > Int(group.first) else { return false }
        let before = analysis.tokens[index - 1]
        let after = analysis.tokens[index + 1]
        let isAdjectiveBefore = before.part == .adjective || isAdjectival(analysis, index - 1)
        let isAdjectiveAfter = after.part == .adjective || isAdjectival(analysis, index + 1)
        guard isAdjectiveBefore, isAdjectiveAfter else { return false }
        var next = phraseEnd(analysis, index + 1)
        while next < limit, analysis.tokens[next].part == .adjective { next += 1 }
        return next < limit && (analysis.tokens[next].part == .noun || analysis.tokens[next].part == .name)
    }

    private func isAdjectival(_ analysis: Analysis, _ index: Int) -> Bool {
        let match = analysis.matchAt[index]
        return match >= 0 && analysis.matches[Int(match)].kind == .adjectival
    }

    /// Marks that do not end a group: quotes around its words, a comma between adjectives, the point of an abbreviation.
    private func isInside(_ analysis: Analysis, _ index: Int) -> Bool {
        let kind = analysis.tokens[index].kind
        guard index + 1 < limit else { return false }
        let next = analysis.tokens[index + 1].part
        switch kind {
        case .openQuote, .closeQuote: return next == .noun || next == .adjective || next == .name
        case .comma:
            let describes = next == .adjective || isAdjectival(analysis, index + 1)
            return analysis.tokens[index - 1].part == .adjective && describes && leads(analysis, index)
        case .period:
            let isShortMonth =
                analysis.tokens[index - 1].tags.contains(.month) && analysis.tokens[index - 1].part == .time
                && isDay(analysis, index + 1) && leads(analysis, index + 1)
            let numbers =
                analysis.tokens[index - 1].tags.contains(.numbering) && next == .numeral || isShortMonth
            return numbers || analysis.tokens[index].shape.contains(.glued) && (next == .name || next == .noun)
        case .currency, .percent: return true
        case .colon:
            let isClock = analysis.tokens[index].shape.contains(.glued) && analysis.tokens[index + 1].kind == .number
            return isClock && analysis.tokens[index - 1].kind == .number
        case .slash: return next == .name || next == .noun
        default: return false
        }
    }
}
