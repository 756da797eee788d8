public import Language

/// Small closed sets of words that the engine asks about, from `readings.tsv`.
public struct WordSets: Sendable {
    /// Words after a hyphen that make an adjective of a state name the maker's or the backer's ("Russian-made").
    public let makers: WordSet
    /// Words before a hyphen that set a name at a distance ("pro-Russian").
    public let prefixes: WordSet
    /// What one state has on the soil of another ("embassy").
    public let outposts: WordSet
    /// Nouns for a body of states ("alliance").
    public let bodies: WordSet
    /// Nouns for the line between two states ("border").
    public let borders: WordSet
    /// Nouns for the sign a ship sails under ("flag").
    public let flags: WordSet
    /// Pronouns for who speaks ("we").
    public let firstPersons: WordSet
    /// Verbs, nouns and prepositions for what is done about an act by its target ("respond", "retaliation").
    public let answers: WordSet
    /// Nouns for what is asked of those who come or give ("request", "invitation").
    public let requests: WordSet
    /// Prepositions before who says so ("according to").
    public let attributing: WordSet
    /// Verbs that say what is in a thing ("include").
    public let containing: WordSet
    /// Nouns for somebody else than their owner ("ally").
    public let relations: WordSet
    /// Words for what comes on top of what was done ("another", "again").
    public let renewals: WordSet
    /// Prepositions before what an act is told beside ("following", "after").
    public let beside: WordSet
    /// Verbs whose progressive announces what is to come ("is sending ships").
    public let dispatching: WordSet
    /// Participles that tell whose a thing is ("built for the army", "operated by the navy").
    public let owning: WordSet
    /// Prepositions that say where something is ("in", "near").
    public let locating: WordSet
    /// Pronouns that stand for a person ("he").
    public let humanPronouns: WordSet
    /// Pronouns that stand for a party or a thing ("it", "they").
    public let pronouns: WordSet
    /// Nouns that whoever "claims" them owns up to the act with ("responsibility").
    public let responsibility: WordSet
    /// The indefinite articles.
    public let articles: WordSet
    /// Words that mark two named before ("both").
    public let pairs: WordSet
    /// Words that point at what was named before ("this").
    public let demonstratives: WordSet
    /// Nouns for aircraft that mean men where a group's or very many are told ("fighter").
    public let combatants: WordSet
    /// Prepositions of a direction from a place, near which they tell where something is ("east of").
    public let compass: WordSet
    /// Nouns that end the name of an armed service ("navy", "air force").
    public let services: WordSet
    /// Adverbs that say that lists run side by side ("respectively").
    public let distributives: WordSet
    /// Words for so short a time that the day is the same ("soon", "seconds").
    public let moments: WordSet
    /// Units of time so long that what happened one of them ago is history ("year").
    public let eras: WordSet
}

extension WordSets {
    /// The sets of all words that have a behaviour.
    init(_ lemmas: (Substring) -> WordSet) {
        self.init(
            makers: lemmas("maker"),
            prefixes: lemmas("prefix"),
            outposts: lemmas("outpost"),
            bodies: lemmas("body"),
            borders: lemmas("border"),
            flags: lemmas("flag"),
            firstPersons: lemmas("first-person"),
            answers: lemmas("answer"),
            requests: lemmas("request"),
            attributing: lemmas("attributing"),
            containing: lemmas("containing"),
            relations: lemmas("relation"),
            renewals: lemmas("renewing"),
            beside: lemmas("beside"),
            dispatching: lemmas("dispatching"),
            owning: lemmas("owning"),
            locating: lemmas("locating"),
            humanPronouns: lemmas("human"),
            pronouns: lemmas("pronoun"),
            responsibility: lemmas("responsibility"),
            articles: lemmas("article"),
            pairs: lemmas("pair"),
            demonstratives: lemmas("demonstrative"),
            combatants: lemmas("combatant"),
            compass: lemmas("compass"),
            services: lemmas("service"),
            distributives: lemmas("distributive"),
            moments: lemmas("moment"),
            eras: lemmas("era")
        )
    }
}
