import Domain

extension Correlator {
    private static let hour: Int64 = 3_600_000

    /// Keeps the changed state, and publishes a revision where there is news and the hour has room for it.
    ///
    /// `isForced` says that it was held back long enough.
    mutating func revise(
        _ state: consuming EventState,
        now: Timestamp,
        isForced: Bool,
        _ decisions: inout [Decision]
    ) {
        guard let signal = Consensus.signal(of: state, classes: classes) else { return }
        if let alert = revision(&state, signal, now: now, isForced: isForced) { decisions.append(.publish(alert)) }
        put(node(of: state, signal))
        decisions.append(.store(state))
    }

    private mutating func revision(_ state: inout EventState, _ signal: Signal, now: Timestamp, isForced: Bool)
        -> Alert?
    {
        let signal = completed(signal, state)
        let sources = state.sourceCount
        state.due = nil
        guard sources > 0 else {
            guard state.revision > 0, !state.isRetracted else { return nil }
            state.isRetracted = true
            return publish(&state, .retraction, [], signal, now: now)
        }
        var announcement = Announcement(signal, sources: sources)
        pools.share(&announcement, after: state.announced)
        guard let old = state.announced else {
            state.announced = announcement
            return publish(&state, .new, [], signal, now: now)
        }
        var changed = News.aspects(from: old, to: announcement, newsSources: settings.newsSources)
        if state.isRetracted, !changed.contains(.sources) { changed.append(.sources) }
        guard !changed.isEmpty else { return nil }
        if !isForced, let due = nextRoom(state, now: now) {
            state.due = due
            return nil
        }
        // What was once said to be denied or confirmed stays said.
        announcement.isDenied = announcement.isDenied || old.isDenied
        state.announced = announcement
        state.isRetracted = false
        return publish(&state, .update, changed, signal, now: now)
    }

    /// When the noise limit lets the next revision pass; nil where it may pass now.
    private func nextRoom(_ state: EventState, now: Timestamp) -> Timestamp? {
        let times = state.revisionTimes
        guard times.count >= settings.revisionsPerHour else { return nil }
        let free = times[times.count - settings.revisionsPerHour].milliseconds + Correlator.hour
        return free > now.milliseconds ? Timestamp(milliseconds: free) : nil
    }

    private func publish(
        _ state: inout EventState,
        _ change: Alert.Change,
        _ changed: [Alert.Aspect],
        _ signal: Signal,
        now: Timestamp
    ) -> Alert {
        state.revision += 1
        state.revisionTimes.appendExactly(max(now, state.revisionTimes.last ?? now))
        state.revisionTimes.removeFirst(max(0, state.revisionTimes.count - settings.revisionsPerHour))
        let live = state.supports.indices.filter { state.supports[$0].reading != nil }
        var alert = Alert(id: state.id, revision: state.revision, change: change, signal: signal)
        alert.changed = changed
        alert.articles = live.prefix(EventState.listedArticles).map { state.supports[$0].article }
        alert.articleCount = live.count + (live.isEmpty ? 0 : state.unlistedArticles)
        alert.sourceCount = state.sourceCount
        let seen = state.seen
        alert.firstSeen = Timestamp(milliseconds: seen.lowerBound).description
        alert.lastSeen =
            seen.count == 1 ? alert.firstSeen : Timestamp(milliseconds: seen.upperBound).description
        alert.related = state.related
        return alert
    }

    /// The signal with who says so, the passages, and how sure all sources make it together.
    private func completed(_ signal: Signal, _ state: EventState) -> Signal {
        var signal = signal
        signal.claims = state.claims
        signal.evidence = state.evidence
        // The best of each source.
        var best: [(source: Int, confidence: Double)] = []
        for index in state.supports.indices where state.supports[index].reading != nil {
            let (source, confidence) = (state.supports[index].source, state.supports[index].confidence)
            if let known = best.firstIndex(where: { $0.source == source }) {
                best[known].confidence = max(best[known].confidence, confidence)
            } else {
                best.append((source, max(0, confidence)))
            }
        }
        if best.count > 1 { best.sort { $0.source < $1.source } }
        let doubt = best.reduce(1.0) { $0 * (1 - $1.confidence) }
        signal.confidence = best.count == 1 ? best[0].confidence : min(0.99, ((1 - doubt) * 100).rounded() / 100)
        return signal
    }
}
