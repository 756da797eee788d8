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

    /// The reading of the letters that are meant.
    func reading(_ settings: Configuration, places: [String] = []) -> DeadReading {
        var filter = DeadMessageFilter()
        filter.reasons = Set(reason)
        filter.places = Set(places)
        filter.since = since.flatMap { SinceTime.parse($0, now: present()) }
        let client = settings.reader(logger: Logger(label: "dead") { _ in SwiftLogNoOpLogHandler() })
        return DeadReading(reader: TopicReader(client: client, topic: settings.output.dead), filter: filter)
    }
}

/// Refuses what is no place.
private func validate(places: [String]) throws {
    for place in places where DeadReading.place(place) == nil {
        throw ValidationError("'\(place)' is no place; write PARTITION:OFFSET, as `tocsin dead list` does")
    }
}

/// Names the places of those asked for that hold no letter, and ends the command where there are any.
private func check(_ places: [String], against found: Set<String>) throws {
    let missing = places.filter { !found.contains($0) }
    guard !missing.isEmpty else { return }
    standardError("tocsin: no dead letter at \(missing.joined(separator: ", "))\n")
    throw ExitStatus.badData.exit
}

extension DeadCommand {
    /// `tocsin dead list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "One line for each: place, time, reason, origin, detail."
        )

        @OptionGroup var options: DeadOptions

        func run() async throws {
            let settings = try loadConfiguration(options.config)
            let reading = options.reading(settings)
            try await reachingBroker(of: settings) {
                try await runOnThread(named: "dead") { try reading.read { standardOutput(line($0)) } }
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
            let settings = try loadConfiguration(options.config)
            let (reading, raw) = (options.reading(settings, places: places), raw)
            let found = try await reachingBroker(of: settings) {
                try await runOnThread(named: "dead") {
                    var found: Set<String> = []
                    try reading.read { dead in
                        found.insert(dead.place)
                        standardOutput(raw ? dead.message.value ?? [] : Array(describe(dead).utf8))
                    }
                    return found
                }
            }
            try check(places, against: found)
        }
    }

    /// `tocsin dead replay`.
    struct Replay: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Send letters again to the topic they came from, as they came.",
            discussion: """
                What was cut cannot be replayed, and what is still under embargo is passed over. A letter that is \
                replayed twice is read twice; an alert from it has the same id both times. Letters are sent as they are \
                read, those there are at the start; where it fails, it says how many were sent.
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
            let settings = try loadConfiguration(options.config)
            let reading = options.reading(settings, places: places)
            let replay = DeadReplay(client: dryRun ? nil : settings.replayer(), now: present())
            let outcome = try await reachingBroker(of: settings) {
                try await runOnThread(named: "replay") { try replay.run(reading) }
            }
            standardOutput("\(outcome.count) \(dryRun ? "would be sent" : "sent").\n")
            try check(places, against: outcome.found)
        }
    }
}

/// A letter as a line of the list.
private func line(_ dead: DeadMessage) -> String {
    let time = dead.message.timestampMilliseconds.map { Timestamp(milliseconds: $0).description } ?? "-"
    let cells = [dead.place, time, dead.reason, dead.origin, dead.detail].map(TerminalText.escaped)
    return cells.joined(separator: "\t") + "\n"
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
