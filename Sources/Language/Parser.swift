public import Domain

/// Turns the title and body of an article into an `Analysis`.
///
/// Total on any bytes, linear in their number. One parser may be used from many threads.
public struct Parser: Sendable {
    /// What it knows of the language.
    public let grammar: Grammar
    private let tokenizer: Tokenizer

    /// A parser for a language.
    public init(grammar: Grammar) {
        self.grammar = grammar
        tokenizer = Tokenizer(vocabulary: grammar.vocabulary)
    }

    /// The tokens of a text alone, for compiling the lexicon.
    public func tokens(_ text: String) -> [Token] {
        var tokens: [Token] = []
        let bytes = Array(text.utf8)
        tokenizer.tokenize(bytes.span, 0..<bytes.count, into: &tokens)
        return tokens
    }

    /// Analyses title and body of `article`.
    public func parse(_ article: Article) -> Analysis {
        parse(words(article), article)
    }

    /// The tokens, sentences and phrases of an article alone: a fourth of the work, and enough to tell whether the rest
    /// is worth it.
    public func words(_ article: Article) -> Analysis {
        var analysis = Analysis()
        analysis.tokens.reserveCapacity(article.body.count / 4 + 32)
        let bytes = article.bytes.span
        let splitter = SentenceSplitter(vocabulary: grammar.vocabulary)
        tokenizer.tokenize(bytes, article.title, into: &analysis.tokens)
        let title = 0..<analysis.tokens.count
        splitter.split(&analysis.tokens, title, isTitle: true, bytes: bytes, into: &analysis.sentences)
        tokenizer.tokenize(bytes, article.body, into: &analysis.tokens)
        analysis.sentences.reserveCapacity(analysis.tokens.count / 12 + 8)
        let body = title.upperBound..<analysis.tokens.count
        splitter.split(&analysis.tokens, body, isTitle: false, bytes: bytes, into: &analysis.sentences)
        analysis.matchAt = [Int32](repeating: -1, count: analysis.tokens.count)
        let beginnings = beginnings(analysis.tokens)
        var next = 0
        analysis.matches.reserveCapacity(analysis.tokens.count / 4 + 8)
        analysis.matchesOfSentence.reserveCapacity(analysis.sentences.count)
        for index in analysis.sentences.indices {
            words(&analysis, index, bytes: bytes, beginnings, &next)
            analysis.matchesOfSentence.append(end: analysis.matches.count)
        }
        return analysis
    }

    /// Adds parts of speech, groups and clauses to the `words` of `article`.
    public func parse(_ words: consuming Analysis, _ article: Article) -> Analysis {
        // The parser of clauses holds the analysis alone, so that it grows in place.
        let clauses = ClauseParser(grammar: grammar, consume words)
        clauses.analysis.reserve()
        Tagger.tag(&clauses.analysis, article.bytes, grammar)
        let chunker = Chunker(grammar, clauses.analysis)
        var pieces: [Piece] = []
        for index in clauses.analysis.sentences.indices {
            let sentence = clauses.analysis.sentences[index]
            chunker.chunk(&clauses.analysis, sentence, into: &pieces)
            clauses.parse(pieces, sentence: index)
            clauses.analysis.closeSentence()
        }
        return clauses.analysis
    }

    /// The tokens at which a phrase may begin, in order.
    private func beginnings(_ tokens: [Token]) -> [Int32] {
        [Int32](capacity: tokens.count) { places in
            for index in tokens.indices where grammar.phrases.mayBegin(tokens, at: index) {
                places.append(Int32(truncatingIfNeeded: index))
            }
        }
    }

