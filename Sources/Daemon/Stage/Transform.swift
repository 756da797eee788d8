public import Domain
public import Kafka

/// What a stage does with one record.
///
/// Total: it answers for any record, and never throws.
///
/// It is called on several worker threads at once, so it holds nothing that changes, but for what it counts.
public protocol Transform: Sendable {
    /// What becomes of `message`.
    func transform(_ message: KafkaMessage) -> Disposition

    /// What it leaves out because the site does not want to hear of it; nil where it leaves nothing out.
    var silence: SilenceCounter? { get }
}

extension Transform {
    /// Nothing is left out.
    public var silence: SilenceCounter? { nil }
}

/// What becomes of one consumed record: exactly one of these.
public enum Disposition: Sendable, Hashable {
    /// It gives rise to these records.
    case publish([KafkaRecord])
    /// It is taken into what the stage knows when its turn comes, and only then shows what it gives rise to.
    case take(Report)
    /// Nothing was found in it.
    case unmatched
    /// It has no value, on purpose.
    case tombstone
    /// It cannot be worked on and goes to the dead letters as it came.
    ///
    /// `reason` is a word from a small closed set, `detail` one sentence for people; the headers are added to its own.
    case dead(reason: String, detail: String, headers: [KafkaHeader] = [])
}
