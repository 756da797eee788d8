import Logging

/// The keys of log metadata: one place, so that dashboards and the table in the documentation can follow.
public enum LogKey: String, Sendable, CaseIterable {
    case aborts
    case blocked
    case broker
    case brokerErrors = "broker_errors"
    case code
    case commitFailures = "commit_failures"
    case commitTime = "commit_ms"
    case commits
    case consumed
    case dead
    case delivery
    case detail
    case elapsed = "elapsed_ms"
    case error
    case events
    case facility
    case group
    case imbalances
    case inFlight = "in_flight"
    case input
    case instance
    case lag
    case left
    case limit = "limit_ms"
    case messages
    case muted
    case offset
    case output
    case outputs
    case partition
    case partitions
    case pauses
    case published
    case reason
    case released
    case repeated
    case resent
    case restarts
    case restoring
    case rules
    case stage
    case stages
    case stored
    case stuck
    case tombstones
    case topic
    case total
    case truncated
    case unmatched
    case workers
}

extension Logger {
    /// This logger with one more entry in its metadata.
    func with(_ key: LogKey, _ value: String) -> Logger {
        var logger = self
        logger[metadataKey: key.rawValue] = .string(value)
        return logger
    }
}

/// Metadata by the keys of the enumeration; numbers stay numbers.
func metadata(_ values: KeyValuePairs<LogKey, any CustomStringConvertible & Sendable>) -> Logger.Metadata {
    var result: Logger.Metadata = [:]
    for (key, value) in values { result[key.rawValue] = .stringConvertible(value) }
    return result
}
