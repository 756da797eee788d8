import Logging

/// How a log event is written as one line; pure.
struct LogLine: Sendable {
    /// The shapes of a line.
    enum Shape: Sendable, Hashable {
        case text, json
    }

    var shape: Shape
    /// Whether lines begin with the `<N>` that journald reads as the priority.
    var hasPriority: Bool

    /// The line for an event, with the line break at its end.
    func render(time: String, level: Logger.Level, message: String, metadata: Logger.Metadata) -> String {
        var line = hasPriority ? "<\(LogLine.priority(level))>" : ""
        let entries = metadata.sorted { $0.key < $1.key }
        switch shape {
        case .text:
            let word = level.rawValue
            line += "\(time) \(word)\(String(repeating: " ", count: max(0, 8 - word.count))) "
            LogLine.appendVisible(message, to: &line)
            for (key, value) in entries { line += " \(key)=" + LogLine.textValue(value) }
        case .json:
            line += "{\"time\":" + LogLine.quoted(time) + ",\"level\":" + LogLine.quoted(level.rawValue)
            line += ",\"message\":" + LogLine.quoted(message)
            for (key, value) in entries { line += "," + LogLine.quoted(key) + ":" + LogLine.jsonValue(value) }
            line += "}"
        }
        return line + "\n"
    }

    /// The priority of syslog(3) for a level.
    static func priority(_ level: Logger.Level) -> Int {
        switch level {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }

    private static func textValue(_ value: Logger.MetadataValue) -> String {
        switch value {
        case .string(let text): return textValue(text)
        case .stringConvertible(let convertible): return textValue(convertible.description)
        case .array(let values): return "[" + values.map(textValue).joined(separator: ",") + "]"
        case .dictionary(let entries):
            return "{"
                + entries.sorted { $0.key < $1.key }.map { $0.key + "=" + textValue($0.value) }
                .joined(separator: ",") + "}"
        }
    }

    private static func textValue(_ text: String) -> String {
        let plain = text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value < 0x7F && $0 != "\"" && $0 != "=" }
        return plain && !text.isEmpty ? text : quoted(text)
    }

    private static func jsonValue(_ value: Logger.MetadataValue) -> String {
        switch value {
        case .string(let text): return quoted(text)
        case .stringConvertible(let convertible):
            switch convertible {
            case let number as any BinaryInteger: return String(number)
            case let truth as Bool: return truth ? "true" : "false"
            default: return quoted(convertible.description)
            }
        case .array(let values): return "[" + values.map(jsonValue).joined(separator: ",") + "]"
        case .dictionary(let entries):
            let members = entries.sorted { $0.key < $1.key }.map { quoted($0.key) + ":" + jsonValue($0.value) }
            return "{" + members.joined(separator: ",") + "}"
        }
    }

    /// The text as a JSON string; control characters, which an article may bring along, are escaped.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            default: appendVisible(scalar, to: &result)
            }
        }
        return result + "\""
    }

    private static func appendVisible(_ text: String, to line: inout String) {
        for scalar in text.unicodeScalars { appendVisible(scalar, to: &line) }
    }

    /// C0, DEL and C1 controls, line separators and direction overrides as `\uXXXX`, all else as it is.
    private static func appendVisible(_ scalar: Unicode.Scalar, to line: inout String) {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069:
            let digits = String(scalar.value, radix: 16)
            line += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default:
            line.unicodeScalars.append(scalar)
        }
    }
}
