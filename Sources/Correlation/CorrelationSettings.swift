/// Windows, thresholds and the noise limit of correlation; the defaults are the shipped ones.
///
/// Each field is a key of the configuration section `correlation`, but `maximumAge`, which is `input.max_age`.
public struct CorrelationSettings: Sendable, Hashable {
    /// Whether signals that are history become alerts too.
    ///
    /// Key `background`.
    public var includesBackground = false
    /// How many revisions of one event are published within an hour, the first news among them.
    ///
    /// What comes faster is folded into one and published when the hour allows. Key `revisions_per_hour`, 1 … 3600.
    public var revisionsPerHour = 4
    /// Up to which number of independent sources a further one is worth a revision.
    ///
    /// Key `news_sources`, 1 … 100.
    public var newsSources = 3
    /// In how many of the 64 bits the signatures of two texts may differ where one is a copy of the other.
    ///
    /// Key `copy_distance`, 0 … 32.
    public var copyDistance = 10
    /// How far apart reports may lie of what is expected or takes its time.
    ///
    /// Key `undated_window`, 1d … 90d.
    public var undatedWindow = Duration.seconds(14 * 86_400)
    /// How long after a warning the event it warned of is linked to it.
    ///
    /// Key `warning_window`, 1d … 90d.
    public var warningWindow = Duration.seconds(14 * 86_400)
    /// How long an event is kept after the last report that touched it.
    ///
    /// Key `retention`, 1d … 365d.
    public var retention = Duration.seconds(30 * 86_400)
    /// How many events are kept; beyond it, those that were touched longest ago are let go.
    ///
    /// Key `events`, 1 000 … 10 000 000.
    public var eventLimit = 100_000
    /// By how much an article may claim to be younger than the message it came in.
    ///
    /// Key `clock_tolerance`, 0s … 7d.
    public var clockTolerance = Duration.seconds(86_400)
    /// How long ago an article may have been published to open an event; an older one updates known events only.
    ///
    /// Key `input.max_age`, 1h … 36500d.
    public var maximumAge = Duration.seconds(7 * 86_400)

    /// The shipped settings.
    public init() {}
}
