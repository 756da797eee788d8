import ArgumentParser
import Domain

/// Which alerts a reader wants to see; empty means all.
struct AlertFilter: Sendable {
    /// Severities from the worst down.
    static let ranking: [Severity] = [.extreme, .severe, .moderate, .minor, .unknown]

    var kinds: Set<String> = []
    /// The least severity.
    var severity = Severity.unknown
    /// Ids of actors, any of which will do.
    var actors: Set<String> = []
    /// The earliest time of the message.
    var since: Timestamp?

    /// Whether the reader wants to see `alert`, published at `time`.
    func matches(_ alert: Alert, time: Timestamp?) -> Bool {
        if !kinds.isEmpty, !kinds.contains(alert.signal.kind) { return false }
        if rank(alert.signal.severity) > rank(severity) { return false }
        if !actors.isEmpty, actors.isDisjoint(with: alert.signal.actor.map { $0.id.uppercased() }) { return false }
        guard let since, let time else { return true }
        return time >= since
    }

    /// The severity of that name.
    @Sendable
    static func severity(named name: String) throws -> Severity {
        guard let severity = Severity(rawValue: name.lowercased()) else {
            let names = ranking.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("'\(name)' is no severity; they are \(names)")
        }
        return severity
    }

    private func rank(_ severity: Severity) -> Int {
        AlertFilter.ranking.firstIndex(of: severity) ?? AlertFilter.ranking.count
    }
}
