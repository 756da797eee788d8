/// A passage of an article that a signal rests on.
public struct Evidence: Sendable, Hashable, Codable {
    /// The field a passage stands in.
    public enum Field: String, Sendable, Codable, CaseIterable {
        case title, body
    }

    /// The id of the article.
    public var article: String
    /// The field the passage stands in.
    public var field: Field
    /// The first Unicode scalar of the passage, counted in the field as delivered.
    public var start: Int
    /// One past its last scalar.
    public var end: Int
    /// The passage, capped at 400 characters.
    public var text: String
    /// The id of the rule that found it.
    public var rule: String

    /// A passage.
    public init(article: String, field: Field, start: Int, end: Int, text: String, rule: String) {
        self.article = article
        self.field = field
        self.start = start
        self.end = end
        self.text = text
        self.rule = rule
    }
}
