public import Domain

/// Joins the reports of one event and decides what is worth telling about it.
///
/// A pure state machine: it has no clock and does no input or output, so the same reports at the same times give the
/// same decisions, with the same ids, wherever and however often they are replayed. All it knows is in the states of
/// its events; what it keeps beside them is derived and can be built anew from them.
public struct Correlator: Sendable {
    let settings: CorrelationSettings
    let classes: ClassRelation
    let likeness: Likeness
    var symbols: Symbols
    var pools = Pools()

    private(set) var nodes: [UInt64: EventNode] = [:]
    private(set) var index = EventIndex()
    private(set) var articles = ArticleIndex()
    private var queue = DueQueue()
    /// How the events that were touched since the mark were at the mark; nil where there is no mark.
    private var journal: [UInt64: EventNode?]?

    /// A correlator that knows of no event yet.
    public init(settings: CorrelationSettings, classes: ClassRelation) {
        self.settings = settings
        self.classes = classes
        let window = settings.undatedWindow.milliseconds
        likeness = Likeness(
            settings: LikenessSettings(undatedDays: Int(window / 86_400_000), undatedMilliseconds: window)
        )
        symbols = Symbols(classes: classes)
    }

    /// How many events are known.
    public var eventCount: Int { nodes.count }

    /// The states of all known events, in no particular order.
    public var events: [EventState] { nodes.values.map(\.state) }

    /// When `tick` may have something to do next; nil where never.
    public var nextDue: Timestamp? {
        queue.first.map { Timestamp(milliseconds: $0.time) }
    }

    /// Publishes what was held back and is due, and lets go of events nothing was reported of for long.
    public mutating func tick(now: Timestamp) -> [Decision] {
        var due: [(time: Int64, node: EventNode)] = []
        while let entry = queue.first, entry.time <= now.milliseconds {
            _ = queue.popFirst()
            guard let node = nodes[entry.event] else { continue }
            let time = dueTime(node.state)
            if time > now.milliseconds {
                queue.push(DueQueue.Entry(time: time, event: node.key))
            } else if !due.contains(where: { $0.node.key == node.key }) {
                due.append((time, node))
            }
        }
        // The queue knows no order among equals; the decisions must have one.
        due.sort { ($0.time, $0.node.key) < ($1.time, $1.node.key) }
        var decisions: [Decision] = []
        for entry in due { release(entry.node, now: now, &decisions) }
        return decisions
    }

    /// Publishes all that is held back, whether it is due or not: for the end of a replay.
    public mutating func flush() -> [Decision] {
        let held = nodes.values.filter { $0.state.due != nil }
            .sorted { (dueTime($0.state), $0.key) < (dueTime($1.state), $1.key) }
        var decisions: [Decision] = []
        for node in held { revise(node.state, now: node.state.due ?? node.state.updatedAt, isForced: true, &decisions) }
        return decisions
    }

    private mutating func release(_ node: EventNode, now: Timestamp, _ decisions: inout [Decision]) {
        var last: [Decision] = []
        if node.state.due != nil { revise(node.state, now: now, isForced: true, &last) }
        if expiry(node.state) <= now.milliseconds {
            remove(node.key)
            last = last.filter(\.isPublication) + [.forget(id: node.state.id, kind: node.state.kind)]
        }
        decisions += last
    }

    /// Lets go of the events touched longest ago while there are too many.
    mutating func evict(now: Timestamp, _ decisions: inout [Decision]) {
        while nodes.count > settings.eventLimit, let entry = queue.popFirst() {
            guard let node = nodes[entry.event] else { continue }
            let time = dueTime(node.state)
            guard time <= entry.time else {
                queue.push(DueQueue.Entry(time: time, event: node.key))
                continue
            }
            // What is held back only is not old: it is told, and takes its place among the old ones.
            if node.state.due != nil {
                revise(node.state, now: now, isForced: true, &decisions)
                continue
            }
            remove(node.key)
            decisions.append(.forget(id: node.state.id, kind: node.state.kind))
        }
    }

