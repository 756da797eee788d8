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
            hash.add(CollectionOfOne(0xFF))
        }
        let digits = String(hash.folded, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

/// The 128-bit FNV-1a hash.
struct FNV128 {
    private(set) var value: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d

    mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            value = (value ^ UInt128(byte)) &* 0x0000_0000_0100_0000_0000_0000_0000_013B
        }
    }

    /// Both halves in one, mixed: the last bytes added reach only some of FNV's bits.
    var folded: UInt64 {
        var mixed = UInt64(truncatingIfNeeded: value >> 64) ^ UInt64(truncatingIfNeeded: value)
        mixed = (mixed ^ (mixed >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        mixed = (mixed ^ (mixed >> 33)) &* 0xC4CE_B9FE_1A85_EC53
        return mixed ^ (mixed >> 33)
    }
}
