import Domain
import Testing

@testable import Articles

@Suite struct ProfileTests {
    /// A message of some shape and what must be read from it.
    struct Row: Sendable, CustomTestStringConvertible {
        var profile: String
        var json: String
        var id: String
        var title: String
        var body: String
        var source: String
        var published: String
        var language = ""
        var url = ""

        var testDescription: String { "\(profile): \(json)" }
    }

    static let rows: [Row] = [
        Row(
            profile: "tocsin",
            json: #"{"id":"a","title":"T","body":"B","source":"S","published_at":"2025-01-07"}"#,
            id: "a",
            title: "T",
            body: "B",
            source: "S",
            published: "2025-01-07"
        ),
        Row(
            profile: "ninjs",
            json: """
                {"uri":"urn:x:1","headline":"T","body_text":"B","infosource":[{"name":"Harbour Wire"}],"language":"en",
                 "versioncreated":"2025-01-07T09:30:15Z","pubstatus":"usable","version":"2"}
                """,
            id: "urn:x:1",
            title: "T",
            body: "B",
            source: "Harbour Wire",
            published: "2025-01-07T09:30:15Z",
            language: "en",
            url: "urn:x:1"
        ),
        Row(
            profile: "ninjs",
            json: #"{"uri":"urn:x:1","headline_main":"T","body_xhtml":"<p>B</p>","firstcreated":"2025-01-07"}"#,
            id: "urn:x:1",
            title: "T",
            body: "B\n",
            source: "",
            published: "2025-01-07",
            url: "urn:x:1"
        ),
        Row(
            profile: "ninjs",
            json: """
                {"uri":"urn:x:2","headlines":[{"role":"short","value":"S"},{"role":"main","value":"T"}],
                 "bodies":[{"role":"abstract","contenttype":"text/html","value":"A"},{"contenttype":"text/plain","value":"B"}],
                 "infosources":[{"name":"Harbour Wire"}],"firstcreated":"2025-01-07T09:30:15Z"}
                """,
            id: "urn:x:2",
            title: "T",
            body: "B",
            source: "Harbour Wire",
            published: "2025-01-07T09:30:15Z",
            url: "urn:x:2"
        ),
        Row(
            profile: "ninjs",
            json: """
                {"uri":"urn:x:3","headlines":[{"value":"T"}],"bodies":[{"role":"x","value":"A"},{"role":"main","value":"B"}],
                 "infoSources":[{"uri":"x"},{"name":"Harbour Wire"}],"versionCreated":"2025-01-07T09:30:15Z"}
                """,
            id: "urn:x:3",
            title: "T",
            body: "B",
            source: "Harbour Wire",
            published: "2025-01-07T09:30:15Z",
            url: "urn:x:3"
        ),
        Row(
            profile: "newsapi",
            json: """
                {"source":{"id":null,"name":"Harbour Wire"},"author":null,"title":"T","description":"D","content":null,
                 "url":"https://example.org/1","publishedAt":"2025-01-07T09:30:15Z"}
                """,
            id: "https://example.org/1",
            title: "T",
            body: "D",
            source: "Harbour Wire",
            published: "2025-01-07T09:30:15Z",
            url: "https://example.org/1"
        ),
        Row(
            profile: "webz",
            json: """
                {"uuid":"u1","url":"https://example.org/1","title":"T","text":"B","language":"english",
                 "published":"2025-01-07T09:30:15.000+02:00","thread":{"site":"example.org","site_full":"www.example.org"}}
                """,
            id: "u1",
            title: "T",
            body: "B",
            source: "www.example.org",
            published: "2025-01-07T07:30:15Z",
            language: "en",
            url: "https://example.org/1"
        ),
        Row(
            profile: "news-please",
            json: """
                {"filename":"f1","url":"https://example.org/1","title":"T","maintext":"B","source_domain":"example.org",
                 "date_publish":"2025-01-07 09:30:15","date_download":"2025-02-01 00:00:00","language":"en","authors":["x"]}
                """,
            id: "f1",
            title: "T",
            body: "B",
            source: "example.org",
            published: "2025-01-07T09:30:15Z",
            language: "en",
            url: "https://example.org/1"
        ),
        Row(
            profile: "rss",
            json: """
                {"feed":{"title":"Harbour Wire","url":"https://example.org/rss"},"title":"T","id":"g1",
                 "link":"https://example.org/1","content":"<p>B</p>","author":null,"date":"2025-01-07T09:30:15Z"}
                """,
            id: "g1",
            title: "T",
            body: "B\n",
            source: "Harbour Wire",
            published: "2025-01-07T09:30:15Z",
            url: "https://example.org/1"
        ),
        Row(
            profile: "rss",
            json:
                #"{"guid":"g2","link":"https://example.org/2","title":"T","description":"B","pubDate":"Tue, 07 Jan 2025 09:30:15 GMT"}"#,
            id: "g2",
            title: "T",
            body: "B",
            source: "",
            published: "2025-01-07T09:30:15Z",
            url: "https://example.org/2"
        ),
    ]

