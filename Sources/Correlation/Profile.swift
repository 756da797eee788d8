import Domain

/// What of a signal, or of an event, decides whether two of them are the same.
struct Profile: Sendable {
    /// The days a date may stand for.
    enum Day: Sendable, Hashable {
        /// The text tells the day.
        case told(Int)
        /// The text tells none; the day of publication stands in.
        case assumed(Int)
        /// A month or a year.
        case span(ClosedRange<Int>)
        /// No date at all.
        case none
    }

    var actors: [Int32]
    var recipients: [Int32]
    var objects: [Int32]
    var names: [Int32]
    var time: Int32?
    var count: Int?
    var places: [Place]
    var day: Day
    /// Whether days are told loosely: the act is still to come, or is of a kind that takes days or weeks.
    var isLoose: Bool
    /// Whether the headline tells it.
    var isHeadline: Bool
    /// When the first and the latest report were published.
    var seen: ClosedRange<Int64>

    init(_ signal: Signal, seen: ClosedRange<Int64>, symbols: inout Symbols) {
        let actors = symbols.numbers(signal.actor)
        self.actors = actors
        recipients = symbols.numbers(signal.recipient)
        // Where something was fired or sent at home, the state is no side of its own.
        if recipients.contains(where: actors.contains) { recipients.removeAll(where: actors.contains) }
        objects = signal.objects.map { symbols.number($0) }
        if let object = signal.object.map({ symbols.number($0) }), !objects.contains(object) { objects.append(object) }
        names = signal.names.map { symbols.number($0) }
        time = signal.time.map { symbols.number($0) }
        count = signal.count
        places = signal.places
        day = Profile.day(signal)
        isLoose = signal.status == .expected || symbols.isLasting(signal.kind)
        isHeadline = signal.evidence.contains { $0.field == .title }
        self.seen = seen
    }

    private static func day(_ signal: Signal) -> Day {
        guard let date = signal.date, let first = date.first, let last = date.last else { return .none }
        guard first == last else { return .span(first.dayNumber...last.dayNumber) }
        return signal.dateBasis == .publication ? .assumed(first.dayNumber) : .told(first.dayNumber)
    }
}

extension Signal.Status {
    /// The classes of status within which reports are of one event.
    enum Class: Int32, Sendable, CaseIterable {
        case expected, current, background
    }

    /// The class of a status.
    var `class`: Class {
        switch self {
        case .expected: .expected
        case .occurred, .ongoing, .denied: .current
        case .background: .background
        }
    }
}
