/// A JSON value whose members keep the order in which they were given.
indirect enum JSONTree: Sendable {
    case text(String)
    case integer(Int)
    case number(Double)
    case boolean(Bool)
    case list([JSONTree])
    case object([(String, JSONTree)])

    /// The value as JSON text, indented by two spaces; lists of words stay on one line.
    func written(indent: Int = 0) -> String {
        let inner = String(repeating: "  ", count: indent + 1)
        let outer = String(repeating: "  ", count: indent)
        switch self {
        case .text(let text): return JSONTree.quoted(text)
        case .integer(let number): return "\(number)"
        case .number(let number): return number == number.rounded() ? "\(Int(number))" : "\(number)"
        case .boolean(let value): return value ? "true" : "false"
        case .list(let items):
            guard items.contains(where: \.isObject) else {
                return "[" + items.map { $0.written() }.joined(separator: ", ") + "]"
            }
            let lines = items.map { inner + $0.written(indent: indent + 1) }
            return "[\n" + lines.joined(separator: ",\n") + "\n\(outer)]"
        case .object(let members):
            guard !members.isEmpty else { return "{}" }
            let lines = members.map { "\(inner)\(JSONTree.quoted($0.0)): \($0.1.written(indent: indent + 1))" }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(outer)}"
        }
    }

    private var isObject: Bool {
        guard case .object = self else { return false }
        return true
    }

    /// The text in quotes; the texts of this module hold no control characters but line feeds.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for character in text {
            switch character {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            default: result.append(character)
            }
        }
        return result + "\""
    }
}
