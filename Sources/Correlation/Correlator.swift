public import Domain

/// Decides which alerts a report gives rise to.
public struct Correlator: Sendable {
    /// A correlator that opens one event for each signal.
    public init() {}

    /// The alerts `reports` give rise to at `now`.
    public mutating func correlate(_ reports: [Report], now: Timestamp) -> [Alert] {
        []
    }
}
