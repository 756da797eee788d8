public import Domain
public import Rules

/// Turns articles into signals. Total on any input, linear in its length.
public struct Extractor: Sendable {
    /// The compiled rules.
    public let rules: RuleSet

    /// An extractor over compiled rules.
    public init(rules: RuleSet) {
        self.rules = rules
    }

    /// Whether the article holds any anchor of any rule: without one there is nothing to extract.
    public func passesScreen(_ article: Article) -> Bool {
        false
    }

    /// The signals of the article, background included, the confidence threshold applied.
    public func extract(_ article: Article) -> [Signal] {
        []
    }
}
