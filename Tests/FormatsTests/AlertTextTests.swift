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
            2025-01-07T00:00:00Z  SEVERE  missile-launch
              North Korea launched an intermediate-range ballistic missile toward Japan
              occurred · observed · 2025-01-06 · irbm, hypersonic · denied by Russia · confidence 87 %
              says so: South Korea asserts
              evidence: “North Korea fires “missile”/\\” (title, launch.1)
              source: Harbour Wire · North Korea fires missile · https://example.org/a/1
            """
        #expect(AlertText(isColoured: false).describe(Samples.alerts[0]) == expected)
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
        #expect(text.contains("tech-transfer (retraction 4)"))
        #expect(text.contains("and 24 more"))
        #expect(text.contains("says so: the article in its own words"))
        #expect(AlertText(isColoured: true).describe(Samples.alerts[0]).contains("\u{1B}[1;31mSEVERE\u{1B}[0m"))
    }
}
