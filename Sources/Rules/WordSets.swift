public import Language

/// Small closed sets of words that the engine asks about, from `readings.tsv`.
public struct WordSets: Sendable {
    /// Words after a hyphen that make an adjective of a state name the maker's or the backer's ("Russian-made").
    public let makers: Set<WordID>
    /// Words before a hyphen that set a name at a distance ("pro-Russian").
    public let prefixes: Set<WordID>
    /// What one state has on the soil of another ("embassy").
    public let outposts: Set<WordID>
    /// Nouns for the line between two states ("border").
    public let borders: Set<WordID>
    /// Pronouns for who speaks ("we").
    public let firstPersons: Set<WordID>
    /// Nouns for somebody else than their owner ("ally").
    public let relations: Set<WordID>
    /// Prepositions before what an act is told beside ("following", "after").
    public let beside: Set<WordID>
    /// Prepositions that say where something is ("in", "near").
    public let locating: Set<WordID>
    /// Pronouns that stand for a person ("he").
    public let humanPronouns: Set<WordID>
    /// Pronouns that stand for a party or a thing ("it", "they").
    public let pronouns: Set<WordID>
    /// Nouns that whoever "claims" them owns up to the act with ("responsibility").
    public let responsibility: Set<WordID>
    /// The indefinite articles.
    public let articles: Set<WordID>
    /// Words that mark two named before ("both").
    public let pairs: Set<WordID>
    /// Words that point at what was named before ("this").
    public let demonstratives: Set<WordID>
}
