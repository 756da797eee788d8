public import Domain

extension Correlator {
    /// What `report` changes; the same report delivered again changes nothing, also after a restore.
    ///
    /// `now` is the time of the message the article came in.
    public mutating func take(_ report: Report, now: Timestamp) -> [Decision] {
        let key = ArticleIndex.key(article: report.article.id, kind: report.kind)
        let known = articles.events(of: key).compactMap { nodes[$0] }
        guard !isStale(report, known) else { return [] }
        let sighting = Sighting(report, key: key, now: now, tolerance: settings.clockTolerance.milliseconds)
        var plan = Plan(known: known)
        for (ordinal, signal) in report.signals.enumerated() {
            guard settings.includesBackground || signal.status != .background else { continue }
            let time = sighting.seen.milliseconds
            let profile = Profile(signal, seen: time...time, symbols: &symbols)
            let candidates = candidates(for: signal, profile, sighting, known: known)
            plan.signals.append(
                Plan.Entry(ordinal: ordinal, status: signal.status.class, profile: profile, candidates: candidates)
            )
        }
        plan.assign { one, other in
            likeness.weight(one, other, isKin: false, symbols: symbols) ?? 0 >= Likeness.threshold
        }
        return carryOut(plan, of: sighting, now: now)
    }

    /// Whether the article said this before, or more; `known` are the events it spoke of.
    private func isStale(_ report: Report, _ known: [EventNode]) -> Bool {
        var fresh = 0
        var stale = 0
        for node in known {
            let supports = node.state.supports
            for index in supports.indices where supports[index].article.id == report.article.id {
                if report.isStale(after: supports[index]) { stale += 1 } else { fresh += 1 }
            }
        }
        // To take something back, one contribution that stands is enough.
        return report.signals.isEmpty ? stale > 0 && fresh == 0 : stale > 0
    }

    /// The events the signal may be of, the best first.
    private mutating func candidates(
        for signal: Signal,
        _ profile: Profile,
        _ sighting: Sighting,
        known: [EventNode]
    ) -> [Plan.Candidate] {
        // Who denies something may deny that it happened, or that it is planned.
        let statuses: [Signal.Status.Class] = signal.status == .denied ? [.current, .expected] : [signal.status.class]
        var keys: [UInt64] = known.filter { statuses.contains($0.scope.status) }.map(\.key)
        let kin = keys.count
        let parties = EventIndex.parties(for: profile)
        for status in statuses {
            let scope = scope(of: sighting.report.kind, status)
            let days = EventIndex.days(of: profile, in: scope, undatedDays: likeness.settings.undatedDays)
            index.collect(scope, parties, days, into: &keys)
        }
        var found: [Plan.Candidate] = []
        for (position, key) in keys.enumerated() {
            guard let node = nodes[key], likeness.isPossible(node.profile, profile) else { continue }
            let isKin = position < kin || node.hasCopy(of: sighting, distance: settings.copyDistance)
            let weight = likeness.weight(node.profile, profile, isKin: isKin, symbols: symbols)
            if let weight, weight >= Likeness.threshold { found.append(Plan.Candidate(weight: weight, node: node)) }
        }
        if found.count > 1 { found.sort { $0.isBetter(than: $1) } }
        return found
    }

    // MARK: - Carrying out

    private mutating func carryOut(_ plan: Plan, of sighting: Sighting, now: Timestamp) -> [Decision] {
        var decisions: [Decision] = []
        for index in plan.signals.indices {
            switch plan.signals[index].fate {
            case .of(let node):
                let signal = sighting.report.signals[plan.signals[index].ordinal]
                add(signal, of: sighting, to: node.state, now: now, &decisions)
            case .new: found(plan.signals[index], of: sighting, now: now, &decisions)
            case .told: break
            }
        }
        for node in plan.known where !plan.isKept(node) {
            // What was just carried out may have touched it.
            guard var state = nodes[node.key]?.state, state.withdraw(sighting) else { continue }
            state.updatedAt = max(state.updatedAt, now)
            revise(state, now: now, isForced: false, &decisions)
        }
        evict(now: now, &decisions)
        return decisions
    }

    private mutating func add(
        _ signal: Signal,
        of sighting: Sighting,
        to state: EventState,
        now: Timestamp,
        _ decisions: inout [Decision]
    ) {
        var state = state
        guard state.add(signal, of: sighting, copyDistance: settings.copyDistance, pools: &pools) else { return }
        state.updatedAt = max(state.updatedAt, now)
        revise(state, now: now, isForced: false, &decisions)
    }

    private mutating func found(
        _ entry: Plan.Entry,
        of sighting: Sighting,
        now: Timestamp,
        _ decisions: inout [Decision]
    ) {
        guard now.milliseconds - sighting.seen.milliseconds <= settings.maximumAge.milliseconds else { return }
        let report = sighting.report
        var ordinal = entry.ordinal
        var id = EventID.make(article: report.article.id, kind: report.kind, ordinal: ordinal)
        // An earlier version of the article may have founded another event under that number.
        while nodes[EventNode.key(id)] != nil {
            ordinal += report.signals.count
            id = EventID.make(article: report.article.id, kind: report.kind, ordinal: ordinal)
        }
        var state = EventState(id: id, kind: report.kind)
        _ = state.add(report.signals[entry.ordinal], of: sighting, copyDistance: settings.copyDistance, pools: &pools)
        state.updatedAt = now
        state.related = related(to: entry, sighting)
        revise(state, now: now, isForced: false, &decisions)
    }

    /// The warnings that come true in a new event, or the event that a late warning was of.
    private mutating func related(to entry: Plan.Entry, _ sighting: Sighting) -> [String] {
        let isWarning = entry.status == .expected
        guard isWarning || entry.status == .current else { return [] }
        let scope = scope(of: sighting.report.kind, isWarning ? .current : .expected)
        var keys: [UInt64] = []
        let days = Int(settings.warningWindow.milliseconds / 86_400_000)
        let around = EventIndex.days(around: entry.profile, undatedDays: days)
        index.collect(scope, EventIndex.parties(for: entry.profile), around, into: &keys)
        var found: [Plan.Candidate] = []
        for node in keys.compactMap({ nodes[$0] }) {
            let (warning, event) = isWarning ? (entry.profile, node.profile) : (node.profile, entry.profile)
            let ahead = event.seen.lowerBound - warning.seen.upperBound
            let isAhead = ahead >= 0 || event.seen.lowerBound >= warning.seen.lowerBound
            guard isAhead, ahead <= settings.warningWindow.milliseconds else { continue }
            let weight = likeness.weightOfWarning(warning, event, symbols: symbols)
            if let weight { found.append(Plan.Candidate(weight: weight, node: node)) }
        }
        found.sort { $0.isBetter(than: $1) }
        return found.prefix(3).map(\.node.state.id)
    }
}
