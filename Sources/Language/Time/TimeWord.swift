/// What a token can be in an expression of time or quantity: a sense and the number that goes with it.
struct TimeWord: Sendable, Equatable {
    /// The senses; the comment says what the number is.
    enum Sense: UInt8, Sendable {
        case none
        // The calendar: 1…7, 1…12, 1…4.
        case weekday, shortWeekday, month, ambiguousMonth, shortMonth, season
        // A `TimeUnit`, singular or plural.
        case unit, units
        // Nothing, the hour, days from publication.
        case dayPart, hourPart, dayWord
        // Words that lead in or bind.
        case on, `in`, at, by, since, until, before, after, during, over, within, `for`, from, between, through, to
        case and, of, around, prior, ahead, `as`, up, start
        // Words that choose.
        case the, article, this, that, last, past, next, coming, previous, following, same, every, recent
        case early, mid, late, earlier, later, edge, ago, now
        case recently, currently, cue
        // Numbers: the value; of a digit token also how it is written.
        case cardinal, few, ordinal, number, dayOrdinal, decade, dottedDate
        // The time of day: 0 or 12, number × 2 + 1 where after noon, minutes, nothing.
        case meridiem, clockMeridiem, clock, zone, local, time, hours

        /// Whether it alone says that its sentence may tell a time.
        var tellsTime: Bool {
            switch self {
            case .weekday, .shortWeekday, .month, .ambiguousMonth, .shortMonth, .season, .unit, .units, .dayPart,
                .hourPart, .dayWord, .recently, .currently, .number, .dayOrdinal, .decade, .dottedDate, .clockMeridiem,
                .clock, .earlier, .recent, .past:
                true
            default: false
            }
        }
    }

    var sense: Sense
    var value: Int32
    /// How many digits a number has; 0 where it holds a mark or is no number.
    var digits: UInt8 = 0

    static let none = TimeWord(sense: .none, value: 0)
}

/// A unit of time, in growing order.
enum TimeUnit: Int32, Sendable {
    case second, minute, hour, day, week, fortnight, weekend, month, year, decade, century

    /// How many days it has, about; 0 below a day.
    var days: Int {
        switch self {
        case .second, .minute, .hour: 0
        case .day: 1
        case .week, .weekend: 7
        case .fortnight: 14
        case .month: 30
        case .year: 365
        case .decade: 3652
        case .century: 36_525
        }
    }
}

/// The words of time.
struct TimeWords: Sendable {
    private let table: WordTable<TimeWord>
    /// The words that by themselves say that a time may be told.
    private let telling: WordSet

    init(vocabulary: Vocabulary) {
        var rows: [(text: String, meaning: TimeWord)] = []
        for (sense, words) in TimeWords.english {
            for (index, entry) in words.split(separator: " ").enumerated() {
                let parts = entry.split(separator: "=")
                let value = parts.count > 1 ? Int32(parts[1]) ?? 0 : Int32(index + 1)
                if let text = parts.first, !entry.hasPrefix("=") {
                    rows.append((String(text), TimeWord(sense: sense, value: value)))
                }
            }
        }
        table = WordTable(vocabulary: vocabulary, rows: rows, none: .none)
        telling = WordSet(rows.filter(\.meaning.sense.tellsTime).map { vocabulary.word($0.text) })
    }

    /// Whether `token` may say by itself that a time is told: most are done with at this one look.
    @inline(__always)
    func mayTell(_ token: Token) -> Bool {
        switch token.kind {
        case .word:
            token.shape.contains(.digit) || telling.contains(token.word) || token.word == 0 && table.knowsOthers
        case .number: true
        default: false
        }
    }

    /// What `token` can be.
    func meaning(_ token: Token, _ bytes: Span<UInt8>) -> TimeWord {
        switch token.kind {
        case .word: token.shape.contains(.digit) ? TimeWords.mixed(token, bytes) : table.meaning(token, bytes)
        case .number: TimeWords.number(token, bytes)
        default: .none
        }
    }

    /// The words themselves, for whoever makes the vocabulary: one that holds them is looked into once a word.
    static var all: [Substring] {
        english.flatMap { $0.1.split(separator: " ") }.compactMap { $0.split(separator: "=").first }
    }

