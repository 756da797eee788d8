import Domain
import Language
import TestSupport
import Testing

/// No text, however hostile, brings the parser down or makes it refer to what is not there.
@Suite struct ParserTotalityTests {
    static let pieces = [
        "North Korea", "fired", "missiles", "that", "which", "to", "said", "the", "of", ",", ".", "\"", "“", "’s",
        "and",
        "\n", "\n\n", "(", ")", "—", "-", "U.S.", "1,000", "by", "was", "not", "Jan.", "if", "'", "…", "\u{200B}", "平壤",
        "*", "/", "is", "have", "been", "will", "in", "Iran", "no", "or", "who", "ready", "%", "$", ";", ":", "?", "!",
    ]

    /// Bytes that are no UTF-8, or hardly: cut sequences, overlong forms, surrogates, bytes that never occur.
    static let hostile: [[UInt8]] = [
        [], [0x00], [0xFF], [0xFE, 0xFF], [0xC3], [0xE2, 0x80], [0xF0, 0x9F, 0x92], [0xC0, 0xAF], [0xED, 0xA0, 0x80],
        [0x61, 0xCC], [0x27], [0x27, 0x73], [0x61, 0x6E, 0x27, 0x74], [0x2D], [0x61, 0x2D], [0x2D, 0x61],
        [0x2E, 0x2E, 0x2E],
        [0x55, 0x2E, 0x53, 0x2E], [0x80, 0x80, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0x31, 0x2C], [0x31, 0x2E],
        [0xE2, 0x80, 0x99, 0x73], [0xE2, 0x80, 0x99], [0x0A, 0x0A], [0x22], [0x28],
    ]

    @Test(arguments: hostile)
    func parse_readsAnyBytes(bytes: [UInt8]) throws {
        for (title, body) in [(bytes, bytes), (bytes, []), ([], bytes), ([], Array("A b ".utf8) + bytes + bytes)] {
            let analysis = try analyse(title: title, body: body)
            #expect(analysis.isSound(bytes: title.count + body.count))
        }
    }

    @Test(arguments: 0..<30)
    func parse_readsRandomBytes(seed: UInt64) throws {
        var random = Random(seed: seed)
        let bytes = (0..<random.below(400)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        #expect(try analyse(title: Array(bytes.prefix(20)), body: bytes).isSound(bytes: bytes.count + 20))
    }

    @Test(arguments: 0..<120)
    func parse_readsRandomWords(seed: UInt64) throws {
        var random = Random(seed: seed)
        let glue = [" ", " ", " ", ""]
        let text = (0..<random.below(120)).map { _ in random.pick(Self.pieces) + random.pick(glue) }.joined()
        #expect(try analyse(title: [], body: Array(text.utf8)).isSound(bytes: text.utf8.count), "\(text)")
    }

    @Test(arguments: [",", "that", "which", "to", "and", "\"", "(", "'s", "of", "fired", "North Korea", "-", ".", "\n"])
    func parse_takesARunOfOneThing(piece: String) throws {
        let text = String(repeating: piece + " ", count: 3_000)
        #expect(try analyse(title: [], body: Array(text.utf8)).isSound(bytes: text.utf8.count))
    }

    /// What is found grows with the text, not faster: twice the text is twice the clauses.
    @Test func parse_growsWithItsInput() throws {
        let paragraph = "North Korea, which sells arms, said it had fired two missiles and that Japan must not act.\n\n"
        let once = try analyse(title: [], body: Array(String(repeating: paragraph, count: 400).utf8))
        let twice = try analyse(title: [], body: Array(String(repeating: paragraph, count: 800).utf8))
        #expect(once.tokens.count > 5_000)
        #expect(twice.tokens.count == 2 * once.tokens.count)
        #expect(twice.clauses.count == 2 * once.clauses.count)
        #expect(twice.nouns.count == 2 * once.nouns.count)
    }

    private func analyse(title: [UInt8], body: [UInt8]) throws -> Analysis {
        var article = Article(bytes: title + body)
        article.title = 0..<title.count
        article.body = title.count..<(title.count + body.count)
        return try Outline.shipped.get().parse(article)
    }
}

extension Analysis {
    /// Whether all parts fit together: tokens in order, sentences without gaps, every index within its array.
    fileprivate func isSound(bytes: Int) -> Bool {
        tokensAreInOrder(bytes) && sentencesCoverTokens && matchesAreApart && indicesAreInside
    }

    private func tokensAreInOrder(_ bytes: Int) -> Bool {
        var end: Int32 = 0
        for token in tokens {
            guard token.start >= end, token.end > token.start, Int(token.end) <= bytes else { return false }
            end = token.end
        }
        return true
    }

    private var sentencesCoverTokens: Bool {
        var next = 0
        for sentence in sentences {
            guard sentence.tokens.lowerBound == next, !sentence.tokens.isEmpty else { return false }
            next = sentence.tokens.upperBound
        }
        return next == tokens.count && nounsOfSentence.count == sentences.count
    }

    private var matchesAreApart: Bool {
        zip(matches, matches.dropFirst()).allSatisfy { $0.end <= $1.first } && matches.allSatisfy { $0.first < $0.end }
    }

    private var indicesAreInside: Bool {
        func noun(_ index: Int32) -> Bool { index >= -1 && index < nouns.count }
        let nounsFit = nouns.allSatisfy { group in
            group.first < group.end && group.head >= group.first && group.head < group.end
                && group.end <= tokens.count && noun(group.possessor) && noun(group.next) && noun(group.apposition)
        }
        let clausesFit = clauses.allSatisfy { clause in
            clause.verb < verbs.count && noun(clause.subject) && noun(clause.object) && noun(clause.indirectObject)
                && noun(clause.governingNoun) && clause.governor < clauses.count
        }
        let verbsFit = verbs.allSatisfy { $0.first < $0.end && $0.head >= $0.first && $0.head < $0.end }
        return nounsFit && clausesFit && verbsFit && prepositionals.allSatisfy { noun($0.noun) }
    }
}
