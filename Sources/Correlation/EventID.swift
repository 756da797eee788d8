/// The stable id of an event.
public enum EventID {
    /// The id of the event founded by the signal `ordinal` of `kind` in `article`: 16 hexadecimal digits.
    ///
    /// The same founding gives the same id on every machine and in every run, so that an article that is read twice
    /// gives the same message key twice.
    public static func make(article: String, kind: String, ordinal: Int) -> String {
        var hash = FNV128()
        for part in [article, kind, String(ordinal)] {
            hash.add(part.utf8)
            // A byte that UTF-8 never has, so that ("ab", "c") and ("a", "bc") differ.
            hash.add(0xFF)
        }
        let digits = String(hash.folded, radix: 16)
        return digits.utf8.count == 16 ? digits : String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}

/// The 128-bit FNV-1a hash.
struct FNV128 {
    private var high: UInt64 = 0x6c62_272e_07bb_0142
    private var low: UInt64 = 0x62b8_2175_6295_c58d

    mutating func add(_ text: String.UTF8View) {
        // In one piece it is read faster.
        let isAdded: Void? = text.withContiguousStorageIfAvailable { bytes in
            for byte in bytes { add(byte) }
        }
        if isAdded == nil { for byte in text { add(byte) } }
    }

    mutating func add(_ byte: UInt8) {
        // The prime is 2^88 + 0x13B: a product of two halves is many times slower in one piece.
        low ^= UInt64(byte)
        let product = low.multipliedFullWidth(by: 0x13B)
        high = high &* 0x13B &+ product.high &+ low &<< 24
        low = product.low
    }

    /// Both halves in one, mixed: the last bytes added reach only some of FNV's bits.
    var folded: UInt64 {
        var mixed = high ^ low
        mixed = (mixed ^ (mixed >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        mixed = (mixed ^ (mixed >> 33)) &* 0xC4CE_B9FE_1A85_EC53
        return mixed ^ (mixed >> 33)
    }
}
