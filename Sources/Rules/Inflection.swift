import Language

/// Makes the regular forms of English words; irregular ones come from `forms.tsv`.
enum Inflection {
    /// The plural of a noun.
    static func plural(_ word: String) -> String {
        if word.hasSuffix("man"), word != "human", word != "german" { return word.dropLast(2) + "en" }
        return withS(word)
    }

    /// The third person singular of a verb.
    static func present(_ word: String) -> String {
        word.last == "o" ? word + "es" : withS(word)
    }

    private static func withS(_ word: String) -> String {
        guard let last = word.last else { return word }
        if "sxz".contains(last) || word.hasSuffix("ch") || word.hasSuffix("sh") { return word + "es" }
        if last == "y", !endsInVowelY(word) { return word.dropLast() + "ies" }
        return word + "s"
    }

    /// The past tense of a regular verb.
    static func past(_ word: String) -> String {
        guard let last = word.last else { return word }
        if last == "e" { return word + "d" }
        if last == "y", !endsInVowelY(word) { return word.dropLast() + "ied" }
        if doubles(word) { return word + String(last) + "ed" }
        return word + "ed"
    }

    /// The gerund of a verb.
    static func gerund(_ word: String) -> String {
        guard let last = word.last else { return word }
        if word.hasSuffix("ee") || word.hasSuffix("ye") || word.hasSuffix("oe") { return word + "ing" }
        if last == "e", word.count > 2 { return word.dropLast() + "ing" }
        if doubles(word) { return word + String(last) + "ing" }
        return word + "ing"
    }

    private static func endsInVowelY(_ word: String) -> Bool {
        word.dropLast().last.map { "aeiou".contains($0) } ?? false
    }

    /// Short words of consonant, vowel, consonant double the last: "ban", "banned".
    private static func doubles(_ word: String) -> Bool {
        let letters = Array(word)
        guard letters.count == 3 || letters.count == 4, let last = letters.last else { return false }
        func isVowel(_ letter: Character) -> Bool { "aeiou".contains(letter) }
        guard !isVowel(last), !"wxy".contains(last), isVowel(letters[letters.count - 2]) else { return false }
        return !letters[..<(letters.count - 2)].contains(where: isVowel)
    }
}
