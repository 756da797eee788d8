import ArgumentParser
import Correlation
import Daemon
import Foundation
import Kafka
import Logging

/// `tocsin demo`: broker, daemon, articles and a reader of the alerts, all in this process.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "See it work: an embedded broker, sample articles, and the alerts as they come.",
        discussion: """
            Starts a small Kafka broker inside this process, runs the daemon on it, feeds it sample articles and \
            prints the alerts. No Kafka and no set-up are needed. Other programs on this machine may use the broker \
            meanwhile: the address and commands to paste are printed first.

            EXAMPLES
              tocsin demo
              tocsin demo --speed 10
              tocsin demo --exit-when-done --speed 0
            """
    )

    @Option(help: ArgumentHelp("Articles a second; 0 is as fast as they go.", valueName: "number"))
    var speed: Double = 2

    @Flag(help: "End when every sample article is accounted for, instead of serving until Ctrl-C.")
    var exitWhenDone = false

    @Option(help: ArgumentHelp("A folder of articles as *.jsonl. Default: the ones shipped.", valueName: "folder"))
    var seeds: String?

    @Option(help: ArgumentHelp("The folder of the rule pack. Default: the one shipped.", valueName: "folder"))
    var rules: String?

    @Flag(name: .shortAndLong, help: "Print the daemon's log as well.")
    var verbose = false

    func validate() throws {
        guard speed >= 0, speed <= 1_000_000 else {
            throw ValidationError("--speed is \(speed), not within 0 … 1000000")
        }
    }

    func run() async throws {
        let articles = try samples()
        var settings = Configuration()
        settings.rules.pack = rules
        settings.log.level = verbose ? .info : .error
        let environment = ProcessInfo.processInfo.environment
        let handler = TocsinLogHandler(configuration: settings.log, environment: environment)
        let logger = Logger(label: "demo") { _ in handler }
        try await reportingFailures(to: logger) {
            let broker = try EmbeddedBroker()
            defer { broker.stop() }
            settings.adapt(to: broker)
            for topic in settings.input.topics { try broker.createTopic(topic, partitions: 3) }
            for topic in TopicPlan(settings).topics { try broker.createTopic(topic.name, partitions: topic.partitions) }
            let surroundings = DaemonSurroundings(environment: [:], handlesSignals: true, logger: logger)
            let daemon = try buildDaemon(settings, in: surroundings)
            let demo = Demo(settings: settings, daemon: daemon, articles: articles, speed: speed)
            try await demo.run(endsWhenDone: exitWhenDone)
        }
    }

    /// The lines of all sample files.
    private func samples() throws -> [[UInt8]] {
        do {
            let files = try SampleLocation.files(in: seeds)
            let lines = try files.flatMap { file in
                try Data(contentsOf: URL(filePath: file)).split(separator: 0x0A).map { Array($0) }
            }
            return lines.filter { $0.contains { $0 > 0x20 } }
        } catch {
            standardError("tocsin: \(error)\n")
            throw ExitStatus.badData.exit
        }
    }
}

extension Configuration {
    /// Points at an embedded broker, whose empty fetches and rebalances take as long as these say.
    fileprivate mutating func adapt(to broker: EmbeddedBroker) {
        kafka.bootstrap = [broker.bootstrapServers]
        kafka.consumerProperties = [
            "fetch.wait.max.ms": Secret("10"), "session.timeout.ms": Secret("6000"),
            "heartbeat.interval.ms": Secret("500"),
        ]
        // The sample articles are older than a backfill may be to open alerts.
        correlation.maximumAge = .seconds(36_500 * 86_400)
        // It takes transactions without keeping them: it would promise what it does not hold.
        delivery.guarantee = .atLeastOnce
    }
}
