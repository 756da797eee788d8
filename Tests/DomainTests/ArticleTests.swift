import Domain
import Testing

@Suite struct ArticleTests {
    @Test func init_holdsFieldsAsRangesOfOneBuffer() {
        let article = Article(id: "a", title: "Títle", body: "Bödy", source: "S")
        #expect(article.text(article.id) == "a")
        #expect(article.text(article.title) == "Títle")
        #expect(article.text(article.body) == "Bödy")
        #expect(article.text(article.url).isEmpty)
        #expect(article.bytes.count == "aTítleBödyS".utf8.count)
    }

    @Test func reference_leavesEmptyFieldsOut() {
        let reference = ArticleReference(Article(id: "a", body: "b"))
        #expect(reference == ArticleReference(id: "a"))
    }

    @Test(
        arguments: [
            ("", .usable, false), ("0", .usable, false), ("1", .usable, false), ("01", .usable, false),
            ("1.0", .usable, false), ("2", .usable, true), ("10", .usable, true), ("1.1", .usable, true),
            ("2025-01-07T06:00:00Z", .usable, true), ("draft", .usable, true), ("", .canceled, true),
            ("1", .withheld, true),
        ] as [(String, Article.PublicationStatus, Bool)]
    )
    func laterVersionOrOneTakenBack_mayReplace(version: String, status: Article.PublicationStatus, may: Bool) {
        var article = Article(id: "a")
        article.version = article.append(version)
        article.status = status
        #expect(article.mayReplace == may)
    }

    /// Byte offset in the text `aé핵🚀z` and the scalar it leads to.
    @Test(arguments: [(0, 0), (1, 1), (3, 2), (6, 3), (10, 4), (11, 5), (99, 5), (-1, 0)])
    func identityMap_countsScalars(_ byte: Int, _ scalar: Int) {
        #expect(OffsetMap.identity.delivered(byte, in: Array("aé핵🚀z".utf8)[...]) == scalar)
    }

    /// The text `ab cd` delivered as `a<b>b</b>&nbsp;cd`, the space being the reference.
    @Test(arguments: [(0, 0), (1, 4), (2, 9), (3, 15), (4, 16), (5, 17)])
    func map_followsItsPoints(_ byte: Int, _ scalar: Int) {
        let points = [(1, 4), (2, 9), (3, 15)].map { OffsetMap.Point(text: $0.0, delivered: $0.1) }
        let field = Array("..ab cd".utf8)[2...]
        #expect(OffsetMap(points: points).delivered(byte, in: field) == scalar)
    }

    /// A range leads to what its bounds lead to, whatever place before it is known.
    @Test(arguments: [0..<0, 0..<2, 1..<3, 2..<5, 3..<99])
    func map_leadsRangesWhereTheirBoundsLead(_ range: Range<Int>) {
        let points = [(1, 4), (2, 9), (3, 15)].map { OffsetMap.Point(text: $0.0, delivered: $0.1) }
        let field = Array("ab cd".utf8)[...]
        for map in [OffsetMap.identity, OffsetMap(points: points)] {
            let bounds = map.delivered(range.lowerBound, in: field)..<map.delivered(range.upperBound, in: field)
            for known in 0...range.lowerBound {
                let place = OffsetMap.Point(text: known, delivered: map.delivered(known, in: field))
                #expect(map.delivered(range, in: field, after: place) == bounds)
            }
        }
    }
}
