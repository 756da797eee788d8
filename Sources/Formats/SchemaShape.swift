/// A part of a JSON Schema, written out in the order it is given.
indirect enum SchemaShape: Sendable {
    case string(pattern: String? = nil, format: String? = nil, maximumLength: Int? = nil)
    case constant(String)
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

/// Writes schemas as JSON text, indented by two spaces.
struct SchemaWriter {
    /// A whole schema document.
    static func document(
        id: String,
        title: String,
        meaning: String,
        fields: [SchemaField],
        definitions: [(name: String, shape: SchemaShape)]
    ) -> String {
        var members = [
            ("$schema", quoted("https://json-schema.org/draft/2020-12/schema")),
            ("$id", quoted(id)),
            ("title", quoted(title)),
            ("description", quoted(meaning)),
        ]
        members += keywords(.object(fields), indent: 0)
        if !definitions.isEmpty {
            let shapes = definitions.map { ($0.name, object(keywords($0.shape, indent: 2), indent: 2)) }
            members.append(("$defs", object(shapes, indent: 1)))
        }
        return object(members, indent: 0)
    }

    private static func keywords(_ shape: SchemaShape, indent: Int) -> [(String, String)] {
        switch shape {
        case .string(let pattern, let format, let maximumLength):
            return [("type", quoted("string"))] + optional("pattern", pattern.map(quoted))
                + optional("format", format.map(quoted)) + optional("maxLength", maximumLength.map { "\($0)" })
        case .constant(let value): return [("const", quoted(value))]
        case .oneOf(let values): return [("enum", "[" + values.map(quoted).joined(separator: ", ") + "]")]
        case .integer(let minimum, let maximum):
            return [("type", quoted("integer")), ("minimum", "\(minimum)")]
                + optional("maximum", maximum.map { "\($0)" })
        case .number(let minimum, let maximum):
            return [("type", quoted("number")), ("minimum", number(minimum))]
                + optional("maximum", maximum.map(number))
        case .list(let item, let maximum):
            return [
                ("type", quoted("array")), ("items", object(keywords(item, indent: indent + 1), indent: indent + 1)),
            ]
                + optional("maxItems", maximum.map { "\($0)" })
        case .object(let fields): return objectKeywords(fields, indent: indent)
        case .reference(let name): return [("$ref", quoted("#/$defs/\(name)"))]
        case .anyOf(let shapes):
            let items = shapes.map { object(keywords($0, indent: indent + 1), indent: indent + 1) }
            return [("anyOf", "[" + items.joined(separator: ", ") + "]")]
        }
    }

    private static func objectKeywords(_ fields: [SchemaField], indent: Int) -> [(String, String)] {
        let properties = fields.map { field in
            let meaning = [("description", quoted(field.meaning))]
            return (field.name, object(keywords(field.shape, indent: indent + 2) + meaning, indent: indent + 2))
        }
        let required = fields.filter(\.isRequired).map { quoted($0.name) }.joined(separator: ", ")
        return [
            ("type", quoted("object")),
            ("additionalProperties", "false"),
            ("required", "[\(required)]"),
            ("properties", object(properties, indent: indent + 1)),
        ]
    }

    private static func optional(_ name: String, _ value: String?) -> [(String, String)] {
        value.map { [(name, $0)] } ?? []
    }

    private static func object(_ members: [(String, String)], indent: Int) -> String {
        let inner = String(repeating: "  ", count: indent + 1)
        let lines = members.map { "\(inner)\(quoted($0.0)): \($0.1)" }
        return "{\n" + lines.joined(separator: ",\n") + "\n" + String(repeating: "  ", count: indent) + "}"
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() ? "\(Int(value))" : "\(value)"
    }

    private static func quoted(_ text: String) -> String {
        let escaped = text.map { character in
            character == "\"" || character == "\\" ? "\\\(character)" : String(character)
        }
        return "\"" + escaped.joined() + "\""
    }
}
