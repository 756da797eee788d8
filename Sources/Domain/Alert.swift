/// One revision of one event: the message on the alerts topic, keyed by the event's id.
public struct Alert: Sendable, Hashable {
    /// The version of the message's shape.
    public static let schema = "tocsin.alert/1"

    /// What a revision is.
    public enum Change: String, Sendable, Codable, CaseIterable {
        case new, update, retraction
    }

    /// What an update says that the revision before did not.
    public enum Aspect: String, Sendable, Codable, CaseIterable {
        case actor, recipient, object, count, place, names, outcome, date, distance, altitude
        case status, certainty, denial, confirmation, sources
    }

    /// The stable id of the event.
    public var id: String
    /// The number of the revision, counted from 1.
    public var revision: Int
    /// What this revision is.
    public var change: Change
    /// What is new in it; empty but in an update.
    public var changed: [Aspect]
    /// What is known of the event.
    public var signal: Signal
    /// The articles it rests on, at most 20.
    public var articles: [ArticleReference]
    /// How many articles there are in all.
    public var articleCount: Int
    /// How many independent sources there are.
    public var sourceCount: Int
    /// When the first report was published, RFC 3339.
    public var firstSeen: String
    /// When the latest report was published, RFC 3339.
    public var lastSeen: String
    /// Ids of linked events.
    public var related: [String]

    /// A revision of an event; what it rests on is filled in by the caller.
    public init(id: String, revision: Int, change: Change, signal: Signal) {
        self.id = id
        self.revision = revision
        self.change = change
        self.signal = signal
        changed = []
        articles = []
        articleCount = 0
        sourceCount = 0
        firstSeen = ""
        lastSeen = ""
        related = []
    }

    /// The first revision of an event that one article reports.
    public init(id: String, signal: Signal, article: ArticleReference, seen: String) {
        self.id = id
        revision = 1
        change = .new
        changed = []
        self.signal = signal
        articles = [article]
        articleCount = 1
        sourceCount = 1
        firstSeen = seen
        lastSeen = seen
        related = []
    }
}

extension Alert: Codable {
    enum CodingKeys: String, CodingKey {
        case schema, id, revision, change, changed, articles, related
        case articleCount = "article_count"
        case sourceCount = "source_count"
        case firstSeen = "first_seen"
        case lastSeen = "last_seen"
    }

    /// Decodes the flat message: the event's own fields beside the signal's.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(String.self, forKey: .id)
        revision = try container.decode(Int.self, forKey: .revision)
        change = try container.decode(Change.self, forKey: .change)
        changed = try container.decodeIfPresent([Aspect].self, forKey: .changed) ?? []
        signal = try Signal(from: decoder)
        articles = try container.decode([ArticleReference].self, forKey: .articles)
        articleCount = try container.decode(Int.self, forKey: .articleCount)
        sourceCount = try container.decode(Int.self, forKey: .sourceCount)
        firstSeen = try container.decode(String.self, forKey: .firstSeen)
        lastSeen = try container.decode(String.self, forKey: .lastSeen)
        related = try container.decode([String].self, forKey: .related)
    }

    /// Encodes the flat message: the event's own fields beside the signal's.
    public func encode(to encoder: any Encoder) throws {
        try signal.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(Alert.schema, forKey: .schema)
        try container.encode(id, forKey: .id)
        try container.encode(revision, forKey: .revision)
        try container.encode(change, forKey: .change)
        try container.encode(changed, forKey: .changed)
        try container.encode(articles, forKey: .articles)
        try container.encode(articleCount, forKey: .articleCount)
        try container.encode(sourceCount, forKey: .sourceCount)
        try container.encode(firstSeen, forKey: .firstSeen)
        try container.encode(lastSeen, forKey: .lastSeen)
        try container.encode(related, forKey: .related)
    }
}
