internal import CSimdJSON
public import Domain

/// Turns message bytes into articles.
///
/// Total on any input; one decoder may be shared by all workers. What a message is mapped by is the profile; what it may cost are the limits.
public struct ArticleDecoder: Sendable {
    /// The shape messages are read as.
    public let profile: Profile
    /// What a message may cost.
    public let limits: DecodeLimits
    private let parsers: ParserPool

    /// A decoder for messages of one shape.
    public init(profile: Profile = .auto, limits: DecodeLimits = DecodeLimits()) {
        self.profile = profile
        self.limits = limits
        parsers = ParserPool(limits: limits)
    }

    /// Reads one message; nil is a tombstone.
    public func decode(_ message: [UInt8]?, carrier: Carrier = Carrier()) -> Decoded {
        guard let message else { return .tombstone }
        return message.withUnsafeBufferPointer { decode($0, carrier: carrier) }
    }

    /// Reads one message that lies anywhere in memory.
    public func decode(_ message: Span<UInt8>, carrier: Carrier = Carrier()) -> Decoded {
        message.withUnsafeBufferPointer { decode($0, carrier: carrier) }
    }

    /// Reads one message from memory that stays valid during the call.
    public func decode(_ message: UnsafeBufferPointer<UInt8>, carrier: Carrier = Carrier()) -> Decoded {
        guard message.count <= limits.bytes else {
            let detail = "the message has \(message.count) bytes, the limit is \(limits.bytes)"
            return .failure(DecodeFailure(.tooLarge, detail))
        }
        return parsers.withParser { parser in
            guard let parser else { return .failure(DecodeFailure(.noMemory, "no memory for a JSON parser")) }
            do throws(DecodeFailure) {
                return try read(message, with: parser, carrier: carrier)
            } catch {
                return .failure(error)
            }
        }
    }

    private func read(
        _ message: UnsafeBufferPointer<UInt8>,
        with parser: JSONParser,
        carrier: Carrier
    ) throws(DecodeFailure) -> Decoded {
        var value = try document(of: message.withoutByteOrderMark, with: parser)
        var hasReparsed = false
        var isWrapped = false
        for _ in 0..<Envelope.maximumNesting {
            guard let content = Envelope.content(of: value, profile: profile) else { break }
            value = content
            isWrapped = true
            guard let text = content.string, !hasReparsed, Envelope.mayBeJSON(text) else { continue }
            // The string belongs to the document that the next parse replaces, hence the copy.
            let copy = Array(text)
            hasReparsed = true
            value = try copy.withUnsafeBufferPointer { buffer throws(DecodeFailure) in
                try document(of: buffer, with: parser)
            }
        }
        // An empty envelope is a deletion, as Kafka Connect writes it; a message that says "null" is a mistake.
        if value.kind == .null, isWrapped { return .tombstone }
        guard value.kind == .object else {
            throw DecodeFailure(.wrongType, "the message is \(value.kind.rawValue), an object is expected")
        }
        let reader = ArticleReader(root: value, profile: profile.resolved(for: value), carrier: carrier)
        return .article(try reader.article())
    }

    private func document(
        of bytes: UnsafeBufferPointer<UInt8>,
        with parser: JSONParser
    ) throws(DecodeFailure) -> JSONValue {
        guard !bytes.isEmpty else { throw DecodeFailure(.notJSON, "the message is empty") }
        switch parser.parse(bytes) {
        case .document(let value): return value
        case .refused(TOCSIN_JSON_BAD_STRING, let message):
            guard let repaired = LoneSurrogates.repaired(bytes) else { throw DecodeFailure(.notJSON, message) }
            let outcome = repaired.withUnsafeBufferPointer { parser.parse($0) }
            guard case .document(let value) = outcome else { throw DecodeFailure(.notJSON, message) }
            return value
        case .refused(let code, let message): throw failure(code, message)
        }
    }

    private func failure(_ code: tocsin_json_code, _ message: String) -> DecodeFailure {
        switch code {
        case TOCSIN_JSON_NOT_UTF8: return DecodeFailure(.notUTF8, "the message is not valid UTF-8")
        case TOCSIN_JSON_TOO_LARGE: return DecodeFailure(.tooLarge, "the message exceeds \(limits.bytes) bytes")
        case TOCSIN_JSON_TOO_DEEP:
            return DecodeFailure(.tooDeep, "the message nests deeper than the limit of \(limits.depth) levels")
        case TOCSIN_JSON_NO_MEMORY: return DecodeFailure(.noMemory, "no memory to parse the message")
        default: return DecodeFailure(.notJSON, "the message is no JSON document: \(message)")
        }
    }
}

/// What reading a message came to.
public enum Decoded: Sendable {
    /// An article.
    case article(Article)
    /// No value: the producer withdrew the key. Counted and passed over.
    case tombstone
    /// Nothing that can be read.
    case failure(DecodeFailure)
}

extension UnsafeBufferPointer<UInt8> {
    /// The bytes after a UTF-8 byte order mark, which RFC 8259 lets a reader ignore.
    fileprivate var withoutByteOrderMark: UnsafeBufferPointer<UInt8> {
        starts(with: [0xEF, 0xBB, 0xBF]) ? UnsafeBufferPointer(rebasing: self[3...]) : self
    }
}
