public import Domain

/// Which alerts a reader wants to see; empty means all.
public struct AlertFilter: Sendable {
    /// Severities from the worst down.
    public static let ranking: [Severity] = [.extreme, .severe, .moderate, .minor, .unknown]

    /// The kinds, any of which will do.
    public var kinds: Set<String> = []
    /// The least severity.
    public var severity = Severity.unknown
    /// Ids of actors in capitals, any of which will do.
    public var actors: Set<String> = []
    /// The earliest time of the message.
    public var since: Timestamp?

    /// A filter that passes everything.
    public init() {}

    /// Whether the reader wants to see `alert`, published at `time`.
    public func matches(_ alert: Alert, time: Timestamp?) -> Bool {
        if !kinds.isEmpty, !kinds.contains(alert.signal.kind) { return false }
        if rank(alert.signal.severity) > rank(severity) { return false }
        if !actors.isEmpty, actors.isDisjoint(with: alert.signal.actor.map { $0.id.uppercased() }) { return false }
        guard let since, let time else { return true }
        return time >= since
    }

    private func rank(_ severity: Severity) -> Int {
        AlertFilter.ranking.firstIndex(of: severity) ?? AlertFilter.ranking.count
    }
}
