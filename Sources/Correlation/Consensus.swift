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
        merged.actor = parties(readings.indices.map { readings[$0].actor })
        let recipients = readings.indices.map { readings[$0].recipient }
        merged.recipient = isSeldomTold(recipients) ? [] : parties(recipients)
        merged.object = object()
        merged.objects = objects(main: merged.object)
        merged.status = [.occurred, .ongoing, .expected, .denied, .background].first(where: isTold) ?? merged.status
        merged.certainty = certainty()
        (merged.date, merged.dateBasis) = date()
        merged.deniedBy = deniers(merged.status)
        merged.names = union(\.names)
        merged.places = union(\.places)
        merged.count = most(readings.indices.map { readings[$0].count })
        merged.distanceKM = most(readings.indices.map { readings[$0].distanceKM })
        merged.altitudeKM = most(readings.indices.map { readings[$0].altitudeKM })
        merged.outcome = most(readings.indices.map { readings[$0].outcome })
        merged.time = most(readings.indices.map { readings[$0].time })
        let ofStatus = readings.filter { $0.status == merged.status }
        merged.severity = ofStatus.map(\.severity).min { rank($0) < rank($1) } ?? merged.severity
        merged.urgency = ofStatus.first?.urgency ?? merged.urgency
        merged.headline = headline(merged)
        return merged
    }

    /// The value told by most sources, of equals the first told.
    ///
    /// `values` has one for each reading. Readings are large, so they are never taken out of their list whole.
    private func most<Value: Equatable>(_ values: [Value?]) -> Value? {
        var votes: [(value: Value, count: Int)] = []
        for (value, weight) in zip(values, weights) {
            guard let told = value else { continue }
            if let index = votes.firstIndex(where: { $0.value == told }) {
                votes[index].count += weight
            } else {
                votes.append((told, weight))
            }
        }
        let best = votes.map(\.count).max()
        return votes.first { $0.count == best }?.value
    }

    private func parties(_ told: [[Party]]) -> [Party] {
        let ids = told.map { $0.isEmpty ? nil : $0.map(\.id).sorted() }
        let best = most(ids)
        return ids.firstIndex { $0 == best }.map { told[$0] } ?? []
    }

    /// Whether so few name somebody that it is more likely a slip.
    private func isSeldomTold(_ told: [[Party]]) -> Bool {
        let votes = told.indices.reduce(0) { $0 + (told[$1].isEmpty ? 0 : weights[$1]) }
        return votes * 4 < weights.reduce(0, +)
    }

    /// Who denies it; of a text that only denies, the actor.
    private func deniers(_ status: Signal.Status) -> [Party] {
        let named = union(\.deniedBy)
        guard named.isEmpty, status != .denied else { return named }
        return readings.first { $0.status == .denied }?.actor ?? []
    }

    /// Of the classes that nobody narrows further, the one most told, its general names counted for it.
    private func object() -> String? {
        let told = readings.indices.map { readings[$0].object }
        let names = told.compactMap { $0 }
        var best: (name: String, count: Int)?
        for name in names where !names.contains(where: { $0 != name && classes.isKind($0, of: name) }) {
            var count = 0
            for (general, weight) in zip(told, weights) {
                if let general, classes.isKind(name, of: general) { count += weight }
            }
            if count > best?.count ?? 0 { best = (name, count) }
        }
        return best?.name
    }

    private func objects(main: String?) -> [String] {
        let told = main.map { [$0] } ?? []
        let all = (told + readings.indices.flatMap { readings[$0].objects }).reduce(into: [String]()) { list, name in
            if !list.contains(name) { list.append(name) }
        }
        let narrow = all.filter { general in !all.contains { $0 != general && classes.isKind($0, of: general) } }
        return Array(narrow.prefix(Consensus.listLimit))
    }

    private func isTold(_ status: Signal.Status) -> Bool {
        readings.indices.contains { readings[$0].status == status }
    }

    private func certainty() -> Signal.Certainty {
        let claims = readings.indices.filter { readings[$0].status != .denied }
        let told = (claims.isEmpty ? Array(readings.indices) : claims).map { readings[$0].certainty }
        return [.observed, .alleged, .possible].first(where: told.contains) ?? .possible
    }

    /// The day most texts tell, else the first day of publication, else the narrowest span.
    private func date() -> (EventDate?, Signal.DateBasis?) {
        let dates = readings.indices.map { readings[$0].date }
        let assumed = dates.indices.filter { readings[$0].dateBasis == .publication && dates[$0]?.day != nil }
        let told = dates.indices.map { dates[$0]?.day != nil && !assumed.contains($0) ? dates[$0] : nil }
        if let day = most(told) { return (day, .told) }
        let first = assumed.min { (dates[$0]?.first?.dayNumber ?? 0) < (dates[$1]?.first?.dayNumber ?? 0) }
        if let first { return (dates[first], .publication) }
        let narrow = dates.indices.first { dates[$0]?.month != nil } ?? dates.indices.first { dates[$0] != nil }
        return (narrow.flatMap { dates[$0] }, narrow.flatMap { readings[$0].dateBasis })
    }

    private func union<Value: Hashable>(_ path: KeyPath<Signal, [Value]>) -> [Value] {
        var all: [Value] = []
        for value in readings.indices.flatMap({ readings[$0][keyPath: path] }) where !all.contains(value) {
            all.append(value)
        }
        return Array(all.prefix(Consensus.listLimit))
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
