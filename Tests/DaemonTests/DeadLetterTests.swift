import Kafka
import Testing

@testable import Daemon

@Suite struct DeadLetterTests {
    static func message(value: [UInt8]?, timestamp: Int64? = 1_736_240_400_000) -> KafkaMessage {
        KafkaMessage(
            partition: KafkaPartition(topic: "articles", partition: 3),
            offset: 42,
            key: [1, 2],
            value: value,
            headers: [KafkaHeader("a", "b")],
            timestampMilliseconds: timestamp
        )
    }

    static func names(_ record: KafkaRecord) -> [String] { record.headers.map(\.name) }

    static func header(_ name: String, of record: KafkaRecord) -> String? {
        record.headers.first { $0.name == name }?.value.map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func letterKeepsTheMessageAndSaysWhy() {
        let message = Self.message(value: [0xFF, 0x00])
        let record = DeadLetter.record(of: message, reason: "not-utf8", detail: "d", topic: "articles.dead")
        #expect(record.topic == "articles.dead")
        #expect(record.key == [1, 2])
        #expect(record.value == [0xFF, 0x00])
        let expected = [
            "a", "tocsin-reason", "tocsin-detail", "tocsin-topic", "tocsin-partition", "tocsin-offset",
            "tocsin-timestamp",
        ]
        #expect(Self.names(record) == expected)
        #expect(Self.header("tocsin-partition", of: record) == "3")
        #expect(Self.header("tocsin-offset", of: record) == "42")
        #expect(Self.header("tocsin-timestamp", of: record) == "2025-01-07T09:00:00Z")
    }

    @Test func noTimestamp_noHeader() {
        let message = Self.message(value: nil, timestamp: nil)
        let record = DeadLetter.record(of: message, reason: "r", detail: "d", topic: "t")
        #expect(!Self.names(record).contains("tocsin-timestamp"))
    }

    @Test func replayedLetter_carriesOneReason() {
        let first = DeadLetter.record(of: Self.message(value: [1]), reason: "one", detail: "d", topic: "t")
        let again = KafkaMessage(
            partition: KafkaPartition(topic: "articles", partition: 0),
            offset: 1,
            key: nil,
            value: first.value,
            headers: first.headers
        )
        let second = DeadLetter.record(of: again, reason: "two", detail: "d", topic: "t")
        #expect(Self.names(second).filter { $0 == "tocsin-reason" }.count == 1)
        #expect(Self.header("tocsin-reason", of: second) == "two")
    }

    @Test(arguments: [(10, false), (1000, false), (1001, true), (5000, true)])
    func longDetail_isCutAtACharacter(length: Int, isCut: Bool) {
        let detail =
            String(repeating: "x", count: length % 3) + String(repeating: "é", count: (length - length % 3) / 2)
        let padded = detail + String(repeating: "x", count: length - detail.utf8.count)
        let record = DeadLetter.record(of: Self.message(value: nil), reason: "r", detail: padded, topic: "t")
        let kept = Self.header("tocsin-detail", of: record) ?? ""
        #expect(kept.utf8.count <= 1000)
        #expect(kept.hasSuffix("…") == isCut)
        #expect(!kept.contains("\u{FFFD}"))
    }

    @Test func tooLarge_isCutWithSizeAndDigest() throws {
        let value = [UInt8](repeating: 0x61, count: 1_000_000)
        let record = DeadLetter.record(of: Self.message(value: value), reason: "r", detail: "d", topic: "t")
        let cut = try #require(DeadLetter.truncated(record))
        #expect(cut.value?.count == DeadLetter.truncatedBytes)
        #expect(Self.header("tocsin-truncated", of: cut) == "true")
        #expect(Self.header("tocsin-size", of: cut) == "1000000")
        // The digest that sha256sum prints for a million times "a", as FIPS 180 gives it too.
        let digest = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        #expect(Self.header("tocsin-sha256", of: cut) == digest)
        #expect(DeadLetter.truncated(cut) == nil)
    }

    @Test func shortLetter_isNotCut() {
        let record = DeadLetter.record(of: Self.message(value: [1]), reason: "r", detail: "d", topic: "t")
        #expect(DeadLetter.truncated(record) == nil)
    }

    /// Else one message with headers of a megabyte would hold its partition up for ever.
    @Test func letterWithLargeHeadersAndKey_isCut() throws {
        let message = KafkaMessage(
            partition: KafkaPartition(topic: "articles", partition: 3),
            offset: 42,
            key: [UInt8](repeating: 7, count: 100_000),
            value: [1, 2],
            headers: [
                KafkaHeader("first", "kept"), KafkaHeader("large", String(repeating: "x", count: 900_000)),
                KafkaHeader(String(repeating: "n", count: 17_000), ""), KafkaHeader("last", "kept too"),
            ]
        )
        let record = DeadLetter.record(of: message, reason: "not-json", detail: "d", topic: "t")
        let cut = try #require(DeadLetter.truncated(record))
        #expect(cut.value == [1, 2])
        #expect(cut.key?.count == 4096)
        #expect(Self.names(cut).filter { !$0.hasPrefix("tocsin-") } == ["first", "last"])
        #expect(Self.header("tocsin-headers-dropped", of: cut) == "2")
        #expect(Self.header("tocsin-key-size", of: cut) == "100000")
        #expect(Self.header("tocsin-truncated", of: cut) == "true")
        #expect(Self.header("tocsin-reason", of: cut) == "not-json")
        #expect(Self.header("tocsin-size", of: cut) == nil)
        #expect(DeadLetter.truncated(cut) == nil)
    }
}

@Suite struct SHA256Tests {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func digest(text: String, expected: String) {
        #expect(SHA256.hexadecimal(of: Array(text.utf8)) == expected)
    }

    /// Every length around the edge of a block gives a digest of its own.
    @Test func paddingAtTheEdges() {
        let digests = (50...130).map { SHA256.hexadecimal(of: [UInt8](repeating: 0, count: $0)) }
        #expect(Set(digests).count == digests.count)
        #expect(digests.allSatisfy { $0.utf8.count == 64 })
    }
}

@Suite struct RetryTests {
    @Test func pauseDoublesUpToItsLimit() {
        var pause = RetryPause(first: .milliseconds(100), limit: .seconds(1))
        var now = ContinuousClock.now
        #expect(pause.isOver(at: now))
        for milliseconds in [100, 200, 400, 800, 1000, 1000] {
            pause.failed(at: now)
            #expect(!pause.isOver(at: now + .milliseconds(milliseconds - 1)))
            now += .milliseconds(milliseconds)
            #expect(pause.isOver(at: now))
        }
        pause.succeeded()
        pause.failed(at: now)
        #expect(pause.isOver(at: now + .milliseconds(100)))
    }

    @Test func failuresWhileWaiting_areOneFailure() {
        var pause = RetryPause(first: .milliseconds(100), limit: .seconds(1))
        let now = ContinuousClock.now
        for _ in 0..<50 { pause.failed(at: now) }
        #expect(pause.failures == 1)
        #expect(pause.isOver(at: now + .milliseconds(100)))
    }

    @Test func limitLetsSomeThroughAndCountsTheRest() {
        var limit = RateLimit(count: 2, window: .seconds(10))
        let now = ContinuousClock.now
        let answers = [0, 0, 1, 2, 10, 10, 10].map { limit.admit(at: now + .seconds($0)) }
        #expect(answers == [0, 0, nil, nil, 2, 0, nil])
    }
}
