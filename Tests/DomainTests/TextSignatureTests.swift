import Domain
import Testing

@Suite struct TextSignatureTests {
    static let report = """
        North Korea fired a ballistic missile toward the sea off its east coast on Monday, the military in Seoul said. \
        It flew about 1,100 kilometres and came down outside the economic zone of Japan, whose coast guard warned ships. \
        The launch was the first of the year and came while envoys met in Seoul to speak about sanctions.
        """

    private func signature(_ body: String, title: String = "") -> TextSignature {
        TextSignature(Article(id: "a", title: title, body: body))
    }

    @Test func copies_differInFewBits() {
        let copy = Self.report.replacing("Monday", with: "Jan. 6") + " (Reporting by our office)"
        #expect(signature(Self.report).distance(to: signature(copy)) <= 12)
    }

    @Test func otherTexts_differInManyBits() {
        let other = """
            The city council voted on Tuesday to widen the bridge over the canal, a project that has been put off twice \
            for want of money. Work is to begin in spring and should take two years, the mayor said after the vote.
            """
        #expect(signature(Self.report).distance(to: signature(other)) >= 20)
    }

    @Test func caseAndMarks_doNotCount() {
        #expect(signature("A missile, fired today!") == signature("a MISSILE fired  today"))
    }

    @Test func description_isSixteenDigits() {
        #expect(signature("").description == "0000000000000000")
        #expect(signature(Self.report).description.count == 16)
        #expect(signature(Self.report).description == signature(Self.report).description)
    }
}