    /// Takes back an event as it was stored; before the first `take`.
    public mutating func restore(_ state: EventState) {
        var state = state
        pools.share(&state)
        guard let signal = Consensus.signal(of: state, classes: classes) else { return }
        put(node(of: state, signal))
    }

    /// Marks a point to which `rollBack` leads back; an earlier mark is forgotten.
    public mutating func mark() {
        journal = [:]
    }

    /// Undoes all that happened since the mark, and forgets it; nothing happens where there is none.
    public mutating func rollBack() {
        let touched = journal ?? [:]
        journal = nil
        for (key, old) in touched {
            if let old { put(old) } else { remove(key) }
        }
    }

    /// Forgets the mark: what happened since stands.
    public mutating func settle() {
        journal = nil
    }

    // MARK: - Events

    /// The event of `state` with what is derived from it; `signal` is what all its reports say together.
    mutating func node(of state: EventState, _ signal: Signal) -> EventNode {
        var profile = Profile(signal, seen: state.seen, symbols: &symbols)
        pools.share(&profile, like: nodes[EventNode.key(state.id)])
        return EventNode(state, scope: scope(of: state.kind, signal.status.class), profile: profile)
    }

    mutating func scope(of kind: String, _ status: Signal.Status.Class) -> EventIndex.Scope {
        EventIndex.Scope(kind: symbols.number(kind), status: status)
    }

    /// Puts an event in place of what was known of it.
    mutating func put(_ node: EventNode) {
        let old = nodes.updateValue(node, forKey: node.key)
        note(node.key, old)
        relist(old, node)
        if old == nil || node.state.due != nil && old?.state.due != node.state.due { enqueue(node) }
    }

    private mutating func remove(_ key: UInt64) {
        guard let old = nodes.removeValue(forKey: key) else { return }
        note(key, old)
        relist(old, nil)
    }

    /// Leads the indexes from one state of an event to another; most reports change neither parties nor day.
    private mutating func relist(_ old: EventNode?, _ new: EventNode?) {
        if let old, let new, old.scope == new.scope, EventIndex.isSamePlace(old.profile, new.profile) {
            relistArticles(old, new)
            return
        }
        if let old { index.remove(old.key, scope: old.scope, old.profile) }
        if let new { index.insert(new.key, scope: new.scope, new.profile) }
        relistArticles(old, new)
    }

    private mutating func relistArticles(_ old: EventNode?, _ new: EventNode?) {
        let (gone, come) = (old?.state.supports ?? [], new?.state.supports ?? [])
        // Articles are added behind the others.
        var first = 0
        while first < min(gone.count, come.count), gone[first].article.id == come[first].article.id { first += 1 }
        for support in gone[first...] {
            guard let old else { break }
            articles.remove(old.key, article: ArticleIndex.key(article: support.article.id, kind: old.state.kind))
        }
        for support in come[first...] {
            guard let new else { break }
            articles.insert(new.key, article: ArticleIndex.key(article: support.article.id, kind: new.state.kind))
        }
    }

    /// Notes how an event was at the mark, where that is not noted yet.
    private mutating func note(_ key: UInt64, _ old: EventNode?) {
        guard journal != nil, journal?[key] == nil else { return }
        journal?[key] = .some(old)
    }

    // MARK: - Times

    private func expiry(_ state: EventState) -> Int64 {
        state.updatedAt.milliseconds + settings.retention.milliseconds
    }

    private func dueTime(_ state: EventState) -> Int64 {
        min(state.due?.milliseconds ?? .max, expiry(state))
    }

    private mutating func enqueue(_ node: EventNode) {
        queue.push(DueQueue.Entry(time: dueTime(node.state), event: node.key))
        guard queue.count > 2 * nodes.count + 1024 else { return }
        // Most entries are stale by now.
        queue.removeAll()
        for node in nodes.values { queue.push(DueQueue.Entry(time: dueTime(node.state), event: node.key)) }
    }
}

extension Duration {
    /// The duration in whole milliseconds.
    var milliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}

extension Decision {
    var isPublication: Bool {
        if case .publish = self { true } else { false }
    }
}
