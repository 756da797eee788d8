internal import Domain

/// Reads states of events fast: a restore reads all of them before the first report.
///
/// It gives nil for anything that is not wholly as this version writes it.
struct EventReader {
    private var scanner: JSONScanner

    /// The state that the bytes hold; nil where the general decoder has to look.
    static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> EventState? {
        var reader = EventReader(scanner: JSONScanner(bytes))
        let state = reader.state()
        return reader.scanner.isSound && reader.scanner.isAtEnd ? state : nil
    }

    private mutating func state() -> EventState {
        var state = EventState(id: "", kind: "")
        var required = 13
        scanner.object { scanner, name in
            required -= 1
            switch name {
            case "schema": if scanner.string() != EventState.schema { scanner.refuse() }
            case "id": state.id = scanner.string()
            case "kind": state.kind = scanner.string()
            case "revision": state.revision = scanner.integer()
            case "retracted": state.isRetracted = scanner.boolean()
            case "updated_at": state.updatedAt = EventReader.time(&scanner)
            case "supports": state.supports = scanner.list { EventReader.support(&$0) }
            case "readings": state.readings = scanner.list { EventReader.signal(&$0) }
            case "claims": state.claims = scanner.list { EventReader.claim(&$0) }
            case "evidence": state.evidence = scanner.list { EventReader.evidence(&$0) }
            case "revision_times": state.revisionTimes = scanner.list { EventReader.time(&$0) }
            case "related": state.related = scanner.list { $0.string() }
            case "unlisted_articles": state.unlistedArticles = scanner.integer()
            case "announced":
                state.announced = EventReader.announcement(&scanner)
                required += 1
            case "due":
                state.due = EventReader.time(&scanner)
                required += 1
            default: scanner.refuse()
            }
        }
        if required != 0 { scanner.refuse() }
        return state
    }

    private static func time(_ scanner: inout JSONScanner) -> Timestamp {
        Timestamp(milliseconds: Int64(scanner.integer()))
    }

    private static func support(_ scanner: inout JSONScanner) -> Support {
        var support = Support(
            article: ArticleReference(id: ""),
            signature: TextSignature(bits: 0),
            origin: nil,
            seen: Timestamp(milliseconds: 0),
            writers: [],
            source: 0,
            reading: nil,
            confidence: 0
        )
        var required = 6
        scanner.object { scanner, name in
            required -= 1
            switch name {
            case "article": support.article = article(&scanner)
            case "signature":
                let text = scanner.string()
                if let signature = TextSignature(hexadecimal: text) {
                    support.signature = signature
                } else {
                    scanner.refuse()
                }
            case "seen": support.seen = time(&scanner)
            case "writers": support.writers = scanner.list { UInt64(clamping: $0.integer()) }
            case "source": support.source = scanner.integer()
            case "confidence": support.confidence = scanner.real()
            case "reading":
                support.reading = scanner.integer()
                required += 1
            case "origin":
                support.origin = origin(&scanner)
                required += 1
            default: scanner.refuse()
            }
        }
        if required != 0 { scanner.refuse() }
        return support
    }

    private static func article(_ scanner: inout JSONScanner) -> ArticleReference {
        var article = ArticleReference(id: "")
        var hasID = false
        scanner.object { scanner, name in
            switch name {
            case "id":
                article.id = scanner.string()
                hasID = true
            case "version": article.version = scanner.string()
            case "url": article.url = scanner.string()
            case "title": article.title = scanner.string()
            case "source": article.source = scanner.string()
            case "publisher": article.publisher = scanner.string()
            case "published_at": article.publishedAt = scanner.string()
            default: scanner.refuse()
            }
        }
        if !hasID { scanner.refuse() }
        return article
    }

    private static func origin(_ scanner: inout JSONScanner) -> Origin {
        var origin = Origin(topic: "", partition: 0, offset: 0)
        var required = 3
        scanner.object { scanner, name in
            required -= 1
            switch name {
            case "topic": origin.topic = scanner.string()
            case "partition": origin.partition = Int32(clamping: scanner.integer())
            case "offset": origin.offset = Int64(scanner.integer())
            default: scanner.refuse()
            }
        }
        if required != 0 { scanner.refuse() }
        return origin
    }
}
