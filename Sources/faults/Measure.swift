import ArgumentParser
import Foundation
import Kafka
import TestSupport

/// What the settings cost.
struct Measure: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure what commit intervals cost, and how soon the first alert comes after a SIGKILL."
    )

    @OptionGroup var common: CommonOptions

    @Option(help: "Articles of each throughput run.")
    var articles = 40_000

    @Option(help: "SIGKILLs of each kind of member.")
    var kills = 8

    func run() async throws {
        let (common, articles, kills) = (common, articles, kills)
        try await runOnThread(named: "measure") {
            for interval in ["10ms", "100ms", "1000ms"] {
                try Throughput(common.theatre(partitions: 6), interval: interval).run(articles: articles)
                try Latency(common.theatre(partitions: 6), interval: interval).run(alerts: 100)
            }
            for isStatic in [true, false] {
                try Recovery(common.theatre(partitions: 6), isStatic: isStatic).run(kills: kills)
            }
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

    init(_ theatre: Theatre, interval: String) throws {
        self.theatre = theatre
        self.interval = interval
    }

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

    init(_ theatre: Theatre, interval: String) throws {
        self.theatre = theatre
        self.interval = interval
    }

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

    init(_ theatre: Theatre, isStatic: Bool) throws {
        self.theatre = theatre
        self.isStatic = isStatic
    }

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

/// A large backlog and the memory it takes to work it off.
struct Backlog: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Work a large backlog off and watch the memory.")

    @OptionGroup var common: CommonOptions

    @Option(help: "Megabytes of articles.")
    var megabytes = 2000

    @Option(help: "Bytes of an article.")
    var size = 4000

    @Option(help: "Bytes of one article in a thousand.")
    var largeSize = 900_000

    func run() async throws {
        let (common, megabytes, size, largeSize) = (common, megabytes, size, largeSize)
        try await runOnThread(named: "backlog") {
            let theatre = try common.theatre(partitions: 6)
            let count = try Feed.preload(theatre, bytes: megabytes * 1_000_000, size: size, largeSize: largeSize)
            say("\(count) articles, \(megabytes) MB, are in.")
            let instance = Instance(theatre, name: "backlog", isStatic: false)
            let start = ContinuousClock.now
            try instance.start()
            var peak = 0
            while ContinuousClock.now - start < .seconds(1800) {
                rest(.milliseconds(500))
                peak = max(peak, instance.memory()?.peak ?? 0)
                if try uncommitted(theatre, theatre.main).isEmpty { break }
            }
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            _ = instance.stop()
            let counters = instance.lastCounters(of: "extract")
            say(
                """
                \(counters["consumed"] ?? 0) articles in \(Int(seconds)) s, \(Int(Double(megabytes) / seconds)) MB/s; \
                peak memory \(peak / 1_000_000) MB; \(counters["pauses"] ?? 0) pauses
                """
            )
        }
    }
}
