/// Parts of speech that a word has whatever stands around it ("the", "of", "was"): half of all words of a text.
///
/// They are told once, with the vocabulary, and stand among the tags of the word.
extension WordTags {
    /// Five bits: one more than the number of the part, 0 where it is not certain.
    private static let partShift: UInt64 = 48

    /// The part of speech that a word has anywhere outside a phrase; nil where its neighbours decide.
    @inline(__always)
    var certainPart: PartOfSpeech? {
        let number = UInt8(truncatingIfNeeded: rawValue >> WordTags.partShift & 31)
        return number == 0 ? nil : PartOfSpeech(rawValue: number - 1)
    }

    /// The tag of a certain part of speech.
    init(certain part: PartOfSpeech) {
        self.init(rawValue: UInt64(part.rawValue + 1) << WordTags.partShift)
    }
}

extension Grammar {
    /// What the tagger makes of a word in any context; nil where it looks around.
    static func certainPart(_ word: WordID, _ tags: WordTags, _ words: Words, rounding: WordSet) -> PartOfSpeech? {
        guard tags.isDisjoint(with: [.numbering, .month, .weekday, .modal, .to]),
            ![words.what, words.worth, words.neither, words.between].contains(word)
        else { return nil }
        let helping: [(WordTags, PartOfSpeech)] = [(.be, .be), (.have, .have), (.do, .do), (.not, .not)]
        if let (_, part) = helping.first(where: { tags.contains($0.0) }) { return part }
        if tags.contains(.preposition), rounding.contains(word) { return nil }
        let fixed: [(WordTags, PartOfSpeech)] = [
            (.that, .that), (.possessive, .possessive), (.coordinator, .coordinator), (.relative, .relative),
            (.numeral, .numeral), (.preposition, .preposition), (.subordinator, .subordinator),
        ]
        if let (_, part) = fixed.first(where: { tags.contains($0.0) }) { return part }
        if tags.contains(.determiner) {
            return tags.contains(.pronoun) || words.floating.contains(word) ? nil : .determiner
        }
        if tags.contains(.pronoun) { return .pronoun }
        return tags.contains(.timeAdverb) ? .time : nil
    }
}
