import ArgumentParser
import Articles
import Domain
import Extraction
import Foundation
import Rules

/// `tocsin bench`: measures the steps of the work on given files.
struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measure how fast articles are decoded, screened and extracted.",
        discussion: """
            Reads all articles into memory first, then runs each step over all of them, on one thread, several times. \
            Prints the median as JSON: articles and megabytes a second for each step, and what it ran on. The baseline \
            is one look at every byte.

            With --correlate it measures the joining of reports instead, on made-up ones, by the time its thread had a \
            processor: signals a second, the state in memory, and what a restore takes, with so many live events. Of \
            100 signals 10 open an event, 45 join one and 45 were taken before, at every size. Each is measured twice, \
            the second time with all it needs in the caches.

            EXAMPLES
              tocsin bench --rounds 9 articles.jsonl
              tocsin bench --correlate --events 1000 --events 10000 --events 100000
            """
    )

    @Argument(help: ArgumentHelp("Files of articles, one JSON article a line.", valueName: "file"))
    var files: [String] = []

    @Flag(help: "Measure correlation, on made-up reports.")
    var correlate = false

    @Option(help: "With --correlate: how many live events; again for more.")
    var events: [Int] = []

    @Option(help: "How often each step is measured.")
    var rounds: Int = 5

    @OptionGroup var reading: ReadingOptions

    func validate() throws {
        guard (1...1000).contains(rounds) else {
            throw ValidationError("--rounds is \(rounds), 1 to 1000 are possible")
        }
        guard correlate else { return try checkFiles() }
        guard files.isEmpty else { throw ValidationError("--correlate reads no files") }
        guard events.allSatisfy({ (1...10_000_000).contains($0) }) else {
            throw ValidationError("--events is \(events), 1 to 10000000 are possible")
        }
    }

    private func checkFiles() throws {
        guard !files.isEmpty else { throw ValidationError("give files of articles, or --correlate") }
        for file in files where access(file, R_OK) != 0 {
            throw ValidationError("cannot read '\(file)': \(String(cString: strerror(errno)))")
        }
    }

    func run() throws {
        guard !correlate else {
            for count in events.isEmpty ? [100_000] : events {
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.sortedKeys]
                let figures = try CorrelationBench(rounds: rounds).figures(events: count)
                print(String(decoding: try encoder.encode(figures), as: UTF8.self))
            }
            return
        }
        let decoder = try reading.decoder()
        let started = ContinuousClock.now
        let extractor = Extractor(rules: try reading.compiledRules())
        let loading = started.duration(to: .now)
        let lines = try files.flatMap { try Data(contentsOf: URL(fileURLWithPath: $0)).split(separator: 0x0A) }
            .map { [UInt8]($0) }
        let articles = lines.compactMap { line -> Article? in
            guard case .article(let article) = decoder.decode(line) else { return nil }
            return article
        }
        guard !articles.isEmpty else {
            standardError("tocsin: no article could be read from \(files.joined(separator: ", "))\n")
            throw ExitStatus.badData.exit
        }
        var figures = BenchFigures(lines: lines, articles: articles, rounds: rounds, digest: extractor.rules.digest)
        figures.rulesMilliseconds = loading.seconds * 1000
        figures.baseline = measure(lines) { line in Int(line.reduce(0, &+)) & 1 }
        figures.decode = measure(lines) { line in
            guard case .article = decoder.decode(line) else { return 0 }
            return 1
        }
        figures.screen = measure(articles) { extractor.passesScreen($0) ? 1 : 0 }
        figures.extract = measure(articles) { extractor.extract($0).count }
        print(try figures.json())
    }

    /// Runs a step over all items `rounds` times and keeps the median.
    private func measure<Item>(_ items: [Item], _ step: (Item) -> Int) -> BenchFigures.Step {
        var hits = 0
        let seconds = (0..<rounds).map { _ -> Double in
            let start = ContinuousClock.now
            hits = items.reduce(0) { $0 + step($1) }
            return start.duration(to: .now).seconds
        }
        return BenchFigures.Step(seconds: seconds.sorted()[rounds / 2], hits: hits)
    }
}

/// What `bench` prints.
struct BenchFigures: Encodable {
    /// One step over all articles.
    struct Step: Encodable {
        /// The median of the rounds.
        var seconds: Double
        /// What came of it: articles decoded, articles past the screen, signals.
        var hits: Int
        var articlesPerSecond = 0.0
        var megabytesPerSecond = 0.0

        init(seconds: Double, hits: Int) {
            self.seconds = seconds
            self.hits = hits
        }

        enum CodingKeys: String, CodingKey {
            case seconds, hits
            case articlesPerSecond = "articles_per_second"
            case megabytesPerSecond = "megabytes_per_second"
        }
    }

    /// What it ran on.
    struct Machine: Encodable {
        var processor: String
        var cores: Int
        var system: String
        var build: String
    }

    var articles: Int
    var unreadable: Int
    var bytes: Int
    var rounds: Int
    var rulesDigest: String
    var rulesMilliseconds = 0.0
    /// All bytes looked at once and no more: what the other steps are held against.
    var baseline: Step?
    var decode: Step?
    var screen: Step?
    var extract: Step?
    var peakMemoryMegabytes = 0.0
    var machine = Machine(processor: "unknown", cores: 0, system: "", build: "")

    enum CodingKeys: String, CodingKey {
        case articles, unreadable, bytes, rounds, baseline, decode, screen, extract, machine
        case rulesDigest = "rules_digest"
        case rulesMilliseconds = "rules_milliseconds"
        case peakMemoryMegabytes = "peak_memory_megabytes"
    }

    /// Figures about the given input with nothing measured yet.
    init(lines: [[UInt8]], articles: [Article], rounds: Int, digest: String) {
        self.articles = articles.count
        unreadable = lines.count - articles.count
        bytes = lines.reduce(0) { $0 + $1.count }
        self.rounds = rounds
        rulesDigest = digest
    }

    /// The figures as JSON text, rates and machine filled in.
    func json() throws -> String {
        var figures = self
        figures.baseline = baseline.map(rated)
        figures.decode = decode.map(rated)
        figures.screen = screen.map(rated)
        figures.extract = extract.map(rated)
        figures.machine = BenchFigures.machine()
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        figures.peakMemoryMegabytes = BenchFigures.rounded(Double(usage.ru_maxrss) / 1024, 1)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(figures), as: UTF8.self)
    }

    private func rated(_ step: Step) -> Step {
        var step = step
        let seconds = max(step.seconds, 1e-9)
        step.articlesPerSecond = BenchFigures.rounded(Double(articles) / seconds, 0)
        step.megabytesPerSecond = BenchFigures.rounded(Double(bytes) / 1e6 / seconds, 1)
        step.seconds = BenchFigures.rounded(step.seconds, 6)
        return step
    }

    private static func machine() -> Machine {
        #if DEBUG
        let build = "debug"
        #else
        let build = "release"
        #endif
        let facts = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let model = facts.split(separator: "\n").first { $0.hasPrefix("model name") }?.split(separator: ":").last
        return Machine(
            processor: model.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown",
            cores: ProcessInfo.processInfo.activeProcessorCount,
            system: ProcessInfo.processInfo.operatingSystemVersionString,
            build: build
        )
    }

    private static func rounded(_ value: Double, _ digits: Int) -> Double {
        let scale = pow(10, Double(digits))
        return (value * scale).rounded() / scale
    }
}

extension Duration {
    /// The duration in seconds.
    var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}