    private func words(
        _ analysis: inout Analysis,
        _ index: Int,
        bytes: Span<UInt8>,
        _ beginnings: [Int32],
        _ next: inout Int
    ) {
        var sentence = analysis.sentences[index]
        sentence.ignoresCase = isUniform(analysis, sentence)
        analysis.ignoresCase = sentence.ignoresCase
        if sentence.paragraph <= 4, let end = Dateline(grammar: grammar).end(analysis, sentence, bytes: bytes) {
            for token in sentence.tokens.lowerBound..<end {
                analysis.tokens[token].part = .other
                analysis.tokens[token].tags = []
            }
            sentence.dateline = UInt8(clamping: end - sentence.tokens.lowerBound)
            if analysis.dateline.isEmpty { analysis.dateline = sentence.tokens.lowerBound..<end }
            analysis.tokens[end].shape.insert(.first)
        }
        analysis.sentences[index] = sentence
        sentence.tokens = sentence.tokens.dropFirst(Int(sentence.dateline))
        findPhrases(&analysis, sentence, beginnings, &next)
    }

    /// Whether a sentence is written all in capitals or all in lower case.
    private func isUniform(_ analysis: Analysis, _ sentence: Sentence) -> Bool {
        var words = 0
        var capitals = 0
        var allCaps = 0
        for index in sentence.tokens where analysis.tokens[index].kind == .word {
            words += 1
            if analysis.tokens[index].shape.contains(.capital) { capitals += 1 }
            if analysis.tokens[index].shape.contains(.allCaps) { allCaps += 1 }
            // Nearly all sentences are told by their first words: they have a capital, and too many words without.
            if capitals > 0, (words - allCaps) * 5 > sentence.tokens.count { return false }
        }
        return words >= 3 && (capitals == 0 || allCaps * 10 >= words * 8)
    }

    /// Finds the phrases of a sentence among the `beginnings` of the text, those from `next` on.
    private func findPhrases(
        _ analysis: inout Analysis,
        _ sentence: Sentence,
        _ beginnings: [Int32],
        _ next: inout Int
    ) {
        // Where the phrase before ends, or the sentence begins.
        var free = sentence.tokens.lowerBound
        while next < beginnings.count, beginnings[next] < sentence.tokens.upperBound {
            let index = Int(beginnings[next])
            next += 1
            guard index >= free,
                analysis.tokens[index].kind == .word || analysis.tokens[index].kind == .number,
                let match = grammar.phrases.longest(
                    analysis.tokens,
                    at: index,
                    limit: sentence.tokens.upperBound,
                    ignoresCase: analysis.ignoresCase
                ), !leadsToVerb(match, analysis, sentence), !isModal(match, analysis, sentence)
            else { continue }
            for token in Int(match.first)..<Int(match.end) { analysis.matchAt[token] = Int32(analysis.matches.count) }
            analysis.matches.append(match)
            free = Int(match.end)
        }
    }

    /// "Iran May Soon Resume …": a family name that is a modal, too, is that behind a word and before a bare verb.
    private func isModal(_ match: PhraseMatch, _ analysis: Analysis, _ sentence: Sentence) -> Bool {
        let first = Int(match.first)
        guard match.kind == .name, match.end - match.first == 1, first > sentence.tokens.lowerBound,
            analysis.tokens[first].tags.contains(.modal)
        else { return false }
        var next = first + 1
        while next < sentence.tokens.upperBound, analysis.tokens[next].tags.contains(.adverb) { next += 1 }
        return next < sentence.tokens.upperBound && analysis.tokens[next].tags.contains(.verbBase)
    }

    /// "are due to arrive": the "to" of a fixed phrase may begin an infinitive.
    private func leadsToVerb(_ match: PhraseMatch, _ analysis: Analysis, _ sentence: Sentence) -> Bool {
        guard match.kind == .function, Int(match.end) < sentence.tokens.upperBound else { return false }
        // "has brought up to 5,000 troops" brings, and does not bring up.
        let number = Int(match.end) + 1
        if analysis.tokens[Int(match.end)].word == grammar.words.to, number < sentence.tokens.upperBound,
            analysis.tokens[number].kind == .number
        {
            return true
        }
        guard analysis.tokens[Int(match.end) - 1].word == grammar.words.to else { return false }
        let next = grammar.vocabulary.tags(analysis.tokens[Int(match.end)].word)
        return next.contains(.verbBase) && next.isDisjoint(with: WordTags.anyNoun.union(.adjective))
            || !next.isDisjoint(with: [.be, .have])
    }
}
