/// What a token can be, before any context is seen: by its phrase, by the vocabulary, or by its ending.
extension Tagger {
    func candidates(_ analysis: Analysis, _ index: Int, _ bytes: Span<UInt8>) -> WordTags {
        let token = analysis.tokens[index]
        if token.kind == .number { return isYear(token, bytes) ? .timeNoun : [] }
        guard token.kind == .word else { return [] }
        let match = analysis.matchAt[index]
        if match >= 0 {
            let found = analysis.matches[Int(match)]
            let phrase = grammar.phrases.phrases[Int(found.phrase)]
            if found.kind == .function { return phrase.tags }
            if found.kind == .name, phrase.tags.contains(.plural), Int(found.end) == index + 1 { return .plural }
            if found.kind == .term, found.end - found.first > 1 {
                // A term is as singular or plural as its last word.
                let last = grammar.vocabulary.tags(analysis.tokens[Int(found.end) - 1].word).intersection(.anyNoun)
                return phrase.tags.union(last.isEmpty ? .noun : last)
            }
        }
        var known = token.tags
        if known.contains(.ordinal) { known.subtract(.anyVerb) }
        if !known.isDisjoint(with: WordTags.anyVerb.union(WordTags.anyNoun).union(WordTags.anyFunction))
            || !known.isDisjoint(with: [.adjective, .adverb, .numeral, .weekday, .month, .timeNoun, .timeAdverb])
        {
            return known
        }
        return guess(token, bytes)
    }

    /// Whether a number is written as a year of the last or this century.
    private func isYear(_ token: Token, _ bytes: Span<UInt8>) -> Bool {
        guard token.end - token.start == 4 else { return false }
        let start = Int(token.start)
        let century = (bytes[start], bytes[start + 1])
        guard century == (0x31, 0x39) || century == (0x32, 0x30) else { return false }
        return (start + 2..<start + 4).allSatisfy { (0x30...0x39).contains(bytes[$0]) }
    }

    /// What an unknown word can be by its ending.
    private func guess(_ token: Token, _ bytes: Span<UInt8>) -> WordTags {
        let length = Int(token.end - token.start)
        guard length > 4, !token.shape.contains(.digit) else { return [.noun] }
        func ends(_ suffix: StaticString) -> Bool {
            let count = suffix.utf8CodeUnitCount
            guard length > count + 1 else { return false }
            return suffix.withUTF8Buffer { wanted in
                (0..<count).allSatisfy { Folding.lower(bytes[Int(token.end) - count + $0]) == wanted[$0] }
            }
        }
        if ends("ly") { return [.adverb] }
        if ends("ing") { return [.verbGerund, .noun] }
        if ends("ed") { return [.verbPast, .verbParticiple] }
        if ends("est") { return [.adjective] }
        if ends("ous") || ends("ive") || ends("ful") || ends("less") || ends("able") || ends("ic") || ends("al") {
            return [.adjective, .noun]
        }
        if ends("s"), !ends("ss"), !ends("us"), !ends("is") { return [.plural] }
        return [.noun]
    }
}
