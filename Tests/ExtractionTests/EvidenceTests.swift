import Articles
import Domain
import Extraction
import Foundation
import Rules
import TestSupport
import Testing

/// Evidence must point at the words it quotes, in the field as it was delivered.
@Suite struct EvidenceTests {
    private func passage(_ evidence: Evidence, of field: String) -> String? {
        let scalars = Array(field.unicodeScalars)
        guard 0 <= evidence.start, evidence.start < evidence.end, evidence.end <= scalars.count else { return nil }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[evidence.start..<evidence.end])
        return String(text)
    }

    @Test func evidence_quotesThePlaceItPointsAt() throws {
        let extractor = try ShippedRules.extractor.get()
        var checked = 0
        for text in ShippedRules.telling {
            // Characters of two, three and four bytes before it, and a title that tells of it too.
            let (title, body) = ("Łódź 평양 🚀: " + text, "Ünter “quotes” – 핵 🚀.\n\n" + text + "\n\nEnd — 끝.")
            for evidence in extractor.extract(ShippedRules.article(title: title, body)).flatMap(\.evidence) {
                #expect(passage(evidence, of: evidence.field == .title ? title : body) == evidence.text)
                checked += 1
            }
        }
        #expect(checked > 100)
    }

    @Test(arguments: 0..<4)
    func evidence_pointsIntoMarkupAsDelivered(seed: UInt64) throws {
        var random = Random(seed: seed)
        let extractor = try ShippedRules.extractor.get()
        let decoder = ArticleDecoder()
        var checked = 0
        for text in ShippedRules.telling {
            let html = "<p>Some <i>words</i> &amp; more.</p>\n<p>" + marked(text, &random) + "</p><p>The end.</p>"
            let message = ["id": "a1", "title": "", "body": html, "published_at": "2025-01-07"]
            let bytes = Array(try JSONSerialization.data(withJSONObject: message))
            guard case .article(let article) = decoder.decode(bytes) else {
                Issue.record("not decoded: \(html)")
                continue
            }
            for evidence in extractor.extract(article).flatMap(\.evidence) {
                let delivered = passage(evidence, of: html)
                #expect(delivered.map(plain) == evidence.text, "\(html)")
                checked += 1
            }
        }
        #expect(checked > 50)
    }

    /// Whatever is thrown between the words of a plain text, the offsets count its scalars.
    @Test(arguments: 0..<4)
    func evidence_countsScalarsOfAnyText(seed: UInt64) throws {
        var random = Random(seed: seed)
        let extractor = try ShippedRules.extractor.get()
        let glue = [
            " ", " ", " ", "\u{A0}", "\r\n", "\u{2003}", " \u{1F468}\u{200D}\u{1F680} ", " e\u{301}\u{327} ",
            " \u{0}\u{1B} ",
            " \u{202E}\u{FEFF}", " \u{1F1F0}\u{1F1F5} ", " &amp; ", " \u{10FFFF} ",
        ]
        var checked = 0
        for text in ShippedRules.telling {
            let words = text.split(separator: " ")
            let (title, body) = (mixed(words, glue, &random), "\u{FEFF}" + mixed(words, glue, &random) + "\r\n")
            for evidence in extractor.extract(ShippedRules.article(title: title, body)).flatMap(\.evidence) {
                #expect(passage(evidence, of: evidence.field == .title ? title : body) == evidence.text)
                checked += 1
            }
        }
        #expect(checked > 100)
    }

    /// The same with messages: invisible characters, references and line ends are taken out, and counted all the same.
    @Test(arguments: 0..<4)
    func evidence_countsWhatIsTakenOut(seed: UInt64) throws {
        var random = Random(seed: seed)
        let extractor = try ShippedRules.extractor.get()
        let decoder = ArticleDecoder()
        let glue = [
            " ", " ", "\r\n", " \u{200B}", "\u{AD} ", "&#32;", " <wbr>", " <b></b>", "&nbsp;", "\u{85}", " &#8203;",
        ]
        var checked = 0
        for text in ShippedRules.telling {
            let body = "&#128640; e\u{301} " + mixed(text.split(separator: " "), glue, &random) + "<br>End."
            let message = ["id": "a1", "title": "", "body": body, "published_at": "2025-01-07"]
            let bytes = Array(try JSONSerialization.data(withJSONObject: message))
            guard case .article(let article) = decoder.decode(bytes) else {
                Issue.record("not decoded: \(body)")
                continue
            }
            for evidence in extractor.extract(article).flatMap(\.evidence) {
                #expect(passage(evidence, of: body).map(words) == words(evidence.text), "\(body)")
                checked += 1
            }
        }
        #expect(checked > 50)
    }

    private func mixed(_ words: [Substring], _ glue: [String], _ random: inout Random) -> String {
        words.reduce("") { $0.isEmpty ? String($1) : $0 + random.pick(glue) + $1 }
    }

    /// The letters and digits alone, once tags and references are gone.
    private func words(_ text: String) -> String {
        let plain = text.replacing(/<[^>]*>|&#?\w+;/, with: "")
        return String(
            String.UnicodeScalarView(
                plain.unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }
            )
        )
    }

    /// `text` with markup around some of its words and references for some of its characters.
    private func marked(_ text: String, _ random: inout Random) -> String {
        let words = text.split(separator: " ").map { word in
            let word = word.replacingOccurrences(of: "'", with: random.below(2) == 0 ? "&#8217;" : "&rsquo;")
            switch random.below(6) {
            case 0: return "<b>\(word)</b>"
            case 1: return "<a href=\"https://example.org/?q=1&amp;r=2\">\(word)</a>"
            case 2: return "<!-- note -->\(word)<span class=x></span>"
            default: return word
            }
        }
        return words.reduce("") { $0.isEmpty ? $1 : $0 + (random.below(8) == 0 ? "&#32;" : " ") + $1 }
    }

    private func plain(_ html: String) -> String {
        html.replacing(/<!--.*?-->/, with: "").replacing(/<[^>]*>/, with: "")
            .replacing("&#8217;", with: "’").replacing("&rsquo;", with: "’").replacing("&#32;", with: " ")
    }

    @Test func evidence_isCappedAt400Characters() throws {
        let filler = String(repeating: "very ", count: 120)
        let text = "Iran fired a \(filler)large ballistic missile at Israel on Monday."
        let signals = try ShippedRules.extractor.get().extract(ShippedRules.article(text))
        #expect(signals.flatMap(\.evidence).allSatisfy { $0.text.unicodeScalars.count <= 400 })
    }
}
