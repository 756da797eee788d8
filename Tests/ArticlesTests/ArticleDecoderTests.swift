import Domain
import Testing

@testable import Articles

@Suite struct ArticleDecoderTests {
    private let decoder = ArticleDecoder(profile: .tocsin)

    @Test func decode_readsTheCanonicalMessage() throws {
        let json = """
            {"id": "a-1", "url": "https://example.org/1", "title": "Rocket &amp; <b>fire</b>", "body": "<p>One.</p>Two.",
             "source": "Harbour Wire", "published_at": "2025-01-07T09:00:00+09:00", "language": "en-GB", "version": 3,
             "pubstatus": "usable", "something": {"else": [1, 2]}}
            """
        let article = try #require(decoder.decode(json: json).article)
        #expect(article.text(article.id) == "a-1")
        #expect(article.text(article.url) == "https://example.org/1")
        #expect(article.text(article.title) == "Rocket & fire")
        #expect(article.text(article.body) == "One.\nTwo.")
        #expect(article.text(article.source) == "Harbour Wire")
        #expect(article.text(article.language) == "en-GB")
        #expect(article.text(article.version) == "3")
        #expect(article.publishedAt?.timestamp.description == "2025-01-07T00:00:00Z")
        #expect(article.publishedAt?.isFromMessage == false)
        #expect(article.status == .usable)
        let fire = article.title.upperBound - 4
        let title = article.bytes[article.title]
        #expect(article.titleMap.delivered(fire - article.title.lowerBound, in: title) == 16)
    }

    @Test(
        arguments: [
            ("", .notJSON), ("   ", .notJSON), ("{", .notJSON), ("nonsense", .notJSON),
            ("{\"title\": \"x\"} trailing", .notJSON),
            ("{'title': 'x'}", .notJSON), ("{\"title\": \"raw\nbreak\"}", .notJSON), ("{\"title\": NaN}", .notJSON),
            ("{\"title\": \"x\", \"n\": 123456789012345678901234567890}", .notJSON), ("{\"title\": \"\\q\"}", .notJSON),
            ("[]", .wrongType), ("5", .wrongType), ("\"text\"", .wrongType), ("true", .wrongType),
            ("{\"title\": 5}", .wrongType), ("{\"title\": [\"x\"]}", .wrongType),
            ("{\"body\": {\"x\": 1}}", .wrongType),
            ("{\"title\": \"x\", \"id\": true}", .wrongType), ("{\"title\": \"x\", \"id\": 1.5}", .wrongType),
            ("{\"title\": \"x\", \"url\": 5}", .wrongType), ("{\"title\": \"x\", \"language\": []}", .wrongType),
            ("{\"title\": \"x\", \"source\": {}}", .wrongType),
            ("{\"title\": \"x\", \"published_at\": true}", .wrongType),
            ("{\"title\": \"x\", \"pubstatus\": 1}", .wrongType),
            ("{\"title\": \"x\", \"published_at\": \"soon\"}", .badValue),
            ("{\"title\": \"x\", \"published_at\": -5}", .badValue),
            ("{\"title\": \"x\", \"pubstatus\": \"lost\"}", .badValue),
            ("{}", .noText), ("{\"id\": \"x\"}", .noText), ("{\"headline\": \"x\"}", .noText),
        ] as [(String, DecodeFailure.Reason)]
    )
    func decode_refusesWithAReason(_ json: String, _ reason: DecodeFailure.Reason) throws {
        let failure = try #require(decoder.decode(json: json).failure)
        #expect(failure.reason == reason)
        #expect(!failure.detail.isEmpty)
    }

