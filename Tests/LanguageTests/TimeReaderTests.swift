import Domain
import Language
import Testing

@Suite struct TimeReaderTests {
    @Test(arguments: TimeTable.rows)
    func read_resolvesExpressions(row: TimeTable.Row) throws {
        let found = try expressions(in: row.text, published: row.published)
        #expect(found.joined(separator: "; ") == row.expected)
    }

    /// The expressions of a text as the table writes them.
    private func expressions(in text: String, published: String) throws -> [String] {
        let (parser, vocabulary) = try EnglishParser.shared.get()
        let article = Article(id: "t", body: text)
        let analysis = parser.parse(article)
        let day = EventDate(published)?.first
        let reader = TimeReader(vocabulary: vocabulary)
        return analysis.sentences.flatMap { sentence in
            reader.read(analysis, sentence.tokens, bytes: article.bytes.span, publication: day)
        }.map { describe($0, analysis, article) }
    }

    /// "on Monday = 2025-01-06 past": text, date, span where it says more, relation, flags, time of day.
    private func describe(_ expression: TimeExpression, _ analysis: Analysis, _ article: Article) -> String {
        let first = Int(analysis.tokens[expression.tokens.lowerBound].start)
        let last = Int(analysis.tokens[expression.tokens.upperBound - 1].end)
        var words = [article.text(first..<last), "=", expression.date.map(\.description) ?? "-"]
        if expression.first != expression.date?.first || expression.last != expression.date?.last {
            words.append("\(expression.first.map(\.description) ?? "?")..\(expression.last.map(\.description) ?? "?")")
        }
        if expression.relation != .on { words.append("\(expression.relation)") }
        if expression.isPast { words.append("past") }
        if expression.isFuture { words.append("future") }
        if expression.isAnaphoric { words.append("anaphoric") }
        if let days = expression.anaphoricDays { words.append("\(days)") }
        if let time = expression.time { words.append("@\(time)") }
        return words.joined(separator: " ")
    }

    @Test func read_isTotalOnAnyTokens() throws {
        let (parser, vocabulary) = try EnglishParser.shared.get()
        let reader = TimeReader(vocabulary: vocabulary)
        let words = [
            "the", "last", "3", "May", "two", "days", "before", "from", "to", "2017", "-", "6", ":", "12", "a.m.", "(",
            "Monday", "of", "early", "this", "next", "31", "/", ".", "99999999999", "th", "3rd", "in", "and", "week",
        ]
        var seed: UInt64 = 7
        for _ in 0..<300 {
            let text = (0..<40).map { _ in
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return words[Int(seed >> 33) % words.count]
            }.joined(separator: " ")
            let article = Article(id: "t", body: text)
            let analysis = parser.parse(article)
            for sentence in analysis.sentences {
                let found = reader.read(
                    analysis,
                    sentence.tokens,
                    bytes: article.bytes.span,
                    publication: CivilDate(year: 2024, month: 2, day: 29)
                )
                var end = sentence.tokens.lowerBound
                for expression in found {
                    #expect(expression.tokens.lowerBound >= end, "\(text)")
                    #expect(expression.tokens.upperBound <= sentence.tokens.upperBound, "\(text)")
                    #expect(!expression.tokens.isEmpty, "\(text)")
                    end = expression.tokens.upperBound
                }
            }
        }
    }
}
