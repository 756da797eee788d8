import Articles
import Domain
import Extraction
import Foundation
import Kafka
import Rules
import Testing

@testable import Daemon

/// What the mutes and the block list of a site silence is counted.
@Suite struct ExtractSilenceTests {
    private static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static let rules: Result<RuleSet, any Error> = Result {
        try RuleSet.load(
            folder: package.appending(path: "Config").path,
            site: package.appending(path: "Sources/Daemon/Daemon.docc/Site").path
        )
    }

    private func transform() throws -> ExtractTransform {
        let rules = try Self.rules.get()
        return ExtractTransform(
            decoder: ArticleDecoder(),
            extractor: Extractor(rules: rules),
            kinds: rules.kinds.map(\.kind),
            signals: "signals",
            now: { Timestamp(milliseconds: 0) }
        )
    }

    private func message(source: String, published: String) -> KafkaMessage {
        let text = "North Korea fired two ballistic missiles from Wonsan on Monday."
        let json = #"{"id": "a", "body": "\#(text)", "source": "\#(source)", "published_at": "\#(published)"}"#
        return KafkaMessage(
            partition: KafkaPartition(topic: "articles", partition: 0),
            offset: 0,
            key: nil,
            value: Array(json.utf8)
        )
    }

    @Test(arguments: [
        ("Harbour Wire", "2025-03-25", 1, 0, true), ("Mock Gazette", "2025-04-01", 0, 1, true),
        ("Harbour Wire", "2025-04-01", 0, 0, false),
    ])
    func silence_isCounted(source: String, published: String, muted: Int, blocked: Int, isUnmatched: Bool) throws {
        let transform = try transform()
        let disposition = transform.transform(message(source: source, published: published))
        #expect((disposition == .unmatched) == isUnmatched)
        let counters = StageMonitor(name: "extract", silence: transform.silence).counters
        #expect(counters.muted == muted)
        #expect(counters.blocked == blocked)
    }
}
