public import Domain

/// Everything a pack says about one kind of event.
public struct KindRule: Sendable {
    /// The least confidence of a signal where its rule names none: about half of the best F1 there is, which is where
    /// F1 is best (docs: Confidence).
    public static let defaultThreshold = 0.4

    /// The kind's id, as signals carry it.
    public var kind: String
    /// What it is, in one line.
    public var title: String
    /// The file it was read from.
    public var file: String
    /// Where its parts stand: frames and exclusions by id, the keys of a part by `id.key`, keys of the file by `.key`.
    public var places: [String: RulePlace] = [:]
    /// The frames, in order; an act counts for the first that fits.
    public var frames: [Frame]
    /// What rules an act out.
    public var exclusions: [Exclusion]
    /// How severe, by the first row that fits.
    public var severity: [SeverityRow]
    /// The pattern of the generated headline for every status; the empty key is the default.
    public var headlines: [String: HeadlinePattern]
    /// Whether signals of the kind have a recipient at all.
    public var hasRecipient: Bool
    /// Whether a signal that lacks one is the less sure for it.
    public var expectsRecipient = true
    /// Whether its recipient is a territory: of a state and a group named together, the state.
    public var strikesTerritory: Bool
    /// Kinds that say more of the same act: where one of them is found of the same actor and day, this one is not.
    public var givesWayTo: [String] = []
    /// Whether a state that says so of another is taken as an observer of the act.
    public var trustsThirdParties: Bool
    /// Whether leave to do it is news of the kind ("approves the deployment"), rather than no event at all.
    public var countsPermission: Bool
    /// Whether it has happened where it was tried and failed: a launch that fails is a launch, a sale is none.
    public var countsAttempts = false
    /// Whether its acts take days or weeks, so that reports that name different days may be of one.
    public var isLasting = false
    /// Whether what is to come is an event on the day it is announced, signed or approved.
    public var isAnnounced = false
    /// Whether several who are named as actors act each for himself, unless they are said to act together.
    public var actsSeverally = false
    /// The least confidence a signal must have.
    public var threshold: Double
    /// The version its file gives; empty where it gives none.
    public var version = ""
    /// Whether the site's folder declares it, takes its place or adds to it.
    public var isOfSite = false
}

extension KindRule {
    /// The place of a frame or an exclusion.
    public func place(of id: String) -> RulePlace {
        places[id] ?? RulePlace(file: file, line: 0)
    }
}

/// One way an event of a kind is told: a predicate and what fills its roles.
public struct Frame: Sendable {
    /// What may fill a role.
    public struct Constraint: Sendable {
        /// The classes that may fill it.
        public var classes: ClassSet
        /// The classes that may not.
        public var excluded: ClassSet
        /// Whether the act does not count without it.
        public var isRequired: Bool
    }

    /// Where the actor or the recipient is looked for.
    public enum PartySource: Sendable, Hashable {
        /// What fills a role.
        case role(Role)
        /// Who owns the theme: "Iranian" in "Iranian missiles".
        case themeOwner
        /// Who made the theme, where the article names him, too: "Russian-made", "S-400".
        case maker
        /// The state of the one place that the sentence names besides capitals: "a test is being prepared at Punggye-ri".
        case site
        /// Whose a ship, its flag or its cargo is, or for whom men work, where they have no name of their own.
        case carrier
        /// Who did what an agent refers back to: "the flights" after "Egypt flew guns to Libya".
        case before
        /// Who tells in the next sentence how it went: "A satellite was launched. Iran's agency said it reached orbit."
        case teller
    }

    /// A condition on the parties found.
    public enum Condition: String, Sendable, CaseIterable {
        /// An actor must be known.
        case actor
        /// A recipient must be known.
        case recipient
        /// An actor or a recipient must be known.
        case party
        /// A recipient must be known, or the goal be a sea or an unnamed region.
        case abroad
        /// Actor and recipient must both be known and differ.
        case foreign
        /// Actor and recipient must be at war with each other.
        case war
        /// It must have happened: what is yet to come, or only could, does not count.
        case done
        /// It must be yet to come.
        case pending
        /// There must be two actors at least; a second is looked for in the sentence.
        case partners
    }

    /// The frame's name within its kind.
    public var id: String
    /// The line of its file it begins at.
    public var line: Int
    /// The senses of the predicates it takes.
    public var senses: [Int]
    /// Whether verbs may carry it.
    public var takesVerbs: Bool
    /// Whether nouns may carry it.
    public var takesNouns: Bool
    /// Whether it counts as the purpose of another act: "sent officers to train the army".
    public var takesPurposes: Bool
    /// What may fill which role.
    public var constraints: [(role: Role, constraint: Constraint)]
    /// Where the actor is looked for, in order.
    public var actor: [PartySource]
    /// Where the recipient is looked for, in order.
    public var recipient: [PartySource]
    /// Parties from whose soil others act: a launch from there names no actor.
    public var noSource: [String]
    /// The only parties it counts for, by id; empty for all.
    public var onlyActors: [String]
    /// Parties it does not count for, by id.
    public var notActors: [String]
    /// Recipients it does not count for, by id.
    public var notRecipients: [String]
    /// Classes one of which the sentence must name besides; empty for none.
    public var beside: [ClassID]
    /// The object of what it finds, whatever the theme; 0 for the theme's own.
    public var object: ClassID
    /// The status of what it finds, where the sense alone decides it ("approve").
    public var status: Signal.Status?
    /// Whether it only tells who acts against whom: it completes other mentions and is no event of its own.
    public var isContext: Bool
    /// What must be known.
    public var conditions: [Condition]
    /// What it is worth where the theme is a single one; nil for the same.
    public var weightOfOne: Double?
    /// How much this way of telling is worth, 0…1.
    public var weight: Double
}

extension Frame {
    /// Whether a launch from the soil of `parties` says nothing of who acts.
    public func isNoSource(_ parties: [PartyID], _ lexicon: Lexicon) -> Bool {
        parties.contains { noSource.contains(lexicon.parties[Int($0)].party.id) }
    }
}

/// What rules an act out.
public struct Exclusion: Sendable {
    /// Where the words that rule it out are looked for.
    public enum Scope: String, Sendable, CaseIterable {
        /// In the group of the theme itself.
        case theme
        /// In the sentence.
        case sentence
        /// In the title or the first sentence.
        case lead
        /// Anywhere in the article.
        case article
    }

    /// The exclusion's name within its kind.
    public var id: String
    /// The line of its file it begins at.
    public var line: Int
    /// Where to look.
    public var scope: Scope
    /// The words and phrases that rule out, by number of the vocabulary's lemma.
    public var words: [[Int32]]
    /// The classes that rule out.
    public var classes: [ClassID]
    /// How many different words or classes must be seen.
    public var atLeast: Int
    /// Why, for people.
    public var because: String
}

/// A row of a severity table.
public struct SeverityRow: Sendable {
    /// The classes it holds for; empty for all.
    public var objects: [ClassID]
    /// The statuses it holds for; empty for all.
    public var statuses: [Signal.Status]
    /// Whether it holds only with a recipient.
    public var needsRecipient: Bool
    /// The severity.
    public var severity: Severity
}
