import ArgumentParser
import Daemon
import Domain
import Formats
import Foundation
import Kafka
import Logging

/// `tocsin dead`: what could not be read, and why.
struct DeadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dead",
        abstract: "List, show and replay the messages that could not be read.",
        discussion: """
            The dead letters stay where they are: reading moves nobody's position, and a replay sends a copy. Text from \
            messages is printed with control characters made visible.

            EXAMPLES
              tocsin dead list --config tocsin.yaml --since 7d
              tocsin dead show --config tocsin.yaml 0:17
              tocsin dead replay --config tocsin.yaml --reason embargoed
              tocsin dead replay --config tocsin.yaml 0:17 0:18 --dry-run
            """,
        subcommands: [List.self, Show.self, Replay.self]
    )
}

/// What the subcommands share: where the letters are, and which are meant.
struct DeadOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Take broker and topic from this configuration.", valueName: "file")
    )
    var config: String

    @Option(help: ArgumentHelp("Only letters with this reason, such as not-json; again for more.", valueName: "word"))
    var reason: [String] = []

    @Option(
        help: ArgumentHelp(
            "Only letters buried since: 2025-01-06, 2025-01-06T12:00:00Z, 90m, 12h, 7d.",
            valueName: "time"
        )
    )
    var since: String?

    func validate() throws {
        if let since, SinceTime.parse(since, now: present()) == nil {
            throw ValidationError("--since '\(since)' is neither a date, a date and time, nor a number with m, h or d")
        }
    }

    /// Hands the letters that are meant to `take`, in the order of each partition.
    func read(places: [String] = [], _ take: @escaping @Sendable (DeadMessage) -> Void) async throws {
        let settings = try loadConfiguration(config)
        var filter = DeadMessageFilter()
        filter.reasons = Set(reason)
        filter.places = Set(places)
        filter.since = since.flatMap { SinceTime.parse($0, now: present()) }
        let client = settings.reader(logger: Logger(label: "dead") { _ in SwiftLogNoOpLogHandler() })
        let (reader, wanted) = (TopicReader(client: client, topic: settings.output.dead), filter)
        try await reachingBroker {
            try await runOnThread(named: "dead") {
                try reader.read(from: wanted.since.map(TopicReader.Start.time) ?? .beginning) { message in
                    guard let message else { return false }
                    let dead = DeadMessage(message)
                    if wanted.matches(dead) { take(dead) }
                    return true
                }
            }
        }
    }
}

/// Runs `body`; what the broker has against it goes to standard error and ends the command.
func reachingBroker(_ body: () async throws -> Void) async throws {
    do {
        try await body()
    } catch let error as KafkaConfigurationError {
        standardError("tocsin: \(error)\n")
        throw ExitStatus.invalidConfiguration.exit
    } catch {
        standardError("tocsin: \(error)\n")
        throw ExitStatus.brokerUnavailable.exit
    }
}

/// Refuses what is no place.
private func validate(places: [String]) throws {
    for place in places {
        let parts = place.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, Int32(parts[0]) != nil, Int64(parts[1]) != nil else {
            throw ValidationError("'\(place)' is no place; write PARTITION:OFFSET, as `tocsin dead list` does")
        }
    }
}

extension DeadCommand {
    /// `tocsin dead list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "One line for each: place, time, reason, origin, detail."
        )

        @OptionGroup var options: DeadOptions

        func run() async throws {
            try await options.read { dead in
                let time = dead.message.timestampMilliseconds.map { Timestamp(milliseconds: $0).description } ?? "-"
                let line = [dead.place, time, dead.reason, dead.origin, dead.detail].map(TerminalText.escaped)
                standardOutput(line.joined(separator: "\t") + "\n")
            }
        }
    }

    /// `tocsin dead show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Headers and value of single letters.")

        @OptionGroup var options: DeadOptions

        @Argument(help: ArgumentHelp("Which, as the list names them.", valueName: "partition:offset"))
        var places: [String]

        @Flag(help: "Print the value alone, byte for byte.")
        var raw = false

        func validate() throws { try tocsin.validate(places: places) }

        func run() async throws {
            let (raw, found) = (raw, Found())
            try await options.read(places: places) { dead in
                found.add(dead.place)
                standardOutput(raw ? dead.message.value ?? [] : Array(describe(dead).utf8))
            }
            try found.report(missing: places)
        }
    }

    /// `tocsin dead replay`.
    struct Replay: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Send letters again to the topic they came from, as they came.",
            discussion: """
                What was cut cannot be replayed, and what is still under embargo is passed over. A letter that is \
                replayed twice is read twice; an alert from it has the same id both times.
                """
        )

        @OptionGroup var options: DeadOptions

        @Argument(help: ArgumentHelp("Which, as the list names them.", valueName: "partition:offset"))
        var places: [String] = []

        @Flag(help: "All of them.")
        var all = false

        @Flag(help: "Say what would be sent, and send nothing.")
        var dryRun = false

        func validate() throws {
            try tocsin.validate(places: places)
            guard all || !places.isEmpty || !options.reason.isEmpty else {
                throw ValidationError("say which: places, --reason or --all")
            }
        }

        func run() async throws {
            let found = Found()
            try await options.read(places: places) { dead in
                found.add(dead.place)
                found.keep(dead)
            }
            try found.report(missing: places)
            let records = DeadReplay.choose(from: found.kept, now: present())
            guard !dryRun else { return standardOutput("\(records.count) would be sent.\n") }
            let client = try loadConfiguration(options.config).replayer()
            try await reachingBroker {
                try await runOnThread(named: "replay") { try DeadReplay.send(records, client) }
            }
            standardOutput("\(records.count) sent.\n")
        }
    }
}

/// A letter for people.
private func describe(_ dead: DeadMessage) -> String {
    var lines = dead.message.headers.map { header in
        TerminalText.escaped("\(header.name): \(header.value.map { String(decoding: $0, as: UTF8.self) } ?? "")")
    }
    lines.insert("\(dead.place) from \(TerminalText.escaped(dead.origin))", at: 0)
    let key = dead.message.key.map { String(decoding: $0, as: UTF8.self) }
    if let key { lines.append("key: " + TerminalText.escaped(key)) }
    lines.append("")
    lines.append(TerminalText.escaped(String(decoding: dead.message.value ?? [], as: UTF8.self)))
    return lines.joined(separator: "\n") + "\n"
}
