import ArgumentParser
import Foundation
import Kafka
import TestSupport

/// What the settings cost.
struct Measure: Play {
    static let configuration = CommandConfiguration(
        abstract: "Measure what commit intervals cost, and how soon the first alert comes after a SIGKILL."
    )

    @OptionGroup var options: TheatreOptions

    @Option(help: "Articles of each throughput run.")
    var articles = 40_000

    @Option(help: "SIGKILLs of each kind of member.")
    var kills = 8

    func play() throws {
        for interval in ["10ms", "100ms", "1000ms"] {
            try Throughput(theatre: options.theatre(), interval: interval).run(articles: articles)
            try Latency(theatre: options.theatre(), interval: interval).run(alerts: 100)
        }
        for isStatic in [true, false] {
            try Recovery(theatre: options.theatre(), isStatic: isStatic).run(kills: kills)
        }
    }
}

/// Follows the alerts as a subscriber does.
final class Subscriber {
    private let consumer: KafkaConsumer

    init(_ theatre: Theatre) throws {
        consumer = try KafkaConsumer(theatre.broker.configuration(properties: ["fetch.wait.max.ms": "5"]))
        try consumer.assign(
            (0..<3).map {
                KafkaOffset(KafkaPartition(topic: theatre.main.alerts, partition: $0), KafkaOffset.beginning)
            }
        )
    }

    deinit { _ = consumer.close(timeoutMilliseconds: 2000) }

    /// The first news of the next event; throws where none comes in time.
    func next(within limit: Duration = .seconds(60)) throws -> KafkaMessage {
        let end = ContinuousClock.now + limit
        while ContinuousClock.now < end {
            guard case .message(let message) = consumer.poll(timeoutMilliseconds: 100) else { continue }
            let change = message.headers.first { $0.name == "tocsin-change" }?.value
            if change == Array("new".utf8) { return message }
        }
        throw FaultError("no alert within \(limit)")
    }
}

/// How fast a backlog is worked off.
struct Throughput {
    let theatre: Theatre
    let interval: String

    func run(articles: Int) throws {
        _ = try Feed.preload(theatre, count: articles, size: 2000)
        let expected = Story.events(in: articles)
        let instance = Instance(theatre, name: "throughput-\(interval)", isStatic: false)
        let subscriber = try Subscriber(theatre)
        try instance.start(commitInterval: interval)
        _ = try subscriber.next()
        let start = ContinuousClock.now
        for _ in 1..<expected { _ = try subscriber.next() }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        _ = instance.stop()
        let counters = instance.lastCounters(of: "correlate")
        say(
            """
            interval \(interval): \(Int(Double(articles) / seconds)) articles/s, \(Int(Double(expected) / seconds)) \
            events/s; \(counters["commits"] ?? 0) commits of \(counters["commit_ms"] ?? 0) ms on the average
            """
        )
    }
}

/// How long an alert takes from the article to the subscriber, under little load.
struct Latency {
    let theatre: Theatre
    let interval: String

    func run(alerts: Int) throws {
        let instance = Instance(theatre, name: "latency-\(interval)", isStatic: false)
        let subscriber = try Subscriber(theatre)
        try instance.start(commitInterval: interval)
        let feed = try Feed(theatre, rate: 40)
        var delays: [Double] = []
        // The first ones waited for the start of the daemon.
        while delays.count < alerts {
            let message = try subscriber.next()
            guard let number = Verdict.article(of: message), number > 400 else { continue }
            delays.append((ContinuousClock.now - feed.due(number)) / .milliseconds(1))
        }
        _ = try feed.finish()
        _ = instance.stop()
        delays.sort()
        say(
            """
            interval \(interval): article to subscriber \(Int(delays[delays.count / 2])) ms (median), \
            \(Int(delays[delays.count * 95 / 100])) ms (95 of 100)
            """
        )
    }
}

/// How soon alerts come again after a SIGKILL.
struct Recovery {
    let theatre: Theatre
    let isStatic: Bool

    func run(kills: Int) throws {
        let instance = Instance(theatre, name: "recovery-\(isStatic ? "static" : "dynamic")", isStatic: isStatic)
        let subscriber = try Subscriber(theatre)
        try instance.start()
        let feed = try Feed(theatre, rate: 100)
        var delays: [Double] = []
        for _ in 0..<kills {
            _ = try subscriber.next()
            rest(.milliseconds(1700))
            instance.kill()
            let (start, wall) = (ContinuousClock.now, Int64(Date().timeIntervalSince1970 * 1000))
            try instance.start()
            while try subscriber.next().timestampMilliseconds ?? 0 < wall {}
            delays.append((ContinuousClock.now - start) / .milliseconds(1))
        }
        _ = try feed.finish()
        _ = instance.stop()
        delays.sort()
        say(
            """
            \(isStatic ? "static" : "dynamic") member: first alert \(Int(delays[delays.count / 2])) ms (median), \
            \(Int(delays.last ?? 0)) ms (worst of \(kills)) after a SIGKILL and a start
            """
        )
    }
}
