import Foundation
import Kafka
import TestSupport

/// What a read_committed subscriber found, held against what was sent and against what came of it without faults.
struct Verdict {
    var articles = 0
    var events = 0
    var expectedAlerts = 0
    var expectedDead = 0
    var lost: [String] = []
    var doubled: [String] = []
    var foreign: [String] = []
    /// Events whose last state is another one.
    var differing: [String] = []
    /// Partitions whose committed offset is not their end.
    var uncommitted: [String] = []

    /// Whether nothing is missing and, where promised, nothing is double.
    func isGood(exact: Bool) -> Bool {
        lost.isEmpty && foreign.isEmpty && differing.isEmpty && uncommitted.isEmpty && (!exact || doubled.isEmpty)
    }

    /// Compares the output topics of both installations.
    init(_ theatre: Theatre, articles: Int) throws {
        self.articles = articles
        let wanted = try alerts(of: theatre.reference, theatre)
        try compareAlerts(wanted, try alerts(of: theatre.main, theatre))
        try compareDead(theatre)
        let (states, wantedStates) = (try states(of: theatre.main, theatre), try states(of: theatre.reference, theatre))
        for id in Set(states.keys).union(wantedStates.keys).sorted() where states[id] != wantedStates[id] {
            differing.append(id)
        }
        if !differing.isEmpty { try keepStates(of: Set(differing), theatre) }
        events = wantedStates.count
        // The yardstick itself has to be right.
        let told = Story.events(in: articles)
        if wantedStates.count != told { foreign.append("\(wantedStates.count) events of the \(told) that were told") }
        uncommitted = try faults.uncommitted(theatre, theatre.main)
    }

    /// Every alert with all it says, and how often it is there.
    private func alerts(of installation: Installation, _ theatre: Theatre) throws -> [String: (
        name: String, count: Int
    )] {
        var found: [String: (name: String, count: Int)] = [:]
        for message in try readAll(installation.alerts, theatre) {
            let text = String(decoding: message.value ?? [], as: UTF8.self)
            let id = message.headers.first { $0.name == "ce_id" }?.value.map { String(decoding: $0, as: UTF8.self) }
            found[text, default: (id ?? "?", 0)].count += 1
        }
        return found
    }

    private mutating func compareAlerts(
        _ wanted: [String: (name: String, count: Int)],
        _ found: [String: (name: String, count: Int)]
    ) throws {
        expectedAlerts = wanted.count
        for (text, alert) in wanted {
            let count = found[text]?.count ?? 0
            if count == 0 { lost.append(alert.name) }
            if count > 1 { doubled.append(alert.name) }
            if alert.count > 1 { foreign.append("\(alert.name) \(alert.count) times without faults") }
        }
        foreign += found.filter { wanted[$0.key] == nil }.map(\.value.name)
    }

    private mutating func compareDead(_ theatre: Theatre) throws {
        var found: [String: Int] = [:]
        for message in try readAll(theatre.main.dead, theatre) {
            found[String(decoding: message.value ?? [], as: UTF8.self), default: 0] += 1
        }
        for number in 0..<articles where Story(number) == .dead {
            expectedDead += 1
            let count = found.removeValue(forKey: "no article \(number)") ?? 0
            if count == 0 { lost.append("dead letter \(number)") }
            if count > 1 { doubled.append("dead letter \(number)") }
        }
        foreign += found.keys
    }

    /// The last state of every event, without what hangs on the hour of the run.
    private func states(of installation: Installation, _ theatre: Theatre) throws -> [String: String] {
        var states: [String: String] = [:]
        for message in try readAll(installation.events, theatre) {
            let id = String(decoding: message.key ?? [], as: UTF8.self)
            states[id] = try message.value.map(Verdict.timeless)
        }
        return states
    }

    /// Writes every state that the differing events ever had to a file beside the logs: the topics may be gone by then.
    private func keepStates(of ids: Set<String>, _ theatre: Theatre) throws {
        var lines: [String] = []
        for installation in [theatre.main, theatre.reference] {
            for message in try readAll(installation.events, theatre) {
                guard ids.contains(String(decoding: message.key ?? [], as: UTF8.self)) else { continue }
                let place = "\(message.partition)@\(message.offset) at \(message.timestampMilliseconds ?? 0)"
                lines.append(place + " " + String(decoding: message.value ?? [], as: UTF8.self))
            }
        }
        let file = theatre.folder + "/differing.txt"
        try lines.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
    }

