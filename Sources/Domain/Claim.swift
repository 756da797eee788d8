/// Who takes which stance to the event.
public struct Claim: Sendable, Hashable, Codable {
    /// The stance of a claimant.
    public enum Stance: String, Sendable, Codable, CaseIterable {
        case asserts, alleges, warns, denies
    }

    /// Who says so; an empty id where the lexicon does not know the claimant.
    public var by: Party
    /// The stance taken.
    public var stance: Stance
    /// The id of the article that reports the claim.
    public var article: String

    /// A claim.
    public init(by: Party, stance: Stance, article: String) {
        self.by = by
        self.stance = stance
        self.article = article
    }
}
