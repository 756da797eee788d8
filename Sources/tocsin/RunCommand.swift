import ArgumentParser
import Daemon
import Foundation
import Logging

/// `tocsin run`: the daemon.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Watch a Kafka topic of articles and publish alerts (the daemon).",
        discussion: """
            Reads articles from Kafka, joins what they report of one event, publishes an alert for each event and for \
            what changes about it, and sends what cannot be read to the dead letters: each exactly once, unless \
            configured otherwise, for subscribers that read committed messages. It runs until SIGTERM or SIGINT, then \
            finishes what is in work and ends with 0. A broker that is away is waited for, and so are topics that are \
            missing: 'tocsin topics --create' makes them.

            The shipped Config/tocsin.yaml explains every key. Logs go to standard error.

            EXAMPLES
              tocsin run --config /etc/tocsin/tocsin.yaml
              tocsin run --config tocsin.yaml 2> tocsin.log

            EXIT CODES
              0 stopped, 65 stored events that cannot be read, 69 the broker refuses for good, 71 the system starts
              no more threads, 76 fenced by another instance with the same id, 78 invalid configuration, topics or
              rule pack
            """
    )

    @Option(name: .shortAndLong, help: ArgumentHelp("The configuration file.", valueName: "file"))
    var config: String

    @Option(help: ArgumentHelp("The folder of the rule pack, in place of the configured one.", valueName: "folder"))
    var rules: String?

    func run() async throws {
        // A log that nobody reads any more is no reason to die.
        signal(SIGPIPE, SIG_IGN)
        let environment = ProcessInfo.processInfo.environment
        var settings = try loadConfiguration(config)
        if let rules { settings.rules.pack = rules }
        let handler = TocsinLogHandler(configuration: settings.log, environment: environment)
        let logger = Logger(label: "tocsin") { _ in handler }
        try await reportingFailures(to: logger) {
            let surroundings = DaemonSurroundings(environment: environment, handlesSignals: true, logger: logger)
            try await buildDaemon(settings, in: surroundings).run()
        }
        logger.notice("Tocsin stopped.")
    }
}

/// Reads a configuration; what is wrong with it goes to standard error and ends the command.
func loadConfiguration(_ path: String) throws -> Configuration {
    do {
        return try Configuration.load(path: path)
    } catch {
        standardError("\(error)\n")
        throw ExitStatus.invalidConfiguration.exit
    }
}
