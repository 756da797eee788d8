internal import Domain

/// Reads the dates that feeds write: ISO 8601 in all its laxness, RFC 822 and its kin, compact digits, epochs.
///
/// What could mean two days (`01/07/2025`) is no date here.
enum DateText {
    /// No date is longer, not even with a zone's name behind it.
    private static let maximumLength = 80

    /// The time a text stands for, or nil where it is none.
    static func parse(_ text: some Collection<UInt8>) -> PublicationTime? {
        guard text.count <= maximumLength else { return nil }
        var scanner = DateScanner(text)
        scanner.skipSpaces()
        if let digits = scanner.peekNumber(), digits.count >= 5 || scanner.isOnlyNumber { return compact(&scanner) }
        if let digits = scanner.peekNumber(), digits.count == 4 { return iso(&scanner) }
        return named(&scanner)
    }

    /// The time a number of seconds, milliseconds, microseconds or nanoseconds since 1970 stands for.
    static func epoch(_ number: Double) -> PublicationTime? {
        guard number.isFinite, number >= 0 else { return nil }
        let scale: Double
        switch number {
        case ..<1e11: scale = 1e3
        case ..<1e14: scale = 1
        case ..<1e17: scale = 1e-3
        case ..<1e20: scale = 1e-6
        default: return nil
        }
        return instant(milliseconds: Int64(number * scale))
    }

    // MARK: - Shapes

    /// `20250107`, `20250107T0900Z`, `202501070900`, `20250107090000`, or an epoch.
    private static func compact(_ scanner: inout DateScanner) -> PublicationTime? {
        guard let digits = scanner.number() else { return nil }
        switch digits.count {
        case 8:
            guard let date = date(digits.value) else { return nil }
            return finish(date, &scanner)
        case 12, 14:
            let clock = digits.count == 12 ? digits.value % 10_000 * 100 : digits.value % 1_000_000
            guard let date = date(digits.value / (digits.count == 12 ? 10_000 : 1_000_000)) else { return nil }
            var time = ClockTime(hour: clock / 10_000, minute: clock / 100 % 100, second: clock % 100)
            if digits.count == 12 { time.second = nil }
            return finish(date, time, &scanner)
        case 10, 13, 16, 19:
            let fraction = scanner.fraction()
            scanner.skipSpaces()
            guard scanner.isAtEnd else { return nil }
            let unit = [10: 1000, 13: 1][digits.count].map { Int64(digits.value) * $0 }
            let milliseconds = unit ?? Int64(digits.value) / (digits.count == 16 ? 1000 : 1_000_000)
            return instant(milliseconds: milliseconds + Int64(digits.count == 10 ? fraction ?? 0 : 0))
        default: return nil
        }
    }

    /// `2025-01-07`, also with `/` or `.` between, and with a time behind.
    private static func iso(_ scanner: inout DateScanner) -> PublicationTime? {
        guard let year = scanner.number(), let separator = scanner.any(of: "-/."), let month = scanner.number(),
            month.count <= 2, scanner.any(of: String(separator)) != nil, let day = scanner.number(), day.count <= 2,
            let date = date(year: year.value, month: month.value, day: day.value)
        else { return nil }
        return finish(date, &scanner)
    }

    /// `Tue, 7 Jan 2025 09:00:00 GMT`, `Tuesday, 07-Jan-25 …`, `Jan 7, 2025`, `Tue Jan  7 09:00:00 2025`.
    private static func named(_ scanner: inout DateScanner) -> PublicationTime? {
        if let word = scanner.peekWord(), CalendarNames.isWeekday(word) {
            _ = scanner.word()
            scanner.skip(anyOf: " ,.")
        }
        let (day, month): (DateScanner.Number, Int)
        if let number = scanner.number() {
            scanner.skipOrdinal()
            scanner.skip(anyOf: " -.")
            guard let name = scanner.word(), let found = CalendarNames.month(name) else { return nil }
            (day, month) = (number, found)
        } else {
            guard let name = scanner.word(), let found = CalendarNames.month(name) else { return nil }
            scanner.skip(anyOf: " .")
            guard let number = scanner.number() else { return nil }
            scanner.skipOrdinal()
            (day, month) = (number, found)
        }
        guard day.count <= 2 else { return nil }
        scanner.skip(anyOf: " -,.")
        return year(&scanner, month: month, day: day.value)
    }

