import Domain
import Extraction
import Foundation
import Language
import Rules
import Testing

/// Nothing that is done for an article may grow faster than the article.
@Suite struct ExtractorGrowthTests {
    /// Four times the text may make four times the tokens, groups, clauses and phrases, and no more.
    @Test(arguments: HostileText.shapes.indices)
    func analysis_growsWithTheText(shape: Int) throws {
        let parser = try ShippedRules.extractor.get().rules.parser
        func parts(_ bytes: Int) -> Int {
            let analysis = parser.parse(ShippedRules.article(HostileText.text(shape, bytes: bytes)))
            return analysis.tokens.count + analysis.matches.count + analysis.nouns.count + analysis.verbs.count
                + analysis.clauses.count + analysis.prepositionals.count + analysis.sentences.count
        }
        let (short, long) = (parts(4_000), parts(16_000))
        #expect(long <= 4 * short + 200, "\(HostileText.shapes[shape].name): \(short) parts, then \(long)")
    }

    /// With the square, 16 times the text would take 256 times as long.
    ///
    /// The ratio alone counts, of processor time of this thread and not of the clock on the wall. The shorter text is
    /// about where the 400 mentions end that are compared with each other.
    @Test(arguments: [
        "events of many parties", "names that act on nothing", "anonymous events", "relatives", "lists of names",
    ])
    func extract_takesTimeInProportion(name: String) throws {
        let shape = try #require(HostileText.shapes.firstIndex { $0.name == name })
        let extractor = try ShippedRules.extractor.get()
        func time(_ bytes: Int) -> UInt64 {
            let article = ShippedRules.article(HostileText.text(shape, bytes: bytes))
            let start = clock_gettime_nsec(CLOCK_THREAD_CPUTIME_ID)
            _ = extractor.extract(article)
            return clock_gettime_nsec(CLOCK_THREAD_CPUTIME_ID) - start
        }
        let (short, long) = (time(12_000), time(192_000))
        #expect(long < short * 64, "\(short) ns, then \(long)")
    }

    @Test func hostileText_hasItsLengthAndIsRead() throws {
        let extractor = try ShippedRules.extractor.get()
        #expect(HostileText.shapes.count >= 30)
        for shape in HostileText.shapes.indices {
            let text = HostileText.text(shape, bytes: 2_000)
            #expect((2_000..<2_200).contains(text.utf8.count))
            #expect(!extractor.explain(ShippedRules.article(title: text, text)).sentences.isEmpty)
        }
    }

    private func clock_gettime_nsec(_ clock: clockid_t) -> UInt64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
