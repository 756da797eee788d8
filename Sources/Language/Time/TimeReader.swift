public import Domain

/// Finds the expressions of time in a sentence and resolves them against the day of publication.
///
/// One pass from left to right, a bounded look ahead at each word, total on any tokens.
public struct TimeReader: Sendable {
    private let words: TimeWords

    /// A reader over the words of `vocabulary`.
    public init(vocabulary: Vocabulary) {
        words = TimeWords(vocabulary: vocabulary)
    }

    /// The expressions of time among the tokens `sentence` of `analysis`, in order and without overlap.
    public func read(
        _ analysis: Analysis,
        _ sentence: Range<Int>,
        bytes: Span<UInt8>,
        publication: CivilDate?
    ) -> [TimeExpression] {
        guard let meanings = meanings(analysis, sentence, bytes) else { return [] }
        let scan = TimeScan(
            tokens: analysis.tokens,
            meanings: meanings,
            sentence: sentence,
            publication: publication
        )
        var found: [TimeExpression] = []
        var index = sentence.lowerBound
        while index < sentence.upperBound {
            guard meanings[index - sentence.lowerBound].sense != .none, let core = scan.expression(at: index),
                core.end > index
            else {
                index += 1
                continue
            }
            append(scan.finish(core, from: index), core, bytes: bytes, publication: publication, to: &found)
            index = core.end
        }
        return found
    }

    /// What the words of a sentence mean; nil where none says by itself that a time may be told.
    private func meanings(_ analysis: Analysis, _ sentence: Range<Int>, _ bytes: Span<UInt8>) -> [TimeWord]? {
        guard sentence.contains(where: { words.mayTell(analysis.tokens[$0]) }) else { return nil }
        var mayTell = false
        let meanings = [TimeWord](capacity: sentence.count) { meanings in
            for index in sentence {
                let meaning = words.meaning(analysis.tokens[index], bytes)
                guard meaning.sense != .none else {
                    meanings.append(.none)
                    continue
                }
                mayTell = mayTell || meaning.sense.tellsTime
                let isName = isNamed(analysis, index) && !isMonth(meaning, index, sentence, analysis, bytes)
                meanings.append(isName ? .none : meaning)
            }
        }
        return mayTell ? meanings : nil
    }

    /// "in May", "since May", "on May 29", "29 May": a month that is a family name, too, is the month beside such a word.
    private func isMonth(
        _ meaning: TimeWord,
        _ index: Int,
        _ sentence: Range<Int>,
        _ analysis: Analysis,
        _ bytes: Span<UInt8>
    ) -> Bool {
        guard meaning.sense == .ambiguousMonth else { return false }
        func sense(_ index: Int) -> TimeWord.Sense? {
            sentence.contains(index) ? words.meaning(analysis.tokens[index], bytes).sense : nil
        }
        switch sense(index - 1) {
        case .in, .since, .last, .number, .dayOrdinal: return true
        default: return [.number, .dayOrdinal].contains(sense(index + 1))
        }
    }

    /// Whether a token belongs to a name, so that it tells no time: "Black September", "Theresa May".
    private func isNamed(_ analysis: Analysis, _ index: Int) -> Bool {
        guard index < analysis.matchAt.count, analysis.matchAt[index] >= 0 else { return false }
        let match = analysis.matches[Int(analysis.matchAt[index])]
        return match.kind < .term || (match.kind == .term && match.end - match.first > 1)
    }

    /// Adds an expression, as one with the last where one tells the day and the other the time of that day.
    private func append(
        _ expression: TimeExpression,
        _ core: TimeCore,
        bytes: Span<UInt8>,
        publication: CivilDate?,
        to found: inout [TimeExpression]
    ) {
        var expression = expression
        if let clock = core.clock { expression.time = text(clock, bytes: bytes) }
        guard let last = found.last, last.tokens.upperBound == expression.tokens.lowerBound else {
            found.append(expression)
            return
        }
        if core.weekday != nil, last.isLongAgo(publication) {
            // "five years ago on Wednesday": the day of the week is that of the anniversary.
            found[found.count - 1].tokens = last.tokens.lowerBound..<core.end
            return
        }
        if last.isOnlyTime, !expression.isOnlyTime, expression.time == nil {
            expression.time = last.time
        } else if expression.isOnlyTime, last.time == nil, last.relation != .duration {
            let time = expression.time
            expression = last
            expression.time = time
        } else {
            found.append(expression)
            return
        }
        expression.tokens = last.tokens.lowerBound..<core.end
        found[found.count - 1] = expression
    }

    /// The time of day for people: "06:12 KST".
    private func text(_ clock: TimeCore.Clock, bytes: Span<UInt8>) -> String {
        var text: [UInt8] = []
        for part in [clock.minutes / 60, clock.minutes % 60] {
            if !text.isEmpty { text.append(0x3A) }
            text.append(UInt8(truncatingIfNeeded: 0x30 + part / 10))
            text.append(UInt8(truncatingIfNeeded: 0x30 + part % 10))
        }
        if !clock.zone.isEmpty {
            text.append(0x20)
            for position in clock.zone { text.append(bytes[position]) }
        }
        return String(decoding: text, as: UTF8.self)
    }
}

extension TimeExpression {
    /// Whether it is told by the year and lies years back.
    func isLongAgo(_ publication: CivilDate?) -> Bool {
        guard let publication, let date else { return false }
        return date.month == nil && date.year < publication.components.year
    }

    /// Whether it tells a time of day and nothing of which day.
    var isOnlyTime: Bool {
        time != nil && first == nil && date == nil && !isAnaphoric && relation != .duration && !isPast && !isFuture
    }
}

/// What one expression of time was read as, before it is given its tokens.
struct TimeCore {
    /// A time of day: minutes from midnight and the bytes of the zone.
    struct Clock {
        var minutes: Int
        var zone: Range<Int>
    }

    /// How finely the time is told.
    enum Grain {
        case day, span, vague
    }

    /// One past its last token.
    var end: Int
    /// The days it may stand for.
    var first: CivilDate?
    var last: CivilDate?
    /// The date as told where it does not follow from the days.
    var date: EventDate?
    var grain: Grain = .span
    var relation: TimeExpression.Relation?
    var isPast = false
    var isFuture = false
    var isAnaphoric = false
    var anaphoricDays: Int?
    var clock: Clock?
    /// The parts of a calendar date as written.
    var parts: CalendarParts?
    /// The weekday where it is nothing else.
    var weekday: Int?

    init(end: Int) {
        self.end = end
    }

    /// A span of days.
    init(end: Int, _ first: CivilDate?, _ last: CivilDate?, grain: Grain = .span) {
        self.end = end
        self.first = first
        self.last = last
        self.grain = grain
    }

    /// One day.
    init(end: Int, day: CivilDate?) {
        self.init(end: end, day, day, grain: .day)
    }

    /// A time counted from another event.
    static func anaphoric(end: Int, days: Int?, relation: TimeExpression.Relation = .on) -> TimeCore {
        var core = TimeCore(end: end)
        core.isAnaphoric = true
        core.anaphoricDays = days
        core.relation = relation
        return core
    }

    /// A length of time that says nothing of when.
    static func duration(end: Int) -> TimeCore {
        var core = TimeCore(end: end)
        core.relation = .duration
        return core
    }
}

/// The parts of a calendar date as written.
struct CalendarParts {
    var year: Int?
    var month: Int?
    var day: Int?
    /// The last day of a range within the month.
    var endDay: Int?
}