    /// The year after day and month; `asctime` has the clock in between.
    private static func year(_ scanner: inout DateScanner, month: Int, day: Int) -> PublicationTime? {
        if scanner.isClock {
            guard let time = scanner.clock() else { return nil }
            scanner.skipSpaces()
            let offset = scanner.zone()
            scanner.skipSpaces()
            guard let year = scanner.number(), year.count == 4, scanner.isAtEnd,
                let date = date(year: year.value, month: month, day: day)
            else { return nil }
            return assemble(date, time, offset: offset ?? 0)
        }
        guard let year = scanner.number(), year.count == 4 || year.count == 2 else { return nil }
        let century = year.count == 4 ? 0 : year.value < 50 ? 2000 : 1900
        guard let date = date(year: century + year.value, month: month, day: day) else { return nil }
        return finish(date, &scanner)
    }

    // MARK: - Putting together

    /// Reads what follows a date: nothing, or a clock time with or without a zone.
    private static func finish(_ date: CivilDate, _ scanner: inout DateScanner) -> PublicationTime? {
        let separator = scanner.skip(anyOf: " ,Tt")
        if scanner.isAtEnd {
            guard !separator.contains("T"), !separator.contains("t") else { return nil }
            return PublicationTime(timestamp: midnight(date), date: date, precision: .day)
        }
        if separator.isEmpty {
            // A zone behind a bare date, as XML Schema allows it, changes nothing about the day.
            guard scanner.zone() != nil, scanner.isAtEnd else { return nil }
            return PublicationTime(timestamp: midnight(date), date: date, precision: .day)
        }
        if let word = scanner.peekWord(), word == "at" {
            _ = scanner.word()
            scanner.skipSpaces()
        }
        guard let time = scanner.clock() else { return nil }
        return finish(date, time, &scanner)
    }

    private static func finish(
        _ date: CivilDate,
        _ time: ClockTime,
        _ scanner: inout DateScanner
    ) -> PublicationTime? {
        scanner.skipSpaces()
        var time = time
        guard scanner.halfDay(&time) else { return nil }
        scanner.skipSpaces()
        let offset = scanner.isAtEnd ? 0 : scanner.zone()
        scanner.skipComment()
        guard let offset, scanner.isAtEnd else { return nil }
        return assemble(date, time, offset: offset)
    }

    private static func assemble(_ date: CivilDate, _ time: ClockTime, offset: Int) -> PublicationTime? {
        guard time.isValid else { return nil }
        let seconds = time.hour * 3600 + time.minute * 60 + (time.second ?? 0) - offset * 60
        let milliseconds = midnight(date).milliseconds + Int64(seconds * 1000 + time.milliseconds)
        return PublicationTime(
            timestamp: Timestamp(milliseconds: milliseconds),
            date: date,
            precision: time.second == nil ? .minute : .second
        )
    }

    private static func instant(milliseconds: Int64) -> PublicationTime? {
        let timestamp = Timestamp(milliseconds: milliseconds)
        guard (1900...9999).contains(timestamp.date.components.year) else { return nil }
        return PublicationTime(timestamp: timestamp, date: timestamp.date, precision: .second)
    }

    private static func midnight(_ date: CivilDate) -> Timestamp {
        Timestamp(milliseconds: Int64(date.dayNumber) * 86_400_000)
    }

    private static func date(_ digits: Int) -> CivilDate? {
        date(year: digits / 10_000, month: digits / 100 % 100, day: digits % 100)
    }

    private static func date(year: Int, month: Int, day: Int) -> CivilDate? {
        // Years below 1000 are what programs write that had no date (0001-01-01).
        guard (1000...9999).contains(year) else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }
}

/// A time of day as written.
struct ClockTime {
    var hour: Int
    var minute: Int
    var second: Int?
    var milliseconds = 0

    /// Whether there is such a time; 24:00 and a leap second count.
    var isValid: Bool {
        let isMidnight = hour == 24 && minute == 0 && (second ?? 0) == 0
        return (isMidnight || (0..<24).contains(hour)) && (0..<60).contains(minute) && (0...60).contains(second ?? 0)
    }
}
