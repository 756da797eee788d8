import Foundation
import Kafka
import TestSupport

/// What a read_committed subscriber found, held against what was sent.
struct Verdict {
    var articles = 0
    var expectedAlerts = 0
    var expectedDead = 0
    var lost: [Int] = []
    var doubled: [Int] = []
    var foreign = 0
    /// Partitions whose committed offset is not their end.
    var uncommitted: [String] = []

    /// Whether nothing is missing and, where promised, nothing is double.
    func isGood(exact: Bool) -> Bool {
        lost.isEmpty && foreign == 0 && uncommitted.isEmpty && (!exact || doubled.isEmpty)
    }

    /// Counts the messages of both output topics.
    init(_ theatre: Theatre, articles: Int) throws {
        self.articles = articles
        var found: [Int: Int] = [:]
        for message in try readAll(theatre.alerts, theatre) + readAll(theatre.dead, theatre) {
            guard let number = Verdict.number(of: message, dead: theatre.dead) else {
                foreign += 1
                continue
            }
            found[number, default: 0] += 1
        }
        for number in 0..<articles {
            let count = found.removeValue(forKey: number) ?? 0
            switch Feed.kind(of: number) {
            case .none: foreign += count
            case .alert, .dead:
                if Feed.kind(of: number) == .alert { expectedAlerts += 1 } else { expectedDead += 1 }
                if count == 0 { lost.append(number) }
                if count > 1 { doubled.append(number) }
            }
        }
        foreign += found.values.reduce(0, +)
        let (committed, ends) = try positions(theatre)
        for (partition, end) in ends where committed[partition] ?? 0 != end {
            uncommitted.append("\(partition) at \(committed[partition] ?? 0) of \(end)")
        }
    }

    /// The number of the article that a message of an output topic speaks of.
    static func number(of message: KafkaMessage, dead: String) -> Int? {
        guard let value = message.value else { return nil }
        if message.partition.topic == dead {
            let words = String(decoding: value, as: UTF8.self).split(separator: " ")
            return words.count == 3 ? Int(words[2]) : nil
        }
        let alert = try? JSONSerialization.jsonObject(with: Data(value)) as? [String: Any]
        let articles = alert?["articles"] as? [[String: Any]]
        return (articles?.first?["id"] as? String).flatMap { Int($0.dropFirst(2)) }
    }
}

/// Where the group stands and where the input ends.
func positions(_ theatre: Theatre) throws -> ([KafkaPartition: Int64], [KafkaPartition: Int64]) {
    let consumer = try KafkaConsumer(theatre.broker.configuration(groupID: theatre.group))
    defer { _ = consumer.close(timeoutMilliseconds: 3000) }
    let partitions = (0..<theatre.partitions).map { KafkaPartition(topic: theatre.input, partition: Int32($0)) }
    // Some brokers answer with an error where a group has never committed.
    let committed = (try? consumer.committed(partitions)) ?? [:]
    var ends: [KafkaPartition: Int64] = [:]
    for partition in partitions { ends[partition] = try consumer.watermarks(of: partition).upperBound }
    return (committed, ends)
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
