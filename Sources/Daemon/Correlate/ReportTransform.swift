import Domain
import Formats
public import Kafka

/// The work of the correlate stage's threads: reading reports.
///
/// What they change is decided by the stage itself, in their turn.
public struct ReportTransform: Transform {
    /// Nothing to set up.
    public init() {}

    /// Reads one message of the topic of reports.
    public func transform(_ message: KafkaMessage) -> Disposition {
        guard let value = message.value else { return .tombstone }
        do {
            return .take(try MessageJSON.decodeReport(value))
        } catch let error as UnknownSchema {
            return .dead(reason: "unknown-schema", detail: error.description)
        } catch {
            return .dead(reason: "not-a-report", detail: "the message cannot be read as a report: \(error)")
        }
    }
}
