import Testing

/// What the demo and these tests rely on in `seeds/`.
@Suite struct SampleArticlesTests {
    let samples: SampleArticles

    init() throws {
        samples = try SampleArticles()
    }

    @Test func articles_haveTheirOwnId_andAreInOrderOfTime() throws {
        let ids = try samples.articles().map(\.id)

        #expect(ids.count >= 60)
        #expect(Set(ids).count == ids.count)
        #expect(ids == ids.sorted())
    }

    @Test func articles_haveEveryField() throws {
        for article in try samples.articles() {
            #expect(article.url.hasPrefix("https://example.org/"), "\(article.id)")
            #expect(!article.title.isEmpty && !article.body.isEmpty && !article.source.isEmpty, "\(article.id)")
            #expect(article.published_at.hasPrefix("2025-"), "\(article.id)")
            #expect(article.language == "en", "\(article.id)")
        }
    }

    @Test func expectations_nameEveryArticle_andEveryKind() throws {
        let ids = Set(try samples.articles().map(\.id))
        let kinds: Set = [
            "missile-launch", "space-launch", "nuclear-test", "nuclear-programme", "tech-transfer", "arms-transfer",
            "troop-deployment", "defence-pact", "sanctions-breach",
        ]

        #expect(Set(samples.expectations.map(\.article)).union(samples.ordinary) == ids)
        #expect(Set(samples.expectations.map(\.kind)) == kinds)
        #expect(samples.ordinary.count >= 15)
        #expect(samples.ordinary.isDisjoint(with: samples.expectations.map(\.article)))
    }
}
