/// A part of a JSON Schema, written out in the order it is given.
indirect enum SchemaShape: Sendable {
    case string(pattern: String? = nil, format: String? = nil, maximumLength: Int? = nil)
    case constant(String)
    case boolean
    case oneOf([String])
    case integer(minimum: Int, maximum: Int? = nil)
    case number(minimum: Double, maximum: Double? = nil)
    case list(SchemaShape, maximum: Int? = nil)
    case object([SchemaField])
    case reference(String)
    /// Any one of several shapes.
    case anyOf([SchemaShape])
}

/// A member of an object: its name, what may stand in it, and what it means.
struct SchemaField: Sendable {
    var name: String
    var shape: SchemaShape
    var isRequired: Bool
    var meaning: String

    /// A member that is always there.
    static func always(_ name: String, _ shape: SchemaShape, _ meaning: String) -> SchemaField {
        SchemaField(name: name, shape: shape, isRequired: true, meaning: meaning)
    }

    /// A member that is left out where there is nothing to say.
    static func sometimes(_ name: String, _ shape: SchemaShape, _ meaning: String) -> SchemaField {
        SchemaField(name: name, shape: shape, isRequired: false, meaning: meaning)
    }
}

extension SchemaShape {
    /// The shape as keywords of JSON Schema.
    var keywords: [(String, JSONTree)] {
        switch self {
        case .string(let pattern, let format, let maximumLength):
            return [("type", .text("string"))] + keyword("pattern", pattern.map(JSONTree.text))
                + keyword("format", format.map(JSONTree.text))
                + keyword("maxLength", maximumLength.map(JSONTree.integer))
        case .boolean: return [("type", .text("boolean"))]
        case .constant(let value): return [("const", .text(value))]
        case .oneOf(let values): return [("enum", .list(values.map(JSONTree.text)))]
        case .integer(let minimum, let maximum):
            return [("type", .text("integer")), ("minimum", .integer(minimum))]
                + keyword("maximum", maximum.map(JSONTree.integer))
        case .number(let minimum, let maximum):
            return [("type", .text("number")), ("minimum", .number(minimum))]
                + keyword("maximum", maximum.map(JSONTree.number))
        case .list(let item, let maximum):
            return [("type", .text("array")), ("items", .object(item.keywords))]
                + keyword("maxItems", maximum.map(JSONTree.integer))
        case .object(let fields): return SchemaShape.keywords(of: fields)
        case .reference(let name): return [("$ref", .text("#/$defs/\(name)"))]
        case .anyOf(let shapes): return [("anyOf", .list(shapes.map { .object($0.keywords) }))]
        }
    }

    private static func keywords(of fields: [SchemaField]) -> [(String, JSONTree)] {
        [
            ("type", .text("object")),
            ("additionalProperties", .boolean(false)),
            ("required", .list(fields.filter(\.isRequired).map { .text($0.name) })),
            (
                "properties",
                .object(fields.map { ($0.name, .object($0.shape.keywords + [("description", .text($0.meaning))])) })
            ),
        ]
    }

    private func keyword(_ name: String, _ value: JSONTree?) -> [(String, JSONTree)] {
        value.map { [(name, $0)] } ?? []
    }
}
