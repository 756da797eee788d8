import Foundation
import Kafka

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

    let broker: EmbeddedBroker
    /// The configuration file.
    let configuration: String
    private let folder: String

    /// Starts a broker with the three topics; `settings` are further sections of the configuration.
    init(_ settings: String = "", partitions: Int = 3) throws {
        folder = NSTemporaryDirectory() + "tocsin-scene-" + UUID().uuidString
        configuration = folder + "/tocsin.yaml"
        broker = try EmbeddedBroker()
        for topic in ["articles", "alerts", "articles.dead"] {
            try broker.createTopic(topic, partitions: partitions)
        }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let text = """
            kafka:
              bootstrap: \(broker.bootstrapServers)
              consumer_properties:
                # The embedded broker lets an empty fetch wait all of this time.
                fetch.wait.max.ms: 10
            \(settings)
            """
        try text.write(toFile: configuration, atomically: true, encoding: .utf8)
    }

    deinit {
        broker.stop()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// The daemon, started on this scene.
    func daemon(environment: [String: String] = [:]) throws -> Program {
        try Program(
            Project.tocsin,
            ["run", "--config", configuration],
            environment: ["TOCSIN_RULES": Project.root + "/Config"].merging(environment) { $1 }
        )
    }

    /// Sends every line as a message of its own; an empty line as a message without a value.
    func produce(_ lines: [[UInt8]], to topic: String = "articles") async throws {
        let file = folder + "/" + UUID().uuidString
        try Data(lines.joined(separator: [UInt8(ascii: "\n")]) + [UInt8(ascii: "\n")]).write(to: URL(filePath: file))
        let arguments = ["-P", "-Z", "-b", broker.bootstrapServers, "-t", topic, "-l", file]
        try expectSuccess(try await run("/usr/bin/kcat", arguments), of: "kcat")
    }

    /// Sends every line as a message of its own.
    func produce(_ lines: [String]) async throws {
        try await produce(lines.map { Array($0.utf8) })
    }

    /// Reads the first `count` messages of a topic with a client that shares no code with Tocsin.
    ///
    /// - Throws: where they do not come within `seconds`.
    func messages(_ count: Int, of topic: String, seconds: Int = 40) async throws -> [Message] {
        let script = Project.root + "/Tests/TocsinTests/subscribe.py"
        let arguments = [script, broker.bootstrapServers, topic, String(count), String(seconds)]
        let outcome = try await run("/usr/bin/python3", arguments)
        let messages = try outcome.lines.map { try JSONDecoder().decode(Message.self, from: Data($0.utf8)) }
        try expectSuccess(outcome, of: "\(messages.count) of \(count) messages of \(topic)")
        return messages
    }
}

/// Throws with the error output where a program did not end with 0.
func expectSuccess(_ outcome: Outcome, of what: String) throws {
    guard outcome.status == 0 else {
        throw ProgramError(description: "\(what): exit code \(outcome.status): \(outcome.errors)")
    }
}