    private static func timeless(_ value: [UInt8]) throws -> String {
        var state = try JSONSerialization.jsonObject(with: Data(value)) as? [String: Any] ?? [:]
        for key in ["updated_at", "revision_times"] { state[key] = nil }
        let data = try JSONSerialization.data(withJSONObject: state, options: [.sortedKeys])
        return String(decoding: data, as: UTF8.self)
    }

    /// The number of the article that an alert speaks of first.
    static func article(of message: KafkaMessage) -> Int? {
        let alert = try? JSONSerialization.jsonObject(with: Data(message.value ?? [])) as? [String: Any]
        let articles = alert?["articles"] as? [[String: Any]]
        return (articles?.first?["id"] as? String).flatMap { Int($0.dropFirst(2)) }
    }
}

/// The partitions of articles and reports whose end is not committed, with where they stand.
func uncommitted(_ theatre: Theatre, _ installation: Installation) throws -> [String] {
    let inputs = [
        (installation.group, theatre.input, theatre.partitions),
        (installation.group + "-correlate", installation.signals, Installation.partitions),
    ]
    var found: [String] = []
    for (group, topic, count) in inputs {
        let consumer = try KafkaConsumer(theatre.broker.configuration(groupID: group))
        defer { _ = consumer.close(timeoutMilliseconds: 3000) }
        let partitions = (0..<count).map { KafkaPartition(topic: topic, partition: Int32($0)) }
        // Some brokers answer with an error where a group has never committed.
        let committed = (try? consumer.committed(partitions)) ?? [:]
        for partition in partitions {
            let end = try lastMessage(of: partition, theatre)
            guard committed[partition] ?? 0 < end else { continue }
            found.append("\(partition) at \(committed[partition] ?? 0) of \(end)")
        }
    }
    return found
}

/// One past the last committed message of `partition`: markers of transactions stand behind it.
private func lastMessage(of partition: KafkaPartition, _ theatre: Theatre) throws -> Int64 {
    let configuration = theatre.broker.configuration(properties: [
        "enable.partition.eof": "true", "fetch.wait.max.ms": "50", "isolation.level": "read_committed",
    ])
    let consumer = try KafkaConsumer(configuration)
    defer { _ = consumer.close(timeoutMilliseconds: 3000) }
    let range = try consumer.watermarks(of: partition)
    guard !range.isEmpty else { return 0 }
    var start = max(range.lowerBound, range.upperBound - 20)
    while true {
        try consumer.assign([KafkaOffset(partition, start)])
        var last: Int64?
        reading: while true {
            switch consumer.poll(timeoutMilliseconds: 200) {
            case .message(let message): last = message.offset
            case .partitionEnd: break reading
            case .error, nil: break
            }
        }
        if let last { return last + 1 }
        guard start > range.lowerBound else { return 0 }
        start = max(range.lowerBound, start - 1000)
    }
}

/// Everything committed in a topic, from its beginning to its end.
func readAll(_ topic: String, _ theatre: Theatre) throws -> [KafkaMessage] {
    let configuration = theatre.broker.configuration(properties: [
        "enable.partition.eof": "true", "fetch.wait.max.ms": "50", "isolation.level": "read_committed",
    ])
    let known = try KafkaMetadata.fetch(configuration).topics.first { $0.name == topic }?.partitions ?? []
    let consumer = try KafkaConsumer(configuration)
    defer { _ = consumer.close(timeoutMilliseconds: 3000) }
    try consumer.assign(
        known.map { KafkaOffset(KafkaPartition(topic: topic, partition: $0.id), KafkaOffset.beginning) }
    )
    var messages: [KafkaMessage] = []
    var ended: Set<KafkaPartition> = []
    let limit = ContinuousClock.now + .seconds(120)
    while ended.count < known.count {
        guard ContinuousClock.now < limit else { throw FaultError("\(topic) could not be read to its end in 120 s") }
        switch consumer.poll(timeoutMilliseconds: 200) {
        case .message(let message): messages.append(message)
        case .partitionEnd(let end): ended.insert(end.partition)
        case .error, nil: break
        }
    }
    return messages
}
