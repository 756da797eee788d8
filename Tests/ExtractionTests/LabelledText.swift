import Domain
import Foundation

/// A text of our own words and what a careful reader finds in it: one line of a file under `Corpus/`.
struct LabelledText: Decodable {
    struct Text: Decodable {
        var id: String
        var title: String
        var body: String
        /// The day, as `YYYY-MM-DD`, perhaps with a time after it.
        var published_at: String
    }

    /// A signal, as far as these files are measured.
    struct Label: Decodable {
        var kind: String
        var actor: Set<String>
        var recipient: Set<String>
        var status: String
        var denied_by: Set<String>
    }

    var article: Text
    var signals: [Label]

    /// The texts of one file.
    static func load(_ name: String) throws -> [LabelledText] {
        let path = ShippedRules.package.appendingPathComponent("Tests/ExtractionTests/Corpus/\(name).jsonl")
        return try String(contentsOf: path, encoding: .utf8).split(separator: "\n").map {
            try JSONDecoder().decode(LabelledText.self, from: Data($0.utf8))
        }
    }

    /// The article as the extraction takes it.
    func read() -> Article {
        let parts = article.published_at.prefix(10).split(separator: "-").compactMap { Int($0) }
        let day = parts.count == 3 ? CivilDate(year: parts[0], month: parts[1], day: parts[2]) : nil
        let time = day.map { day in
            PublicationTime(
                timestamp: Timestamp(milliseconds: Int64(day.dayNumber) * 86_400_000),
                date: day,
                precision: .day
            )
        }
        return Article(id: article.id, title: article.title, body: article.body, publishedAt: time)
    }
}

extension LabelledText.Label {
    /// A signal that was found.
    init(_ signal: Signal) {
        kind = signal.kind
        actor = Set(signal.actor.map(\.id))
        recipient = Set(signal.recipient.map(\.id))
        status = signal.status.rawValue
        denied_by = Set(signal.deniedBy.map(\.id))
    }

    var isBackground: Bool { status == "background" }

    /// Whether both are the same event: of one kind, actor and recipient, and both history or both not.
    func matches(_ other: Self) -> Bool {
        kind == other.kind && actor == other.actor && recipient == other.recipient
            && isBackground == other.isBackground
    }
}
