import Foundation
import Kafka
import TestSupport

/// A broker, topics on it, and what a daemon on them has to be told.
struct Theatre: Sendable {
    let broker: TestBroker
    let program: String
    let folder: String
    let input: String
    /// The number of partitions of articles.
    let partitions = 6
    /// What the faults are played on.
    let main: Installation
    /// What is left in peace, on the same articles: what the other must come to.
    let reference: Installation

    /// Whether exactly once is asked for: where the broker keeps transactions, and nobody wants the other.
    let isExact: Bool

    init(program: String, folder: String, isExact: Bool) throws {
        guard FileManager.default.isExecutableFile(atPath: program) else {
            throw FaultError("there is no program \(program); build it, or name it with --tocsin")
        }
        if !TestBroker.isReal {
            say(
                """
                ############################################################################################
                SKIPPED: exactly once. TOCSIN_TEST_BOOTSTRAP names no broker, and the embedded one keeps no
                transactions. What follows is the at-least-once form: nothing may be lost, doubles are counted.
                ############################################################################################
                """
            )
        }
        self.isExact = isExact && TestBroker.isReal
        self.program = program
        self.folder = folder
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        broker = try TestBroker()
        input = TestBroker.uniqueName("faults-in")
        (main, reference) = (Installation("faults"), Installation("faults-reference"))
        try broker.createTopic(input, partitions: partitions)
        for installation in [main, reference] { try installation.createTopics(broker) }
    }

    /// Writes the configuration of one instance and returns its file.
    func configuration(
        _ installation: Installation,
        instance: String,
        stages: String,
        isStatic: Bool,
        commitInterval: String = "100ms"
    ) throws -> String {
        let text = """
            stages: \(stages)
            kafka:
              bootstrap: [\(broker.bootstrapServers.replacing(",", with: ", "))]
              group: \(installation.group)
              consumer_properties:
                fetch.wait.max.ms: \(TestBroker.isReal ? 100 : 10)
                session.timeout.ms: \(TestBroker.isReal ? 6000 : 3500)
                heartbeat.interval.ms: \(TestBroker.isReal ? 1000 : 300)
            # The events are of the past, each a month from the next of its kind.
            input: {topics: \(input), max_age: 36500d}
            output:
              signals: \(installation.signals)
              events: \(installation.events)
              alerts: \(installation.alerts)
              dead: \(installation.dead)
            delivery:
              guarantee: \(isExact ? "exactly-once" : "at-least-once")
              commit_interval: \(commitInterval)
              instance: \(instance)
              # Short, so that a member that stands still outlives it.
              transaction_timeout: 5s
              # The embedded broker does not know static members.
              static_member: \(isStatic && TestBroker.isReal)
            log: {format: json, summary_interval: 1s}
            limits: {workers: 1, drain: 3s}
            """
        let file = "\(folder)/\(instance)\(isStatic ? "-static" : "").yaml"
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        return file
    }
}

/// The topics and the group of one installation.
struct Installation: Sendable {
    let signals: String
    let events: String
    let alerts: String
    let dead: String
    let group: String

    /// The number of partitions of reports and events: two, so that they move when instances come and go.
    static let partitions = 2

    init(_ stem: String) {
        let name = TestBroker.uniqueName(stem)
        (signals, events, alerts, dead) = (name + "-signals", name + "-events", name + "-alerts", name + "-dead")
        group = name
    }

    func createTopics(_ broker: TestBroker) throws {
        try broker.createTopic(signals, partitions: Installation.partitions)
        try broker.createTopic(events, partitions: Installation.partitions, settings: ["cleanup.policy": "compact"])
        try broker.createTopic(alerts, partitions: 3)
        try broker.createTopic(dead)
    }
}

/// Why a run could not be made.
struct FaultError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// Says a line at once.
func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
}

/// Waits without looking at anything; this program plays on a clock, unlike a test.
func rest(_ duration: Duration) {
    usleep(UInt32(max(0, duration / .microseconds(1))))
}
