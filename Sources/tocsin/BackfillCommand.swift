import ArgumentParser
import Daemon
import Domain
import Formats
import Foundation
import Kafka

/// `tocsin backfill`: what reading old articles again would publish.
struct BackfillCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backfill",
        abstract: "Say what reading old articles again would publish, and publish nothing.",
        discussion: """
            Reads the article topics from a date on, without joining a group, extracts with the configured rules and \
            joins the reports with the events as they are stored now. Prints counts by kind, then a line for every \
            alert that would be published: which events would be new, and which known ones would get a revision.

            Of each kind it counts alerts (new, updates, retractions) and the reports that give none: those that tell \
            an event nothing new, those of articles that an event has already, those too old to open an event, and \
            those that only recall history.

            Articles older than input.max_age update known events and open none, so a backfill floods nobody; raise it \
            to see what it holds back.

            To replay for good, stop all instances, set the offsets of the extracting group back, and start again:

              kafka-consumer-groups.sh --bootstrap-server HOST --group GROUP --topic ARTICLES \\
                --reset-offsets --to-datetime 2025-01-01T00:00:00.000 --execute

            Articles that are known already change nothing when they are read again.

            EXAMPLES
              tocsin backfill --config tocsin.yaml --from 2025-01-01 --dry-run
              tocsin backfill --config tocsin.yaml --from 7d --dry-run
            """
    )

    @Option(name: .shortAndLong, help: ArgumentHelp("The configuration file.", valueName: "file"))
    var config: String

    @Option(
        help: ArgumentHelp(
            "The time of the first message: 2025-01-06, 2025-01-06T12:00:00Z, 90m, 12h, 7d.",
            valueName: "time"
        )
    )
    var from: String

    @Flag(help: "Needed: say what would be published. Replaying for good is done by resetting offsets, see above.")
    var dryRun = false

    func validate() throws {
        guard SinceTime.parse(from, now: present()) != nil else {
            throw ValidationError("--from '\(from)' is neither a date, a date and time, nor a number with m, h or d")
        }
        guard dryRun else {
            throw ValidationError(
                "only --dry-run is possible: a second writer beside the daemon would part alerts from offsets. To replay "
                    + "for good, stop the daemon and reset the offsets of its extracting group (tocsin backfill --help)"
            )
        }
    }

    func run() async throws {
        let settings = try loadConfiguration(config)
        guard let start = SinceTime.parse(from, now: present()) else { return }
        let rehearsal: BackfillRehearsal
        do {
            rehearsal = try BackfillRehearsal(settings)
        } catch {
            standardError("tocsin: \(error)\n")
            throw ExitStatus.invalidConfiguration.exit
        }
        let outcome = try await reachingBroker(of: settings) {
            try await runOnThread(named: "backfill") { try rehearsal.run(from: start, now: present()) }
        }
        standardOutput(describe(outcome, from: start))
    }

    private func describe(_ outcome: BackfillRehearsal.Outcome, from start: Timestamp) -> String {
        var text = """
            \(counted(outcome.articles, "article")) since \(start); \(counted(outcome.unreadable, "message")) that cannot be \
            read; \(counted(outcome.knownEvents, "event")) known before

            """
        if !outcome.kinds.isEmpty { text += "\n" + table(outcome.kinds) + "\n" }
        let tooOld = outcome.kinds.values.reduce(0) { $0 + $1.tooOld }
        if tooOld > 0 { text += "too old: published longer ago than input.max_age, and of no event that is known\n" }
        guard !outcome.alerts.isEmpty else { return text + "nothing would be published\n" }
        text += "\(counted(outcome.alerts.count, "alert")) would be published:\n"
        let alerts = AlertText(isColoured: false)
        return text + outcome.alerts.map { "  \(alerts.line($0))\n" }.joined()
    }

    private func table(_ kinds: [String: BackfillRehearsal.Count]) -> String {
        let head = ["kind", "new", "updates", "retractions", "nothing new", "known already", "too old", "history"]
        return columns(
            [head]
                + kinds.sorted { $0.key < $1.key }.map { kind, count in
                    let counts = [
                        count.new, count.updates, count.retractions, count.silent, count.known, count.tooOld,
                        count.history,
                    ]
                    return [TerminalText.escaped(kind)] + counts.map(String.init)
                }
        )
    }
}
