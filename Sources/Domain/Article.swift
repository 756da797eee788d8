/// One version of one article: a single UTF-8 buffer and the ranges of its fields in it.
///
/// The bytes of every field are valid UTF-8. `title` and `body` are plain text: markup has been taken out, and
/// `titleMap` and `bodyMap` lead back to the field as it was delivered.
public struct Article: Sendable {
    /// The editorial status of the version (IPTC `pubstatus`).
    public enum PublicationStatus: String, Sendable, Codable {
        case usable, withheld, canceled
    }

    /// All text of the article.
    public var bytes: [UInt8]
    /// The stable id of the article.
    public var id: Range<Int>
    /// Where it can be read; empty where not given.
    public var url: Range<Int>
    /// The headline as plain text; may be empty.
    public var title: Range<Int>
    /// The text as plain text; may be empty.
    public var body: Range<Int>
    /// Who published it, as the feed says; empty where not given.
    public var source: Range<Int>
    /// The language as a BCP 47 tag; empty where not given.
    public var language: Range<Int>
    /// The version of the article as the feed says; empty where not given.
    public var version: Range<Int>
    /// When it was published; nil where neither the article nor its carrier says.
    public var publishedAt: PublicationTime?
    /// Its editorial status.
    public var status: PublicationStatus
    /// From bytes of `title` to the title as delivered.
    public var titleMap: OffsetMap
    /// From bytes of `body` to the body as delivered.
    public var bodyMap: OffsetMap

    /// An article over `bytes` whose fields are all empty.
    public init(bytes: [UInt8]) {
        self.bytes = bytes
        id = 0..<0
        url = 0..<0
        title = 0..<0
        body = 0..<0
        source = 0..<0
        language = 0..<0
        version = 0..<0
        publishedAt = nil
        status = .usable
        titleMap = .identity
        bodyMap = .identity
    }

    /// An article made of strings, for callers off the hot path (tests, `explain`).
    public init(
        id: String,
        title: String = "",
        body: String = "",
        source: String = "",
        publishedAt: PublicationTime? = nil
    ) {
        self.init(bytes: [])
        self.id = append(id)
        self.title = append(title)
        self.body = append(body)
        self.source = append(source)
        self.publishedAt = publishedAt
    }

    /// Adds the UTF-8 of `text` to the buffer and returns its range.
    public mutating func append(_ text: String) -> Range<Int> {
        let start = bytes.count
        bytes.append(contentsOf: text.utf8)
        return start..<bytes.count
    }

    /// The text of a field, for callers off the hot path.
    public func text(_ field: Range<Int>) -> String {
        String(decoding: bytes[field], as: UTF8.self)
    }
}
