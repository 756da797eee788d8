import Domain
import Extraction
import Foundation
import Rules

/// The pack as it is shipped, and articles to try it on.
enum ShippedRules {
    /// The root of the package.
    static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The extractor; the pack is read once.
    static let extractor: Result<Extractor, any Error> = Result {
        Extractor(rules: try RuleSet.load(folder: package.appendingPathComponent("Config").path))
    }

    /// The extractor over the rules of the golden files and the shipped lexicon.
    static let golden: Result<Extractor, any Error> = Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("golden-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createSymbolicLink(
            at: folder.appendingPathComponent("lexicon"),
            withDestinationURL: package.appendingPathComponent("Config/lexicon")
        )
        try FileManager.default.createSymbolicLink(
            at: folder.appendingPathComponent("rules"),
            withDestinationURL: package.appendingPathComponent("Tests/ExtractionTests/Golden/rules")
        )
        return Extractor(rules: try RuleSet.load(folder: folder.path))
    }

    /// The texts of the tests beside the rules.
    static let texts: [String] = (try? extractor.get().rules.tests.map { $0.title + $0.text }) ?? []

    /// The texts of which something is said to be found.
    static let telling: [String] = (try? extractor.get().rules.tests.filter { !$0.expect.isEmpty }.map(\.text)) ?? []

    /// An article published on 2025-01-07.
    static func article(title: String = "", _ body: String) -> Article {
        let day = CivilDate(year: 2025, month: 1, day: 7).map { day in
            PublicationTime(
                timestamp: Timestamp(milliseconds: Int64(day.dayNumber) * 86_400_000),
                date: day,
                precision: .day
            )
        }
        return Article(id: "a1", title: title, body: body, publishedAt: day)
    }
}
