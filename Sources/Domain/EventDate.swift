/// The date of an event at the precision the text gives: a day, a month or a year.
public struct EventDate: Sendable, Hashable {
    /// The year.
    public var year: Int
    /// The month, 1…12, where told.
    public var month: Int?
    /// The day of the month, 1…31, where told.
    public var day: Int?

    /// A date with the parts that are known; a day without a month is dropped.
    public init(year: Int, month: Int? = nil, day: Int? = nil) {
        self.year = year
        self.month = month
        self.day = month == nil ? nil : day
    }

    /// A date precise to the day.
    public init(_ date: CivilDate) {
        let parts = date.components
        self.init(year: parts.year, month: parts.month, day: parts.day)
    }

    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard (1...3).contains(parts.count), !parts.contains(nil) else { return nil }
        let numbers = parts.compactMap { $0 }
        year = numbers[0]
        month = numbers.count > 1 ? numbers[1] : nil
        day = numbers.count > 2 ? numbers[2] : nil
        guard CivilDate(year: year, month: month ?? 1, day: day ?? 1) != nil else { return nil }
    }

    /// The first day the date may stand for; nil where the calendar has no such date.
    public var first: CivilDate? {
        CivilDate(year: year, month: month ?? 1, day: day ?? 1)
    }

    /// The last day the date may stand for; nil where the calendar has no such date.
    public var last: CivilDate? {
        let lastMonth = month ?? 12
        return CivilDate(year: year, month: lastMonth, day: day ?? CivilDate.days(inMonth: lastMonth, year: year))
    }
}

extension EventDate: CustomStringConvertible {
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    public var description: String {
        guard let month else { return padded(year, 4) }
        guard let day else { return "\(padded(year, 4))-\(padded(month, 2))" }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }
}

extension EventDate: Codable {
    /// Decodes the text form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let date = EventDate(text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "'\(text)' is not a date of the form YYYY, YYYY-MM or YYYY-MM-DD"
            )
        }
        self = date
    }

    /// Encodes the text form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
