import Domain
import Kafka
import TestSupport
import Testing

@testable import Daemon

@Suite struct AlertFilterTests {
    static func alert(_ kind: String, _ severity: Severity, _ actors: [String]) -> Alert {
        var signal = Signal(kind: kind)
        signal.severity = severity
        signal.actor = actors.map { Party(id: $0, name: $0) }
        return Alert(id: "e", signal: signal, article: ArticleReference(id: "a"), seen: "")
    }

    @Test(
        arguments: [
            ([], .unknown, [], nil, true),
            (["missile-launch"], .unknown, [], nil, true),
            (["arms-transfer", "missile-launch"], .unknown, [], nil, true),
            (["arms-transfer"], .unknown, [], nil, false),
            ([], .severe, [], nil, true),
            ([], .extreme, [], nil, false),
            ([], .moderate, [], nil, true),
            ([], .unknown, ["PRK", "IRN"], nil, true),
            ([], .unknown, ["IRN"], nil, false),
            ([], .unknown, [], 1000, true),
            ([], .unknown, [], 1001, false),
            (["missile-launch"], .severe, ["PRK"], 5, true),
        ] as [(Set<String>, Severity, Set<String>, Int64?, Bool)]
    )
    func filter(kinds: Set<String>, severity: Severity, actors: Set<String>, since: Int64?, passes: Bool) {
        var filter = AlertFilter()
        filter.kinds = kinds
        filter.severity = severity
        filter.actors = actors
        filter.since = since.map(Timestamp.init(milliseconds:))
        let alert = Self.alert("missile-launch", .severe, ["PRK"])
        #expect(filter.matches(alert, time: Timestamp(milliseconds: 1000)) == passes)
    }

    @Test func alertWithoutActor_passesOnlyWithoutActorFilter() {
        var filter = AlertFilter()
        let alert = Self.alert("k", .unknown, [])
        #expect(filter.matches(alert, time: nil))
        filter.actors = ["PRK"]
        #expect(!filter.matches(alert, time: nil))
    }

    @Test(
        arguments: [
            ("90m", "2025-01-07T07:30:00Z"), ("12h", "2025-01-06T21:00:00Z"), ("7d", "2024-12-31T09:00:00Z"),
            ("0m", "2025-01-07T09:00:00Z"), ("2025-01-06", "2025-01-06T00:00:00Z"),
            ("2025-01-06T12:30:00Z", "2025-01-06T12:30:00Z"), ("2025-01-06T12:30:00+09:00", "2025-01-06T03:30:00Z"),
            ("", nil), ("yesterday", nil), ("5", nil), ("-5m", nil), ("5w", nil), ("2025-13-01", nil), ("2025-01", nil),
        ] as [(String, String?)]
    )
    func since(text: String, expected: String?) {
        let now = Timestamp(milliseconds: 1_736_240_400_000)
        #expect(SinceTime.parse(text, now: now)?.description == expected)
    }
}

@Suite(.timeLimit(.minutes(5))) struct AlertFeedTests {
    @Test func topicThatIsNotThere_isNamed() async throws {
        let broker = try TestBroker()
        let feed = AlertFeed(client: broker.configuration(), topic: "nowhere")
        let error = await #expect(throws: NoSuchTopic.self) {
            try await runOnThread(named: "feed") { try feed.read(from: .beginning) { _ in false } }
        }
        #expect(error?.topic == "nowhere")
    }

    /// Waiting for a permission that nobody gives would look as if there were nothing to show.
    @Test(.disabled(if: TestBroker.isReal)) func refusal_endsTheReading() async throws {
        let fixture = try StageFixture(partitions: 1)
        try await fixture.produce(["one"])
        try fixture.broker.embedded?.fail(.fetch, with: Array(repeating: .topicAuthorizationFailed, count: 10))
        let reader = TopicReader(client: fixture.broker.configuration(), topic: fixture.input)
        let error = await #expect(throws: KafkaError.self) {
            try await runOnThread(named: "reader") { try reader.read(from: .beginning) { _ in true } }
        }
        #expect(error?.code == .topicAuthorizationFailed)
    }

    /// Else a replay would read what it has given rise to, and never end.
    @Test func whatComesMeanwhile_isLeftOutWhereThatIsAskedFor() async throws {
        let fixture = try StageFixture(partitions: 1)
        try await fixture.produce(["one", "two"])
        let client = fixture.broker.configuration()
        let reader = TopicReader(client: client, topic: fixture.input)
        let offsets = Mutexed<[Int64]>([])
        try await runOnThread(named: "reader") {
            let producer = try KafkaProducer(client) { _ in }
            try reader.read(from: .beginning, leavesOutNew: true) { message in
                guard let message else { return false }
                offsets.value.append(message.offset)
                try producer.send(KafkaRecord(topic: fixture.input, value: [1]))
                try producer.flush(timeoutMilliseconds: 60_000)
                return true
            }
            _ = producer.close()
        }
        #expect(offsets.value == [0, 1])
    }

    @Test func singlePlace_isLookedAtAlone() async throws {
        let fixture = try StageFixture(partitions: 1)
        try await fixture.produce(["one", "two", "three"])
        let reader = TopicReader(client: fixture.broker.configuration(), topic: fixture.input)
        let offsets = Mutexed<[Int64?]>([])
        try await runOnThread(named: "reader") {
            for place in [(0, 1), (0, 9), (7, 0)] as [(Int32, Int64)] {
                try reader.read(from: .place(partition: place.0, offset: place.1)) { message in
                    offsets.value.append(message?.offset)
                    return false
                }
            }
        }
        // What is not there any more, or not yet, gives way to what is kept first; where there is no such partition,
        // there is nothing.
        #expect(offsets.value == [1, 0, nil])
    }

    @Test func whatIsNoAlert_isSaid() async throws {
        let fixture = try StageFixture(partitions: 2)
        try await fixture.produce(["no alert", nil])
        let feed = AlertFeed(client: fixture.broker.configuration(), topic: fixture.input)
        let said = Mutexed<[String]>([])
        try await runOnThread(named: "feed") {
            try feed.read(from: .last(10)) { item in
                switch item {
                case .alert: said.value.append("alert")
                case .unreadable: said.value.append("unreadable")
                case .pause: return false
                }
                return true
            }
        }
        #expect(said.value == ["unreadable"])
    }
}
