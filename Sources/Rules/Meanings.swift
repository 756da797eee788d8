import Language

/// What the pack's words can mean, and how they change what they govern, by word.
struct Meanings {
    /// What words can mean as verbs.
    var verbs: [WordID: [Predicate]]
    /// What words can mean as nouns.
    var nouns: [WordID: [Predicate]]
    /// How verbs change what they govern.
    var verbEffects: [WordID: Effects]
    /// How nouns change what they govern.
    var nounEffects: [WordID: Effects]
    /// How adjectives change what they govern.
    var adjectiveEffects: [WordID: Effects]
    /// How fixed phrases change what they govern.
    var phraseEffects: [WordID: Effects]
}
