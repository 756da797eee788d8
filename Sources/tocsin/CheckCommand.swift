import ArgumentParser
import Daemon
import Domain
import Extraction
import Kafka
import Logging
import Rules

/// `tocsin check`: configuration, rules and the tests beside them.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check the configuration, the rules, the lexicons and the tests beside the rules.",
        discussion: """
            Reads everything a run would read, runs every rule test, tells which mutes have run out, and prints a digest by which two instances can be \
            told apart. Touches no broker, unless --connect asks for its metadata: the group is never joined, so a \
            running daemon is not disturbed.

            EXAMPLES
              tocsin check                                the shipped rules and their tests
              tocsin check --config /etc/tocsin/tocsin.yaml
              tocsin check --config tocsin.yaml --connect
              tocsin check --site /etc/tocsin/site        with rules, names and mutes of your own

            EXIT CODES
              0 all is well, 1 rule tests failed, 69 the broker cannot be reached,
              78 invalid configuration or rule pack
            """
    )

    @OptionGroup var options: PackOptions

    @Flag(help: "Ask the broker for its metadata, too.")
    var connect = false

    func validate() throws {
        guard !connect || options.config != nil else {
            throw ValidationError("--connect needs --config: it names the broker")
        }
    }

    func run() async throws {
        let settings = try options.config.map(loadConfiguration)
        if let config = options.config { print("configuration: \(config) is valid") }
        let pack = try options.load(settings)
        for warning in pack.rules.warnings + pack.rules.tuning.expired(on: present().date) {
            standardError("\(warning)\n")
        }
        print(
            "rules: \(pack.folder): \(pack.rules.kinds.count) kinds, \(pack.rules.lexicon.parties.count) parties, "
                + "\(pack.rules.lexicon.systems.count) weapon systems, \(pack.rules.lexicon.places.count) places, "
                + "digest \(pack.rules.digest)"
        )
        if let text = pack.rules.tuning.summary { print("site: \(text)") }
        let failures = RuleTestRunner(extractor: Extractor(rules: pack.rules)).run()
        if connect, let settings { try await reach(settings) }
        try report(failures, of: pack.rules.tests.count)
    }

    private func reach(_ settings: Configuration) async throws {
        let client = settings.reader(logger: Logger(label: "check") { _ in SwiftLogNoOpLogHandler() })
        let metadata = try await reachingBroker(of: settings) {
            try await runOnThread(named: "metadata") { try KafkaMetadata.fetch(client) }
        }
        print(
            "broker: \(metadata.answeredBy) answers; brokers: \(metadata.brokers.count), topics: \(metadata.topics.count)"
        )
    }
}
