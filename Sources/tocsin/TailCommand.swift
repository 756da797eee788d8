import ArgumentParser
import Daemon
import Domain
import Formats
import Foundation
import Kafka
import Logging

/// `tocsin tail`: alerts from the topic, for people.
struct TailCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tail",
        abstract: "Show the last alerts of a topic, and follow it.",
        discussion: """
            Reads the alerts topic without joining a group, so that nobody's position moves. Only committed messages \
            are shown. Each begins with its time, severity, kind, and the event with the number of the revision. The first \
            revision shown of an event is shown in full; a later one is one line with what it says that the one shown \
            before did not; a retraction is one line that says so. Text from articles is printed with control characters \
            made visible.

            EXAMPLES
              tocsin tail --bootstrap localhost:9092
              tocsin tail --config /etc/tocsin/tocsin.yaml --follow --severity severe
              tocsin tail --config tocsin.yaml --kind missile-launch --actor PRK --since 7d
              tocsin tail --config tocsin.yaml --since 2025-01-06 --json | jq .headline
            """
    )

    @Option(help: ArgumentHelp("Brokers to ask first, host:port with commas.", valueName: "brokers"))
    var bootstrap: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Take broker and topic from this configuration.", valueName: "file")
    )
    var config: String?

    @Option(help: ArgumentHelp("The topic. Default: the configured one, else 'alerts'.", valueName: "topic"))
    var topic: String?

    @Option(help: ArgumentHelp("Only alerts of this kind; again for more.", valueName: "kind"))
    var kind: [String] = []

    @Option(
        help: ArgumentHelp(
            "Only alerts of this severity or worse: \(AlertFilter.ranking.map(\.rawValue).joined(separator: ", ")).",
            valueName: "severity"
        ),
        transform: severity(named:)
    )
    var severity: Severity = .unknown

    @Option(help: ArgumentHelp("Only alerts with this actor, such as PRK; again for more.", valueName: "id"))
    var actor: [String] = []

    @Option(
        help: ArgumentHelp(
            "Only alerts published since: 2025-01-06, 2025-01-06T12:00:00Z, 90m, 12h, 7d.",
            valueName: "time"
        )
    )
    var since: String?

    @Option(name: .shortAndLong, help: ArgumentHelp("How many of the last alerts to show.", valueName: "count"))
    var last: Int = 10

    @Flag(name: .shortAndLong, help: "Go on with new alerts as they come, until Ctrl-C.")
    var follow = false

    @Flag(help: "Print each alert as its JSON, one a line.")
    var json = false

    func validate() throws {
        guard bootstrap != nil || config != nil else { throw ValidationError("give --bootstrap or --config") }
        guard (0...100_000).contains(last) else { throw ValidationError("--last is \(last), not within 0 … 100000") }
        if let since, SinceTime.parse(since, now: present()) == nil {
            throw ValidationError("--since '\(since)' is neither a date, a date and time, nor a number with m, h or d")
        }
    }

    func run() async throws {
        var settings = try config.map(loadConfiguration) ?? Configuration()
        if let bootstrap { settings.kafka.bootstrap = bootstrap.split(separator: ",").map(String.init) }
        var filter = AlertFilter()
        filter.kinds = Set(kind)
        filter.severity = severity
        filter.actors = Set(actor.map { $0.uppercased() })
        filter.since = since.flatMap { SinceTime.parse($0, now: present()) }
        let feed = AlertFeed(
            client: settings.reader(logger: Logger(label: "tail") { _ in SwiftLogNoOpLogHandler() }),
            topic: topic ?? settings.output.alerts
        )
        let view = TailView(filter: filter, last: filter.since == nil ? last : nil, follows: follow, isJSON: json)
        // Filters may pass few of the last messages; looking at more of them costs little.
        let start = filter.since.map(TopicReader.Start.time) ?? .last(Int64(max(1000, last)))
        try await reachingBroker(of: settings) {
            try await runOnThread(named: "tail") {
                var view = view
                try feed.read(from: start) { view.take($0) }
            }
        }
    }
}

/// The severity of that name.
@Sendable
private func severity(named name: String) throws -> Severity {
    guard let severity = Severity(rawValue: name.lowercased()) else {
        let names = AlertFilter.ranking.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("'\(name)' is no severity; they are \(names)")
    }
    return severity
}

func present() -> Timestamp {
    Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
}

/// How alerts are printed here: with colours on a terminal whose owner has not asked for none.
func alertText() -> AlertText {
    AlertText(isColoured: isatty(STDOUT_FILENO) == 1 && getenv("NO_COLOR") == nil)
}
