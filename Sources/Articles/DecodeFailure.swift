public import Domain

/// Why a message could not be read as an article.
public struct DecodeFailure: Error, Sendable, Hashable {
    /// The closed set of reasons, spelled as in the header of a dead letter.
    public enum Reason: String, Sendable, CaseIterable {
        /// The bytes are no JSON document.
        case notJSON = "not-json"
        /// The bytes are not UTF-8.
        case notUTF8 = "not-utf8"
        /// The message exceeds the size limit.
        case tooLarge = "too-large"
        /// The document nests deeper than the limit.
        case tooDeep = "too-deep"
        /// A field has a JSON type that it must not have.
        case wrongType = "wrong-type"
        /// A field has the right type and a value that cannot be read, such as a date that is none.
        case badValue = "bad-value"
        /// The profile finds neither a title nor a body.
        case noText = "no-text"
        /// The article must not be used yet.
        case embargoed
        /// The shape is none that `auto` recognises.
        case unknownProfile = "unknown-profile"
        /// There was no memory to parse it.
        case noMemory = "no-memory"
    }

    /// The reason.
    public var reason: Reason
    /// One sentence for people that names the field, the value and the limit.
    ///
    /// It may quote the message, and so must be escaped before it reaches a terminal or a page.
    public var detail: String
    /// When the embargo ends, where that is the reason.
    public var embargoedUntil: Timestamp?

    /// A failure.
    public init(_ reason: Reason, _ detail: String, embargoedUntil: Timestamp? = nil) {
        self.reason = reason
        self.detail = detail
        self.embargoedUntil = embargoedUntil
    }
}

extension DecodeFailure: CustomStringConvertible {
    /// Reason and detail.
    public var description: String {
        "\(reason.rawValue): \(detail)"
    }
}

/// A value as failures quote it: in single quotes, cut after 60 characters.
func quoted(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    let text = String(decoding: bytes.prefix(240), as: UTF8.self)
    let short = text.prefix(60)
    return "'\(short)\(short.utf8.count < bytes.count ? "…" : "")'"
}
