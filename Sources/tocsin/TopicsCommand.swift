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
                + "this number wait. Default: 1, or as many as the other of the two has.",
            valueName: "number"
        )
    )
    var partitions: Int?

    func validate() throws {
        if let partitions, !(1...1000).contains(partitions) {
            throw ValidationError("--partitions is \(partitions), not within 1 … 1000")
        }
    }

    func run() async throws {
        let settings = try loadConfiguration(config)
        let plan = TopicPlan(settings, partitions: partitions ?? 1)
        let client = settings.reader(logger: Logger(label: "topics") { _ in SwiftLogNoOpLogHandler() })
        let (create, partitions) = (create, partitions)
        let isGood = try await reachingBroker(of: settings) {
            try await runOnThread(named: "topics") {
                let topics = TopicReport(plan: plan, inputs: settings.input.topics, client: client)
                if create { try topics.create(asked: partitions) }
                return try topics.show()
            }
        }
        guard isGood else { throw ExitStatus.invalidConfiguration.exit }
    }
}

/// The topics of a plan beside those of a broker.
private struct TopicReport {
    let plan: TopicPlan
    let inputs: [String]
    let client: KafkaConfiguration

    /// Creates what is missing and says what was done; `partitions` are those that were asked for.
    func create(asked partitions: Int?) throws {
        let there = try inspect()
        if let refusal = there.refusal, refusal.code == .unsupportedFeature { throw refusal }
        // Partitions cannot be changed here: who asked for another number must hear of it.
        for topic in plan.topics where topic.isInternal {
            guard let partitions, let found = there.found[topic.name], found.partitions != partitions else { continue }
            let state = counted(found.partitions, "partition")
            standardOutput("\(topic.name): left as it is, with \(state), not \(partitions)\n")
        }
        var made = 0
        for topic in plan.missing(in: there.found) {
            let isNew = try KafkaAdministration.createTopic(
                topic.name,
                partitions: topic.partitions,
                settings: topic.settings,
                client
            )
            guard isNew else { continue }
            made += 1
            standardOutput("\(topic.name): created with \(counted(topic.partitions, "partition"))\n")
        }
        standardOutput(made == 0 ? "nothing to create: all topics are there\n\n" : "\n")
    }

    /// Prints every topic; whether all are as they must be.
    func show() throws -> Bool {
        let inspection = try inspect()
        var rows = [["TOPIC", "HOLDS", "ON THE BROKER"]]
        for name in inputs {
            let state = inspection.found[name].map { describe($0, cleanup: nil) }
            rows.append([name, "articles", state ?? "missing; it is the feed's, and waited for"])
        }
        var isGood = true
        for topic in plan.topics {
            let state = inspection.found[topic.name].map { describe($0, cleanup: topic.cleanup) }
            if state == nil { isGood = false }
            rows.append([topic.name, topic.purpose, state ?? "missing; 'tocsin topics --create' makes it"])
        }
        standardOutput(columns(rows))
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

    /// Partitions, and what the broker does with old messages; the age says nothing of a topic that is compacted.
    private func describe(_ topic: FoundTopic, cleanup: TopicPlan.Cleanup?) -> String {
        var words = [counted(topic.partitions, "partition")]
        if let policy = topic.settings?["cleanup.policy"] { words.append("cleanup.policy=\(policy)") }
        if cleanup != .compact, let text = topic.settings?["retention.ms"], let age = Int64(text) {
            words.append("retention.ms=\(age) (\(age < 0 ? "for ever" : TopicPlan.days(age)))")
        }
        return words.joined(separator: ", ")
    }
}
