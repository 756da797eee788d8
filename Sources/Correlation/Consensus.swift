import Domain

/// What the reports of one event say together.
///
/// Every reading counts once for each independent source that gives it. The most told value wins, of equals the one told
/// first, so that a value changes only when more sources speak for another. What is more specific and does not
/// contradict is kept whoever tells it.
struct Consensus {
    private let readings: [Signal]
    private let weights: [Int]
    private let classes: ClassRelation

    private static let listLimit = 8

    /// The signal that all reports of an event make; nil where none is left.
    static func signal(of state: EventState, classes: ClassRelation) -> Signal? {
        guard state.readings.count > 1 else { return state.readings.first }
        return Consensus(state, classes: classes).signal()
    }

    /// The consensus of the readings that are supported; where none is any more, of those that were last.
    private init(_ state: EventState, classes: ClassRelation) {
        self.classes = classes
        var sources = [Int](repeating: 0, count: state.readings.count)
        for index in state.supports.indices {
            guard let reading = state.supports[index].reading, sources.indices.contains(reading) else { continue }
            let source = state.supports[index].source
            let isCounted = state.supports.indices.prefix(index).contains {
                state.supports[$0].source == source && state.supports[$0].reading == reading
            }
            if !isCounted { sources[reading] += 1 }
        }
        let isWhole = !sources.contains(0) || sources.allSatisfy { $0 == 0 }
        let live = sources.indices.filter { isWhole || sources[$0] > 0 }
        readings = isWhole ? state.readings : live.map { state.readings[$0] }
        weights = live.map { max(1, sources[$0]) }
    }

    private func signal() -> Signal? {
        guard var merged = readings.first else { return nil }
        guard readings.count > 1 else { return merged }
        merged.actor = parties { $0.actor }
        merged.recipient = isSeldomTold { $0.recipient } ? [] : parties { $0.recipient }
        merged.object = object()
        merged.objects = objects(main: merged.object)
        merged.status = [.occurred, .ongoing, .expected, .denied, .background].first(where: isTold) ?? merged.status
        merged.certainty = certainty()
        (merged.date, merged.dateBasis) = date()
        merged.deniedBy = deniers(merged.status)
        merged.names = union { $0.names }
        merged.places = union { $0.places }
        merged.count = most { readings[$0].count }
        merged.distanceKM = most { readings[$0].distanceKM }
        merged.altitudeKM = most { readings[$0].altitudeKM }
        merged.outcome = most { readings[$0].outcome }
        merged.time = most { readings[$0].time }
        var severity: Severity?
        var urgency: Urgency?
        for index in readings.indices where readings[index].status == merged.status {
            urgency = urgency ?? readings[index].urgency
            let other = readings[index].severity
            if severity.map({ rank(other) < rank($0) }) ?? true { severity = other }
        }
        merged.severity = severity ?? merged.severity
        merged.urgency = urgency ?? merged.urgency
        merged.headline = headline(merged)
        return merged
    }

    /// The value told by most sources, of equals the first told.
    ///
    /// `value` is asked for each reading by its place: readings are large, and never taken out of their list whole.
    private func most<Value: Equatable>(_ value: (Int) -> Value?) -> Value? {
        var votes: [(value: Value, count: Int)] = []
        for index in readings.indices {
            guard let told = value(index) else { continue }
            if let known = votes.firstIndex(where: { $0.value == told }) {
                votes[known].count += weights[index]
            } else {
                votes.append((told, weights[index]))
            }
        }
        guard var best = votes.first else { return nil }
        for vote in votes where vote.count > best.count { best = vote }
        return best.value
    }

    private func parties(_ told: (Signal) -> [Party]) -> [Party] {
        let first = told(readings[0])
        // Most agree.
        if readings.indices.allSatisfy({ told(readings[$0]) == first }) { return first }
        func ids(_ signal: Signal) -> [String]? {
            let parties = told(signal)
            return parties.isEmpty ? nil : parties.map(\.id).sorted()
        }
        let best = most { ids(readings[$0]) }
        return readings.indices.first { ids(readings[$0]) == best }.map { told(readings[$0]) } ?? []
    }

