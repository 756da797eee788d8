public import Language

/// The part something plays in an act, whatever the grammar calls it.
public enum Role: String, Sendable, CaseIterable {
    /// Does it.
    case agent
    /// Is moved or used.
    case theme
    /// To or at whom.
    case goal
    /// From where.
    case source
    /// Who stops it.
    case interceptor
    /// Above what.
    case over
    /// Beside what.
    case near
    /// For whom.
    case beneficiary
    /// Against whom.
    case opponent
    /// The act itself.
    case event
    /// Whose the theme is.
    case owner
}

/// What a word can mean, and which slot of the sentence fills which role.
public struct Predicate: Sendable {
    /// The sense, by number; rules ask for it by name.
    public var sense: Int
    /// The line of `predicates.tsv` it stands on.
    public var line = 0
    /// The role of a verb's subject.
    public var subject: Role?
    /// The role of a verb's object.
    public var object: Role?
    /// The role of a verb's indirect object.
    public var indirect: Role?
    /// The role of who helps to do it: the subject of "help" over a verb, or over a noun as its object.
    public var helper: Role?
    /// The role of a noun's possessor or adjective.
    public var owner: Role?
    /// The role of a noun before a noun.
    public var modifier: Role?
    /// The role of a subject that is helped.
    public var helped: Role?
    /// The roles of prepositions; the first that fits counts.
    public var prepositions: [(word: WordID, role: Role)] = []
    /// Whether "than" or "although" is among them: what introduces a clause, and stands before no noun.
    public var hasBounds = false
}

/// How a word changes the way an act is to be taken.
public struct Effects: OptionSet, Sendable, Hashable {
    /// One bit an effect.
    public let rawValue: UInt64

    /// Effects from their bits.
    public init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    /// All effects by the names the table uses, in bit order.
    static let names = [
        "say", "allege", "believe", "accuse", "deny", "confirm", "warn", "expect", "plan", "threaten", "want",
        "prepare",
        "agree", "order", "begin", "continue", "able", "attempt", "fail", "refuse", "stop", "prevent", "urge",
        "possible",
        "seem", "help", "consider", "condemn", "permit", "light", "imagine", "approve", "report", "announce",
        "see", "drill", "cause", "undergo", "disclaim",
    ]

    static func named(_ name: some StringProtocol) -> Effects? {
        names.firstIndex(of: String(name)).map { Effects(rawValue: 1 << UInt64($0)) }
    }

    /// Asserts.
    public static let say = Effects(rawValue: 1 << 0)
    /// Claims without proof.
    public static let allege = Effects(rawValue: 1 << 1)
    /// Thinks so.
    public static let believe = Effects(rawValue: 1 << 2)
    /// Blames its object.
    public static let accuse = Effects(rawValue: 1 << 3)
    /// Says it is not so.
    public static let deny = Effects(rawValue: 1 << 4)
    /// Says it was seen.
    public static let confirm = Effects(rawValue: 1 << 5)
    /// Says it may come.
    public static let warn = Effects(rawValue: 1 << 6)
    /// Awaits it.
    public static let expect = Effects(rawValue: 1 << 7)
    /// Means to.
    public static let plan = Effects(rawValue: 1 << 8)
    /// Threatens to.
    public static let threaten = Effects(rawValue: 1 << 9)
    /// Would like to.
    public static let want = Effects(rawValue: 1 << 10)
    /// Makes ready to.
    public static let prepare = Effects(rawValue: 1 << 11)
    /// Agrees to.
    public static let agree = Effects(rawValue: 1 << 12)
    /// Orders it.
    public static let order = Effects(rawValue: 1 << 13)
    /// Begins to.
    public static let begin = Effects(rawValue: 1 << 14)
    /// Goes on.
    public static let `continue` = Effects(rawValue: 1 << 15)
    /// Can.
    public static let able = Effects(rawValue: 1 << 16)
    /// Tries.
    public static let attempt = Effects(rawValue: 1 << 17)
    /// Tried in vain.
    public static let fail = Effects(rawValue: 1 << 18)
    /// Will not.
    public static let refuse = Effects(rawValue: 1 << 19)
    /// No longer does.
    public static let stop = Effects(rawValue: 1 << 20)
    /// Keeps another from it.
    public static let prevent = Effects(rawValue: 1 << 21)
    /// Calls for it.
    public static let urge = Effects(rawValue: 1 << 22)
    /// It may be.
    public static let possible = Effects(rawValue: 1 << 23)
    /// It looks so.
    public static let seem = Effects(rawValue: 1 << 24)
    /// Lets or makes another do it.
    public static let help = Effects(rawValue: 1 << 25)
    /// Thinks about it.
    public static let consider = Effects(rawValue: 1 << 26)
    /// Takes it as fact and speaks against it.
    public static let condemn = Effects(rawValue: 1 << 27)
    /// Allows it.
    public static let permit = Effects(rawValue: 1 << 28)
    /// Says nothing itself; the act is its object.
    public static let light = Effects(rawValue: 1 << 29)
    /// Not real.
    public static let imagine = Effects(rawValue: 1 << 30)
    /// Approves what is yet to come.
    public static let approve = Effects(rawValue: 1 << 31)
    /// Passes on what others say.
    public static let report = Effects(rawValue: 1 << 32)
    /// Makes public its own act.
    public static let announce = Effects(rawValue: 1 << 33)
    /// Looks on.
    public static let see = Effects(rawValue: 1 << 34)
    /// Plays it out.
    public static let drill = Effects(rawValue: 1 << 35)
    /// Makes its object do it.
    public static let cause = Effects(rawValue: 1 << 36)
    /// Is who the act is done to.
    public static let undergo = Effects(rawValue: 1 << 37)
    /// Under a negation it denies a part in what was told before ("is not involved", "had no role").
    public static let disclaim = Effects(rawValue: 1 << 38)
}
