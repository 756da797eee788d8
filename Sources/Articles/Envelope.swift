/// Wrappings that pipelines put around an article.
///
/// CloudEvents structured mode (`specversion`, `data`), Kafka Connect (`schema`, `payload`), a bare `payload`, and a
/// labelled article (`article`). A wrapping is taken off only where the message has no text of its own.
enum Envelope {
    /// How many wrappings are taken off one another.
    static let maximumNesting = 4

    private static let specversion = Array("specversion".utf8)
    private static let data = Array("data".utf8)
    private static let contents = [Array("payload".utf8), Array("article".utf8)]

    /// What the wrapping holds; nil where `value` is no wrapping.
    static func content(of value: JSONValue, profile: Profile) -> JSONValue? {
        guard value.kind == .object, !profile.findsText(in: value) else { return nil }
        if value.member(specversion) != nil, let data = value.member(data) { return data }
        for name in contents {
            if let content = value.member(name), isContent(content) { return content }
        }
        return nil
    }

    /// Whether a string content is worth parsing as a document of its own (Kafka Connect with a string converter).
    static func mayBeJSON(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        text.first { $0 > 0x20 } == UInt8(ascii: "{")
    }

    private static func isContent(_ value: JSONValue) -> Bool {
        switch value.kind {
        case .object, .null: return true
        case .string: return value.string.map { mayBeJSON($0) } ?? false
        default: return false
        }
    }
}
