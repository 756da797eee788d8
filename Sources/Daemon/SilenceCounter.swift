import Extraction
internal import Synchronization

/// How much the mutes and the block list of the site have silenced since the start.
///
/// What is read again, after an aborted transaction or a rebalance, is counted again.
public final class SilenceCounter: Sendable {
    private let mutedSignals = Atomic<Int>(0)
    private let blockedArticles = Atomic<Int>(0)

    /// Nothing silenced yet.
    public init() {}

    /// Signals that a mute silenced.
    public var muted: Int { mutedSignals.load(ordering: .relaxed) }

    /// Articles that were not looked into because their source is blocked.
    public var blocked: Int { blockedArticles.load(ordering: .relaxed) }

    /// Adds what was silenced of one article.
    func note(_ findings: Findings) {
        if findings.mutedCount > 0 { mutedSignals.add(findings.mutedCount, ordering: .relaxed) }
        if findings.isBlocked { blockedArticles.add(1, ordering: .relaxed) }
    }
}
