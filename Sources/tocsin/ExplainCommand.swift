import ArgumentParser
import Articles
import Domain
import Extraction
import Formats
import Foundation

/// `tocsin explain`: one text, every step.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Show step by step what is found in one text, and why.",
        discussion: """
            Prints the sentences, the names and terms in them, the clauses with their verbs and arguments, every frame \
            that was tried with the file and line of its rule, what ruled a mention out, and how the confidence of each \
            signal came about.

            EXAMPLES
              tocsin explain --text "North Korea fired two missiles on Monday." --published 2025-01-07
              tocsin explain article.json
              tocsin explain --json - < article.json
            """
    )

    @Argument(help: ArgumentHelp("A file with one JSON article, or - for standard input.", valueName: "file"))
    var file: String?

    @Option(help: "Explain this text instead of a file.")
    var text: String?

    @Option(help: "The title that goes with --text.")
    var title: String = ""

    @Option(help: ArgumentHelp("The day of publication that goes with --text.", valueName: "YYYY-MM-DD"))
    var published: String?

    @Flag(help: "Print the explanation as JSON.")
    var json = false

    @OptionGroup var reading: ReadingOptions

    func validate() throws {
        guard (file == nil) != (text == nil) else { throw ValidationError("give either a file (or -) or --text") }
        if let published, EventDate(published)?.day == nil {
            throw ValidationError("--published '\(published)' is not of the form YYYY-MM-DD")
        }
    }

    func run() throws {
        let article = try article()
        let explanation = Extractor(rules: try reading.compiledRules()).explain(article)
        guard json else {
            let lines = "\(explanation)".split(separator: "\n", omittingEmptySubsequences: false)
            for line in lines { print(TerminalText.escaped(String(line))) }
            return
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(explanation), as: UTF8.self))
    }

    private func article() throws -> Article {
        if let text {
            let day = published.flatMap { EventDate($0)?.first }
            let time = day.map {
                PublicationTime(
                    timestamp: Timestamp(milliseconds: Int64($0.dayNumber) * 86_400_000),
                    date: $0,
                    precision: .day
                )
            }
            return Article(id: "text", title: title, body: text, publishedAt: time)
        }
        return try decoded(file ?? "-")
    }

    private func decoded(_ file: String) throws -> Article {
        let data = file == "-" ? try FileHandle.standardInput.readToEnd() : FileManager.default.contents(atPath: file)
        guard let data else {
            standardError("tocsin: \(file): cannot be read\n")
            throw ExitStatus.ioFailed.exit
        }
        let decoder = try reading.decoder()
        switch decoder.decode(Array(data), carrier: Carrier(.line(file: file, number: 1))) {
        case .article(let article): return article
        case .tombstone:
            standardError("tocsin: \(file): holds nothing\n")
        case .failure(let failure):
            standardError("tocsin: \(file): \(failure)\n")
        }
        throw ExitStatus.badData.exit
    }
}
