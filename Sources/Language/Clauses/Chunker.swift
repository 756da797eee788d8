/// A piece of a sentence as the clause parser sees it.
enum Piece {
    case noun(Int)
    case verb(Int)
    case preposition(Int)
    case subordinator(Int)
    case relative(Int)
    case that(Int)
    case coordinator(Int)
    case comma
    case quote
    case colon
    case bracket(opens: Bool)
    case adjective(Int)
    case dash
}

/// Groups tagged tokens into noun groups and verb groups.
///
/// A class that holds what it reads, so that its many questions hand on no more than a place.
final class Chunker {
    let grammar: Grammar
    let tokens: [Token]
    let matches: [PhraseMatch]
    let matchAt: [Int32]
    /// Where the sentence at hand ends.
    private(set) var limit = 0
    /// Whether a verb with two objects stands before the noun group at hand: "gave Ukraine tanks".
    var followsGiving = false

    /// A chunker of the tagged tokens of `analysis`.
    init(_ grammar: Grammar, _ analysis: Analysis) {
        self.grammar = grammar
        tokens = analysis.tokens
        matches = analysis.matches
        matchAt = analysis.matchAt
    }

    /// Chunks one sentence: appends its groups to `analysis` and returns the pieces in order.
    func chunk(_ analysis: inout Analysis, _ sentence: Sentence, into pieces: inout [Piece]) {
        pieces.removeAll(keepingCapacity: true)
        var index = sentence.tokens.lowerBound + Int(sentence.dateline)
        limit = sentence.tokens.upperBound
        while index < limit {
            let token = tokens[index]
            switch token.part {
            case .verb, .modal, .be, .have, .do, .to, .not:
                index = verbGroup(&analysis, index, &pieces)
            case .noun, .name, .determiner, .pronoun, .possessive, .numeral, .time:
                index = nounGroup(&analysis, index, &pieces)
            case .adjective:
                index = adjective(&analysis, index, &pieces)
            case .adverb:
                index = adverb(&analysis, index, &pieces)
            default:
                mark(index, &pieces)
                index = wordEnd(index)
            }
        }
    }

    /// One past the fixed phrase that begins at `index`; the next token where there is none.
    private func wordEnd(_ index: Int) -> Int {
        let match = matchAt[index]
        guard match >= 0, matches[Int(match)].kind >= .term else { return index + 1 }
        return Int(matches[Int(match)].end)
    }

    private func mark(_ index: Int, _ pieces: inout [Piece]) {
        let token = tokens[index]
        switch token.part {
        case .preposition: pieces.append(.preposition(index))
        case .subordinator: pieces.append(.subordinator(index))
        case .coordinator: pieces.append(.coordinator(index))
        case .relative: pieces.append(.relative(index))
        case .that: pieces.append(.that(index))
        default: break
        }
        switch token.kind {
        case .comma: pieces.append(.comma)
        case .semicolon, .bullet: pieces.append(.colon)
        case .colon: pieces.append(.colon)
        case .openQuote, .closeQuote: pieces.append(.quote)
        case .openBracket: pieces.append(.bracket(opens: true))
        case .closeBracket: pieces.append(.bracket(opens: false))
        case .dash: pieces.append(.dash)
        default: break
        }
    }

    // MARK: Adjectives and adverbs

    /// An adjective begins a noun group where one follows; else it stands alone ("is ready").
    private func adjective(_ analysis: inout Analysis, _ index: Int, _ pieces: inout [Piece]) -> Int {
        if leadsToNoun(index) { return nounGroup(&analysis, index, &pieces) }
        pieces.append(.adjective(index))
        return index + 1
    }

    private func leadsToNoun(_ start: Int) -> Bool {
        var index = start
        while index < limit, index < start + 8 {
            switch tokens[index].part {
            case .noun, .name: return true
            // "last Wednesday" is a group, "ready Wednesday" is none.
            case .time: return tokens[start].tags.contains(.ordinal)
            case .adjective, .numeral, .adverb: index += 1
            case .coordinator where index > start && index + 1 < limit && tokens[index + 1].part == .adjective:
                index += 1
            // "between 300 and 400 soldiers"
            case .coordinator where index > start && index + 1 < limit && tokens[index + 1].part == .numeral:
                index += 1
            case .punctuation
            where tokens[index].kind == .openQuote || tokens[index].kind == .closeQuote:
                index += 1
            case .punctuation
            where tokens[index].kind == .comma && index + 1 < limit
                && tokens[index + 1].part == .adjective:
                index += 1
            default: return false
            }
        }
        return false
    }

    private func adverb(_ analysis: inout Analysis, _ index: Int, _ pieces: inout [Piece]) -> Int {
        let end = wordEnd(index)
        if end < limit {
            // An adverb before a verb belongs to its group: "reportedly sent"; before an adjective or number, to the noun.
            if tokens[end].part.isVerbal { return verbGroup(&analysis, index, &pieces) }
            if [.adjective, .numeral].contains(tokens[end].part), leadsToNoun(end) {
                return nounGroup(&analysis, index, &pieces)
            }
        }
        if case .verb(let group)? = pieces.last { modify(&analysis.verbs[group], tokens[index].tags) }
        return end
    }

