public import Domain

/// A compiled pack: rules and lexicons, checked when loaded, immutable and shared by all workers.
public struct RuleSet: Sendable {
    /// The digest of all files it was made of, 16 hexadecimal digits.
    public let digest: String

    /// Reads and compiles the pack in `folder` (which holds `rules/` and `lexicon/`), with the site's own additions.
    ///
    /// - Throws: `PackError` with every diagnostic found.
    public static func load(folder: String, site: String? = nil) throws -> RuleSet {
        RuleSet(digest: "0000000000000000")
    }
}
