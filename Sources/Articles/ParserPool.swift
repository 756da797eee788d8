internal import Synchronization

/// Parsers that wait to be used: as many as there ever were callers at one time.
///
/// A parser keeps the buffers of its largest document, so lending beats making; a decoder can so be shared by all
/// workers without a parser being shared by two.
final class ParserPool: Sendable {
    private let idle = Mutex<[JSONParser]>([])
    private let limits: DecodeLimits

    /// A pool whose parsers all keep `limits`.
    init(limits: DecodeLimits) {
        self.limits = limits
    }

    /// Runs `body` with a parser no one else has; with nil where memory is short.
    func withParser<Result>(_ body: (JSONParser?) -> Result) -> Result {
        let parser = idle.withLock { $0.popLast() } ?? JSONParser(limits: limits)
        defer {
            if let parser { idle.withLock { $0.append(parser) } }
        }
        return body(parser)
    }
}
