/// A number of things or a length in a text: "at least 20", "two dozen", "some 900 kilometers (560 miles)".
public struct Quantity: Sendable {
    /// What is measured.
    public enum Unit: UInt8, Sendable {
        /// Things, by number.
        case count
        /// A distance, altitude or size, in kilometres.
        case length
    }

    /// Its tokens, with the words that qualify it and the same length in another unit.
    public var tokens: Range<Int>
    /// How many, or how many kilometres; the lower end of a range, 24 for "dozens", 200 for "hundreds".
    public var value: Double
    /// What is measured.
    public var unit: Unit
    /// Whether it is told as not exact: "about", "dozens of", "10 to 15".
    public var isApproximate: Bool
    /// Whether it is told as a lower bound: "at least", "more than".
    public var isAtLeast: Bool
    /// Whether it is told as an upper bound: "up to", "fewer than".
    public var isAtMost: Bool
}
