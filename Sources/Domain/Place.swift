/// A place with the part it plays in the event.
public struct Place: Sendable, Hashable, Codable {
    /// The part a place plays.
    public enum Role: String, Sendable, Codable, CaseIterable {
        case launch, impact, target, statement
    }

    /// The part it plays.
    public var role: Role
    /// The name as the lexicon writes it.
    public var name: String
    /// The state it lies in, ISO 3166-1 alpha-3; nil at sea.
    public var country: String?
    /// Degrees north, from the lexicon.
    public var latitude: Double?
    /// Degrees east, from the lexicon.
    public var longitude: Double?

    /// A place.
    public init(role: Role, name: String, country: String?, latitude: Double?, longitude: Double?) {
        self.role = role
        self.name = name
        self.country = country
        self.latitude = latitude
        self.longitude = longitude
    }
}
