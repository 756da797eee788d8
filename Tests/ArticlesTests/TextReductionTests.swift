import Domain
import Testing

@testable import Articles

@Suite struct TextReductionTests {
    @Test(
        arguments: [
            // Plain text stays as it is.
            ("", ""), ("Missile fired", "Missile fired"), ("one\n\ntwo\tthree", "one\n\ntwo\tthree"),
            ("“Quoted” – dash… 핵 ракета 🚀", "“Quoted” – dash… 핵 ракета 🚀"),
            // Stray marks are text.
            ("AT&T and R&D", "AT&T and R&D"), ("a < b and c > d", "a < b and c > d"), ("1<2", "1<2"),
            ("PHILADELPHIA ELECTRIC <PE> NUCLEAR", "PHILADELPHIA ELECTRIC <PE> NUCLEAR"),
            ("mail <desk@example.org> now", "mail <desk@example.org> now"),
            ("<http://example.org/>", "<http://example.org/>"),
            ("I <3 you", "I <3 you"), ("<", "<"), ("&", "&"), ("<b", "<b"), ("</", "</"), ("<!", "<!"),
            ("a <b never closed", "a <b never closed"),
            ("&bogus; &;", "&bogus; &;"), ("&#; &#x; &#5", "&#; &#x; &#5"), ("x <p <b>y", "x <p y"),
            // Inline elements vanish, blocks break the line.
            ("<b>Seoul</b> said", "Seoul said"), ("<p>One.</p><p>Two.</p>", "One.\nTwo.\n"),
            ("One<br>two<br/>three", "One\ntwo\nthree"),
            ("<ul><li>a</li><li>b</li></ul>", "a\nb\n"), ("<P CLASS='x'>A</P>", "A\n"),
            ("<td>1</td><td>2</td>", "1 2 "),
            ("<p>a\nb</p>", "a b\n"), ("<a href=\"https://example.org/?a=1>2\">link</a>", "link"),
            ("<img src=x alt='a > b'>after", "after"), ("<o:p></o:p>Word", "Word"), ("it's <i>so</i>", "it's so"),
            ("<p title=it's>x</p>", "x\n"),
            // What is no text is dropped.
            ("a<!-- hidden -->b", "ab"), ("a<!-- never closed", "a never closed"),
            ("<script>var x = '<p>';</script>Text", "Text"),
            ("<style type=\"text/css\">p{}</style>Text", "Text"), ("<SCRIPT>x</SCRIPT >Text", "Text"),
            ("<script>never closed", "never closed"), ("<!DOCTYPE html><p>x", "x"), ("<?xml version=\"1.0\"?>x", "x"),
            ("<![CDATA[a <b>c</b>]]> d", "a c d"),
            // Character references.
            ("&lt;b&gt; &amp; &quot;q&quot; &apos;", "<b> & \"q\" '"), ("&ldquo;x&rdquo; &mdash; &hellip;", "“x” — …"),
            ("&#8217;&#x2019;&#X2019;", "’’’"), ("don&#146;t", "don’t"), ("&amp;#8217;s", "’s"),
            ("&amp;nbsp;x", "\u{A0}x"),
            ("&amp;amp;", "&"), ("R&amp;D;", "R&D;"), ("&nbsp;", "\u{A0}"), ("&Eacute;&eacute;", "Éé"),
            ("&Sigma;&sigma;&sigmaf;", "Σσς"),
            ("&#0;&#xD800;&#x110000;&#99999999999;", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"), ("&#10;", "\n"),
            ("&lt &gt", "< >"),
            // Escaped as a whole.
            ("&lt;p&gt;One &amp;amp; two.&lt;/p&gt;&lt;p&gt;3&lt;/p&gt;", "One & two.\n3\n"),
            ("a&lt;br /&gt;b", "a\nb"), ("&lt;PE&gt; &lt;b", "<PE> <b"), ("if a &lt; b &amp;lt; c", "if a < b < c"),
            ("<b>x</b> &lt;p&gt;", "x <p>"),
            // Controls and invisible marks.
            ("a\u{0}b\u{1B}[31mc", "a b [31mc"), ("a\r\nb\rc", "a\nb\nc"), ("mis\u{AD}sile", "missile"),
            ("a\u{200B}b\u{FEFF}c", "abc"),
            ("x\u{202E}y", "xy"), ("a\u{85}b", "a b"), ("a\u{2028}b", "a\nb"), ("mis&shy;sile", "missile"),
            ("a&#7;b", "a b"),
        ])
    func append_reducesToText(_ delivered: String, _ expected: String) {
        #expect(reduced(delivered).text == expected)
    }

    @Test func append_keepsIdentityForPlainText() {
        #expect(reduced("North Korea’s “rocket”\nflew – east").map == .identity)
    }

    @Test(
        arguments: [
            ("<p>Seoul &amp; <b>Tokyo</b> said</p>", "Tokyo", 18), ("don&rsquo;t fire", "fire", 12),
            ("é<i>ü</i>x", "x", 9), ("plain text", "text", 6), ("a<!-- - -->b", "b", 11), ("&nbsp;&nbsp;Z", "Z", 12),
            ("é&lt;p&gt;x &amp;amp; &lt;b&gt;y&lt;/b&gt;", "y", 31),
        ])
    func map_leadsToTheScalarOfTheDeliveredField(_ delivered: String, _ word: String, _ offset: Int) throws {
        let (text, bytes, map) = reduced(delivered)
        let range = try #require(text.firstRange(of: word))
        let byte = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
        #expect(map.delivered(byte, in: bytes[...]) == offset)
    }

    /// Pieces that random fields are made of: markup, near-markup, entities, controls and text in one to four bytes.
    static let pieces = [
        "missile", " ", "é", "핵", "🚀", "\n", "\r\n", "<", ">", "&", ";", "\"", "'", "=", "/", "<b>", "</b>", "<p>",
        "</p>",
        "<br/>", "<a href='x>y'>", "<!--", "-->", "<script>", "</script>", "&amp;", "&lt;", "&rsquo;", "&#8217;",
        "&#x1F680;",
        "&amp;#39;", "&bogus;", "\u{AD}", "\u{200B}", "\u{0}", "\u{9F}", "<![CDATA[", "]]>", "<PE>", "<td", "&#",
        "\u{2028}",
    ]

    @Test(arguments: 0..<40)
    func map_isRightForEveryScalarOfRandomFields(_ seed: Int) throws {
        var numbers = SeededNumbers(seed: UInt64(seed))
        for _ in 0..<50 {
            let delivered = (0..<Int.random(in: 0...40, using: &numbers))
                .map { _ in Self.pieces.randomElement(using: &numbers) ?? "" }.joined()
            try check(delivered)
        }
    }

    /// Pieces of fields that are escaped as a whole.
    static let escapedPieces = [
        "missile", " ", "é", "🚀", "\n", "&lt;p&gt;", "&lt;/p&gt;", "&lt;br&gt;", "&lt;b&gt;", "&amp;amp;",
        "&amp;#8217;", "&quot;",
        "&lt;!-- x --&gt;", "&lt;a href=&quot;x&quot;&gt;", "&lt;", "&gt;", ">", "\u{AD}", "&amp;amp;lt;",
    ]

    @Test(arguments: 0..<20)
    func map_isRightForEveryScalarOfEscapedPages(_ seed: Int) throws {
        var numbers = SeededNumbers(seed: UInt64(seed))
        for _ in 0..<50 {
            let delivered = (0..<Int.random(in: 0...40, using: &numbers))
                .map { _ in Self.escapedPieces.randomElement(using: &numbers) ?? "" }.joined()
            try check(delivered)
        }
    }

    /// Every kept scalar leads to itself, or to the reference or the control character it was written as.
    private func check(_ delivered: String) throws {
        let (text, bytes, map) = reduced(delivered)
        let scalars = Array(delivered.unicodeScalars)
        var byte = 0
        var previous = -1
        for scalar in text.unicodeScalars {
            let offset = map.delivered(byte, in: bytes[...])
            try #require(offset < scalars.count, "\(delivered.debugDescription) at byte \(byte)")
            #expect(offset > previous, "offsets must ascend in \(delivered.debugDescription)")
            let there = scalars[offset]
            let isKept = there == scalar
            let isWrittenOut = there == "&" || ((scalar == " " || scalar == "\n") && stands(there))
            #expect(isKept || isWrittenOut, "\(delivered.debugDescription): \(scalar) led to \(there) at \(offset)")
            previous = offset
            byte += UTF8.width(scalar)
        }
        #expect(map.delivered(byte, in: bytes[...]) <= scalars.count)
    }

    /// Whether a scalar may have become a space or a line break.
    private func stands(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value <= 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar == "<" || scalar == "\u{2028}"
    }

    @Test(
        arguments: [
            "<a \"", "<a ='", "<a =\">", "<!--", "<script>", "</script", "<p ", "<", "&", "&amp;", "&#", "<![CDATA[",
            "<b",
            "<a =\"\"", "<a ='><a =\">", "<?", "<!doctype ", "&lt;p&gt;", "&lt;b", "&amp;lt;p&amp;gt;", "&#99999",
            "<td/", "--", "<a b='c\"d' ",
        ])
    func append_isLinearOnHostileInput(_ piece: String) {
        let field = Array(String(repeating: piece, count: 100_000 / piece.utf8.count).utf8)
        var bytes: [UInt8] = []
        let clock = ContinuousClock()
        let elapsed = clock.measure {
            field.withUnsafeBufferPointer { _ = TextReduction.append($0, to: &bytes) }
        }
        // A quadratic run over 100 kB takes minutes; the limit leaves room for debug builds on busy machines.
        #expect(elapsed < .seconds(30))
        #expect(bytes.count <= field.count)
    }

    @Test func entityNames_areAllReferences() {
        #expect(EntityNames.scalars.count > 350)
        #expect(EntityNames.scalars.values.allSatisfy { Unicode.Scalar($0) != nil })
        #expect(EntityNames.windows1252.count == 32)
        for (name, value) in [("yuml", 255), ("euro", 8364), ("diams", 9830), ("thetasym", 977)] as [(String, UInt32)] {
            #expect(EntityNames.scalars[name] == value)
        }
    }
}
