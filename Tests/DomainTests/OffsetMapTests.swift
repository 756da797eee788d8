import Domain
import Testing

@Suite struct OffsetMapTests {
    /// Scalars are counted in steps of many bytes: the lengths around a step, with scalars of one to four bytes.
    @Test(arguments: [0, 1, 84, 85, 86, 254, 255, 256, 511, 1000])
    func delivered_countsTheScalarsBeforeAPlace(count: Int) {
        for letter in ["a", "é", "€", "\u{1F680}"] {
            let text = String(repeating: letter, count: count) + "end"
            let bytes = Array(text.utf8)
            let offset = bytes.count - 3
            #expect(OffsetMap.identity.delivered(offset, in: bytes[...]) == count)
        }
    }
}
