/// What one version of one article says about one kind: the message on the signals topic, keyed by kind.
public struct Report: Sendable, Hashable, Codable {
    /// The version of the message's shape.
    public static let schema = "tocsin.report/1"

    /// The version of the shape this message has.
    public var schema: String
    /// The kind all signals of the report are of.
    public var kind: String
    /// The article it was read from.
    public var article: ArticleReference
    /// The text's similarity signature, 16 hexadecimal digits.
    public var signature: String
    /// Where the article stood in Kafka; nil outside of it.
    public var origin: Origin?
    /// The signals; empty where a later version or a retraction leaves none.
    public var signals: [Signal]

    /// A report.
    public init(kind: String, article: ArticleReference, signature: String, origin: Origin?, signals: [Signal]) {
        schema = Report.schema
        self.kind = kind
        self.article = article
        self.signature = signature
        self.origin = origin
        self.signals = signals
    }
}

/// An article as messages refer to it.
public struct ArticleReference: Sendable, Hashable, Codable {
    /// The stable id of the article.
    public var id: String
    /// Its version, where the feed says.
    public var version: String?
    /// Where it can be read.
    public var url: String?
    /// Its headline.
    public var title: String?
    /// Who published it, as the feed says.
    public var source: String?
    /// The agency or publisher credited in the text.
    public var publisher: String?
    /// When it was published, at the precision given.
    public var publishedAt: String?

    enum CodingKeys: String, CodingKey {
        case id, version, url, title, source, publisher
        case publishedAt = "published_at"
    }

    /// A reference with nothing known but the id.
    public init(id: String) {
        self.id = id
    }

    /// The reference of an article; empty fields are left out.
    public init(_ article: Article) {
        func field(_ range: Range<Int>) -> String? { range.isEmpty ? nil : article.text(range) }
        id = article.text(article.id)
        version = field(article.version)
        url = field(article.url)
        title = field(article.title)
        source = field(article.source)
        publisher = AgencyCredit.find(article)
        publishedAt = article.publishedAt?.description
    }
}

/// Where a message stood in Kafka.
public struct Origin: Sendable, Hashable, Codable {
    /// The topic.
    public var topic: String
    /// The partition.
    public var partition: Int32
    /// The offset.
    public var offset: Int64

    /// A place in Kafka.
    public init(topic: String, partition: Int32, offset: Int64) {
        self.topic = topic
        self.partition = partition
        self.offset = offset
    }
}
