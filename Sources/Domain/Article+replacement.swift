extension Article {
    /// Whether an earlier version of the article may have said something that this one does not.
    ///
    /// It is so where it is taken back, and where its version is any but a first one: no version, or a number up to 1.
    /// A version that is no number may be a later one.
    public var mayReplace: Bool {
        guard status == .usable else { return true }
        let digits = bytes[version].drop { $0 == 0x30 }
        return !(digits.isEmpty || digits.elementsEqual([0x31]) || digits.starts(with: [0x31, 0x2E, 0x30]))
    }
}
