/// A state, group or body.
public struct Party: Sendable, Hashable, Codable {
    /// ISO 3166-1 alpha-3 for states, else the id of the lexicon ("HOUTHIS", "NATO").
    public var id: String
    /// The name for people ("North Korea").
    public var name: String

    /// A party.
    public init(id: String, name: String) {
        self.id = id
        self.name = name
    }
}
