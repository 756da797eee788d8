import Testing

@testable import Language

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

@Suite struct WordHashTests {
    /// Words of all lengths around eight bytes, some of them with a capital or with more than letters.
    static let words = [
        "a", "A", "Iran", "missile", "missiles", "Missiles", "ballistic", "sixteen-letters", "abcdefghijklmnop",
        "abcdefghijklmnopq", "Abcdefghijklmnopqrstuvwxyz", "B2b", "z{a", "mid`night",
    ]

    /// Eight bytes at a time come to what one byte at a time comes to, wherever the word stands and the text ends.
    @Test(arguments: words)
    func smallLetters_hashAsBytesDo(word: String) {
        let letters = word.utf8.enumerated().prefix { $0 == 0 ? isLetter($1) : isSmall($1) }.count
        for (before, after) in [("", ""), ("xyz ", ""), ("", " and so on"), ("seven b", "! and so on")] {
            let bytes = Array((before + word + after).utf8)
            let start = before.utf8.count
            var hash = WordHash()
            let isCapital = !isSmall(bytes[start])
            let read = hash.addSmallLetters(bytes.span, start, start + word.utf8.count, folding: isCapital)
            #expect(read == letters)
            for byte in word.utf8.dropFirst(letters) { hash.add(Folding.lower(byte)) }
            #expect(hash.finished == Folding.hash(word))
        }
    }

    @Test func hashes_ofAFewLettersMore_differ() {
        let texts = (0...20).map { String(repeating: "a", count: $0) }
        #expect(Set(texts.map(Folding.hash)).count == texts.count)
    }

    private func isSmall(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 }
    private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
}
