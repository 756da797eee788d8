// The shipped shapes as data. A row is a field and the places to look at, in order of preference:
//   /a/b                JSON Pointer
//   /a/*role=main/value the member `value` of the item of array /a whose `role` is `main`
//   /a/*/value          the member `value` of any item of array /a
//   /a_*                the first string member whose name begins with `a_`
// `marks` are the members by which `auto` recognises a shape: one row of them is enough, all of a row are needed.

extension Profile {
    /// The shipped shapes, in the order in which `auto` tries them.
    static let shipped: [Profile] = [tocsin, ninjs, webz, newsPlease, newsAPI, rss]

    /// The canonical article message.
    public static let tocsin = shape(
        "tocsin",
        [
            .id: "/id", .url: "/url", .title: "/title", .body: "/body", .source: "/source",
            .publishedAt: "/published_at", .language: "/language", .version: "/version", .pubstatus: "/pubstatus",
            .embargoedUntil: "/embargoed_until",
        ],
        marks: ["/body /published_at", "/title /published_at", "/id /body", "/id /pubstatus"]
    )

    /// IPTC ninjs 1.x, 2.x and 3.x.
    static let ninjs = shape(
        "ninjs",
        [
            .id: "/uri",
            .url: "/url /uri",
            .title: "/headline /headline_main /headlines/*role=main/value /headlines/*/value /headline_* /title",
            .body: """
            /body_text /body_main /body_xhtml /body_html /bodies/*role=main/value \
            /bodies/*contenttype=text/plain/value /bodies/*contentType=text/plain/value /bodies/*/value /body_* \
            /description_text /descriptions/*/value /description_*
            """,
            .source: """
            /infosource/*/name /infosources/*/name /infoSources/*/name /provider /byline /by /copyrightholder \
            /copyrightHolder
            """,
            .publishedAt: """
            /versioncreated /versionCreated /firstcreated /firstCreated /contentcreated /contentCreated
            """,
            .language: "/language",
            .version: "/version",
            .pubstatus: "/pubstatus /pubStatus",
            .embargoedUntil: "/embargoed /embargoedUntil",
        ],
        marks: [
            "/uri /headline", "/uri /headlines", "/uri /headline_main", "/uri /bodies", "/uri /body_text",
            "/uri /body_xhtml", "/uri /body_html", "/uri /body_main", "/uri /versioncreated", "/uri /versionCreated",
            "/uri /firstcreated", "/uri /firstCreated", "/uri /pubstatus", "/uri /pubStatus",
        ]
    )

    /// Posts of Webz.io.
    static let webz = shape(
        "webz",
        [
            .id: "/uuid /url", .url: "/url", .title: "/title /thread/title_full /thread/title", .body: "/text",
            .source: "/thread/site_full /thread/site", .publishedAt: "/published /thread/published /crawled",
            .language: "/language",
        ],
        marks: ["/uuid /thread", "/thread /text"]
    )

    /// What news-please and the CC-NEWS readers built on it write.
    static let newsPlease = shape(
        "news-please",
        [
            .id: "/filename /url", .url: "/url", .title: "/title /title_page /title_rss", .body: "/maintext /text",
            .source: "/source_domain", .publishedAt: "/date_publish /date_modify /date_download",
            .language: "/language",
        ],
        marks: ["/maintext", "/source_domain /date_publish", "/source_domain /date_download"]
    )

    /// Articles of NewsAPI.org, whose `content` ends after some 200 characters.
    static let newsAPI = shape(
        "newsapi",
        [
            .id: "/url", .url: "/url", .title: "/title", .body: "/content /description",
            .source: "/source/name /source/id", .publishedAt: "/publishedAt", .language: "/language",
        ],
        marks: ["/publishedAt /source", "/publishedAt /url"]
    )

    /// Feed items as the RSS connectors for Kafka write them.
    static let rss = shape(
        "rss",
        [
            .id: "/id /guid /link", .url: "/link", .title: "/title",
            .body: "/content /content_encoded /description /summary", .source: "/feed/title /author /feed/url",
            .publishedAt: "/date /pubDate /published /updated /isoDate", .language: "/language /feed/language",
        ],
        marks: ["/feed /link", "/link /pubDate", "/link /guid", "/link /content"]
    )

    /// Names in use for each field, for messages of a shape that has no profile.
    static let generic = rows([
        .id: "/id /uuid /uri /guid /url /link",
        .url: "/url /link /canonical_url /original_url",
        .title: "/title /headline /article_title /title_page",
        .body: "/body /text /content /maintext /text_content /article_text /description /summary",
        .source: "/source/name /source/title /source /source_domain /canonical_domain /media_name",
        .publishedAt: """
        /published_at /publishedAt /published /date_publish /publication_date /publish_date /dateTimePub \
        /dateTime /pubDate /date
        """,
        .language: "/language /lang",
        .version: "/version",
        .pubstatus: "/pubstatus /pubStatus",
        .embargoedUntil: "/embargoed_until /embargoedUntil /embargoed",
    ])

    private static func shape(_ name: String, _ table: [Field: String], marks: [String]) -> Profile {
        Profile(
            name: name,
            selectors: rows(table),
            marks: marks.map { $0.split(separator: " ").compactMap { try? JSONPointer(String($0)) } }
        )
    }

    private static func rows(_ table: [Field: String]) -> [Field: [Selector]] {
        table.mapValues { $0.split(separator: " ").compactMap { selector(String($0)) } }
    }

    /// Reads one place of the tables above; that none is malformed is what a test makes sure of.
    static func selector(_ text: String) -> Selector? {
        guard let star = text.firstIndex(of: "*") else {
            return (try? JSONPointer(text)).map { Selector(pointer: $0, choice: .itself) }
        }
        let rest = text[text.index(after: star)...]
        guard let slash = rest.lastIndex(of: "/"), text[..<star].hasSuffix("/") else {
            guard rest.isEmpty, let start = text[..<star].lastIndex(of: "/") else { return nil }
            let prefix = String(text[text.index(after: start)..<star])
            return (try? JSONPointer(String(text[..<start]))).map { Selector(pointer: $0, choice: .prefix(prefix)) }
        }
        let condition = rest[..<slash].split(separator: "=", maxSplits: 1).map(String.init)
        let choice = Selector.Choice.item(
            key: condition.first ?? "",
            wanted: condition.count == 2 ? condition[1] : nil,
            value: String(rest[rest.index(after: slash)...])
        )
        return (try? JSONPointer(String(text[..<star].dropLast()))).map { Selector(pointer: $0, choice: choice) }
    }
}
