public import Domain

/// A phrase of time in a text, with the days it may stand for: "on Monday", "two days earlier", "since 2017".
public struct TimeExpression: Sendable {
    /// How what is told lies to the time named.
    public enum Relation: UInt8, Sendable {
        case on, since, until, before, after, during, every, duration
    }

    /// Its tokens, with its preposition where it has one.
    public var tokens: Range<Int>
    /// The date at the precision told.
    ///
    /// Nil where nothing is known to resolve it against (no publication date, another event) and where it is too vague
    /// ("recently", "decades ago"). A week or a weekend counts as the month that most of it lies in.
    public var date: EventDate?
    /// The first day it may stand for.
    public var first: CivilDate?
    /// The last day it may stand for.
    public var last: CivilDate?
    /// How what is told lies to that time; `before` for a deadline ("by August") as well.
    public var relation: Relation
    /// The time of day with its zone as told: "06:12 KST", "21:30".
    public var time: String?
    /// Whether it says or comes out as before the day of publication.
    public var isPast: Bool
    /// Whether it says or comes out as after the day of publication.
    public var isFuture: Bool
    /// Whether it counts from another event rather than from publication: "two days earlier", "the same day".
    public var isAnaphoric: Bool
    /// The days from that event where told: -2 for "two days earlier", 0 for "the same day".
    public var anaphoricDays: Int?
}
