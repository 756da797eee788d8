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

/// What all runs share.
struct CommonOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The program. Default: tocsin beside this one.", valueName: "file"))
    var tocsin: String?

    @Option(help: ArgumentHelp("The seed of chance; the same one makes the same choices.", valueName: "number"))
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("Where the daemons' logs go. Default: a folder of its own.", valueName: "folder"))
    var logs: String?

    @Flag(help: "Deliver at least once, to see that doubles are found where there are any.")
    var atLeastOnce = false

    /// The stage for a run.
    func theatre(partitions: Int) throws -> Theatre {
        let own = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "tocsin").path()
        let folder = logs ?? NSTemporaryDirectory() + "tocsin-faults-\(getpid())"
        return try Theatre(program: tocsin ?? own, folder: folder, partitions: partitions, isExact: !atLeastOnce)
    }
}

/// The faults themselves.
struct Kill: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Kill, start and stop daemons under load, then count.")

    @OptionGroup var common: CommonOptions

    @Option(help: "How many SIGKILLs at least.")
    var kills = 100

    @Option(help: "How many starts and stops of instances at least.")
    var moves = 30

    @Option(help: "Articles a second.")
    var rate = 100

    @Option(help: "How many instances there may be at once.")
    var instances = 4

    func run() async throws {
        let theatre = try common.theatre(partitions: 6)
        let (kills, moves, rate, instances, seed) = (kills, moves, rate, instances, common.seed)
        let isGood = try await runOnThread(named: "faults") {
            var play = FaultPlay(theatre, instances: instances, seed: seed)
            return try play.run(kills: kills, moves: moves, rate: rate)
        }
        guard isGood else { throw ExitCode.failure }
    }
}
