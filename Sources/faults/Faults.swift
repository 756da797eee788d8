import ArgumentParser
import Foundation
import Glibc
import Kafka

/// Kills the daemon, starts and stops it, and counts what came of every article.
///
/// It runs the real program as its users do, on any broker; it shares none of the daemon's code but the client.
@main
struct Faults: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "faults",
        abstract: "Prove delivery under faults: SIGKILLs and rebalances, then every alert is counted.",
        discussion: """
            With TOCSIN_TEST_BOOTSTRAP it runs exactly once against that broker, which must keep transactions and allow \
            topics to be created. Without, it says so and runs at least once on an embedded broker, where nothing may \
            be lost and what comes twice is counted.

            EXIT CODES
              0 nothing lost, and exactly once nothing doubled; 1 otherwise
            """,
        subcommands: [Kill.self, Measure.self, Backlog.self, Restore.self],
        defaultSubcommand: Kill.self
    )
}

/// What all runs share: the program, the broker's topics, where logs go, and a thread to wait on.
struct TheatreOptions: ParsableArguments, Sendable {
    @Option(help: ArgumentHelp("The program. Default: tocsin beside this one.", valueName: "file"))
    var tocsin: String?

    @Option(help: ArgumentHelp("Where the daemons' logs go. Default: a folder of its own.", valueName: "folder"))
    var logs: String?

    @Flag(help: "Deliver at least once; with kill, to see that doubles are found where there are any.")
    var atLeastOnce = false

    /// Topics of their own for a run.
    func theatre() throws -> Theatre {
        let own = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "tocsin").path()
        let folder = logs ?? NSTemporaryDirectory() + "tocsin-faults-\(getpid())"
        return try Theatre(program: tocsin ?? own, folder: folder, isExact: !atLeastOnce)
    }
}

/// A run on a theatre.
///
/// It waits and sleeps, so it has a thread of its own.
protocol Play: AsyncParsableCommand, Sendable {
    var options: TheatreOptions { get }

    func play() throws
}

extension Play {
    func run() async throws {
        try await runOnThread(named: "faults") { try play() }
    }
}

/// The faults themselves.
struct Kill: Play {
    static let configuration = CommandConfiguration(abstract: "Kill, start and stop daemons under load, then count.")

    @OptionGroup var options: TheatreOptions

    @Option(help: "The seed of chance; the same one makes the same choices.")
    var seed: UInt64 = 1

    @Option(help: "How many SIGKILLs at least.")
    var kills = 100

    @Option(help: "How many starts and stops of instances at least.")
    var moves = 30

    @Option(help: "Articles a second.")
    var rate = 100

    @Option(help: "How many instances there may be at once.")
    var instances = 4

    @Option(
        help: ArgumentHelp(
            "The process of the broker, where it runs here: it is to stand still as well, three times for 20 s.",
            valueName: "pid"
        )
    )
    var freezeBroker: Int32?

    func play() throws {
        var play = FaultPlay(try options.theatre(), instances: instances, seed: seed, broker: freezeBroker)
        guard try play.run(kills: kills, moves: moves, rate: rate) else { throw ExitCode.failure }
    }
}
