import ArgumentParser
import Articles
import Correlation
import Domain
import Extraction
import Formats
import Foundation
import Rules

/// `tocsin scan`: articles from files or a pipe, alerts to standard output.
struct ScanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        abstract: "Read articles from files and print the alerts they give rise to.",
        discussion: """
            Reads JSON Lines: one article a line, with the members id, title, body, source, published_at and others \
            (tocsin schema article), or in a shape that --profile or --field maps on to it. No broker and no \
            configuration are needed.

            Output goes to standard output in the order of the input. A line that cannot be read is named on standard \
            error, with the reason, and counted; the exit code is 65 only when no line could be read.

            With --correlate the articles of all files are replayed in the order of their publication, through the same \
            code that the daemon joins reports with: one event gives one alert, then updates where there is news, and a \
            retraction where nothing is left of it. Articles published at the same time keep the order of the input; one \
            without a date takes the time of the article before it. Later versions of an article and canceled ones \
            count. Every article is taken to be fresh, and what is held back at the end is printed. Nothing is printed \
            before all is read.

            EXAMPLES
              tocsin scan articles.jsonl
              tocsin scan --correlate --output text monday.jsonl tuesday.jsonl
              tocsin scan --output signals --profile ninjs feed.jsonl > signals.jsonl
              tocsin scan --field title=/headline --field body=/content/0/text other.jsonl
              curl -s https://example.org/feed.jsonl | tocsin scan --output text -
            """
    )

    /// What is printed.
    enum Output: String, ExpressibleByArgument, CaseIterable {
        case alerts, signals, reports, events, text

        /// An alert as it is printed, with what ends it.
        func written(_ alert: Alert) throws -> [UInt8] {
            if self == .text { return Array((alertText().describe(alert) + "\n\n").utf8) }
            return try MessageJSON.encode(alert) + [0x0A]
        }
    }

    @Argument(help: ArgumentHelp("Files of articles, one JSON article a line; - is standard input.", valueName: "file"))
    var files: [String] = ["-"]

    @Option(
        help: """
            What to print: alerts (JSON Lines, as on the topic), signals (one line for every article, history and \
            empty ones included), reports (what correlation reads, as on the topic of signals), events (with --correlate: \
            all that is known of each event in the end) or text (for people). \
            Default: text on a terminal, else alerts.
            """
    )
    var output: Output?

    @Flag(help: "Join the reports of one event, in the order of publication: alerts, updates and retractions.")
    var correlate = false

    @OptionGroup var reading: ReadingOptions

    func validate() throws {
        if correlate, output == .signals || output == .reports {
            throw ValidationError("--correlate joins signals into alerts: --output is alerts, events or text with it")
        }
        if !correlate, output == .events { throw ValidationError("--output events needs --correlate") }
        for file in files where file != "-" && access(file, R_OK) != 0 {
            throw ValidationError("cannot read '\(file)': \(String(cString: strerror(errno)))")
        }
    }

    func run() throws {
        let decoder = try reading.decoder()
        let extractor = Extractor(rules: try reading.compiledRules())
        let output = output ?? (isatty(STDOUT_FILENO) == 1 ? .text : .alerts)
        let now = present()
        let scan = ArticleScan(decoder: decoder, extractor: extractor, output: output, correlates: correlate, now: now)
        let sink = ScanSink()
        let cores = ProcessInfo.processInfo.activeProcessorCount
        let work = OrderedWork<ArticleScan.Outcome>(depth: 3 * cores) { sink.take($0) }
        for file in files {
            do throws(ReadFailure) {
                try read(file) { batch in work.submit { scan.scan(batch) } }
            } catch {
                sink.fail("tocsin: \(error)")
            }
        }
        work.wait()
        let counts = sink.finish()
        if correlate {
            let classes = ClassRelation(
                parents: extractor.rules.classes.parentValues,
                lasting: extractor.rules.lastingKinds
            )
            let replayed = Replay.run(sink.reports, now: now, classes: classes)
            if output == .events {
                for state in replayed.events { standardOutput(try MessageJSON.encode(state) + [0x0A]) }
            } else {
                for alert in replayed.alerts { standardOutput(try output.written(alert)) }
            }
        }
        if counts.failed { throw ExitStatus.ioFailed.exit }
        if counts.unreadable > 0, counts.articles == 0 { throw ExitStatus.badData.exit }
    }

    private func read(_ file: String, _ body: (LineReader.Batch) -> Void) throws(ReadFailure) {
        let descriptor = file == "-" ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ReadFailure(file: file, reason: String(cString: strerror(errno))) }
        defer { if file != "-" { close(descriptor) } }
        let name = file == "-" ? "stdin" : file
        if isatty(descriptor) == 1 { standardError("tocsin: type articles, one JSON object a line; Ctrl-D ends\n") }
        var reader = LineReader(descriptor: descriptor, file: name, maximumLine: reading.maxBytes)
        while let batch = try reader.next() { body(batch) }
    }
}

/// Options of all commands that read articles off the broker.
struct ReadingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The shape of the articles: \(Profile.names.joined(separator: ", ")).",
            valueName: "name"
        )
    )
    var profile: String = "auto"

    @Option(
        help: ArgumentHelp(
            "Map a field by JSON Pointer, such as title=/headline; again for more fields or places. Replaces --profile.",
            valueName: "field=pointer"
        )
    )
    var field: [String] = []

    @Option(help: ArgumentHelp("The longest line that is read, in bytes.", valueName: "bytes"))
    var maxBytes: Int = DecodeLimits().bytes

    @Option(help: ArgumentHelp("The folder of the rule pack. Default: the one shipped.", valueName: "folder"))
    var rules: String?

    @Option(help: ArgumentHelp("A folder of your own rules and names, added to the pack.", valueName: "folder"))
    var site: String?

    func validate() throws {
        _ = try resolvedProfile()
        guard maxBytes >= 64 else { throw ValidationError("--max-bytes is \(maxBytes), at least 64 are needed") }
    }

    /// The decoder the options describe.
    func decoder() throws -> ArticleDecoder {
        ArticleDecoder(profile: try resolvedProfile(), limits: DecodeLimits(bytes: maxBytes))
    }

    /// The compiled rules; what is wrong with them goes to standard error and ends the command.
    func compiledRules() throws -> RuleSet {
        do {
            return try RuleSet.load(folder: try PackLocation.find(named: rules), site: site)
        } catch {
            standardError("tocsin: \(error)\n")
            throw ExitStatus.invalidConfiguration.exit
        }
    }

    private func resolvedProfile() throws -> Profile {
        guard field.isEmpty else { return try mapping() }
        guard let found = Profile.named(profile) else {
            let names = Profile.names.joined(separator: ", ")
            throw ValidationError("'\(profile)' is no profile; the profiles are \(names)")
        }
        return found
    }

    private func mapping() throws -> Profile {
        var pointers: [String: [String]] = [:]
        for text in field {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { throw ValidationError("--field '\(text)' is not of the form field=/pointer") }
            pointers[parts[0], default: []].append(parts[1])
        }
        do {
            return try Profile(name: "custom", pointers: pointers)
        } catch {
            throw ValidationError("--field: \(error)")
        }
    }
}
