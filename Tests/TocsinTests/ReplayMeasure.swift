import Foundation

/// How well joined reports agree with the events a careful reader finds (`seeds/replay`).
struct ReplayMeasure {
    /// An article's report of one kind: what two ways of joining are compared by.
    private struct Mention: Hashable {
        var article: String
        var kind: String
    }

    /// What is read of an alert.
    struct AlertLine: Decodable {
        var id: String
        var change: String
        var changed: [String]
    }

    /// What is read of the state of an event.
    struct EventLine: Decodable {
        struct Support: Decodable {
            struct Article: Decodable { var id: String }
            var article: Article
        }
        var id: String
        var kind: String
        var supports: [Support]
    }

    private(set) var precision = 0.0
    private(set) var recall = 0.0
    /// True events that were found at all.
    private(set) var foundEvents = 0
    private(set) var trueEvents = 0
    /// First alerts, and those of them whose event is a true one.
    private(set) var newAlerts = 0
    private(set) var newOfTrueEvents = 0
    private(set) var revisions = 0
    /// Updates that name nothing new.
    private(set) var emptyUpdates = 0
    private(set) var updates = 0

    /// First alerts of true events for each of these.
    var newPerEvent: Double { Double(newOfTrueEvents) / Double(max(1, foundEvents)) }
    var revisionsPerEvent: Double { Double(revisions) / Double(max(1, newAlerts)) }
    var emptyShare: Double { Double(emptyUpdates) / Double(max(1, updates)) }

    /// The measure of `alerts` and `events` against the rows of `expected.tsv`.
    init(alerts: [AlertLine], events: [EventLine], expected: String) {
        newAlerts = alerts.count { $0.change == "new" }
        revisions = alerts.count
        updates = alerts.count { $0.change == "update" }
        emptyUpdates = alerts.count { $0.change == "update" && $0.changed.isEmpty }
        let truth = ReplayMeasure.truth(expected)
        var found: [Mention: Set<String>] = [:]
        for event in events {
            for support in event.supports {
                found[Mention(article: support.article.id, kind: event.kind), default: []].insert(event.id)
            }
        }
        compare(truth, found)
    }

    /// The events of each report, without those that are history.
    private static func truth(_ table: String) -> [Mention: Set<String>] {
        var truth: [Mention: Set<String>] = [:]
        for line in table.split(separator: "\n") where !line.hasPrefix("#") && !line.hasPrefix("article\t") {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard cells.count >= 4, cells[3] != "background" else { continue }
            truth[Mention(article: cells[0], kind: cells[2]), default: []].insert(cells[1])
        }
        return truth
    }

    /// B-cubed (Bagga and Baldwin, 1998) over the reports that both know of.
    private mutating func compare(_ truth: [Mention: Set<String>], _ found: [Mention: Set<String>]) {
        trueEvents = Set(truth.values.joined()).count
        let (wanted, got) = (members(truth), members(found))
        var pairs: [(truth: String, found: String)] = []
        for mention in truth.keys.sorted(by: { ($0.article, $0.kind) < ($1.article, $1.kind) }) {
            pairs += matched(truth[mention] ?? [], found[mention] ?? [], wanted, got)
        }
        let byTruth = Dictionary(grouping: pairs.indices) { pairs[$0].truth }.mapValues { Set($0) }
        let byFound = Dictionary(grouping: pairs.indices) { pairs[$0].found }.mapValues { Set($0) }
        for pair in pairs {
            let (right, mine) = (byTruth[pair.truth] ?? [], byFound[pair.found] ?? [])
            let shared = Double(right.intersection(mine).count)
            precision += shared / Double(max(1, mine.count)) / Double(pairs.count)
            recall += shared / Double(max(1, right.count)) / Double(pairs.count)
        }
        foundEvents = byTruth.count
        newOfTrueEvents = Set(pairs.map { "\($0.truth) \($0.found)" }).count
    }

    /// Of a report that tells of several events, which is which: the pairs that share most reports elsewhere.
    private func matched(
        _ truth: Set<String>,
        _ found: Set<String>,
        _ wanted: [String: Set<Mention>],
        _ got: [String: Set<Mention>]
    ) -> [(truth: String, found: String)] {
        var candidates: [(likeness: Double, truth: String, found: String)] = []
        for one in truth {
            for other in found {
                let (right, mine) = (wanted[one] ?? [], got[other] ?? [])
                let likeness = Double(right.intersection(mine).count) / Double(max(1, right.union(mine).count))
                candidates.append((likeness, one, other))
            }
        }
        candidates.sort { ($0.likeness, $0.truth, $0.found) > ($1.likeness, $1.truth, $1.found) }
        var pairs: [(truth: String, found: String)] = []
        for candidate in candidates {
            let isFree = !pairs.contains { $0.truth == candidate.truth || $0.found == candidate.found }
            if isFree { pairs.append((candidate.truth, candidate.found)) }
        }
        return pairs
    }

    private func members(_ events: [Mention: Set<String>]) -> [String: Set<Mention>] {
        var members: [String: Set<Mention>] = [:]
        for (mention, ids) in events {
            for id in ids { members[id, default: []].insert(mention) }
        }
        return members
    }
}
