/// A shape of article messages: for every field the places to look at, the first that has something wins.
///
/// All shapes are values of this one type; the shipped ones are listed in `Profile.shipped`.
public struct Profile: Sendable, Hashable {
    /// A field of the canonical article message.
    public enum Field: String, Sendable, CaseIterable {
        case id, url, title, body, source
        case publishedAt = "published_at"
        case language, version, pubstatus
        case embargoedUntil = "embargoed_until"
    }

    /// The name in configuration and on the command line.
    public let name: String
    let selectors: [Field: [Selector]]
    /// Members that give the shape away: any row of which all are there.
    let marks: [[JSONPointer]]

    /// A shape of one's own: JSON Pointers for each field by its name, tried in order.
    public init(name: String, pointers: [String: [String]]) throws(ProfileError) {
        var selectors: [Field: [Selector]] = [:]
        for (key, texts) in pointers.sorted(by: { $0.key < $1.key }) {
            guard let field = Field(rawValue: key) else { throw .unknownField(key) }
            selectors[field] = try texts.map { text throws(ProfileError) in
                do throws(JSONPointer.Malformed) {
                    return Selector(pointer: try JSONPointer(text), choice: .itself)
                } catch {
                    throw .malformedPointer(field: key, error)
                }
            }
        }
        guard selectors[.title] != nil || selectors[.body] != nil else { throw .noText(name) }
        self.init(name: name, selectors: selectors, marks: [])
    }

    init(name: String, selectors: [Field: [Selector]], marks: [[JSONPointer]]) {
        self.name = name
        self.selectors = selectors
        self.marks = marks
    }

    /// The shipped shape of that name; nil where there is none.
    public static func named(_ name: String) -> Profile? {
        name == auto.name ? auto : shipped.first { $0.name == name }
    }

    /// The names of all shipped shapes.
    public static var names: [String] {
        [auto.name] + shipped.map(\.name)
    }

    /// Recognises which shipped shape a message has; what none of them fits is looked through for any known name.
    public static let auto = Profile(name: "auto", selectors: generic, marks: [])

    /// The shape the message has: this one, or for `auto` the one its members give away.
    func resolved(for root: JSONValue) -> Profile {
        guard name == Profile.auto.name else { return self }
        return Profile.recognisable.first { $0.recognises(root) } ?? self
    }

    /// The shipped shapes as `auto` uses them: a text under another shape's name is found rather than lost.
    private static let recognisable = shipped.map { profile in
        var selectors = profile.selectors
        for field in [Field.title, .body] { selectors[field, default: []] += generic[field] ?? [] }
        return Profile(name: profile.name, selectors: selectors, marks: profile.marks)
    }

    /// Whether a place for the title or the body is there at all, be it blank.
    func findsText(in root: JSONValue) -> Bool {
        for field in [Field.title, .body] {
            for selector in selectors[field] ?? [] where selector.pointer.resolve(in: root) != nil {
                if selector.choice == .itself || selector.resolve(in: root) != nil { return true }
            }
        }
        return false
    }

    private func recognises(_ root: JSONValue) -> Bool {
        marks.contains { row in row.allSatisfy { $0.resolve(in: root) != nil } }
    }
}

/// Why a field mapping cannot be used.
public enum ProfileError: Error, Sendable, Hashable {
    /// There is no such field.
    case unknownField(String)
    /// A pointer is malformed.
    case malformedPointer(field: String, JSONPointer.Malformed)
    /// Neither title nor body is mapped.
    case noText(String)
}

extension ProfileError: CustomStringConvertible {
    /// One sentence that names the field and the value.
    public var description: String {
        switch self {
        case .unknownField(let name):
            let known = Profile.Field.allCases.map(\.rawValue).joined(separator: ", ")
            return "'\(name)' is no field of an article; the fields are \(known)"
        case .malformedPointer(let field, let error): return "field \(field): \(error)"
        case .noText(let name): return "field mapping '\(name)' maps neither title nor body"
        }
    }
}
