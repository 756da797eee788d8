/// How the headline of a signal is put together, as the rule file gives it.
///
/// `{name}` stands for a field, `{name|text}` for the text where the field is empty, and what stands in brackets is left
/// out where a field in it is empty.
public struct HeadlinePattern: Sendable {
    /// What of a signal a headline can hold.
    public enum Field: String, CaseIterable, Sendable {
        case actor, recipient, object, names, count, date, kind
    }

    /// A part of a pattern.
    public enum Piece: Sendable {
        /// Text as it stands.
        case text(String)
        /// A field, and the text in its place where it is empty.
        case field(Field, otherwise: String)
        /// What begins here is left out where a field in it is empty …
        case open
        /// … and ends here.
        case close
    }

    /// The parts in order.
    public private(set) var pieces: [Piece] = []
    /// The names in it that are no field's.
    private(set) var unknown: [String] = []

    /// Reads a pattern.
    public init(_ pattern: String) {
        var rest = pattern[...]
        while let first = rest.first {
            switch first {
            case "[", "]":
                pieces.append(first == "[" ? .open : .close)
                rest.removeFirst()
            case "{":
                let end = rest.firstIndex(of: "}") ?? rest.endIndex
                addField(rest[..<end].dropFirst())
                rest = rest[end...].dropFirst()
            default:
                let end = rest.firstIndex { "[]{".contains($0) } ?? rest.endIndex
                pieces.append(.text(String(rest[..<end])))
                rest = rest[end...]
            }
        }
    }

    private mutating func addField(_ text: Substring) {
        let parts = text.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = parts.first, let field = Field(rawValue: String(name)) else {
            unknown.append(String(parts.first ?? ""))
            return
        }
        pieces.append(.field(field, otherwise: parts.count > 1 ? String(parts[1]) : ""))
    }
}
