import Foundation
import TestSupport
import Testing

/// `tocsin run` on a broker: articles put in with kcat, alerts read with a client that shares no code with Tocsin.
@Suite struct RunTests {
    @Test func samples_giveTheEventsOfScan_onTheTopic() async throws {
        let samples = try SampleArticles()
        let scanned = try await run(Project.tocsin, ["scan", "--correlate"] + samples.files)
        let expected = try Alerts(lines: scanned.lines).only("new")
        // They arrive in the order in which they were published, which is that of the replay.
        let scene = try Scene("limits: {workers: 1}", partitions: 1)
        let times = try samples.articles().map(\.published_at)
        let order = times.indices.sorted { (times[$0], $0) < (times[$1], $1) }
        try await scene.produce(order.map { samples.lines[$0] })

        let messages = try await with(scene.daemon()) { _ in
            try await scene.messages(expected.count, of: scene.alerts, distinct: true)
        }

        let delivered = try Alerts(lines: messages.compactMap(\.value))
        #expect(expected.count > 0)
        #expect(delivered.ids == expected.ids)
        try await expectValid(messages.compactMap(\.value), schema: "alert")
        for message in messages {
            let alert = try #require(try Alerts(lines: [message.value ?? ""]).first)
            #expect(message.key == alert.id)
            #expect(message.headers["ce_specversion"] == "1.0")
            #expect(message.headers["ce_id"] == "\(alert.id)/\(alert.revision)")
            #expect(message.headers["ce_subject"] == alert.id)
            #expect(message.headers["ce_type"] == "tocsin.alert.\(alert.kind)")
            #expect(message.headers["ce_source"] == "tocsin")
            #expect(message.headers["content-type"] == "application/json")
            #expect(message.headers["tocsin-severity"] == alert.severity)
            #expect(message.headers["tocsin-change"] == alert.change)
        }
    }

    /// SIGTERM while articles are being worked on: the rest is read by the next start, and nothing is missing.
    @Test func sigterm_inMidStream_losesNothing() async throws {
        let articles = (0..<1500).map { String(decoding: Story.opening($0), as: UTF8.self) }
        let expected = try Alerts(lines: try await scan(articles).lines)
        #expect(expected.ids.count == articles.count)
        let scene = try Scene("limits: {in_flight_messages: 50}")
        try await scene.produce(Array(articles[..<500]))

        let first = try await with(scene.daemon()) { daemon in
            _ = try await scene.messages(1, of: scene.alerts)
            // However fast it is, there is more to read at the stop.
            async let more: Void = scene.produce(Array(articles[500..<1400]))
            daemon.signal(SIGTERM)
            let outcome = try await daemon.outcome()
            try await more
            return outcome
        }
        #expect(first.status == 0, "\(first.errors)")
        // These at least are left, so that what is read next shows the second daemon at work.
        try await scene.produce(Array(articles[1400...]))
        let second = try await with(scene.daemon()) { daemon in
            let delivered = try await scene.messages(expected.ids.count, of: scene.alerts, distinct: true)
            #expect(Set(delivered.compactMap(\.key)) == expected.ids)
            daemon.signal(SIGINT)
            return try await daemon.outcome()
        }
        #expect(second.status == 0, "\(second.errors)")
    }

    /// What systemd is told, and by when.
    @Test func notifySocket_hearsReadyWatchdogAndStopping() async throws {
        let scene = try Scene()
        let socket = try NotifySocket()
        let environment = ["NOTIFY_SOCKET": socket.path, "WATCHDOG_USEC": "1000000"]

        try await with(scene.daemon(environment: environment)) { daemon in
            let first = try await socket.lines(until: "READY=1")
            #expect(!first.contains("STOPPING=1"))
            _ = try await socket.lines(until: "WATCHDOG=1")
            daemon.signal(SIGTERM)
            _ = try await socket.lines(until: "STOPPING=1")
            #expect(try await daemon.outcome().status == 0)
        }
    }

    /// A broker that is away is waited for: the daemon is ready all the same, and stops when told to.
    @Test func brokerAway_isWaitedFor() async throws {
        let folder = try TemporaryFolder()
        // Port 9 is "discard": nothing listens there.
        let file = try folder.write("kafka: {bootstrap: 'localhost:9'}\n", to: "tocsin.yaml")
        let socket = try NotifySocket()
        let daemon = try Program(
            Project.tocsin,
            ["run", "--config", file],
            environment: ["NOTIFY_SOCKET": socket.path]
        )

        try await with(daemon) { daemon in
            _ = try await socket.lines(until: "READY=1")
            daemon.signal(SIGTERM)
            let outcome = try await daemon.outcome()
            #expect(outcome.status == 0)
            // It has nothing to finish, and says so: a stop that waited for the broker would tell of unfinished records.
            #expect((outcome.output + outcome.errors).contains("Stage stopped."))
        }
    }

    private func scan(_ articles: [String]) async throws -> Outcome {
        let folder = try TemporaryFolder()
        let file = try folder.write(articles.joined(separator: "\n"), to: "articles.jsonl")
        return try await run(Project.tocsin, ["scan", file])
    }

    private func expectValid(_ lines: [String], schema: String) async throws {
        let folder = try TemporaryFolder()
        let text = try await run(Project.tocsin, ["schema", schema]).output
        let schema = try folder.write(text, to: "schema.json")
        let input = try folder.write(lines.joined(separator: "\n"), to: "lines.jsonl")
        let script = Project.root + "/Tests/TocsinTests/validate.py"
        let outcome = try await run("/usr/bin/python3", [script, schema], input: input)
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    }
}

/// Alerts as their lines say, as far as these tests look.
struct Alerts: Sendable {
    struct Alert: Decodable, Sendable {
        var id: String
        var kind: String
        var severity: String
        var headline: String
        var revision: Int
        var change: String
    }

    private let alerts: [Alert]

    init(lines: [String]) throws {
        alerts = try lines.map { try JSONDecoder().decode(Alert.self, from: Data($0.utf8)) }
    }

    private init(_ alerts: [Alert]) { self.alerts = alerts }

    /// Those of one kind of change.
    func only(_ change: String) -> Alerts { Alerts(alerts.filter { $0.change == change }) }

    var count: Int { alerts.count }
    var first: Alert? { alerts.first }
    var ids: Set<String> { Set(alerts.map(\.id)) }
    /// Id and headline of each.
    var headlines: Set<String> { Set(alerts.map { "\($0.id) \($0.headline)" }) }
}