    /// The closed class of English words that name or bind times; without `=` the value is the place in the list,
    /// and `=0` keeps a place empty.
    private static let english: [(TimeWord.Sense, String)] = [
        (.weekday, "monday tuesday wednesday thursday friday saturday sunday"),
        (.shortWeekday, "mon tue=2 tues=2 wed=3 thu=4 thur=4 thurs=4 fri=5 sat=6 sun=7"),
        (.month, "january february =0 april =0 june july august september october november december"),
        (.ambiguousMonth, "march=3 may=5"),
        (.shortMonth, "jan feb mar apr =0 jun jul aug sep oct nov dec sept=9"),
        (.season, "spring summer autumn winter fall=3"),
        (.unit, "minute=1 hour=2 day=3 week=4 fortnight=5 weekend=6 month=7 year=8 decade=9 century=10"),
        (.units, "seconds=0 minutes=1 hours=2 days=3 weeks=4 fortnights=5 weekends=6 months=7 years=8 decades=9"),
        (.units, "centuries=10"),
        (.dayPart, "morning afternoon evening night dawn dusk sunrise sunset"),
        (.hourPart, "noon=12 midday=12 midnight=0"),
        (.dayWord, "today=0 yesterday=-1 tomorrow=1 tonight=0 overnight=0"),
        (.on, "on"), (.in, "in"), (.at, "at"), (.by, "by"), (.since, "since"), (.until, "until till"),
        (.before, "before"), (.after, "after"), (.during, "during throughout"), (.over, "over"), (.within, "within"),
        (.for, "for"), (.from, "from"), (.between, "between"), (.through, "through"), (.to, "to"), (.and, "and"),
        (.of, "of"), (.around, "around about"), (.prior, "prior"), (.ahead, "ahead"), (.as, "as"), (.up, "up"),
        (.start, "starting beginning=2"),
        (.the, "the"), (.article, "a an"), (.this, "this these"), (.that, "that"), (.last, "last"), (.past, "past"),
        (.next, "next"), (.coming, "coming upcoming"), (.previous, "previous preceding"), (.following, "following"),
        (.same, "same"), (.every, "every each"), (.recent, "recent"),
        (.early, "early"), (.mid, "mid"), (.late, "late"), (.earlier, "earlier previously=2"), (.later, "later"),
        (.edge, "start=1 middle=2 end=3"), (.ago, "ago"), (.now, "now"),
        (.recently, "recently lately"), (.currently, "currently nowadays presently"),
        (.cue, "scheduled planned due set slated expected poised plan plans planning prepares preparing intends"),
        (.cardinal, "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"),
        (.cardinal, "seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70"),
        (.cardinal, "eighty=80 ninety=90 hundred=100"),
        (.few, "few=3 several=4 couple=2"),
        (.ordinal, "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"),
        (.meridiem, "am=0 a.m.=0 pm=12 p.m.=12"),
        (
            .zone,
            "gmt utc kst jst ist msk est edt cst cdt pst pdt cet cest eet eest bst et pt irst pkt trt hst aest sgt"
        ),
        (.local, "local"), (.time, "time"), (.hours, "hrs"),
    ]
}

extension TimeWords {
    /// A token of digits: a whole number, or a date written with full stops.
    static func number(_ token: Token, _ bytes: Span<UInt8>) -> TimeWord {
        guard token.end - token.start <= 10 else { return .none }
        var fields = (0, 0, 0)
        var field = 0
        for position in Int(token.start)..<Int(token.end) {
            let byte = bytes[position]
            if byte == 0x2E {
                field += 1
                continue
            }
            guard byte &- 0x30 < 10 else { return TimeWord(sense: .number, value: -1) }
            let digit = Int(byte &- 0x30)
            switch field {
            case 0: fields.0 = fields.0 * 10 + digit
            case 1: fields.1 = fields.1 * 10 + digit
            case 2: fields.2 = fields.2 * 10 + digit
            default: return .none
            }
        }
        let width = UInt8(token.end - token.start)
        switch field {
        case 0: return TimeWord(sense: .number, value: Int32(clamping: fields.0), digits: width)
        // "6.12 a.m.": minutes after a full stop.
        case 1 where bytes[Int(token.end) - 3] == 0x2E && fields.0 < 25 && fields.1 < 60:
            return TimeWord(sense: .clock, value: Int32(fields.0 * 60 + fields.1))
        case 2 where fields.0 <= 31 && fields.1 <= 12 && (1900...2100).contains(fields.2):
            return TimeWord(sense: .dottedDate, value: Int32(fields.2 * 10_000 + fields.1 * 100 + fields.0))
        default: return TimeWord(sense: .number, value: -1)
        }
    }

    /// A token of digits and letters: "3rd", "1990s", "7pm".
    static func mixed(_ token: Token, _ bytes: Span<UInt8>) -> TimeWord {
        var position = Int(token.start)
        let end = Int(token.end)
        var value: Int32 = 0
        while position < end, bytes[position] &- 0x30 < 10, value < 10_000 {
            value = value * 10 + Int32(bytes[position] &- 0x30)
            position += 1
        }
        var minutes: Int32 = -1
        if position + 3 < end, bytes[position] == 0x2E, bytes[position + 1] &- 0x30 < 6,
            bytes[position + 2] &- 0x30 < 10
        {
            minutes = Int32(bytes[position + 1] &- 0x30) * 10 + Int32(bytes[position + 2] &- 0x30)
            position += 3
        }
        let left = end - position
        guard left == 1 || left == 2, bytes[position] < 0x80 else { return .none }
        let first = Folding.lower(bytes[position])
        if left == 1 {
            let isDecade = first == 0x73 && value % 10 == 0 && (1800...2090).contains(value) && minutes < 0
            return isDecade ? TimeWord(sense: .decade, value: value) : .none
        }
        switch (first, Folding.lower(bytes[position + 1])) {
        case (0x73, 0x74), (0x6E, 0x64), (0x72, 0x64), (0x74, 0x68):
            return minutes < 0 ? TimeWord(sense: .dayOrdinal, value: value) : .none
        case (0x61, 0x6D), (0x70, 0x6D):
            let half: Int32 = first == 0x70 ? 1 : 0
            guard minutes >= 0 else { return TimeWord(sense: .clockMeridiem, value: value * 2 + half) }
            guard value <= 12 else { return .none }
            return TimeWord(sense: .clock, value: (value % 12 + half * 12) * 60 + minutes)
        default: return .none
        }
    }
}
