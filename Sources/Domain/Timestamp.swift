/// An instant in milliseconds since 1970-01-01T00:00:00Z, as Kafka counts time.
public struct Timestamp: Sendable, Hashable, Comparable {
    /// Milliseconds since the epoch.
    public var milliseconds: Int64

    /// The instant `milliseconds` after the epoch.
    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The instant a message gives: `YYYY-MM-DD`, midnight UTC then, or `YYYY-MM-DDTHH:MM:SS[.fff]Z`; nil for anything else.
    public init?(message text: String) {
        let bytes = Array(text.utf8)
        func number(_ range: Range<Int>) -> Int? {
            var value = 0
            for byte in bytes[range] {
                guard byte &- 0x30 < 10 else { return nil }
                value = value * 10 + Int(byte &- 0x30)
            }
            return value
        }
        guard bytes.count >= 10, let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let date = CivilDate(year: year, month: month, day: day)
        else { return nil }
        milliseconds = Int64(date.dayNumber) * 86_400_000
        guard bytes.count > 10 else { return }
        guard bytes.count >= 20, bytes.last == UInt8(ascii: "Z"), let hours = number(11..<13),
            let minutes = number(14..<16), let seconds = number(17..<19)
        else { return nil }
        milliseconds += Int64((hours * 60 + minutes) * 60 + seconds) * 1000
        guard bytes.count > 20 else { return }
        guard bytes.count == 24, let fraction = number(20..<23) else { return nil }
        milliseconds += Int64(fraction)
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

extension Timestamp: Codable {
    /// Decodes milliseconds since the epoch.
    public init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    /// Encodes milliseconds since the epoch.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }
}

extension Timestamp: CustomStringConvertible {
    /// RFC 3339 in UTC, `YYYY-MM-DDTHH:MM:SSZ`, with milliseconds where there are any.
    public var description: String {
        let date = self.date
        let inDay = Int(milliseconds - Int64(date.dayNumber) * 86_400_000)
        let (seconds, fraction) = (inDay / 1000, inDay % 1000)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(24)
        bytes.append(date)
        bytes.append(seconds / 3600, after: "T")
        bytes.append(seconds / 60 % 60, after: ":")
        bytes.append(seconds % 60, after: ":")
        if fraction > 0 {
            bytes.append(fraction / 10, after: ".")
            bytes.append(UInt8(0x30 + fraction % 10))
        }
        bytes.append(UInt8(ascii: "Z"))
        return String(decoding: bytes, as: UTF8.self)
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
