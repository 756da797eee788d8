/// Times of day: "6:12 a.m. local time", "06:12 GMT", "2130 UTC", "7pm", "around noon".
extension TimeScan {
    /// The time of day at `index`; a bare "6:12" is one only where a preposition of time leads in.
    func clock(at index: Int, hasLead: Bool) -> TimeCore? {
        guard var (minutes, end, isSure) = hours(at: index) else { return nil }
        if sense(end) == .meridiem, minutes < 13 * 60 {
            minutes = minutes % (12 * 60) + Int(meaning(end).value) * 60
            end += 1
            isSure = true
        }
        var zone = 0..<0
        if let told = self.zone(at: end) {
            zone = told.bytes
            end = told.end
            isSure = true
        }
        guard isSure || hasLead && kind(index + 1) == .colon, minutes <= 24 * 60 else { return nil }
        var core = TimeCore(end: skipOtherZone(end))
        core.clock = TimeCore.Clock(minutes: minutes % (24 * 60), zone: zone)
        return core
    }

    /// The hours and minutes a number stands for, and whether nothing else could be meant.
    private func hours(at index: Int) -> (minutes: Int, end: Int, isSure: Bool)? {
        let word = meaning(index)
        let value = Int(word.value)
        switch word.sense {
        case .hourPart: return (value * 60, index + 1, true)
        case .clock:
            // "6.12" alone is a decimal; "6.12am" says what it is.
            return (value, index + 1, shape(index).contains(.digit) && kind(index) == .word)
        case .clockMeridiem:
            guard value / 2 <= 12 else { return nil }
            return ((value / 2 % 12 + value % 2 * 12) * 60, index + 1, true)
        case .number where kind(index + 1) == .colon && shape(index + 2).contains(.glued):
            return minutesAfterColon(index, hour: value)
        case .number where sense(index + 1) == .meridiem && word.digits <= 2 && (1...12).contains(value):
            return (value * 60, index + 1, true)
        case .number where word.digits == 4 && value / 100 < 24 && value % 100 < 60:
            // "2130 UTC", "0612 hours": four digits with what makes them a time.
            if sense(index + 1) == .hours || (isUnit(index + 1, .hour) && value < 2400) {
                return (value / 100 * 60 + value % 100, index + 2, true)
            }
            return zone(at: index + 1) == nil ? nil : (value / 100 * 60 + value % 100, index + 1, true)
        default: return nil
        }
    }

    private func minutesAfterColon(_ index: Int, hour: Int) -> (minutes: Int, end: Int, isSure: Bool)? {
        let second = meaning(index + 2)
        guard meaning(index).digits <= 2, hour <= 24 else { return nil }
        if second.sense == .clockMeridiem, second.value / 2 < 60 {
            let value = Int(second.value)
            return ((hour % 12 + value % 2 * 12) * 60 + value / 2, index + 3, true)
        }
        guard second.sense == .number, second.digits == 2, second.value < 60 else { return nil }
        var end = index + 3
        if kind(end) == .colon, shape(end + 1).contains(.glued), meaning(end + 1).digits == 2 { end += 2 }
        return (hour * 60 + Int(second.value), end, false)
    }

    /// "GMT", "local time", "Moscow time".
    private func zone(at index: Int) -> (bytes: Range<Int>, end: Int)? {
        guard sentence.contains(index) else { return nil }
        let start = Int(tokens[index].start)
        if sense(index + 1) == .time, sense(index) == .local || shape(index).contains(.capital) {
            return (start..<Int(tokens[index + 1].end), index + 2)
        }
        guard sense(index) == .zone, shape(index).contains(.allCaps) else { return nil }
        return (start..<Int(tokens[index].end), index + 1)
    }

    /// The token past the same time in another zone, as in "(2112 GMT)" or "(21:12 GMT Sunday)".
    private func skipOtherZone(_ index: Int) -> Int {
        guard kind(index) == .openBracket, let (_, other, _) = hours(at: index + 1) else { return index }
        var end = sense(other) == .meridiem ? other + 1 : other
        guard let told = zone(at: end) else { return index }
        end = told.end
        if sense(end) == .on { end += 1 }
        if weekdayName(at: end) != nil { end += 1 }
        return kind(end) == .closeBracket ? end + 1 : index
    }
}
