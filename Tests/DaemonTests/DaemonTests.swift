import Articles
import Correlation
import Domain
import Extraction
import Formats
import Foundation
import Kafka
import Logging
import Rules
import TestSupport
import Testing

@testable import Daemon

/// The pack that this repository ships.
let shippedPack = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Config").path()

@Suite struct ExtractTransformTests {
    /// Loaded once: it is large, and tests share two threads.
    static let rules = Result { try RuleSet.load(folder: shippedPack) }

    static func transform() throws -> ExtractTransform {
        ExtractTransform(
            decoder: ArticleDecoder(limits: DecodeLimits(bytes: 500, depth: 8)),
            extractor: Extractor(rules: try rules.get()),
            kinds: try rules.get().kinds.map(\.kind),
            signals: "signals",
            now: { Timestamp(milliseconds: 1_736_240_400_000) }
        )
    }

    static func message(_ value: [UInt8]?) -> KafkaMessage {
        KafkaMessage(
            partition: KafkaPartition(topic: "articles", partition: 1),
            offset: 7,
            key: nil,
            value: value,
            timestampMilliseconds: 1_736_240_400_000
        )
    }

    @Test(arguments: [
        (#"{"title":"#, "not-json"),
        ("[1]", "wrong-type"),
        (#"{"title":3,"body":"x"}"#, "wrong-type"),
        (#"{"title":"x","body":"y","published_at":"someday"}"#, "bad-value"),
        (#"{"id":"x"}"#, "unknown-profile"),
        (#"{"body":"\#(String(repeating: "x", count: 500))"}"#, "too-large"),
        (#"{"title":"x","a":\#(String(repeating: "[", count: 20))\#(String(repeating: "]", count: 20))}"#, "too-deep"),
    ])
    func unreadableMessage_isDeadWithItsReason(text: String, reason: String) throws {
        let disposition = try Self.transform().transform(Self.message(Array(text.utf8)))
        guard case .dead(let found, let detail, let headers) = disposition else {
            Issue.record("\(disposition)")
            return
        }
        #expect(found == reason)
        #expect(!detail.isEmpty)
        #expect(headers.isEmpty)
    }

    @Test func embargoed_isDeadWithItsTime() throws {
        let text = #"{"title":"x","body":"y","embargoed_until":"2025-02-01T00:00:00Z"}"#
        guard case .dead("embargoed", _, let headers) = try Self.transform().transform(Self.message(Array(text.utf8)))
        else {
            Issue.record("not dead")
            return
        }
        #expect(headers == [KafkaHeader("tocsin-embargoed-until", "2025-02-01T00:00:00Z")])
    }

    @Test func notUTF8_isDead() throws {
        let bytes = Array(#"{"title":""#.utf8) + [0xFF] + Array(#""}"#.utf8)
        guard case .dead("not-utf8", _, _) = try Self.transform().transform(Self.message(bytes)) else {
            Issue.record("not dead")
            return
        }
    }

    @Test(
        arguments: [
            (nil, Disposition.tombstone), (#"{"schema":null,"payload":null}"#, .tombstone),
            (#"{"title":"Rain again","body":"It rained."}"#, .unmatched),
            (#"{"title":"","body":""}"#, .unmatched),
        ] as [(String?, Disposition)]
    )
    func ordinaryMessage(text: String?, disposition: Disposition) throws {
        #expect(try Self.transform().transform(Self.message(text.map { Array($0.utf8) })) == disposition)
    }

    static func reports(_ text: String) throws -> [Report] {
        guard case .publish(let records) = try transform().transform(message(Array(text.utf8))) else { return [] }
        for record in records { #expect(record.topic == "signals") }
        let reports = try records.map { try MessageJSON.decodeReport($0.value ?? []) }
        #expect(records.map { $0.key ?? [] } == reports.map { Array($0.kind.utf8) })
        return reports
    }

    static func launch(_ rest: String) -> String {
        #"{"id":"a1","title":"North Korea fires missile","body":"North Korea fired a ballistic missile on Monday."\#(rest)}"#
    }

    @Test func firstVersion_isReportedForTheKindsItHas() throws {
        let reports = try Self.reports(Self.launch(#","version":"1""#))
        #expect(reports.map(\.kind) == ["missile-launch"])
        #expect(reports.first?.signals.count == 1)
        #expect(reports.first?.article.id == "a1")
        #expect(reports.first?.origin == Origin(topic: "articles", partition: 1, offset: 7))
    }

    /// What an earlier version said of any kind can be withdrawn.
    @Test func laterVersion_isReportedForEveryKind() throws {
        let reports = try Self.reports(Self.launch(#","version":"2""#))
        let kinds = try Self.rules.get().kinds.map(\.kind)
        #expect(reports.map(\.kind).sorted() == kinds.sorted())
        #expect(reports.filter { !$0.signals.isEmpty }.map(\.kind) == ["missile-launch"])
        let silent = try Self.reports(#"{"id":"a1","title":"Rain again","body":"It rained.","version":"2"}"#)
        #expect(silent.count == kinds.count)
    }

    @Test(arguments: ["canceled", "withheld"])
    func articleTakenBack_isReportedForEveryKindWithNothing(status: String) throws {
        let reports = try Self.reports(Self.launch(#","pubstatus":"\#(status)""#))
        #expect(reports.count == (try Self.rules.get().kinds.count))
        #expect(reports.allSatisfy { $0.signals.isEmpty && $0.article.id == "a1" })
    }
}

/// The daemon as `tocsin run` builds it, in this process, on a broker of its own.
@Suite(.timeLimit(.minutes(5))) struct DaemonTests {
    static func configuration(_ fixture: StageFixture) throws -> Configuration {
        var configuration = Configuration()
        configuration.kafka.bootstrap = [fixture.broker.bootstrapServers]
        configuration.kafka.group = fixture.group
        let client = fixture.broker.configuration(groupID: fixture.group)
        configuration.kafka.consumerProperties = client.properties.mapValues(Secret.init)
        configuration.delivery.instance = fixture.group
        configuration.input.topics = [fixture.input]
        configuration.output.signals = try fixture.broker.makeTopic("signals")
        configuration.output.events = try fixture.broker.makeTopic("events", settings: ["cleanup.policy": "compact"])
        configuration.correlation.maximumAge = .seconds(36_500 * 86_400)
        configuration.output.alerts = fixture.output
        configuration.output.dead = fixture.dead
        configuration.rules.pack = shippedPack
        return configuration
    }

    static func daemon(_ configuration: Configuration) throws -> TocsinDaemon {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        return try buildDaemon(
            configuration,
            in: DaemonSurroundings(environment: [:], handlesSignals: false, logger: logger)
        )
    }

    @Test func articlesIn_alertsAndDeadLettersOut() async throws {
        let fixture = try StageFixture()
        let launch = """
            {"id":"a1","title":"North Korea fires ballistic missile off its east coast, Seoul says","body":"SEOUL - North \
            Korea fired a ballistic missile toward the sea off its east coast on Monday, South Korea's Joint Chiefs of \
            Staff said.","source":"Harbour Wire","published_at":"2025-01-06T05:00:00Z","language":"en"}
            """
        try await fixture.produce([
            "not json", launch, #"{"id":"a2","title":"Rain","body":"It rained."}"#, nil, #"{"title":3}"#,
        ])
        let daemon = try Self.daemon(try Self.configuration(fixture))
        let extract = try #require(daemon.stage(.extract))
        let correlate = try #require(daemon.stage(.correlate))
        async let running: Void = daemon.run()
        #expect(await extract.wait { $0.finished == 5 })
        let reports = extract.counters.outputs
        #expect(await correlate.wait { $0.finished == reports })
        await daemon.stop()
        try await running
        let counters = extract.counters
        #expect(counters.isBalanced && correlate.counters.isBalanced)
        #expect(reports > 0)
        #expect(counters.deadReasons == ["not-json": 1, "wrong-type": 1])
        #expect(counters.tombstones == 1)
        #expect(counters.published + counters.unmatched == 2)
        let messages = try await fixture.messages(in: fixture.output, atLeast: correlate.counters.outputs)
        #expect(messages.count == correlate.counters.outputs)
        for message in messages {
            let alert = try MessageJSON.decodeAlert(message.value ?? [])
            #expect(alert.articles.map(\.id) == ["a1"])
            #expect(message.key == Array(alert.id.utf8))
            #expect(message.header("ce_id") == "\(alert.id)/1")
        }
        let kinds = try messages.map { try MessageJSON.decodeAlert($0.value ?? []).signal.kind }
        #expect(Set(kinds) == ["missile-launch"])
    }

    @Test func missingPack_isNamedBeforeAnythingStarts() throws {
        let fixture = try StageFixture()
        var configuration = try Self.configuration(fixture)
        configuration.rules.pack = "/nonexistent"
        let error = #expect(throws: PackNotFound.self) { try Self.daemon(configuration) }
        #expect(error?.tried == ["/nonexistent"])
    }
}