    /// Whether so few name somebody that it is more likely a slip.
    private func isSeldomTold(_ told: (Signal) -> [Party]) -> Bool {
        let votes = readings.indices.reduce(0) { $0 + (told(readings[$1]).isEmpty ? 0 : weights[$1]) }
        return votes * 4 < weights.reduce(0, +)
    }

    /// Who denies it; of a text that only denies, the actor.
    private func deniers(_ status: Signal.Status) -> [Party] {
        let named = union { $0.deniedBy }
        guard named.isEmpty, status != .denied else { return named }
        return readings.indices.first { readings[$0].status == .denied }.map { readings[$0].actor } ?? []
    }

    /// Of the classes that nobody narrows further, the one most told, its general names counted for it.
    private func object() -> String? {
        var best: (name: String, count: Int)?
        for index in readings.indices {
            guard let name = readings[index].object, name != best?.name else { continue }
            var count = 0
            var isNarrowed = false
            for other in readings.indices {
                guard let told = readings[other].object else { continue }
                if told != name, classes.isKind(told, of: name) {
                    isNarrowed = true
                    break
                }
                if classes.isKind(name, of: told) { count += weights[other] }
            }
            if !isNarrowed, count > best?.count ?? 0 { best = (name, count) }
        }
        return best?.name
    }

    private func objects(main: String?) -> [String] {
        var all = main.map { [$0] } ?? []
        for index in readings.indices {
            for name in readings[index].objects where !all.contains(name) { all.append(name) }
        }
        guard all.count > 1 else { return all }
        let narrow = all.filter { general in !all.contains { $0 != general && classes.isKind($0, of: general) } }
        return Array(narrow.prefix(Consensus.listLimit))
    }

    private func isTold(_ status: Signal.Status) -> Bool {
        readings.indices.contains { readings[$0].status == status }
    }

    private func certainty() -> Signal.Certainty {
        let isMereDenial = readings.indices.allSatisfy { readings[$0].status == .denied }
        var certainty = Signal.Certainty.possible
        for index in readings.indices where isMereDenial || readings[index].status != .denied {
            if readings[index].certainty == .observed { return .observed }
            if readings[index].certainty == .alleged { certainty = .alleged }
        }
        return certainty
    }

    /// The day most texts tell, else the first day of publication, else the narrowest span.
    private func date() -> (EventDate?, Signal.DateBasis?) {
        func date(_ index: Int) -> EventDate? { readings[index].date }
        func isAssumed(_ index: Int) -> Bool { readings[index].dateBasis == .publication }
        let told = most { date($0)?.day == nil || isAssumed($0) ? nil : date($0) }
        if let told { return (told, .told) }
        let assumed = readings.indices.filter { date($0)?.day != nil && isAssumed($0) }
        let first = assumed.min { (date($0)?.first?.dayNumber ?? 0) < (date($1)?.first?.dayNumber ?? 0) }
        if let first { return (date(first), .publication) }
        let narrow = readings.indices.first { date($0)?.month != nil } ?? readings.indices.first { date($0) != nil }
        return (narrow.flatMap(date), narrow.flatMap { readings[$0].dateBasis })
    }

    private func union<Value: Hashable>(_ told: (Signal) -> [Value]) -> [Value] {
        var all: [Value] = []
        for index in readings.indices {
            for value in told(readings[index]) where !all.contains(value) { all.append(value) }
        }
        return all.count > Consensus.listLimit ? Array(all.prefix(Consensus.listLimit)) : all
    }

    /// The sentence of the reading that says most of what all of them say.
    private func headline(_ merged: Signal) -> String {
        let scores = readings.indices.map { index in
            var score = readings[index].status == merged.status ? 8 : 0
            if readings[index].actor == merged.actor { score += 4 }
            if readings[index].recipient == merged.recipient { score += 4 }
            if readings[index].object == merged.object { score += 2 }
            if readings[index].certainty == merged.certainty { score += 2 }
            if readings[index].count == merged.count { score += 1 }
            return score
        }
        let best = scores.indices.max { (scores[$0], -$0) < (scores[$1], -$1) }
        return best.map { readings[$0].headline } ?? merged.headline
    }

    private func rank(_ severity: Severity) -> Int {
        Severity.allCases.firstIndex(of: severity) ?? Severity.allCases.count
    }
}
