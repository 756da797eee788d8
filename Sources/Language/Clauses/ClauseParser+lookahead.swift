/// What comes next: bounded looks ahead.
extension ClauseParser {
    func nextIsNoun(_ pieces: [Piece], _ index: Int) -> Bool {
        guard index < pieces.count, case .noun = pieces[index] else { return false }
        return true
    }

    func nextIsVerb(_ pieces: [Piece], _ index: Int) -> Bool {
        var index = index
        while index < pieces.count {
            switch pieces[index] {
            case .verb: return true
            case .comma, .quote: index += 1
            default: return false
            }
        }
        return false
    }

    /// The next piece that is no quotation mark.
    func next(_ pieces: [Piece], _ index: Int) -> Piece? {
        var index = index
        while index < pieces.count {
            guard case .quote = pieces[index] else { return pieces[index] }
            index += 1
        }
        return nil
    }

    /// Whether the noun at `index` and those after it are items of a list that ends in "and X".
    func isList(_ pieces: [Piece], _ start: Int) -> Bool {
        var index = start
        var sawNoun = false
        while index < pieces.count, index < start + 24 {
            switch pieces[index] {
            case .noun(let noun):
                if analysis.nouns[noun].isTime { return false }
                sawNoun = true
            case .preposition(let token):
                guard sawNoun, analysis.tokens[token].word == grammar.words.of else { return false }
            case .comma, .quote: break
            case .coordinator:
                guard sawNoun, index + 1 < pieces.count else { return false }
                guard case .noun = pieces[index + 1] else { return false }
                // "…, officials and experts said": a verb after the last item makes the list a subject.
                return !isFiniteVerb(pieces, index + 2)
            default: return false
            }
            index += 1
        }
        return false
    }

    func isFiniteVerb(_ pieces: [Piece], _ index: Int) -> Bool {
        guard case .verb(let verb)? = next(pieces, index) else { return false }
        return analysis.verbs[verb].form == .finite
    }

    /// Whether a noun (with its prepositions) and a finite verb follow: a new clause.
    func followsNounAndVerb(_ pieces: [Piece], _ start: Int) -> Bool {
        var index = start
        var sawNoun = false
        while index < pieces.count, index < start + 12 {
            switch pieces[index] {
            case .noun(let noun): if !analysis.nouns[noun].isTime { sawNoun = true }
            case .verb(let verb): return sawNoun && analysis.verbs[verb].form == .finite
            case .preposition, .quote, .coordinator: break
            // "the Central Command (CENTCOM) said"
            case .bracket(opens: true): index = skipBracket(pieces, index)
            default: return false
            }
            index += 1
        }
        return false
    }

    /// Whether a clause, not a noun, follows a word such as "after": its subject and finite verb come before any comma.
    func introducesClause(_ pieces: [Piece], _ start: Int, after marker: Int) -> Bool {
        // "as the source of technology supplied to Libya": a clause after "as" needs a verb that is plainly one.
        let isStrict = [grammar.words.as, grammar.words.than].contains(analysis.tokens[marker].word)
        var index = start
        var sawNoun = false
        while index < pieces.count, index < start + 12 {
            switch pieces[index] {
            case .noun(let noun):
                // "before the year is out"
                let isOver = isBe(next(pieces, index + 1))
                if !analysis.nouns[noun].isTime || isOver { sawNoun = true }
            case .verb(let verb):
                let group = analysis.verbs[verb]
                // "as a rocket carrying a satellite crossed the island"
                let describes = group.form == .gerund || group.form == .participle
                if sawNoun, describes, verbFollowsBeforeBoundary(pieces, index + 1) { break }
                guard sawNoun, group.form == .finite else { return false }
                guard group.isPastOrParticiple else { return true }
                if isReducedRelative(verb, pieces, index) {
                    guard verbFollowsBeforeBoundary(pieces, index + 1) else { return false }
                    break
                }
                if isStrict, case .preposition? = next(pieces, index + 1) { return false }
                return true
            case .preposition, .quote, .coordinator: break
            case .bracket(opens: true): index = skipBracket(pieces, index)
            default: return false
            }
            index += 1
        }
        return false
    }

    /// "uranium enriched up to 60 percent": a share is nobody's object.
    func isShare(_ noun: Int) -> Bool {
        let group = analysis.nouns[noun]
        return (Int(group.first)..<Int(group.end)).contains { analysis.tokens[$0].kind == .percent }
            || analysis.tokens[Int(group.head)].word == grammar.words.percent
    }

    private func isBe(_ piece: Piece?) -> Bool {
        guard case .verb(let verb)? = piece else { return false }
        return analysis.verbs[verb].lemma == grammar.words.be && analysis.verbs[verb].isAuxiliaryOnly
    }

    /// Whether a bare "-ed" form after a noun describes the noun ("missiles fired by …") rather than telling what it did.
    func isReducedRelative(_ verb: Int, _ pieces: [Piece], _ index: Int) -> Bool {
        let group = analysis.verbs[verb]
        guard group.isPastOrParticiple, group.form == .finite, group.end - group.first <= 2,
            !grammar.intransitive.contains(group.lemma)
        else { return false }
        // "said on Wednesday it had fired": a time between a verb and what is said changes nothing.
        let after = skipTimes(pieces, index + 1)
        switch next(pieces, after) {
        case .preposition(let token)?:
            if analysis.tokens[token].word == grammar.words.by { return true }
            // "found components supplied to Russia": what takes an object has none here.
            if analysis.tokens[token].word == grammar.words.to, grammar.ditransitive.contains(group.lemma),
                index > 0, case .noun(let noun) = pieces[index - 1],
                analysis.tokens[Int(analysis.nouns[noun].head)].part == .noun, isObject(pieces, index - 1)
            {
                return true
            }
            return verbFollowsBeforeBoundary(pieces, index + 1)
        case .noun?, .that?: return false
        default: return verbFollowsBeforeBoundary(pieces, index + 1)
        }
    }

    /// Whether the noun at `index` stands straight after a verb.
    private func isObject(_ pieces: [Piece], _ index: Int) -> Bool {
        guard index > 0, case .verb(let verb) = pieces[index - 1] else { return false }
        return analysis.verbs[verb].form == .finite || analysis.verbs[verb].form == .infinitive
    }

    /// One past the times, with their prepositions, that begin at `start`.
    private func skipTimes(_ pieces: [Piece], _ start: Int) -> Int {
        var index = start
        while index < pieces.count {
            switch pieces[index] {
            case .noun(let noun) where analysis.nouns[noun].isTime: index += 1
            case .preposition:
                guard case .noun(let noun)? = next(pieces, index + 1), analysis.nouns[noun].isTime else { return index }
                index += 2
            default: return index
            }
        }
        return index
    }

    /// Whether another finite verb that needs this subject follows in the same stretch.
    func verbFollowsBeforeBoundary(_ pieces: [Piece], _ start: Int) -> Bool {
        var index = start
        while index < pieces.count, index < start + 14 {
            switch pieces[index] {
            case .verb(let verb):
                if analysis.verbs[verb].form == .finite { return true }
                return false
            case .comma, .coordinator, .subordinator, .relative, .that, .colon, .dash: return false
            case .preposition(let token):
                if analysis.tokens[token].tags.contains(.subordinator),
                    followsNounAndVerb(pieces, index + 1)
                {
                    return false
                }
            default: break
            }
            index += 1
        }
        return false
    }
}
