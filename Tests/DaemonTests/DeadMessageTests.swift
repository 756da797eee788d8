import Domain
import Kafka
import Testing

@testable import Daemon

@Suite struct DeadMessageTests {
    static let original = DeadLetterTests.message(value: Array("not json".utf8))

    /// What is buried as `record`, as it lies in the topic.
    static func buried(_ record: KafkaRecord, at offset: Int64 = 17) -> DeadMessage {
        DeadMessage(
            KafkaMessage(
                partition: KafkaPartition(topic: "articles.dead", partition: 0),
                offset: offset,
                key: record.key,
                value: record.value,
                headers: record.headers,
                timestampMilliseconds: 1_736_250_000_000
            )
        )
    }

    static let dead = buried(
        DeadLetter.record(of: original, reason: "not-json", detail: "it is no JSON", topic: "articles.dead")
    )

    @Test func headersAreRead() {
        #expect(Self.dead.place == "0:17")
        #expect(Self.dead.reason == "not-json")
        #expect(Self.dead.detail == "it is no JSON")
        #expect(Self.dead.origin == "articles[3]@42")
        #expect(Self.dead.embargoedUntil == nil)
    }

    @Test func replayIsTheMessageAsItCame() {
        let replay = Self.dead.replay
        #expect(replay?.topic == "articles")
        #expect(replay?.key == Self.original.key)
        #expect(replay?.value == Self.original.value)
        #expect(replay?.headers == Self.original.headers)
        #expect(replay?.timestampMilliseconds == Self.original.timestampMilliseconds)
    }

    @Test func whatWasCut_orIsOfUnknownOrigin_cannotBeReplayed() throws {
        let large = DeadLetterTests.message(value: [UInt8](repeating: 1, count: 100_000))
        let record = DeadLetter.record(of: large, reason: "r", detail: "d", topic: "t")
        let cut = try #require(DeadLetter.truncated(record))
        #expect(Self.buried(cut).replay == nil)
        #expect(Self.buried(KafkaRecord(topic: "t", value: [1])).replay == nil)
        #expect(Self.buried(KafkaRecord(topic: "t", value: [1])).origin == "unknown")
    }

    @Test func embargoIsATime() {
        var record = DeadLetter.record(of: Self.original, reason: "embargoed", detail: "d", topic: "t")
        record.headers.append(KafkaHeader("tocsin-embargoed-until", "2025-02-01T00:00:00Z"))
        #expect(Self.buried(record).embargoedUntil?.description == "2025-02-01T00:00:00Z")
    }

    @Test(
        arguments: [
            ([], [], nil, true), (["0:17"], [], nil, true), (["0:18"], [], nil, false), ([], ["not-json"], nil, true),
            ([], ["too-large"], nil, false), ([], [], 1_736_250_000_000, true), ([], [], 1_736_250_000_001, false),
        ] as [(Set<String>, Set<String>, Int64?, Bool)]
    )
    func filter(places: Set<String>, reasons: Set<String>, since: Int64?, isMeant: Bool) {
        var filter = DeadMessageFilter()
        filter.places = places
        filter.reasons = reasons
        filter.since = since.map(Timestamp.init(milliseconds:))
        #expect(filter.matches(Self.dead) == isMeant)
    }
}
