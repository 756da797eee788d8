import Language
import Rules

/// Whether a name stands for what the lexicon says it can stand for.
extension Scene {
    /// "Russian-made", "Iran-backed": who makes or backs a thing does not act.
    func isMaker(_ match: PhraseMatch) -> Bool {
        if isPrefixed(match) { return true }
        let next = Int(match.end)
        guard next < analysis.tokens.count,
            analysis.tokens[next].shape.contains(.hyphenated) || analysis.tokens[next].part == .adjective
        else { return false }
        return rules.words.makers.contains(analysis.tokens[next].word)
            || rules.words.makers.contains(rules.parser.grammar.vocabulary.lemma(analysis.tokens[next].word))
    }

    /// "pro-Russian", "anti-Israeli": whom somebody is for or against does not act.
    private func isPrefixed(_ match: PhraseMatch) -> Bool {
        let first = Int(match.first)
        guard first > 0, analysis.tokens[first].shape.contains(.hyphenated) else { return false }
        return rules.words.prefixes.contains(analysis.tokens[first - 1].word)
    }

    /// Whether an ambiguous name of a person, a firm or a town counts: only where its party was named before.
    func isBacked(_ sense: Lexicon.Sense, _ group: NounGroup) -> Bool {
        if sense.needsContext {
            let first = analysis.tokens[Int(group.first)]
            // A headline leaves the article out.
            let isTitle = analysis.sentences[analysis.sentence(ofToken: Int(group.first))].isTitle
            // Who names one half of a divided country has told which "North" is meant.
            let isKnown = lexicon.halves.contains(where: named.contains)
            return (isTitle || first.word == rules.parser.grammar.words.the) && isKnown
        }
        guard sense.isAmbiguous else { return true }
        switch sense.type {
        case .name, .adjective, .people: return true
        // "Washington will provide" is a government; "in Washington" may be anywhere of that name.
        case .capital:
            let isPlace = group.prepositional >= 0 && locates(analysis.prepositionals[Int(group.prepositional)])
            return !isPlace || discourse.names(sense.index)
        default:
            let isTitle = analysis.sentences[analysis.sentence(ofToken: Int(group.first))].isTitle
            return discourse.names(sense.index) || isTitle && named.contains(sense.index)
        }
    }

    /// An ambiguous name beside an unknown capitalised word is part of a person's or firm's name.
    func isPersonal(_ match: PhraseMatch, _ sense: Lexicon.Sense, _ group: NounGroup) -> Bool {
        guard sense.isAmbiguous else { return false }
        // "Fateh missiles": a weapon of that name.
        if sense.type == .name, isWeaponName(Int(match.end)) { return true }
        return [Int(match.first) - 1, Int(match.end)].contains { isUnknownName($0, group) }
    }

    /// Whether a missile or the like is named at `index`: "Wagner fighters" are men.
    private func isWeaponName(_ index: Int) -> Bool {
        guard index < analysis.tokens.count, analysis.matchAt[index] >= 0 else { return false }
        return lexicon.senses(of: analysis.matches[Int(analysis.matchAt[index])].phrase).contains { number in
            let sense = lexicon.senses[number]
            return sense.category == .term && classes.isKind(sense.index, of: rules.known.projectile)
        }
    }

    /// "US$30 billion": letters before a sign of money say which money, and nobody.
    func isMoneySign(_ match: PhraseMatch) -> Bool {
        let next = Int(match.end)
        return next < analysis.tokens.count && analysis.tokens[next].kind == .currency
            && analysis.tokens[next].start == analysis.tokens[next - 1].end
    }

    /// "Nueva Concepción": whether an unknown word with a capital before it makes another name of it.
    func isWithinName(_ match: PhraseMatch, _ group: NounGroup) -> Bool {
        isUnknownName(Int(match.first) - 1, group)
    }

    private func isUnknownName(_ index: Int, _ group: NounGroup) -> Bool {
        guard index >= Int(group.first), index < Int(group.end) else { return false }
        let token = analysis.tokens[index]
        guard token.shape.contains(.capital), analysis.matchAt[index] < 0, token.kind == .word else { return false }
        // What the vocabulary knows as a part of other names only is as unknown.
        return rules.parser.grammar.vocabulary.tags(token.word).isDisjoint(with: .anyPart)
    }

    func namesWeapon(_ group: NounGroup, besides match: PhraseMatch) -> Bool {
        for index in Int(group.first)..<Int(group.end) where index < Int(match.first) || index >= Int(match.end) {
            let number = analysis.matchAt[index]
            guard number >= 0 else { continue }
            let senses = lexicon.senses(of: analysis.matches[Int(number)].phrase)
            if senses.contains(where: { lexicon.senses[$0].category == .term }) { return true }
        }
        return false
    }

    /// "the frigate Languedoc", "satellite CSO-3": an unknown name is of the class of the noun before it.
    func nameInApposition(_ group: NounGroup, _ filler: Filler) {
        var index = Int(group.head)
        let isName = analysis.tokens[index].part == .name || analysis.tokens[index].part == .numeral
        guard isName || analysis.tokens[index].shape.contains(.capital) else { return }
        while index > Int(group.first), analysis.matchAt[index] < 0 { index -= 1 }
        let number = analysis.matchAt[index]
        guard number >= 0, isName || analysis.tokens[index].part == .name else { return }
        for sense in lexicon.senses(of: analysis.matches[Int(number)].phrase) {
            let sense = lexicon.senses[sense]
            // "HMS Trumpet": letters that a navy writes before its ships' names are read as a name.
            let isLetters = sense.index == rules.known.warship && analysis.tokens[index].shape.contains(.allCaps)
            let isNoun = isName && analysis.tokens[index].part == .noun
            if sense.category == .term, !sense.isAmbiguous, isNoun || isLetters { filler.headClass = sense.index }
        }
    }

    /// Whether a group is the name of a firm.
    func isNamedFirm(_ noun: Int) -> Bool {
        let number = analysis.matchAt[Int(analysis.nouns[noun].head)]
        guard number >= 0 else { return false }
        return lexicon.senses(of: analysis.matches[Int(number)].phrase).contains { lexicon.senses[$0].type == .firm }
    }
}
