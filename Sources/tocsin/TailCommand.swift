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
            are shown. Text from articles is printed with control characters made visible.

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
        transform: AlertFilter.severity(named:)
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
        if let since, SinceTime.parse(since, now: .now) == nil {
            throw ValidationError("--since '\(since)' is neither a date, a date and time, nor a number with m, h or d")
        }
    }

    func run() async throws {
        var settings = try config.map(loadConfiguration) ?? Configuration()
        if let bootstrap { settings.kafka.bootstrap = bootstrap.split(separator: ",").map(String.init) }
        var filter = AlertFilter(kinds: Set(kind), severity: severity, actors: Set(actor.map { $0.uppercased() }))
        filter.since = since.flatMap { SinceTime.parse($0, now: .now) }
        let feed = AlertFeed(
            client: settings.reader(logger: Logger(label: "tail") { _ in SwiftLogNoOpLogHandler() }),
            topic: topic ?? settings.output.alerts
        )
        let view = TailView(filter: filter, last: filter.since == nil ? last : nil, follows: follow, isJSON: json)
        // Filters may pass few of the last messages; looking at more of them costs little.
        let start = filter.since.map(AlertFeed.Start.time) ?? .last(Int64(max(1000, last)))
        do {
            try await runOnThread(named: "tail") {
                var view = view
                try feed.read(from: start) { view.take($0) }
            }
        } catch let error as KafkaConfigurationError {
            standardError("tocsin: \(error)\n")
            throw ExitStatus.invalidConfiguration.exit
        } catch {
            standardError("tocsin: \(error)\n")
            throw ExitStatus.brokerUnavailable.exit
        }
    }
}

/// Prints the last alerts that pass the filter, then those that come.
struct TailView: Sendable {
    let filter: AlertFilter
    /// How many of those that were there to show; nil shows all.
    let last: Int?
    let follows: Bool
    let isJSON: Bool
    private var kept: [(time: Int64, text: String)] = []
    private var hasCaughtUp = false

    init(filter: AlertFilter, last: Int?, follows: Bool, isJSON: Bool) {
        self.filter = filter
        self.last = last
        self.follows = follows
        self.isJSON = isJSON
    }

    /// Takes an item of the feed; whether it wants more.
    mutating func take(_ item: AlertFeed.Item) -> Bool {
        switch item {
        case .pause:
            if !hasCaughtUp { printKept() }
            hasCaughtUp = true
            return follows
        case .alert(let alert, let message):
            let time = message.timestampMilliseconds
            guard filter.matches(alert, time: time.map(Timestamp.init(milliseconds:))) else { return true }
            keep(isJSON ? String(decoding: message.value ?? [], as: UTF8.self) : describe(alert), at: time ?? 0)
        case .unreadable(let reason, let message):
            standardError(TerminalText.escaped("tocsin: \(message.partition)@\(message.offset): \(reason)") + "\n")
        }
        return true
    }

    private func describe(_ alert: Alert) -> String {
        alertText().describe(alert) + "\n"
    }

    private mutating func keep(_ text: String, at time: Int64) {
        guard !hasCaughtUp else { return standardOutput(text + "\n") }
        kept.append((time, text))
        // Several partitions are read in turns, so the last are only known in the end.
        guard let last, kept.count > 2 * last + 1000 else { return }
        trim(to: last)
    }

    private mutating func trim(to count: Int) {
        kept.sort { $0.time < $1.time }
        kept.removeFirst(max(0, kept.count - count))
    }

    private mutating func printKept() {
        trim(to: last ?? kept.count)
        for entry in kept { standardOutput(entry.text + "\n") }
        kept = []
    }
}

/// A time as `--since` takes it.
enum SinceTime {
    /// A date, a date and time in RFC 3339, or so many minutes, hours or days before `now`.
    static func parse(_ text: String, now: Date) -> Timestamp? {
        let present = Int64(now.timeIntervalSince1970 * 1000)
        let units: [Character: Int64] = ["m": 60_000, "h": 3_600_000, "d": 86_400_000]
        if let unit = text.last.flatMap({ units[$0] }), let count = Int64(text.dropLast()),
            (0...100_000).contains(count)
        {
            return Timestamp(milliseconds: present - count * unit)
        }
        if let date = EventDate(text), date.day != nil, let day = date.first {
            return Timestamp(milliseconds: Int64(day.dayNumber) * 86_400_000)
        }
        guard let date = try? Date(text, strategy: .iso8601) else { return nil }
        return Timestamp(milliseconds: Int64(date.timeIntervalSince1970 * 1000))
    }
}

/// How alerts are printed here: with colours on a terminal whose owner has not asked for none.
func alertText() -> AlertText {
    AlertText(isColoured: isatty(STDOUT_FILENO) == 1 && getenv("NO_COLOR") == nil)
}