    /// Shapes that have no profile of their own.
    static let others: [Row] = [
        Row(
            profile: "auto",
            json: """
                {"id":"m1","url":"https://example.org/1","article_title":"T","text_content":"B","canonical_domain":"example.org",
                 "publication_date":"2025-01-07","language":"en"}
                """,
            id: "m1",
            title: "T",
            body: "B",
            source: "example.org",
            published: "2025-01-07",
            language: "en",
            url: "https://example.org/1"
        ),
        Row(
            profile: "auto",
            json:
                #"{"uri":"8","lang":"eng","title":"T","body":"B","dateTimePub":"2025-01-07T09:30:15Z","source":{"title":"S"}}"#,
            id: "8",
            title: "T",
            body: "B",
            source: "S",
            published: "2025-01-07T09:30:15Z",
            language: "eng"
        ),
        Row(
            profile: "auto",
            json: #"{"url":"u","title":"T","body":"B","publishedAt":"2025-01-07"}"#,
            id: "u",
            title: "T",
            body: "B",
            source: "",
            published: "2025-01-07",
            url: "u"
        ),
        Row(
            profile: "auto",
            json: #"{"title":"T","body":"B","published_at":1736242215}"#,
            id: "unidentified",
            title: "T",
            body: "B",
            source: "",
            published: "2025-01-07T09:30:15Z"
        ),
    ]

    @Test(arguments: rows + others)
    func profile_mapsTheShape(_ row: Row) throws {
        let profile = try #require(Profile.named(row.profile))
        try check(row, ArticleDecoder(profile: profile))
    }

    @Test(arguments: rows)
    func auto_recognisesTheShape(_ row: Row) throws {
        let parser = try #require(JSONParser(limits: DecodeLimits()))
        let outcome = Array(row.json.utf8).withUnsafeBufferPointer { parser.parse($0) }
        guard case .document(let root) = outcome else {
            Issue.record("the fixture is no JSON")
            return
        }
        #expect(Profile.auto.resolved(for: root).name == row.profile)
        try check(row, ArticleDecoder(profile: .auto))
    }

    private func check(_ row: Row, _ decoder: ArticleDecoder) throws {
        let article = try #require(decoder.decode(json: row.json).article)
        #expect(article.text(article.id) == row.id)
        #expect(article.text(article.title) == row.title)
        #expect(article.text(article.body) == row.body)
        #expect(article.text(article.source) == row.source)
        #expect(article.publishedAt?.description == row.published)
        #expect(article.text(article.language) == row.language)
        #expect(article.text(article.url) == row.url)
    }

    @Test(arguments: [
        #"{"payload":{"title":"T"}}"#, #"{"schema":{"type":"struct"},"payload":{"title":"T"}}"#,
        #"{"article":{"title":"T"}}"#,
        #"{"specversion":"1.0","type":"news","source":"/x","id":"9","data":{"title":"T"}}"#,
        #"{"specversion":"1.0","id":"9","data":{"schema":null,"payload":{"title":"T"}}}"#,
        #"{"schema":{"type":"string"},"payload":"{\"title\":\"T\"}"}"#,
        #"{"payload":{"payload":{"payload":{"title":"T"}}}}"#,
    ])
    func decode_takesEnvelopesOff(_ json: String) throws {
        for profile in [Profile.auto, .tocsin] {
            let article = try #require(ArticleDecoder(profile: profile).decode(json: json).article)
            #expect(article.text(article.title) == "T")
        }
    }

    @Test func decode_refusesAShapeThatAutoDoesNotKnow() throws {
        for json in [
            #"{"hello":"world"}"#, #"{"payload":5}"#,
            #"{"payload":{"payload":{"payload":{"payload":{"payload":{}}}}}}"#,
        ] {
            #expect(ArticleDecoder().decode(json: json).failure?.reason == .unknownProfile)
        }
    }

    @Test func decode_mapsAnyShapeByPointers() throws {
        let profile = try Profile(
            name: "mine",
            pointers: [
                "id": ["/meta/key"], "title": ["/x~1y/0", "/fallback"], "body": ["/payload/parts/1/text"],
                "published_at": ["/meta/at"],
            ]
        )
        let decoder = ArticleDecoder(profile: profile)
        let json =
            #"{"meta":{"key":17,"at":"2025-01-07"},"x/y":["  "],"fallback":"T","payload":{"parts":[0,{"text":"B"}]}}"#
        let article = try #require(decoder.decode(json: json).article)
        #expect(article.text(article.id) == "17")
        #expect(article.text(article.title) == "T")
        #expect(article.text(article.body) == "B")
        #expect(article.publishedAt?.description == "2025-01-07")
        let failure = try #require(decoder.decode(json: #"{"title":"x"}"#).failure)
        #expect(failure.reason == .noText)
        #expect(failure.detail.contains("/x~1y/0, /fallback, /payload/parts/1/text"))
    }

    @Test func init_refusesMappingsThatCannotWork() {
        #expect(throws: ProfileError.unknownField("headline")) {
            try Profile(name: "x", pointers: ["headline": ["/a"], "title": ["/b"]])
        }
        #expect(throws: ProfileError.noText("x")) { try Profile(name: "x", pointers: ["id": ["/a"]]) }
        #expect(throws: ProfileError.self) { try Profile(name: "x", pointers: ["title": ["a"]]) }
    }

    @Test func shipped_tablesAreWellFormed() {
        #expect(Profile.names == ["auto", "tocsin", "ninjs", "webz", "news-please", "newsapi", "rss"])
        #expect(Profile.named("nope") == nil)
        for profile in Profile.shipped {
            #expect(profile.marks.allSatisfy { !$0.isEmpty }, "\(profile.name)")
            #expect(profile.selectors.values.allSatisfy { !$0.isEmpty }, "\(profile.name)")
        }
        #expect(Profile.selector("/a/*role=main/value")?.name == "/a/*/value")
        #expect(Profile.selector("/a_*")?.choice == .prefix("a_"))
        #expect(Profile.selector("no pointer") == nil)
    }
}
