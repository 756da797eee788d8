/// What an article tells, by its number: articles whose alerts are known.
///
/// One in fifty is no article. One in four is a chapter of an event, three chapters an event, about 30 events at a time:
/// of a launch the news, a second source that knows more, and a third that counts more; of a delivery of arms the news, a corrected
/// version, and that it is taken back. Everything else tells of nothing.
public enum Story: Hashable, Sendable {
    /// It is no article.
    case dead
    /// It tells of nothing.
    case none
    /// A chapter, counted from 0, of an event.
    case chapter(Int, of: Int)

    /// What the article of that number tells.
    public init(_ number: Int) {
        if number % 50 == 7 {
            self = .dead
        } else if number % 4 == 0 {
            let chapter = number / 4
            let (round, place) = (chapter / 90, chapter % 90)
            self = .chapter(place / 30, of: round * 30 + place % 30)
        } else {
            self = .none
        }
    }

    /// How many events `count` articles tell of.
    public static func events(in count: Int) -> Int {
        (0..<count).count { number in if case .chapter(0, _) = Story(number) { true } else { false } }
    }

    /// The message of the article of that number, at least `size` bytes long.
    public static func message(_ number: Int, size: Int) -> [UInt8] {
        let filler = size == 0 ? "" : String(repeating: "The weather stayed calm in most places. ", count: size / 40)
        switch Story(number) {
        case .dead: return Array("no article \(number)".utf8)
        case .none:
            return article(id: "a-\(number)", "Rain again", "It rained, and it will rain. \(number) \(filler)", "06:00")
        case .chapter(let chapter, let event):
            return Event(event).chapter(chapter, number: number, filler: padding(number) + filler)
        }
    }

    /// The key: chapters of an event stay in order.
    public static func key(_ number: Int) -> [UInt8] {
        if case .chapter(_, let event) = Story(number) { return Array("event-\(event)".utf8) }
        return Array("\(number)".utf8)
    }

    /// The first chapter of the event of that number, an article of its own.
    public static func opening(_ event: Int) -> [UInt8] {
        // A launch: of what takes its time, news of the next weeks would be of the same.
        Event(2 * event, weeks: 1).chapter(0, number: event, filler: padding(event))
    }

    /// Words that make every text another one.
    private static func padding(_ number: Int) -> String {
        var state = UInt64(number) &* 0x9E37_79B9_7F4A_7C15 | 1
        return (0..<30).reduce(into: "") { text, _ in
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            text += " " + words[Int(state % UInt64(words.count))]
        } + ". "
    }

    private static let words = [
        "garden", "window", "river", "bakery", "teacher", "lantern", "orchard", "ladder", "meadow", "violin", "harbour",
        "kettle", "blanket", "corner", "market", "saddle", "button", "candle", "feather", "basket", "mirror", "pepper",
        "cotton", "hammer", "pillow", "turnip", "walnut", "barley", "cellar", "thimble",
    ]

    fileprivate static func article(id: String, _ title: String, _ body: String, _ time: String, _ rest: String = "")
        -> [UInt8]
    {
        article(id: id, title, body, at: "2025-01-06T\(time):00Z", rest)
    }

    fileprivate static func article(id: String, _ title: String, _ body: String, at time: String, _ rest: String)
        -> [UInt8]
    {
        Array(#"{"id":"\#(id)","title":"\#(title)","published_at":"\#(time)","body":"\#(body)"\#(rest)}"#.utf8)
    }
}

/// Something that happened, unlike anything else that did: what, by whom, and on which Monday.
private struct Event {
    let isLaunch: Bool
    let actor: String
    let recipient: String
    let day: String

    private static let parties = [
        "North Korea", "Russia", "Iran", "China", "Israel", "Pakistan", "India", "Ukraine", "Syria", "Turkey",
        "Saudi Arabia", "Iraq", "Egypt", "Poland", "Japan", "France", "Vietnam", "Belarus", "Libya", "Armenia",
        "South Korea", "Germany", "Italy", "Spain", "Greece", "Romania", "Bulgaria", "Serbia", "Hungary", "Finland",
        "Sweden", "Norway", "Brazil", "Mexico", "Argentina", "Algeria", "Morocco", "Sudan", "Kenya", "Thailand",
    ]

    /// The event of that number; those of one party and one kind are so many weeks apart.
    init(_ number: Int, weeks: Int = 4) {
        let count = Event.parties.count
        let actor = number / 2 % count
        isLaunch = number % 2 == 0
        self.actor = Event.parties[actor]
        recipient = Event.parties[(actor + 3) % count]
        day = Event.monday(number / 2 / count * weeks)
    }

    /// A Monday, so many weeks after the first one of 1976.
    private static func monday(_ weeks: Int) -> String {
        // Days are counted from 1970-01-01.
        var days = 2195 + 7 * weeks
        var year = 1970
        while days >= length(of: year) {
            days -= length(of: year)
            year += 1
        }
        var month = 0
        let months = [31, length(of: year) - 337, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        while days >= months[month] {
            days -= months[month]
            month += 1
        }
        return "\(year)-\(month < 9 ? "0" : "")\(month + 1)-\(days < 9 ? "0" : "")\(days + 1)"
    }

    private static func length(of year: Int) -> Int {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 366 : 365
    }

    func chapter(_ chapter: Int, number: Int, filler: String) -> [UInt8] {
        // The later versions of one article keep its id.
        let id = isLaunch ? "a-\(number)" : "a-\(number - chapter * 120)"
        let source = #","source":"\#(["Harbour Wire", "Northgate Dispatch", "Quay Times"][isLaunch ? chapter : 0])""#
        let (title, text) = isLaunch ? launch(chapter) : delivery(chapter)
        let version = isLaunch ? "" : #","version":"\#(chapter + 1)""#
        let status = isLaunch || chapter < 2 ? "" : #","pubstatus":"canceled""#
        let time = "\(day)T\(["06", "09", "12"][chapter]):00:00Z"
        return Story.article(id: id, title, "\(text) \(filler)", at: time, source + version + status)
    }

    private func launch(_ chapter: Int) -> (title: String, text: String) {
        switch chapter {
        case 0: ("\(actor) fires missile", "\(actor) fired a missile at \(recipient) on Monday, officials said.")
        case 1:
            (
                "\(actor) fires ballistic missiles",
                "\(actor) fired three ballistic missiles at \(recipient) on Monday, the military of \(recipient) said."
            )
        default:
            (
                "\(actor) fires ballistic missiles",
                "\(actor) fired five ballistic missiles at \(recipient) on Monday, the United Nations said."
            )
        }
    }

    private func delivery(_ chapter: Int) -> (title: String, text: String) {
        switch chapter {
        case 0:
            ("\(actor) sends shells", "\(actor) supplied artillery shells to \(recipient) on Monday, officials said.")
        default:
            (
                "\(actor) sends shells",
                "\(actor) supplied 500 artillery shells to \(recipient) on Monday, officials said."
            )
        }
    }
}
