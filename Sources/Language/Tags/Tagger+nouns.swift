/// What stands after a noun or a name: "North Korea fires", "missile tests", "missiles fired".
extension Tagger {
    func afterNoun(_ previousIndex: Int, _ index: Int, _ tags: WordTags) -> PartOfSpeech {
        let previous = tokens[previousIndex]
        let isNounish = !tags.isDisjoint(with: .anyNoun)
        if !tags.isDisjoint(with: [.verbPast, .verbParticiple]), tags.isDisjoint(with: [.verbBase]) {
            // "advanced systems", but "advanced further into"
            let describes = startsNominal(index + 1) && !nextTags(index).contains(.adverb)
            if tags.contains(.mostlyAdjective), describes { return .adjective }
            return isNounish && previousHyphen(index) ? .noun : .verb
        }
        if tags.contains(.verbGerund) { return gerund(after: previous, index, tags) }
        // "sent troops back into"
        if tags.contains(.adverb), tags.contains(.verbBase), prepositionFollows(index + 1) { return .adverb }
        let follows = startsPhrase(index + 1)
        if follows, tags.contains(.verbBase), isHelped(previousIndex) { return .verb }
        if !isNounish { return .verb }
        // "cargo ship hit by missile".
        let next = index + 1 < sentence.tokens.upperBound ? tokens[index + 1].word : 0
        if tags.contains(.verbParticiple), next == grammar.words.by { return .verb }
        // "the army successfully tests a missile": no noun follows an adverb.
        if tokens[index - 1].part == .adverb, follows || prepositionFollows(index + 1) { return .verb }
        // "the town, which Russia hit with missiles": a relative and its subject wait for a verb.
        if !tags.isDisjoint(with: [.verbPast, .verbS]), startsRelative(previousIndex) { return .verb }
        if tags.contains(.verbS), previous.part == .name, startsDescribed(index + 1, after: previousIndex) {
            return .verb
        }
        if finiteFollows(index + 1) || verbFollows(index + 1) { return .noun }
        if tags.contains(.verbS) { return thirdPerson(after: previousIndex, index, tags, follows: follows) }
        // "a Hamas attack": one of them attacks nobody, and a verb after many is none here.
        if previous.part == .name, previousIndex > sentence.tokens.lowerBound,
            grammar.words.articles.contains(tokens[previousIndex - 1].word)
        {
            return .noun
        }
        let isMany = isManyByForm(previous) || isPluralName(previousIndex)
        if isMany || hasPluralHead(previousIndex) {
            // "reports of a failed satellite launch.": at the end, a verb stands straight after its plural.
            let isVerb = follows || isMany && tags.contains(.mostlyVerb) || prepositionFollows(index + 1)
            return isVerb ? .verb : .noun
        }
        // A bare form needs a plural: "an air force strike that killed" has none, "Russia and Iran sign a pact" has.
        if tags.contains(.verbBase), tags.isDisjoint(with: .verbPast), !isJoined(previousIndex) { return .noun }
        if tags.contains(.mostlyVerb), follows { return .verb }
        return determinerFollows(index + 1) && sentence.isHeadline ? .verb : .noun
    }

    /// "North Korea tests banned missile": in a headline the participle that describes a noun follows its verb.
    private func startsDescribed(_ index: Int, after name: Int) -> Bool {
        guard sentence.isHeadline, index + 1 < sentence.tokens.upperBound, !isAdjectival(name) else { return false }
        let (participle, next) = (tokens[index].tags, tokens[index + 1])
        guard participle.contains(.verbParticiple), !participle.contains(.verbBase) else { return false }
        let isCounted = next.kind == .number || next.tags.contains(.numeral)
        return !isCounted && !next.tags.isDisjoint(with: [.adjective, .noun]) && startsNominal(index + 1)
    }

    /// "penalties on Minsk should it attack": a modal between a noun and a pronoun with its verb begins a condition.
    func invertsCondition(_ index: Int, _ tags: WordTags) -> Bool {
        guard tags.contains(.conditional), index > sentence.tokens.lowerBound, index + 2 < sentence.tokens.upperBound,
            grammar.words.inverting.contains(tokens[index].word)
        else { return false }
        let (before, subject, verb) = (tokens[index - 1], tokens[index + 1].tags, tokens[index + 2].tags)
        let isAfterNoun = [.noun, .name, .time].contains(before.part) || before.kind == .comma
        return isAfterNoun && subject.contains(.pronoun) && subject.isDisjoint(with: [.determiner, .relative])
            && verb.contains(.verbBase)
    }

    private func isManyByForm(_ token: Token) -> Bool {
        token.part == .noun && token.tags.contains(.plural) && !token.tags.contains(.noun)
    }

    private func gerund(after previous: Token, _ index: Int, _ tags: WordTags) -> PartOfSpeech {
        if previousHyphen(index) { return startsNominal(index + 1) ? .adjective : .noun }
        if tags.isDisjoint(with: .anyNoun) { return .verb }
        guard previous.tags.contains(.plural), previous.part == .noun else {
            // "a helicopter training facility" against "a helicopter landing on the roof".
            let hasObject = determinerFollows(index + 1) || nextIsName(index)
            return hasObject && !nextTags(index).contains(.that) ? .verb : .noun
        }
        return prepositionFollows(index + 1) || startsPhrase(index + 1) ? .verb : .noun
    }

    /// A form that is a noun in the plural or a verb in the third person: "strikes".
    private func thirdPerson(after previousIndex: Int, _ index: Int, _ tags: WordTags, follows: Bool) -> PartOfSpeech {
        let previous = tokens[previousIndex]
        if isManyByForm(previous) { return determinerFollows(index + 1) ? .verb : .noun }
        if isClaimOfOther(previousIndex, index) { return .noun }
        if endsReport(index) { return .verb }
        if previous.part == .name || previous.shape.contains(.capital) {
            if followsPreposition(previousIndex), !follows { return .noun }
            return isFiniteAfterName(index, follows: follows) ? .verb : .noun
        }
        if timeFollows(index + 1) { return .noun }
        if tags.contains(.mostlyVerb) {
            // "a missile flies over", but "missile strikes in": acts are named by nouns, too.
            let continues = follows || !tags.contains(.actNoun) && prepositionFollows(index + 1)
            if continues { return .verb }
        }
        return follows && sentence.isHeadline || determinerFollows(index + 1) ? .verb : .noun
    }
}
