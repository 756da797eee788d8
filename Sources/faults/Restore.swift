import ArgumentParser
import Foundation
import Kafka
import TestSupport

/// How long it takes until a new owner knows all events.
struct Restore: Play {
    static let configuration = CommandConfiguration(
        abstract: "Make many events, start again, and measure how long restoring them takes."
    )

    @OptionGroup var options: TheatreOptions

    @Option(help: "How many events.")
    var events = 100_000

    @Option(help: "How often to start again.")
    var starts = 3

    func play() throws {
        let theatre = try options.theatre()
        try preload(theatre, events)
        let first = Instance(theatre, name: "maker", isStatic: false)
        try first.start()
        repeat { rest(.seconds(1)) } while try !uncommitted(theatre, theatre.main).isEmpty
        _ = first.stop()
        say("\(first.lastCounters(of: "correlate")["outputs"] ?? 0) alerts of \(events) articles are out.")
        for number in 1...starts { try startAgain(number, theatre) }
    }

    private func startAgain(_ number: Int, _ theatre: Theatre) throws {
        let instance = Instance(theatre, name: "restorer-\(number)", isStatic: false, stages: "[correlate]")
        try instance.start()
        let limit = ContinuousClock.now + .seconds(120)
        while restored(instance).isEmpty, ContinuousClock.now < limit { rest(.milliseconds(100)) }
        let peak = instance.memory()?.peak ?? 0
        _ = instance.stop()
        for (events, milliseconds) in restored(instance) {
            let memory = "peak memory \(peak / 1_000_000) MB"
            say("start \(number): \(events) events restored in \(milliseconds) ms; \(memory)")
        }
    }

    private func preload(_ theatre: Theatre, _ events: Int) throws {
        let producer = try KafkaProducer(theatre.broker.configuration()) { _ in }
        try producer.warm(topic: theatre.input)
        for event in 0..<events {
            let record = KafkaRecord(topic: theatre.input, key: Array("\(event)".utf8), value: Story.opening(event))
            try producer.send(record, timeoutMilliseconds: 60_000)
        }
        try producer.flush(timeoutMilliseconds: 120_000)
        _ = producer.close()
    }

    /// What the instance logged of its restores: events and milliseconds.
    private func restored(_ instance: Instance) -> [(Int, Int)] {
        let text = (try? String(contentsOfFile: instance.log, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").filter { $0.contains("\"Events restored.\"") }.compactMap { line in
            let values = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            guard let events = values?["events"] as? Int, let time = values?["elapsed_ms"] as? Int else { return nil }
            return (events, time)
        }
    }
}
