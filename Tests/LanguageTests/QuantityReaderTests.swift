import Domain
import Language
import Testing

@Suite struct QuantityReaderTests {
    /// A sentence and the quantities in it: "text = value", "km" for lengths, ~ ≥ ≤ for what qualifies it.
    static let table: [(text: String, expected: String)] = [
        ("It fired 20 missiles.", "20 = 20.0"),
        ("It fired three missiles.", "three = 3.0"),
        ("It fired 1,000 shells.", "1,000 = 1000.0"),
        ("It sent 3.5 million shells.", "3.5 million = 3500000.0"),
        ("It fired twenty-five rockets.", "twenty-five = 25.0"),
        ("It fired two dozen rockets.", "two dozen = 24.0"),
        ("It fired half a dozen rockets.", "half a dozen = 6.0"),
        ("It fired a dozen rockets.", "a dozen = 12.0"),
        ("It fired dozens of rockets.", "dozens of = 24.0 ~"),
        ("It fired hundreds of rockets.", "hundreds of = 200.0 ~"),
        ("It sent tens of thousands of troops.", "tens of thousands of = 20000.0 ~"),
        ("It sent hundreds of thousands of shells.", "hundreds of thousands of = 200000.0 ~"),
        ("It sent several hundred troops.", "several hundred = 300.0 ~"),
        ("It sent three hundred and ten troops.", "three hundred and ten = 310.0"),
        ("It sent two thousand five hundred troops.", "two thousand five hundred = 2500.0"),
        ("It fired a pair of missiles.", "a pair of = 2.0"),
        ("It fired a couple of missiles.", "a couple of = 2.0 ~"),
        ("It fired at least 20 missiles.", "at least 20 = 20.0 ≥"),
        ("It fired more than 20 missiles.", "more than 20 = 20.0 ≥"),
        ("It fired no fewer than 20 missiles.", "no fewer than 20 = 20.0 ≥"),
        ("It fired fewer than ten missiles.", "fewer than ten = 10.0 ≤"),
        ("It fired up to 20 missiles.", "up to 20 = 20.0 ≤"),
        ("It fired as many as 20 missiles.", "as many as 20 = 20.0 ≤"),
        ("It fired about 20 missiles.", "about 20 = 20.0 ~"),
        ("It sent an estimated 10,000 troops.", "an estimated 10,000 = 10000.0 ~"),
        ("It fired 20 or more missiles.", "20 or more = 20.0 ≥"),
        ("It fired 10-15 missiles.", "10-15 = 10.0 ~"),
        ("It fired 10 to 15 missiles.", "10 to 15 = 10.0 ~"),
        ("It flew some 900 kilometers (560 miles).", "some 900 kilometers (560 miles) = 900.0 km ~"),
        ("It flew 560 miles (900 km).", "560 miles (900 km) = 900.0 km"),
        ("It flew 800 km.", "800 km = 800.0 km"),
        ("It flew 800km.", "800km = 800.0 km"),
        ("It flew 500 nautical miles.", "500 nautical miles = 926.0 km"),
        ("It flew at 30,000 feet.", "30,000 feet = 9.144 km"),
        ("It reached 6,000-km altitude.", "6,000-km = 6000.0 km"),
        ("It flew more than 1,200 km at 60 km.", "more than 1,200 km = 1200.0 km ≥; 60 km = 60.0 km"),
        ("It flew over three hundred metres.", "over three hundred metres = 0.3 km ≥"),
        ("It has 2000 missiles.", "2000 = 2000.0"),
        ("It flew at 900 km per hour.", ""),
        ("It flew at 900 km/h.", ""),
        ("It flew 900 kilometers an hour.", ""),
        ("It rose by 20 percent.", ""),
        ("It rose by 20%.", ""),
        ("It costs $20 million.", ""),
        ("It was built in 2017.", ""),
        ("It fired on May 3 at 6:12 a.m.", ""),
        ("It fired on 3 May 2024.", ""),
        ("It fired on 2024-05-03.", ""),
        ("It lasted three days.", ""),
        ("It is the R-360 of 2,000 tons.", ""),
        ("No one spoke.", ""),
    ]

    @Test(arguments: table)
    func read_findsNumbersAndLengths(text: String, expected: String) throws {
        let (parser, vocabulary) = try EnglishParser.shared.get()
        let article = Article(id: "t", body: text)
        let analysis = parser.parse(article)
        let reader = QuantityReader(vocabulary: vocabulary)
        let found = analysis.sentences.flatMap { sentence in
            reader.read(analysis, sentence.tokens, bytes: article.bytes.span).map { describe($0, analysis, article) }
        }
        #expect(found.joined(separator: "; ") == expected)
    }

    private func describe(_ quantity: Quantity, _ analysis: Analysis, _ article: Article) -> String {
        let first = Int(analysis.tokens[quantity.tokens.lowerBound].start)
        let last = Int(analysis.tokens[quantity.tokens.upperBound - 1].end)
        var words = [article.text(first..<last), "=", "\((quantity.value * 1e6).rounded() / 1e6)"]
        if quantity.unit == .length { words.append("km") }
        if quantity.isApproximate { words.append("~") }
        if quantity.isAtLeast { words.append("≥") }
        if quantity.isAtMost { words.append("≤") }
        return words.joined(separator: " ")
    }
}
