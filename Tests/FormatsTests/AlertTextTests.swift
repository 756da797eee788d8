import Domain
import Formats
import Testing

@Suite struct AlertTextTests {
    @Test(
        arguments: [
            ("plain “text” – 핵 🚀", "plain “text” – 핵 🚀"), ("", ""), ("a\u{1B}[31mred", "a\\u{1B}[31mred"),
            ("\u{1B}]0;title\u{7}", "\\u{1B}]0;title\\u{7}"), ("a\nb\tc\r", "a\\nb\\tc\\r"),
            ("\u{0}\u{7F}", "\\u{0}\\u{7F}"),
            ("\u{9B}31m", "\\u{9B}31m"), ("x\u{202E}y\u{2066}", "x\\u{202E}y\\u{2066}"),
            ("a\u{200B}b\u{FEFF}", "a\\u{200B}b\\u{FEFF}"),
            ("tag\u{E0041}", "tag\\u{E0041}"),
        ])
    func escaped_makesTheInvisibleVisible(_ text: String, _ expected: String) {
        #expect(TerminalText.escaped(text) == expected)
    }

    @Test func describe_saysWhatADutyOfficerNeeds() {
        let expected = """
            2025-01-07T00:00:00Z  SEVERE  missile-launch  e-1/1
              North Korea launched an intermediate-range ballistic missile toward Japan
              occurred · observed · 2025-01-06 · irbm, hypersonic · denied by Russia · confidence 87 %
              says so: South Korea asserts
              evidence: “North Korea fires “missile”/\\” (title, launch.1)
              source: Harbour Wire · North Korea fires missile · https://example.org/a/1
            """
        #expect(AlertText(isColoured: false).describe(Samples.alerts[0]) == expected)
    }

    @Test func fold_saysWhatAnUpdateChanges() {
        let text = AlertText(isColoured: false)
        var first = Samples.alerts[0]
        first.signal.claims = []
        first.signal.deniedBy = []
        var next = first
        next.change = .update
        next.revision = 2
        next.changed = [.sources, .confirmation]
        next.sourceCount = first.sourceCount + 3
        next.lastSeen = "2025-01-07T09:00:00Z"
        next.signal.claims = [Claim(by: Party(id: "KOR", name: "South Korea"), stance: .asserts, article: "a")]
        let head = "2025-01-07T09:00:00Z  SEVERE  missile-launch  e-1/2 (update)  \(first.signal.headline): "
        #expect(text.fold(next, after: first) == head + "+3 sources, now confirmed by South Korea")
        var last = next
        last.signal.count = 2
        last.signal.object = "hypersonic"
        last.signal.certainty = .alleged
        last.signal.deniedBy = [Party(id: "RUS", name: "Russia\u{1B}")]
        last.signal.severity = .extreme
        last.signal.places.append(
            Place(role: .impact, name: "East Sea", country: nil, latitude: nil, longitude: nil)
        )
        last.sourceCount -= 1
        #expect(
            text.fold(last, after: next)
                == head.replacing("SEVERE", with: "EXTREME")
                + "-1 source, now denied by Russia\\u{1B}, now alleged, was observed, severity extreme, was severe, "
                + "object hypersonic, was irbm, count 2, was 1, came down at East Sea"
        )
        #expect(text.fold(last, after: last).hasSuffix(": more of the same"))
        last.change = .retraction
        #expect(text.fold(last, after: next).contains("  RETRACTED  missile-launch  e-1/2 (retraction)  "))
        #expect(text.fold(last, after: next).hasSuffix("no article stands behind it any more"))
    }

    @Test func describe_trustsNoField() {
        let evil = "\u{1B}[2Jx\ny"
        var signal = Samples.full
        signal.kind = evil
        signal.headline = evil
        signal.objects = [evil]
        signal.deniedBy = [Party(id: evil, name: evil)]
        signal.claims = [Claim(by: Party(id: "", name: evil), stance: .denies, article: evil)]
        signal.evidence = [Evidence(article: evil, field: .body, start: 0, end: 1, text: evil, rule: evil)]
        var reference = ArticleReference(id: evil)
        reference.title = evil
        reference.source = evil
        reference.url = evil
        let text = AlertText(isColoured: false).describe(
            Alert(id: evil, signal: signal, article: reference, seen: evil)
        )
        #expect(!text.unicodeScalars.contains("\u{1B}"))
        #expect(text.split(separator: "\n").count == 6)
    }

    @Test func describe_marksRevisionsAndCountsArticles() {
        var alert = Samples.alerts[1]
        alert.change = .retraction
        alert.revision = 4
        alert.articleCount = 25
        let text = AlertText(isColoured: false).describe(alert)
        #expect(text.contains("  RETRACTED  tech-transfer  e-2/4 (retraction)"))
        #expect(text.contains("and 24 more"))
        #expect(text.contains("says so: the article in its own words"))
        #expect(AlertText(isColoured: true).describe(Samples.alerts[0]).contains("\u{1B}[1;31mSEVERE\u{1B}[0m"))
    }
}
