import Domain

/// Which signal of a report goes to which event.
struct Plan {
    /// An event a signal may be of.
    struct Candidate {
        var weight: Double
        var node: EventNode

        /// The heavier; of equals the one reported last, then a fixed order.
        func isBetter(than other: Candidate) -> Bool {
            if weight != other.weight { return weight > other.weight }
            let (one, two) = (node.profile.seen.upperBound, other.node.profile.seen.upperBound)
            return one == two ? node.key < other.node.key : one > two
        }
    }

    /// What becomes of a signal.
    enum Fate {
        /// It is of this event.
        case of(EventNode)
        /// It founds an event.
        case new
        /// Another signal of the report says it already, and more.
        case told
    }

    /// A signal with what it may be of.
    struct Entry {
        /// Which of the report's signals it is.
        var ordinal: Int
        var status: Signal.Status.Class
        var profile: Profile
        var candidates: [Candidate]
        var fate = Fate.new
    }

    /// The events the article spoke of before.
    let known: [EventNode]
    /// The signals in the order of the report.
    var signals: [Entry] = []

    init(known: [EventNode]) {
        self.known = known
    }

    /// Whether the article still speaks of an event it spoke of before.
    func isKept(_ node: EventNode) -> Bool {
        signals.contains { entry in
            if case .of(let other) = entry.fate { other.key == node.key } else { false }
        }
    }

    /// Gives each signal the best event that no better fitting signal of the report has: what a text counts apart are
    /// different events, however alike they are.
    ///
    /// A signal that another one says with more is no event of its own; `areAlike` tells whether two could be one.
    mutating func assign(areAlike: (Profile, Profile) -> Bool) {
        guard signals.count > 1 else {
            if let best = signals.first?.candidates.first { signals[0].fate = .of(best.node) }
            return
        }
        var open = Array(signals.indices)
        var taken: [UInt64] = []
        while let best = best(of: open, without: taken) {
            signals[best.entry].fate = .of(best.candidate.node)
            taken.append(best.candidate.node.key)
            open.removeAll { $0 == best.entry }
        }
        for entry in open where isTold(entry, areAlike) { signals[entry].fate = .told }
    }

    private func best(of open: [Int], without taken: [UInt64]) -> (entry: Int, candidate: Candidate)? {
        var best: (entry: Int, candidate: Candidate)?
        for entry in open {
            guard let candidate = signals[entry].candidates.first(where: { !taken.contains($0.node.key) }) else {
                continue
            }
            if let known = best?.candidate, !candidate.isBetter(than: known) { continue }
            best = (entry, candidate)
        }
        return best
    }

    /// Whether another signal of the report says the same with more of the parties named.
    private func isTold(_ entry: Int, _ areAlike: (Profile, Profile) -> Bool) -> Bool {
        let one = signals[entry]
        return signals.indices.contains { index in
            let other = signals[index]
            guard index != entry, other.status == one.status else { return false }
            if case .told = other.fate { return false }
            let isWithin =
                one.profile.actors.allSatisfy(other.profile.actors.contains)
                && one.profile.recipients.allSatisfy(other.profile.recipients.contains)
            let isLess =
                one.profile.actors.count + one.profile.recipients.count
                < other.profile.actors.count + other.profile.recipients.count
            return isWithin && isLess && areAlike(other.profile, one.profile)
        }
    }
}
