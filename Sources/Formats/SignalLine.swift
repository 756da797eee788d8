public import Domain

/// One line of `tocsin scan --output signals`: an article's id and all its signals, parties as plain ids.
public enum SignalLine {
    /// The line, with its line feed; absent `object` and `date` are null.
    public static func encode(article: Article, signals: [Signal]) throws -> [UInt8] {
        let line = Line(articleID: article.text(article.id), signals: signals.map { FlatSignal(signal: $0) })
        return try MessageJSON.bytes(line) + [0x0A]
    }

    private struct Line: Encodable {
        var articleID: String
        var signals: [FlatSignal]

        enum CodingKeys: String, CodingKey {
            case articleID = "article_id"
            case signals
        }
    }

    /// A signal in which parties are ids and nothing that is scored is left out.
    private struct FlatSignal: Encodable {
        var signal: Signal

        enum CodingKeys: String, CodingKey {
            case actor, recipient, object, date
            case deniedBy = "denied_by"
        }

        func encode(to encoder: any Encoder) throws {
            try signal.encode(to: encoder)
            // The second value for a key replaces the first.
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(signal.actor.map(\.id), forKey: .actor)
            try container.encode(signal.recipient.map(\.id), forKey: .recipient)
            try container.encode(signal.deniedBy.map(\.id), forKey: .deniedBy)
            if signal.object == nil { try container.encodeNil(forKey: .object) }
            if signal.date == nil { try container.encodeNil(forKey: .date) }
        }
    }
}
