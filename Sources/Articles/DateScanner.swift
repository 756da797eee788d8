/// A cursor over the few bytes of a date.
struct DateScanner {
    /// A run of digits.
    struct Number {
        var value: Int
        var count: Int
    }

    private let bytes: [UInt8]
    private var index = 0

    init(_ text: some Collection<UInt8>) {
        bytes = Array(text)
    }

    /// Whether nothing but white space is left.
    var isAtEnd: Bool {
        bytes[index...].isBlank
    }

    /// Whether digits, and a fraction at most, are all there is.
    var isOnlyNumber: Bool {
        !bytes.isEmpty && bytes.allSatisfy { DateScanner.isDigit($0) || $0 == UInt8(ascii: ".") || $0 == 0x20 }
            && bytes.filter { $0 == UInt8(ascii: ".") }.count <= 1
    }

    /// Whether a clock time such as `09:00` is next.
    var isClock: Bool {
        guard let number = peekNumber(), number.count <= 2 else { return false }
        return index + number.count < bytes.count && bytes[index + number.count] == UInt8(ascii: ":")
    }

    // MARK: - Numbers and words

    /// The digits at the cursor; nil where there is none, or more than 19.
    func peekNumber() -> Number? {
        let digits = bytes[index...].prefix(while: DateScanner.isDigit)
        guard (1...18).contains(digits.count) || digits.count == 19 && digits.first == UInt8(ascii: "1") else {
            return nil
        }
        return Number(value: digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }, count: digits.count)
    }

    /// Takes the digits at the cursor.
    mutating func number() -> Number? {
        guard let number = peekNumber() else { return nil }
        index += number.count
        return number
    }

    /// The letters at the cursor, in lower case.
    func peekWord() -> String? {
        let letters = bytes[index...].prefix(while: DateScanner.isLetter)
        return letters.isEmpty ? nil : String(decoding: letters.map { $0 | 0x20 }, as: UTF8.self)
    }

    /// Takes the letters at the cursor.
    mutating func word() -> String? {
        guard let word = peekWord() else { return nil }
        index += word.utf8.count
        return word
    }

    /// Takes one character of `set`.
    mutating func any(of set: String) -> Character? {
        guard index < bytes.count, let found = set.utf8.first(where: { $0 == bytes[index] }) else { return nil }
        index += 1
        return Character(Unicode.Scalar(found))
    }

    /// Passes over all characters of `set` and returns them.
    @discardableResult
    mutating func skip(anyOf set: String) -> String {
        var skipped = ""
        while let character = any(of: set) { skipped.append(character) }
        return skipped
    }

    /// Passes over white space.
    mutating func skipSpaces() {
        skip(anyOf: " \t\r\n")
    }

    /// Passes over `st`, `nd`, `rd`, `th` behind a day.
    mutating func skipOrdinal() {
        if let word = peekWord(), ["st", "nd", "rd", "th"].contains(word) { index += 2 }
    }

    /// Passes over a remark behind the zone: `(UTC)`, `[Europe/Berlin]`.
    mutating func skipComment() {
        skipSpaces()
        guard let open = any(of: "(["), let last = bytes[index...].last(where: { $0 != 0x20 }) else { return }
        if last == (open == "(" ? UInt8(ascii: ")") : UInt8(ascii: "]")) { index = bytes.count }
    }

    // MARK: - Clock and zone

    /// Takes `HH:MM`, `HH:MM:SS`, `HH:MM:SS.fff`, `HHMM` or `HHMMSS`; `9 AM` is read by what follows.
    mutating func clock() -> ClockTime? {
        guard let first = number() else { return nil }
        if first.count == 4 || first.count == 6 { return compactClock(first) }
        guard first.count <= 2 else { return nil }
        guard any(of: ":") != nil else {
            var rest = self
            rest.skipSpaces()
            guard let word = rest.peekWord(), ["am", "pm"].contains(word) else { return nil }
            return ClockTime(hour: first.value, minute: 0, second: nil)
        }
        guard let minute = number(), minute.count == 2 else { return nil }
        var time = ClockTime(hour: first.value, minute: minute.value, second: nil)
        guard any(of: ":") != nil else { return time }
        guard let second = number(), second.count == 2 else { return nil }
        time.second = second.value
        time.milliseconds = fraction() ?? 0
        return time
    }

    private mutating func compactClock(_ digits: Number) -> ClockTime? {
        guard digits.count == 6 else {
            return ClockTime(hour: digits.value / 100, minute: digits.value % 100, second: nil)
        }
        let value = digits.value
        var time = ClockTime(hour: value / 10_000, minute: value / 100 % 100, second: value % 100)
        time.milliseconds = fraction() ?? 0
        return time
    }

    /// Takes `.123` or `,123456789` and returns its milliseconds.
    mutating func fraction() -> Int? {
        var rest = self
        guard rest.any(of: ".,") != nil else { return nil }
        let digits = rest.bytes[rest.index...].prefix(while: DateScanner.isDigit)
        guard !digits.isEmpty else { return nil }
        index = rest.index + digits.count
        let three = (Array(digits) + [0x30, 0x30, 0x30]).prefix(3)
        return three.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// Takes `AM` or `PM` and applies it; false where the hour does not fit.
    mutating func halfDay(_ time: inout ClockTime) -> Bool {
        guard let word = peekWord(), ["am", "pm"].contains(word) else { return true }
        index += 2
        guard (1...12).contains(time.hour) else { return false }
        time.hour = time.hour % 12 + (word == "pm" ? 12 : 0)
        return true
    }

    /// Takes a zone and returns its minutes east of UTC.
    mutating func zone() -> Int? {
        if let name = peekWord() {
            guard let offset = CalendarNames.zones[name] else { return nil }
            index += name.utf8.count
            guard offset == 0, index < bytes.count, [0x2B, 0x2D].contains(bytes[index]) else { return offset }
            return zone()
        }
        guard let sign = any(of: "+-"), let hours = number() else { return nil }
        var (hour, minute) = (hours.value, 0)
        switch hours.count {
        case 1, 2:
            if any(of: ":") != nil {
                guard let minutes = number(), minutes.count == 2 else { return nil }
                minute = minutes.value
            }
        case 4: (hour, minute) = (hours.value / 100, hours.value % 100)
        default: return nil
        }
        guard hour <= 15, minute < 60 else { return nil }
        skipZoneName()
        return (hour * 60 + minute) * (sign == "-" ? -1 : 1)
    }

    /// Passes over a zone's name behind its offset ("+0900 KST").
    private mutating func skipZoneName() {
        var rest = self
        rest.skipSpaces()
        if let name = rest.word(), CalendarNames.zones[name] != nil { self = rest }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}

/// English names in machine-written dates.
///
/// Dates in the text of an article are none of this file's business.
enum CalendarNames {
    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]
    private static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

    /// Minutes east of UTC; names that stand for two zones ("IST") are left out.
    static let zones: [String: Int] = [
        "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 60, "west": 60, "cet": 60, "cest": 120, "eet": 120,
        "eest": 180, "msk": 180, "sgt": 480, "hkt": 480, "kst": 540, "jst": 540, "aest": 600, "aedt": 660,
        "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
    ]

    /// The number of a month by its name or its first three letters ("Sept" counts).
    static func month(_ name: String) -> Int? {
        guard name.utf8.count >= 3 else { return nil }
        return months.firstIndex { $0.hasPrefix(name) }.map { $0 + 1 }
    }

    /// Whether the word is a day of the week or the beginning of one.
    static func isWeekday(_ name: String) -> Bool {
        name.utf8.count >= 3 && weekdays.contains { $0.hasPrefix(name) }
    }
}
