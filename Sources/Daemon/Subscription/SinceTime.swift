public import Domain
import FoundationEssentials

/// A time as people give it on a command line.
public enum SinceTime {
    /// A date, a date and time in RFC 3339, or so many minutes, hours or days before `now`; nil for anything else.
    public static func parse(_ text: String, now: Timestamp) -> Timestamp? {
        let units: [Character: Int64] = ["m": 60_000, "h": 3_600_000, "d": 86_400_000]
        if let unit = text.last.flatMap({ units[$0] }), let count = Int64(text.dropLast()),
            (0...100_000).contains(count)
        {
            return Timestamp(milliseconds: now.milliseconds - count * unit)
        }
        if let date = EventDate(text), date.day != nil, let day = date.first {
            return Timestamp(milliseconds: Int64(day.dayNumber) * 86_400_000)
        }
        guard let date = try? Date(text, strategy: .iso8601) else { return nil }
        return Timestamp(milliseconds: Int64((date.timeIntervalSince1970 * 1000).rounded()))
    }
}
