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

    /// The consensus of the readings that are supported; where none is any more, of those that were last.
    init(_ state: EventState, classes: ClassRelation) {
        self.classes = classes
        var sources = [[Int]](repeating: [], count: state.readings.count)
        for support in state.supports {
            guard let reading = support.reading, !sources[reading].contains(support.source) else { continue }
            sources[reading].append(support.source)
        }
        let live = state.readings.indices.filter { !sources[$0].isEmpty }
        let told = live.isEmpty ? Array(state.readings.indices) : live
        readings = told.map { state.readings[$0] }
        weights = told.map { max(1, sources[$0].count) }
    }

    /// The signal all of them make; nil where nothing is left.
    func signal() -> Signal? {
        guard var merged = readings.first else { return nil }
        guard readings.count > 1 else { return merged }
        merged.actor = parties(\.actor)
        merged.recipient = isSeldomTold(\.recipient) ? [] : parties(\.recipient)
        merged.object = object()
        merged.objects = objects(main: merged.object)
        merged.status = [.occurred, .ongoing, .expected, .denied, .background].first(where: isTold) ?? merged.status
        merged.certainty = certainty()
        (merged.date, merged.dateBasis) = date()
        merged.deniedBy = deniers(merged.status)
        merged.names = union(\.names)
        merged.places = union(\.places)
        merged.count = most { $0.count }
        merged.distanceKM = most { $0.distanceKM }
        merged.altitudeKM = most { $0.altitudeKM }
        merged.outcome = most { $0.outcome }
        merged.time = most { $0.time }
        let ofStatus = readings.filter { $0.status == merged.status }
        merged.severity = ofStatus.map(\.severity).min { rank($0) < rank($1) } ?? merged.severity
        merged.urgency = ofStatus.first?.urgency ?? merged.urgency
        merged.headline = headline(merged)
        return merged
    }

    /// The value told by most sources, of equals the first told.
    private func most<Value: Hashable>(_ value: (Signal) -> Value?) -> Value? {
        var votes: [(value: Value, count: Int)] = []
        for (reading, weight) in zip(readings, weights) {
            guard let told = value(reading) else { continue }
            if let index = votes.firstIndex(where: { $0.value == told }) {
                votes[index].count += weight
            } else {
                votes.append((told, weight))
            }
        }
        let best = votes.map(\.count).max()
        return votes.first { $0.count == best }?.value
    }

    private func parties(_ path: KeyPath<Signal, [Party]>) -> [Party] {
        let ids = most { reading in
            reading[keyPath: path].isEmpty ? nil : reading[keyPath: path].map(\.id).sorted()
        }
        return readings.map { $0[keyPath: path] }.first { $0.map(\.id).sorted() == ids } ?? []
    }

    /// Whether so few name somebody that it is more likely a slip.
    private func isSeldomTold(_ path: KeyPath<Signal, [Party]>) -> Bool {
        let told = zip(readings, weights).filter { !$0.0[keyPath: path].isEmpty }.reduce(0) { $0 + $1.1 }
        return told * 4 < weights.reduce(0, +)
    }

    /// Who denies it; of a text that only denies, the actor.
    private func deniers(_ status: Signal.Status) -> [Party] {
        let named = union(\.deniedBy)
        guard named.isEmpty, status != .denied else { return named }
        return readings.first { $0.status == .denied }?.actor ?? []
    }

    /// Of the classes that nobody narrows further, the one most told, its general names counted for it.
    private func object() -> String? {
        let told = readings.compactMap(\.object)
        let isNarrowed = { (general: String) in
            told.contains { $0 != general && classes.isKind($0, of: general) }
        }
        var best: (name: String, count: Int)?
        for name in told where !isNarrowed(name) {
            var count = 0
            for (reading, weight) in zip(readings, weights) {
                if let object = reading.object, classes.isKind(name, of: object) { count += weight }
            }
            if count > best?.count ?? 0 { best = (name, count) }
        }
        return best?.name
    }

    private func objects(main: String?) -> [String] {
        let told = main.map { [$0] } ?? []
        let all = (told + readings.flatMap(\.objects)).reduce(into: [String]()) { list, name in
            if !list.contains(name) { list.append(name) }
        }
        let narrow = all.filter { general in !all.contains { $0 != general && classes.isKind($0, of: general) } }
        return Array(narrow.prefix(Consensus.listLimit))
    }

    private func isTold(_ status: Signal.Status) -> Bool {
        readings.contains { $0.status == status }
    }

    private func certainty() -> Signal.Certainty {
        let claims = readings.filter { $0.status != .denied }
        let told = (claims.isEmpty ? readings : claims).map(\.certainty)
        return [.observed, .alleged, .possible].first(where: told.contains) ?? .possible
    }

    /// The day most texts tell, else the first day of publication, else the narrowest span.
    private func date() -> (EventDate?, Signal.DateBasis?) {
        if let told = most({ $0.date?.day != nil && $0.dateBasis != .publication ? $0.date : nil }) {
            return (told, .told)
        }
        let dated = readings.filter { $0.date != nil }
        let assumed = dated.filter { $0.date?.day != nil }.min { first($0) < first($1) }
        if let assumed { return (assumed.date, assumed.dateBasis) }
        let narrow = dated.first { $0.date?.month != nil } ?? dated.first
        return (narrow?.date, narrow?.dateBasis)
    }

    private func first(_ signal: Signal) -> Int { signal.date?.first?.dayNumber ?? .max }

    private func union<Value: Hashable>(_ path: KeyPath<Signal, [Value]>) -> [Value] {
        var all: [Value] = []
        for value in readings.flatMap({ $0[keyPath: path] }) where !all.contains(value) { all.append(value) }
        return Array(all.prefix(Consensus.listLimit))
    }

    /// The sentence of the reading that says most of what all of them say.
    private func headline(_ merged: Signal) -> String {
        let scores = readings.map { reading in
            var score = reading.status == merged.status ? 8 : 0
            if reading.actor == merged.actor { score += 4 }
            if reading.recipient == merged.recipient { score += 4 }
            if reading.object == merged.object { score += 2 }
            if reading.certainty == merged.certainty { score += 2 }
            if reading.count == merged.count { score += 1 }
            return score
        }
        let best = scores.indices.max { (scores[$0], -$0) < (scores[$1], -$1) }
        return best.map { readings[$0].headline } ?? merged.headline
    }

    private func rank(_ severity: Severity) -> Int {
        Severity.allCases.firstIndex(of: severity) ?? Severity.allCases.count
    }
}
