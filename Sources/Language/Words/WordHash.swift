/// The hash of a word under way, of its folded bytes, eight at a time.
///
/// A multiplication has to wait for the one before it: one for eight letters instead of one a letter.
public struct WordHash: Sendable {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325
    /// The bytes since the last eight, the first of them lowest.
    private var lane: UInt64 = 0
    private var count: UInt64 = 0

    /// The hash of nothing.
    @inline(__always)
    public init() {}

    /// Adds a folded byte.
    @inline(__always)
    public mutating func add(_ byte: UInt8) {
        lane |= UInt64(byte) &<< (8 &* (count & 7))
        count &+= 1
        if count & 7 == 0 { mix() }
    }

    /// Adds the lowest `number` bytes of `bytes`, the first of them lowest; the others must be zero.
    @inline(__always)
    mutating func add(_ bytes: UInt64, _ number: Int) {
        let held = count & 7
        lane |= bytes &<< (8 &* held)
        count &+= UInt64(truncatingIfNeeded: number)
        guard held &+ UInt64(truncatingIfNeeded: number) >= 8 else { return }
        mix()
        lane = held == 0 ? 0 : bytes &>> (64 &- 8 &* held)
    }

    @inline(__always)
    private mutating func mix() {
        state = (state ^ lane) &* 0x9E37_79B9_7F4A_7C15
        state ^= state >> 32
        lane = 0
    }

    /// The hash as the vocabulary keeps it: well spread, and never zero.
    @inline(__always)
    public var finished: UInt64 {
        // Fewer than eight bytes are left, so that the highest is free for how many there were.
        var hash = (state ^ lane ^ count << 56) &* 0x9E37_79B9_7F4A_7C15
        hash = (hash ^ hash >> 32) &* 0xD6E8_FEB8_6659_FD93
        return hash ^ hash >> 29 | 1 << 63
    }
}

extension WordHash {
    /// Adds the small letters that stand in a row from `start` on, and returns how many there are; the first letter may be
    /// a capital where `folding` asks for it.
    @inline(__always)
    mutating func addSmallLetters(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, folding: Bool = false) -> Int {
        var position = start
        var fold: UInt64 = folding ? 0x20 : 0
        while position &+ 8 <= bytes.count {
            // Safe: the eight bytes stand in the span, and any bytes are a number.
            let loaded = unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self)
            let eight = UInt64(littleEndian: loaded) | fold
            fold = 0
            let letters = min(WordHash.smallLetters(eight), end &- position)
            guard letters < 8 else {
                add(eight, 8)
                position &+= 8
                continue
            }
            let mask = (1 as UInt64) &<< UInt64(truncatingIfNeeded: 8 &* letters) &- 1
            add(eight & mask, letters)
            return position &+ letters &- start
        }
        while position < end, (bytes[position] | UInt8(truncatingIfNeeded: fold)) &- 0x61 < 26 {
            add(bytes[position] | UInt8(truncatingIfNeeded: fold))
            fold = 0
            position &+= 1
        }
        return position &- start
    }

    /// How many of eight bytes are small letters before the first that is none.
    @inline(__always)
    static func smallLetters(_ eight: UInt64) -> Int {
        let low = eight & 0x7F7F_7F7F_7F7F_7F7F
        // In the highest bit of a byte: whether it is "a" or more, whether it is more than "z", whether it is no ASCII.
        let fromA = low &+ 0x1F1F_1F1F_1F1F_1F1F
        let afterZ = low &+ 0x0505_0505_0505_0505
        let others = (~fromA | afterZ | eight) & 0x8080_8080_8080_8080
        return others.trailingZeroBitCount >> 3
    }
}
