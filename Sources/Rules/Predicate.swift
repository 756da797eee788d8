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

    private static func bit(_ name: String) -> Effects { named(name) ?? [] }

    /// Asserts.
    public static let say = bit("say")
    /// Claims without proof.
    public static let allege = bit("allege")
    /// Thinks so.
    public static let believe = bit("believe")
    /// Blames its object.
    public static let accuse = bit("accuse")
    /// Says it is not so.
    public static let deny = bit("deny")
    /// Says it was seen.
    public static let confirm = bit("confirm")
    /// Says it may come.
    public static let warn = bit("warn")
    /// Awaits it.
    public static let expect = bit("expect")
    /// Means to.
    public static let plan = bit("plan")
    /// Threatens to.
    public static let threaten = bit("threaten")
    /// Would like to.
    public static let want = bit("want")
    /// Makes ready to.
    public static let prepare = bit("prepare")
    /// Agrees to.
    public static let agree = bit("agree")
    /// Orders it.
    public static let order = bit("order")
    /// Begins to.
    public static let begin = bit("begin")
    /// Goes on.
    public static let `continue` = bit("continue")
    /// Can.
    public static let able = bit("able")
    /// Tries.
    public static let attempt = bit("attempt")
    /// Tried in vain.
    public static let fail = bit("fail")
    /// Will not.
    public static let refuse = bit("refuse")
    /// No longer does.
    public static let stop = bit("stop")
    /// Keeps another from it.
    public static let prevent = bit("prevent")
    /// Calls for it.
    public static let urge = bit("urge")
    /// It may be.
    public static let possible = bit("possible")
    /// It looks so.
    public static let seem = bit("seem")
    /// Lets or makes another do it.
    public static let help = bit("help")
    /// Thinks about it.
    public static let consider = bit("consider")
    /// Takes it as fact and speaks against it.
    public static let condemn = bit("condemn")
    /// Allows it.
    public static let permit = bit("permit")
    /// Says nothing itself; the act is its object.
    public static let light = bit("light")
    /// Not real.
    public static let imagine = bit("imagine")
    /// Approves what is yet to come.
    public static let approve = bit("approve")
    /// Passes on what others say.
    public static let report = bit("report")
    /// Makes public its own act.
    public static let announce = bit("announce")
    /// Looks on.
    public static let see = bit("see")
    /// Plays it out.
    public static let drill = bit("drill")
    /// Makes its object do it.
    public static let cause = bit("cause")
    /// Is who the act is done to.
    public static let undergo = bit("undergo")
    /// Under a negation it denies a part in what was told before ("is not involved", "had no role").
    public static let disclaim = bit("disclaim")
}
