/// Noun groups, with the group that owns them where an apostrophe-s follows.
extension Chunker {
    /// Reads from `start`, appends the groups and their pieces, and returns where it stopped.
    func nounGroup(_ analysis: inout Analysis, _ start: Int, _ pieces: inout [Piece]) -> Int {
        followsGiving = false
        if case .verb(let verb)? = pieces.last {
            followsGiving = grammar.ditransitive.contains(analysis.verbs[verb].lemma)
        }
        var index = start
        var possessor = -1
        while true {
            var group = NounGroup(first: Int32(index), end: Int32(index), head: -1)
            group.possessor = Int32(possessor)
            let end = read(index, &group)
            guard end > index else { return max(index, start + 1) }
            let isPossessive =
                end < limit && tokens[end].part == .possessive && tokens[end].kind == .possessive
            guard isPossessive else {
                append(&analysis, group, &pieces)
                return end
            }
            group.isPossessive = true
            let next = end + 1
            guard next < limit, startsGroup(next) else {
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

    private func startsGroup(_ index: Int) -> Bool {
        // "its neighbour's most powerful test"
        if tokens[index].part == .determiner, index + 1 < limit, tokens[index + 1].part == .adjective {
            return true
        }
        return [.noun, .name, .adjective, .numeral, .time, .adverb].contains(tokens[index].part)
            || tokens[index].kind == .openQuote
    }

    /// Reads the tokens of one group; returns one past its last.
    private func read(_ start: Int, _ group: inout NounGroup) -> Int {
        guard tokens[start].part != .pronoun else {
            group.head = Int32(start)
            group.isPronoun = true
            group.isDefinite = true
            group.isNegative = tokens[start].tags.contains(.negative)
            group.end = Int32(start + 1)
            return start + 1
        }
        var index = determiners(start, &group)
        var onlyTime = true
        while index < limit, let next = part(index, from: start, &group, &onlyTime) { index = next }
        if group.head < 0, index > start {
            group.head = Int32(index - 1)
            onlyTime = false
        }
        group.isTime = onlyTime && group.head >= 0 && tokens[Int(group.head)].part == .time
        group.end = Int32(index)
        return index
    }

    /// Reads the determiners that a group begins with; returns one past them.
    private func determiners(_ start: Int, _ group: inout NounGroup) -> Int {
        let first = tokens[start]
        guard first.part == .determiner || first.part == .possessive else { return start }
        group.isDefinite = first.word == grammar.words.the || first.part == .possessive
        group.isNegative = first.tags.contains(.negative)
        let next = phraseEnd(start)
        guard next < limit, isSecondDeterminer(next, after: first) else { return next }
        group.isDefinite = true
        return phraseEnd(next)
    }

    /// Takes what stands at `index` into a group and returns one past it; nil where the group ends before it.
    private func part(_ index: Int, from start: Int, _ group: inout NounGroup, _ onlyTime: inout Bool) -> Int? {
        let token = tokens[index]
        switch token.part {
        case .noun, .name:
            guard !startsNewName(index, group, onlyTime) else { return nil }
            let end = phraseEnd(index)
            group.head = Int32(end - 1)
            onlyTime = false
            return end
        case .preposition, .to, .coordinator:
            let joins = joinsNumbers(index) || token.part == .coordinator && joinsModifiers(index, group)
            return joins ? index + 1 : nil
        case .time where token.tags.contains(.ordinal) && leads(index):
            return index + 1
        case .adjective, .numeral:
            let isPrice = index > start && tokens[index - 1].kind == .currency
            let isCounting = group.head >= 0 && !onlyTime && token.part == .numeral
            // "the first 200 soldiers"
            let isCounted = index > start && tokens[index - 1].tags.contains(.ordinal)
            if isCounting, !isPartOfName(index), !isPrice, !isCounted { return nil }
            if token.part == .adjective, group.head >= 0, !leads(index) { return nil }
            return startsAnother(index, group, onlyTime) ? nil : phraseEnd(index)
        case .time:
            guard group.head < 0 || onlyTime else { return nil }
            group.head = Int32(index)
            return index + 1
        case .adverb: return group.head < 0 && leads(index) ? phraseEnd(index) : nil
        case .determiner: return group.head < 0 && token.word != grammar.words.the ? phraseEnd(index) : nil
        case .punctuation: return isInside(index) ? index + 1 : nil
        default: return nil
        }
    }

    /// "450 to 500 troops", "one or two missiles", "between 300 and 400 soldiers".
    private func joinsNumbers(_ index: Int) -> Bool {
        let word = tokens[index].word
        let isRange =
            word == grammar.words.and && index > 1 && tokens[index - 2].word == grammar.words.between
        guard word == grammar.words.to || word == grammar.words.or || isRange, index + 1 < limit else { return false }
        return tokens[index - 1].part == .numeral && tokens[index + 1].part == .numeral
    }

    /// "both the pilots", "all its missiles".
    private func isSecondDeterminer(_ index: Int, after first: Token) -> Bool {
        let token = tokens[index]
        guard first.part == .determiner, first.word != grammar.words.the else { return false }
        return token.word == grammar.words.the || token.part == .possessive && token.kind == .word
    }

    private func phraseEnd(_ index: Int) -> Int {
        let match = matchAt[index]
        guard match >= 0 else { return index + 1 }
        // "its appeal for help": a verb of several words is none here.
        let tags = grammar.phrases.phrases[Int(matches[Int(match)].phrase)].tags
        let isOneWord = index + 1 < limit && tokens[index + 1].shape.contains(.hyphenated)
        if !isOneWord, !tags.isDisjoint(with: .anyVerb), tags.isDisjoint(with: .anyNoun) { return index + 1 }
        return max(index + 1, Int(matches[Int(match)].end))
    }

    /// "Hezbollah Israel …": two names side by side, neither an adjective, are two groups.
    private func startsNewName(_ index: Int, _ group: NounGroup, _ onlyTime: Bool) -> Bool {
        guard group.head >= 0 else { return false }
        // "Monday North Korea": a time before a name stands alone.
        if onlyTime { return tokens[index].part == .name || !datesNoun(index, group) }
        // "a claim Ankara denies": what is claimed has no name of its own.
        let head = tokens[Int(group.head)]
        if head.part == .noun, Int(group.head) > Int(group.first), tokens[index].part == .name,
            Int(group.head) == index - 1, grammar.contentNouns.contains(grammar.vocabulary.lemma(head.word)),
            verbFollows(phraseEnd(index))
        {
            return true
        }
        return isGiven(index, group)
    }

    /// "on Sunday 40 miles off …", "gave Kyiv 42 vehicles", "offered India full access": a number or an adjective that
    /// leads to a noun of its own.
    private func startsAnother(_ index: Int, _ group: NounGroup, _ onlyTime: Bool) -> Bool {
        let isNumber = tokens[index].part == .numeral
        // "gave Ukraine 30 of its jets"
        let isShare = isNumber && index + 1 < limit && tokens[index + 1].word == grammar.words.of
        guard group.head >= 0, leads(index) || isShare else { return false }
        // "its January 6 test", "the Aug. 29 launch": a month and a day lead to one noun.
        if isNumber, isDay(index) { return false }
        return onlyTime && isNumber && tokens[index - 1].part == .time || isGiven(index, group)
    }

    /// Whether a number of a day stands after the name of a month, with or without its point.
    private func isDay(_ index: Int) -> Bool {
        guard index > 0 else { return false }
        let before = tokens[index - 1].kind == .period ? index - 2 : index - 1
        return before >= 0 && tokens[before].tags.contains(.month) && tokens[index].kind == .number
            && tokens[index].end - tokens[index].start <= 2
    }

    /// "its January 6 test", "the Monday attack": a date between what marks a group as known and its noun.
    private func datesNoun(_ index: Int, _ group: NounGroup) -> Bool {
        let isDate =
            !tokens[index - 1].tags.isDisjoint(with: [.month, .weekday]) || isDay(index - 1)
        return isDate && (group.isDefinite || group.possessor >= 0)
    }

    /// Whether a verb stands at `index`, but for an adverb or two.
    private func verbFollows(_ index: Int) -> Bool {
        var index = index
        while index < limit, index < index + 2, tokens[index].part == .adverb { index += 1 }
        guard index < limit else { return false }
        return [.verb, .have, .be, .do].contains(tokens[index].part)
    }

    /// "gave Ukraine tanks": who gets it ends here, and what follows.
    private func isGiven(_ index: Int, _ group: NounGroup) -> Bool {
        guard followsGiving, matchAt[index - 1] >= 0 else { return false }
        let match = matches[Int(matchAt[index - 1])]
        // "delivered Su-35 fighters": a name with a number is what is given, not who gets it.
        let last = tokens[index - 1]
        guard last.kind != .number, !last.shape.contains(.digit) else { return false }
        // "supply Chunmoo launchers": the name of a thing.
        if grammar.phrases.phrases[Int(match.phrase)].tags.contains(.noun) { return false }
        // "gave the Houthis blueprints"
        let hasArticle = tokens[Int(group.first)].word == grammar.words.the
        return match.kind == .name && (match.first == group.first || hasArticle && match.first == group.first + 1)
    }

    private func isPartOfName(_ index: Int) -> Bool {
        let token = tokens[index]
        let isDigits = token.kind == .number || token.shape.contains(.digit)
        // "No. 3", "a magnitude 5 quake"
        if tokens[index - 1].kind == .period || tokens[index - 1].tags.contains(.numbering) {
            return true
        }
        return token.shape.contains(.hyphenated) || isDigits && tokens[index - 1].shape.contains(.capital)
    }

    /// Whether a noun follows before anything that would end the group.
    private func leads(_ start: Int) -> Bool {
        var index = start + 1
        while index < limit, index < start + 6 {
            switch tokens[index].part {
            case .noun, .name: return true
            case .adjective, .numeral, .adverb: index += 1
            // "14 more fighters"
            case .determiner where tokens[index].word == grammar.words.more: index += 1
            default: return false
            }
        }
        return false
    }

    /// "Russian and Iranian officials", "short- and medium-range missiles".
    private func joinsModifiers(_ index: Int, _ group: NounGroup) -> Bool {
        guard index + 2 < limit, index > Int(group.first) else { return false }
        let before = tokens[index - 1]
        let after = tokens[index + 1]
        let isAdjectiveBefore = before.part == .adjective || isAdjectival(index - 1)
        // "Afghan and NATO troops": a name stands for an adjective, too.
        let isAdjectiveAfter = after.part == .adjective || isAdjectival(index + 1) || after.part == .name
        guard isAdjectiveBefore, isAdjectiveAfter else { return false }
        var next = phraseEnd(index + 1)
        while next < limit, tokens[next].part == .adjective { next += 1 }
        return next < limit && (tokens[next].part == .noun || tokens[next].part == .name)
    }

    private func isAdjectival(_ index: Int) -> Bool {
        let match = matchAt[index]
        return match >= 0 && matches[Int(match)].kind == .adjectival
    }

    /// Marks that do not end a group: quotes around its words, a comma between adjectives, the point of an abbreviation.
    private func isInside(_ index: Int) -> Bool {
        let kind = tokens[index].kind
        guard index + 1 < limit else { return false }
        let next = tokens[index + 1].part
        switch kind {
        case .openQuote, .closeQuote: return next == .noun || next == .adjective || next == .name
        case .comma:
            let describes = next == .adjective || isAdjectival(index + 1)
            return tokens[index - 1].part == .adjective && describes && leads(index)
        case .period:
            let isShortMonth =
                tokens[index - 1].tags.contains(.month) && tokens[index - 1].part == .time
                && isDay(index + 1)
            let numbers =
                tokens[index - 1].tags.contains(.numbering) && next == .numeral || isShortMonth
            return numbers || tokens[index].shape.contains(.glued) && (next == .name || next == .noun)
        case .currency, .percent: return true
        case .colon:
            let isClock = tokens[index].shape.contains(.glued) && tokens[index + 1].kind == .number
            return isClock && tokens[index - 1].kind == .number
        case .slash: return next == .name || next == .noun
        default: return false
        }
    }
}
