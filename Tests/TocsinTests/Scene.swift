import Foundation
import TestSupport

/// A broker with topics, a configuration for it and a folder: what one test plays in.
final class Scene: Sendable {
    /// A message as the independent subscriber saw it.
    struct Message: Decodable, Sendable {
        var key: String?
        var value: String?
        var hex: String?
        var headers: [String: String]
        var partition: Int
        var offset: Int
    }

    let broker: TestBroker
    let articles: String
    let signals: String
    let events: String
    let alerts: String
    let dead: String
    /// The configuration file.
    let configuration: String
    private let folder: String

    /// Starts a broker with its topics; `settings` are further sections of the configuration.
    init(_ settings: String = "", partitions: Int = 3, signalPartitions: Int = 1) throws {
        folder = NSTemporaryDirectory() + "tocsin-scene-" + UUID().uuidString
        configuration = folder + "/tocsin.yaml"
        broker = try TestBroker()
        articles = try broker.makeTopic("articles", partitions: partitions)
        signals = try broker.makeTopic("signals", partitions: signalPartitions)
        events = try broker.makeTopic("events", settings: ["cleanup.policy": "compact"])
        alerts = try broker.makeTopic("alerts")
        dead = try broker.makeTopic("dead")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let text = """
            kafka:
              bootstrap: \(broker.bootstrapServers)
              group: \(TestBroker.uniqueName("group"))
              consumer_properties:
                # The embedded broker lets an empty fetch wait all of the first, and a rebalance the second.
                fetch.wait.max.ms: 10
                session.timeout.ms: \(TestBroker.isReal ? 6000 : 3500)
                heartbeat.interval.ms: 300
            input:
              topics: \(articles)
              # The articles of tests are from the past.
              max_age: 36500d
            output:
              signals: \(signals)
              events: \(events)
              alerts: \(alerts)
              dead: \(dead)
            delivery:
              # The embedded broker takes transactions, and keeps neither their offsets nor what they undo.
              guarantee: \(TestBroker.isReal ? "exactly-once" : "at-least-once")
            \(settings)
            """
        try text.write(toFile: configuration, atomically: true, encoding: .utf8)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// The daemon, started on this scene.
    func daemon(environment: [String: String] = [:]) throws -> Program {
        try Program(Project.tocsin, ["run", "--config", configuration], environment: environment)
    }

    /// Sends the values with kcat, which shares no code with Tocsin; nil is a message without a value.
    ///
    /// Their keys are `key-0`, `key-1` …; a value must not hold a line feed. They are articles unless a topic is named.
    func produce(_ values: [[UInt8]?], to topic: String? = nil) async throws {
        let file = folder + "/" + UUID().uuidString
        let lines = values.enumerated().map { Array("key-\($0.offset)\t".utf8) + ($0.element ?? []) + Array("\n".utf8) }
        try Data(lines.joined()).write(to: URL(filePath: file))
        let arguments = ["-P", "-Z", "-K", "\t", "-b", broker.bootstrapServers, "-t", topic ?? articles, "-l", file]
        try expectSuccess(try await run("/usr/bin/kcat", arguments), of: "kcat")
    }

    /// Sends every line as a message of its own.
    func produce(_ lines: [String]) async throws {
        try await produce(lines.map { Array($0.utf8) })
    }

    /// Reads the first `count` messages of a topic with a client that shares no code with Tocsin.
    ///
    /// `distinct` counts keys instead, so that what comes twice counts once.
    ///
    /// - Throws: where they do not come within `seconds`.
    func messages(
        _ count: Int,
        of topic: String,
        distinct: Bool = false,
        seconds: Int = 120
    ) async throws -> [Message] {
        let script = Project.root + "/Tests/TocsinTests/subscribe.py"
        let arguments =
            [script, broker.bootstrapServers, topic, String(count), String(seconds)] + (distinct ? ["distinct"] : [])
        let outcome = try await run("/usr/bin/python3", arguments, limit: .seconds(seconds + 20))
        let messages = try outcome.lines.map { try JSONDecoder().decode(Message.self, from: Data($0.utf8)) }
        try expectSuccess(outcome, of: "\(messages.count) of \(count) messages of \(topic)")
        return messages
    }

    /// How many messages a topic holds.
    func count(of topic: String) async throws -> Int {
        let arguments = ["-C", "-e", "-q", "-b", broker.bootstrapServers, "-t", topic, "-f", "%o\\n"]
        let outcome = try await run("/usr/bin/kcat", arguments)
        try expectSuccess(outcome, of: "kcat")
        return outcome.lines.count
    }
}

/// Throws with the error output where a program did not end with 0.
func expectSuccess(_ outcome: Outcome, of what: String) throws {
    guard outcome.status == 0 else {
        throw ProgramError(description: "\(what): exit code \(outcome.status): \(outcome.errors)")
    }
}
