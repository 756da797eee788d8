import ArgumentParser
import Daemon
import Kafka
import Logging

/// `tocsin topics`: shows the topics or makes them.
struct TopicsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "topics",
        abstract: "Show the topics Tocsin writes and what is wrong with them, or create those that are missing.",
        discussion: """
            Dead letters are kept 30 days, reports 7, alerts 90; events are compacted, so that the last state of each is \
            kept. Reports and events must have the same number of partitions, which cannot be changed while there are \
            events. Topics that there are already are left as they are. The topics of articles are the feed's.

            EXAMPLES
              tocsin topics --config /etc/tocsin/tocsin.yaml
              tocsin topics --config tocsin.yaml --create

            EXIT CODES
              0 all topics are as they must be, 69 the broker cannot be reached or refuses,
              78 invalid configuration, or a topic is missing or not as it must be
            """
    )

    @Option(name: .shortAndLong, help: ArgumentHelp("The configuration file.", valueName: "file"))
    var config: String

    @Flag(help: "Create the topics that are missing.")
    var create = false

    @Option(
        help: ArgumentHelp(
            "Partitions of the topics for reports and events, where they are created; one is enough, and instances above "
                + "this number wait.",
            valueName: "number"
        )
    )
    var partitions = 1

    func validate() throws {
        guard (1...1000).contains(partitions) else {
            throw ValidationError("--partitions is \(partitions), not within 1 … 1000")
        }
    }

    func run() async throws {
        let settings = try loadConfiguration(config)
        let plan = TopicPlan(settings, partitions: partitions)
        let client = settings.reader(logger: Logger(label: "topics") { _ in SwiftLogNoOpLogHandler() })
        let create = create
        do {
            let isGood = try await runOnThread(named: "topics") {
                let topics = TopicReport(plan: plan, inputs: settings.input.topics, client: client)
                if create { try topics.create() }
                return try topics.show()
            }
            guard isGood else { throw ExitStatus.invalidConfiguration.exit }
        } catch let error as KafkaError {
            let servers = settings.kafka.bootstrap.joined(separator: ", ")
            standardError("tocsin: the broker \(servers) cannot be used: \(error)\n")
            throw ExitStatus.brokerUnavailable.exit
        }
    }
}

/// The topics of a plan beside those of a broker.
private struct TopicReport {
    let plan: TopicPlan
    let inputs: [String]
    let client: KafkaConfiguration

    /// Creates what is missing and says so.
    func create() throws {
        let there = try inspect()
        if let refusal = there.refusal, refusal.code == .unsupportedFeature { throw refusal }
        for topic in plan.topics where there.found[topic.name] == nil {
            let isNew = try KafkaAdministration.createTopic(
                topic.name,
                partitions: topic.partitions,
                settings: topic.settings,
                client
            )
            if isNew { print("\(topic.name): created") }
        }
    }

    /// Prints every topic; whether all are as they must be.
    func show() throws -> Bool {
        let inspection = try inspect()
        for name in inputs {
            print("\(name): articles, the feed's: \(inspection.found[name].map(describe) ?? "missing")")
        }
        var isGood = true
        for topic in plan.topics {
            guard let found = inspection.found[topic.name] else {
                print("\(topic.name): \(topic.purpose): missing; 'tocsin topics --create' makes it")
                isGood = false
                continue
            }
            print("\(topic.name): \(topic.purpose): \(describe(found))")
        }
        if let refusal = inspection.refusal {
            standardError("tocsin: the broker does not tell the settings of topics; they are not checked: \(refusal)\n")
        }
        for issue in plan.review(inspection.found) {
            standardError("tocsin: \(issue.weight == .error ? "error" : "warning"): \(issue)\n")
            if issue.weight == .error { isGood = false }
        }
        return isGood
    }

    private func inspect() throws -> TopicInspection {
        try TopicInspection.ask(about: plan.topics.map(\.name) + inputs, client, timeoutMilliseconds: 10_000)
    }

    private func describe(_ topic: FoundTopic) -> String {
        var words = ["\(topic.partitions) partition\(topic.partitions == 1 ? "" : "s")"]
        for key in ["cleanup.policy", "retention.ms"] {
            if let value = topic.settings?[key] { words.append("\(key)=\(value)") }
        }
        return words.joined(separator: ", ")
    }
}
