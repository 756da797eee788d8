import Language
import Testing

@Suite struct FoldingTests {
    @Test(arguments: [
        ("Pyongyang", "pyongyang"), ("São Tomé", "sao tome"), ("Türkiye", "turkiye"), ("Łódź", "lodz"),
        ("Straße", "strasse"), ("Erdoğan", "erdogan"), ("Kim’s", "kim's"), ("Киев", "Киев"),
    ])
    func fold_meetsSpellings(text: String, folded: String) {
        #expect(Folding.fold(text) == folded)
    }

    @Test func hash_isNeverZero() {
        #expect(Folding.hash("") != 0)
        #expect(Folding.hash("Iran") == Folding.hash("IRAN"))
        #expect(Folding.hash("Iran") != Folding.hash("Iraq"))
    }
}
