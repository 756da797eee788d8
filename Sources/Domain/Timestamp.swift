/// An instant in milliseconds since 1970-01-01T00:00:00Z, as Kafka counts time.
public struct Timestamp: Sendable, Hashable, Comparable {
    /// Milliseconds since the epoch.
    public var milliseconds: Int64

    /// The instant `milliseconds` after the epoch.
    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The UTC day the instant lies in.
    public var date: CivilDate {
        let day = milliseconds / 86_400_000
        return CivilDate(dayNumber: Int(milliseconds % 86_400_000 < 0 ? day - 1 : day))
    }

    /// Whether `lhs` lies before `rhs`.
    public static func < (lhs: Timestamp, rhs: Timestamp) -> Bool {
        lhs.milliseconds < rhs.milliseconds
    }
}

extension Timestamp: CustomStringConvertible {
    /// RFC 3339 in UTC, `YYYY-MM-DDTHH:MM:SSZ`, with milliseconds where there are any.
    public var description: String {
        let inDay = Int(milliseconds - Int64(date.dayNumber) * 86_400_000)
        let (seconds, fraction) = (inDay / 1000, inDay % 1000)
        let clock = "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
        return "\(date)T\(clock)\(fraction == 0 ? "" : "." + padded(fraction, 3))Z"
    }
}

/// When an article was published, at the precision it was given.
public struct PublicationTime: Sendable, Hashable {
    /// How precise the source was.
    public enum Precision: String, Sendable, Codable {
        case day, minute, second
    }

    /// The instant in UTC; midnight UTC where only a day was given.
    public var timestamp: Timestamp
    /// The day as the source wrote it, in the zone it gave: what "Monday" in the text is counted from.
    public var date: CivilDate
    /// The precision given.
    public var precision: Precision
    /// Whether the article gave no time and the message's Kafka timestamp stands in.
    public var isFromMessage: Bool

    /// A publication time.
    public init(timestamp: Timestamp, date: CivilDate, precision: Precision, isFromMessage: Bool = false) {
        self.timestamp = timestamp
        self.date = date
        self.precision = precision
        self.isFromMessage = isFromMessage
    }
}

extension PublicationTime: CustomStringConvertible {
    /// The day alone where only a day was given, else RFC 3339 in UTC.
    public var description: String {
        precision == .day ? date.description : timestamp.description
    }
}