    private func modify(_ verb: inout VerbGroup, _ tags: WordTags) {
        if tags.contains(.hedge) { verb.isHedged = true }
        if tags.contains(.possible) { verb.isPossible = true }
    }

    // MARK: Verb groups

    private func verbGroup(_ analysis: inout Analysis, _ start: Int, _ pieces: inout [Piece]) -> Int {
        var group = VerbGroup(first: Int32(start), end: Int32(start), head: -1, lemma: 0)
        var state = VerbState()
        var index = start
        var adjectiveAt = -1
        scan: while index < limit {
            let token = tokens[index]
            switch token.part {
            case .modal where state.allowsAuxiliary: state.modal(&group, token)
            case .to where index == start || state.isOnlyNegation: group.form = .infinitive
            case .be where !state.hasMain: state.be(&group, token)
            case .have where !state.hasMain: state.have(&group, token)
            case .do where !state.hasMain: state.do(&group, token)
            case .not: group.isNegated = true
            case .verb where !state.hasMain:
                guard state.takes(token) else { break scan }
                let end = wordEnd(index)
                state.main(&group, token, end - 1)
                group.lemma = lemma(index, end)
                index = end - 1
            case .adjective where !state.hasMain && state.lastIsBe:
                if leadsToNoun(index) { break scan }
                // "is very likely": the last of several is what is said.
                while index + 1 < limit, tokens[index + 1].part == .adjective { index += 1 }
                adjectiveAt = index
                group.end = Int32(index)
                index += 1
                break scan
            default:
                guard let end = insertionEnd(index, state, &group) else { break scan }
                index = end
                continue scan
            }
            index += 1
            group.end = Int32(index)
        }
        if group.end > group.first { close(&analysis, &group, state, index, &pieces) }
        if adjectiveAt >= 0 { pieces.append(.adjective(adjectiveAt)) }
        return max(index, start + 1)
    }

    /// Appends a verb group that was read up to `index`, and its piece.
    private func close(
        _ analysis: inout Analysis,
        _ group: inout VerbGroup,
        _ state: VerbState,
        _ index: Int,
        _ pieces: inout [Piece]
    ) {
        state.finish(&group, tokens, grammar)
        if state.hasMain, let lemma = lemmaAround(Int(group.head), index) { group.lemma = lemma }
        analysis.verbs.append(group)
        pieces.append(.verb(analysis.verbs.count - 1))
    }

    /// One past what stands inside a verb group and is no part of the verb; nil where that is nothing.
    private func insertionEnd(_ index: Int, _ state: VerbState, _ group: inout VerbGroup) -> Int? {
        let token = tokens[index]
        switch token.part {
        case .adverb where !state.hasMain, .time where isInsideVerb(index, state):
            let end = wordEnd(index)
            guard continuesVerb(end) else { return nil }
            modify(&group, token.tags)
            return end
        // "will on Friday sign": a day between the auxiliary and its verb.
        case .preposition where state.awaitsMain: return timeInside(index)
        // "has "not respected" the embargo": quotation marks around the verb change nothing.
        case .punctuation where token.kind == .openQuote && state.awaitsMain:
            // "is "very likely to" ask"
            let isSaidOf = state.lastIsBe && index + 1 < limit && tokens[index + 1].part == .adjective
            return isSaidOf || continuesVerb(index + 1) ? index + 1 : nil
        default: return nil
        }
    }

    /// The lemma of the verb at `index`; that of the whole where it is a phrase ("shot down").
    private func lemma(_ index: Int, _ end: Int) -> WordID {
        if end > index + 1 {
            let phrase = grammar.phrases.phrases[Int(matches[Int(matchAt[index])].phrase)]
            if phrase.lemma != 0 { return phrase.lemma }
        }
        return grammar.vocabulary.lemma(tokens[index].word)
    }

    /// "was now secured", "had once been": a word of time between an auxiliary and its verb.
    private func isInsideVerb(_ index: Int, _ state: VerbState) -> Bool {
        state.awaitsMain && !tokens[index].tags.isDisjoint(with: [.timeAdverb, .adverb])
    }

    /// One past a time and its preposition that a verb follows.
    private func timeInside(_ start: Int) -> Int? {
        var index = start + 1
        while index < limit, index < start + 4, tokens[index].part == .time { index += 1 }
        guard index > start + 1, index < limit, tokens[index].part == .verb else { return nil }
        return index
    }

    /// "shoot it down": a verb of two words with a pronoun between them.
    private func lemmaAround(_ head: Int, _ index: Int) -> WordID? {
        guard index == head + 1, index < limit, tokens[index].part == .pronoun else { return nil }
        return grammar.verbAround(tokens, index, limit: limit)
    }

    private func continuesVerb(_ index: Int) -> Bool {
        index < limit
            && (tokens[index].part.isVerbal || [.adverb, .not].contains(tokens[index].part))
    }
}