    @Test func decode_namesFieldValueAndLimit() {
        #expect(
            decoder.decode(json: #"{"title": "x", "published_at": "soon"}"#).failure?.detail
                == "published_at at /published_at is 'soon', which is no date"
        )
        #expect(
            decoder.decode(json: #"{"title": 5}"#).failure?.detail
                == "title at /title is a number, a string is expected"
        )
        let small = ArticleDecoder(profile: .tocsin, limits: DecodeLimits(bytes: 100))
        #expect(
            small.decode([UInt8](repeating: 0x20, count: 101)).failure
                == DecodeFailure(.tooLarge, "the message has 101 bytes, the limit is 100")
        )
    }

    @Test(
        arguments: [
            [0xFF, 0xFE], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x80], [0xE2, 0x82],
        ] as [[UInt8]]
    )
    func decode_refusesWhatIsNotUTF8(_ bytes: [UInt8]) {
        let message = Array(#"{"title": ""#.utf8) + bytes + Array(#""}"#.utf8)
        #expect(decoder.decode(message).failure?.reason == .notUTF8)
        #expect(decoder.decode(bytes).failure?.reason == .notUTF8)
    }

    @Test func decode_keepsTheLimitOfDepth() {
        func nested(_ levels: Int) -> String {
            #"{"title": "x", "deep": "# + String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
                + "}"
        }
        let decoder = ArticleDecoder(profile: .tocsin, limits: DecodeLimits(depth: 16))
        #expect(decoder.decode(json: nested(8)).article != nil)
        #expect(decoder.decode(json: nested(16)).failure?.reason == .tooDeep)
        #expect(decoder.decode(json: nested(400_000)).failure?.reason == .tooDeep)
        #expect(self.decoder.decode(json: nested(60)).article != nil)
        #expect(self.decoder.decode(json: nested(64)).failure?.reason == .tooDeep)
    }

    @Test func decode_passesOverTombstones() {
        #expect(decoder.decode(nil).isTombstone)
        #expect(decoder.decode(json: "null").failure?.reason == .wrongType)
        #expect(decoder.decode(json: #"{"schema": null, "payload": null}"#).isTombstone)
    }

    @Test(arguments: [
        #"{"title": ""}"#, #"{"body": ""}"#, #"{"title": null}"#, #"{"title": "", "body": null}"#,
        #"{"id": "x", "pubstatus": "canceled"}"#,
    ])
    func decode_takesArticlesWithoutText(_ json: String) throws {
        let article = try #require(decoder.decode(json: json).article)
        #expect(article.title.isEmpty && article.body.isEmpty)
    }

    @Test func decode_repairsLoneSurrogates() throws {
        let cases = [
            (#"{"title": "a\ud800b"}"#, "a\u{FFFD}b"), (#"{"title": "\udc00"}"#, "\u{FFFD}"),
            (#"{"title": "\ud83d\ude80 \ud83d"}"#, "🚀 \u{FFFD}"),
            (#"{"title": "\\ud800 \ud83dx"}"#, #"\ud800 "# + "\u{FFFD}x"),
        ]
        for (json, expected) in cases {
            let article = try #require(decoder.decode(json: json).article)
            #expect(article.text(article.title) == expected)
        }
    }

    @Test func decode_passesOverAByteOrderMark() throws {
        let message = [0xEF, 0xBB, 0xBF] + Array(#"{"title": "x"}"#.utf8)
        #expect(decoder.decode(message).article != nil)
    }

    @Test func decode_derivesAMissingID() throws {
        let origin = Origin(topic: "news", partition: 3, offset: 42)
        for json in [#"{"title": "x"}"#, #"{"title": "x", "id": "  "}"#, #"{"title": "x", "id": null}"#] {
            let kafka = try #require(decoder.decode(json: json, carrier: Carrier(.kafka(origin))).article)
            #expect(kafka.text(kafka.id) == "news/3/42")
            let file = try #require(
                decoder.decode(json: json, carrier: Carrier(.line(file: "a.jsonl", number: 7))).article
            )
            #expect(file.text(file.id) == "a.jsonl:7")
        }
    }

    @Test func decode_takesTheMessageTimestampWhereTheArticleHasNone() throws {
        let timestamp = Timestamp(milliseconds: 1_736_242_215_000)
        for json in [
            #"{"title": "x"}"#, #"{"title": "x", "published_at": " "}"#, #"{"title": "x", "published_at": null}"#,
        ] {
            let article = try #require(decoder.decode(json: json, carrier: Carrier(timestamp: timestamp)).article)
            #expect(article.publishedAt?.timestamp == timestamp)
            #expect(article.publishedAt?.isFromMessage == true)
            #expect(decoder.decode(json: json).article?.publishedAt == nil)
        }
    }

    @Test(
        arguments: [
            ("usable", .usable), ("", .usable), ("withheld", .withheld), ("Canceled", .canceled),
            ("cancelled", .canceled),
            ("stat:canceled", .canceled),
        ] as [(String, Article.PublicationStatus)]
    )
    func decode_readsThePublicationStatus(_ word: String, _ status: Article.PublicationStatus) throws {
        let article = try #require(decoder.decode(json: #"{"title": "x", "pubstatus": "\#(word)"}"#).article)
        #expect(article.status == status)
    }

    @Test func decode_holdsBackWhatIsUnderEmbargo() throws {
        let json = #"{"title": "x", "embargoed_until": "2025-01-07T09:30:15Z"}"#
        let before = Carrier(now: Timestamp(milliseconds: 1_736_242_214_999))
        let failure = try #require(decoder.decode(json: json, carrier: before).failure)
        #expect(failure.reason == .embargoed)
        #expect(failure.embargoedUntil?.description == "2025-01-07T09:30:15Z")
        #expect(failure.detail.contains("2025-01-07T09:30:15Z"))
        let after = Carrier(now: Timestamp(milliseconds: 1_736_242_215_000))
        #expect(decoder.decode(json: json, carrier: after).article != nil)
    }

    @Test(arguments: 0..<30)
    func decode_isTotalOnDamagedMessages(_ seed: Int) {
        var numbers = SeededNumbers(seed: UInt64(seed))
        let sound =
            Array(#"{"id": "x", "title": "A \u00e9 &amp; <b>b</b>", "body": ["#.utf8)
            + Array(#""x", {"payload": null}], "published_at": 1.5e9, "version": -1}"#.utf8)
        var reasons: Set<DecodeFailure.Reason> = []
        for _ in 0..<200 {
            var message = sound
            for _ in 0..<Int.random(in: 1...4, using: &numbers) {
                let place = Int.random(in: 0..<message.count, using: &numbers)
                switch Int.random(in: 0..<3, using: &numbers) {
                case 0: message[place] = UInt8.random(in: 0...255, using: &numbers)
                case 1: message.remove(at: place)
                default: message.insert(contentsOf: message[..<place], at: place)
                }
            }
            if let failure = ArticleDecoder().decode(message).failure { reasons.insert(failure.reason) }
        }
        #expect(!reasons.isEmpty)
        #expect(!reasons.contains(.noMemory))
    }

    @Test func decode_servesManyCallersAtOnce() async {
        let decoder = ArticleDecoder(profile: .tocsin)
        let titles = await withTaskGroup(of: String?.self) { group in
            for number in 0..<200 {
                group.addTask {
                    let body = String(repeating: "x", count: number * 37)
                    let article = decoder.decode(json: #"{"title": "t\#(number)", "body": "\#(body)"}"#).article
                    return article.map { $0.text($0.title) }
                }
            }
            return await group.reduce(into: Set<String>()) { titles, title in
                if let title { titles.insert(title) }
            }
        }
        #expect(titles == Set((0..<200).map { "t\($0)" }))
    }
}
