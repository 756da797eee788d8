import Domain
import Rules

/// Writes the one sentence a duty officer can read aloud, from the pattern of the rule file.
///
/// `{name}` stands for a field, `{name|text}` for the text where the field is empty, and what stands in brackets is left
/// out where a field in it is empty.
struct Headline {
    let rule: KindRule
    let classes: ClassTree

    /// The headline of a signal.
    func text(_ signal: Signal) -> String {
        let pattern = rule.headlines[signal.status.rawValue] ?? rule.headlines[""] ?? "{kind}"
        var output: [UInt8] = []
        output.reserveCapacity(120)
        /// Where the text in brackets begins.
        var optional: Int?
        var isComplete = true
        var rest = pattern.utf8[...]
        /// Of several blanks in a row one stays, and none at the start.
        func append(_ text: some Sequence<UInt8>) {
            for byte in text where byte != UInt8(ascii: " ") || (output.last ?? byte) != byte { output.append(byte) }
        }
        while let byte = rest.first {
            switch byte {
            case UInt8(ascii: "["):
                optional = output.count
                isComplete = true
                rest = rest.dropFirst()
            case UInt8(ascii: "]"):
                if !isComplete, let optional { output.removeSubrange(optional...) }
                optional = nil
                rest = rest.dropFirst()
            case UInt8(ascii: "{"):
                let end = rest.firstIndex(of: UInt8(ascii: "}")) ?? rest.endIndex
                let value = field(Substring(rest[..<end].dropFirst()), signal)
                if value.isEmpty { isComplete = false }
                append(value.utf8)
                rest = rest[end...].dropFirst()
            default:
                let end = rest.firstIndex { Headline.marks.contains($0) } ?? rest.endIndex
                append(rest[..<end])
                rest = rest[end...]
            }
        }
        if let optional { output.removeSubrange(optional...) }
        if output.last == UInt8(ascii: " ") { output.removeLast() }
        return String(decoding: output, as: UTF8.self)
    }

    private static let marks: [UInt8] = [UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{")]

    private func field(_ text: Substring, _ signal: Signal) -> String {
        guard let bar = text.utf8.firstIndex(of: UInt8(ascii: "|")) else { return value(text, signal) }
        let value = value(text[..<bar], signal)
        return value.isEmpty ? String(text[bar...].dropFirst()) : value
    }

    private func value(_ name: Substring, _ signal: Signal) -> String {
        switch name {
        case "actor": list(signal.actor.map(\.name))
        case "recipient": list(signal.recipient.map(\.name))
        case "object": signal.object.map { object($0, plural: signal.count != 1) } ?? ""
        case "names": list(signal.names)
        case "count": signal.count.map { $0 == 1 ? article(signal) : String($0) } ?? ""
        case "date": signal.date.map(\.description) ?? ""
        case "kind": rule.title
        default: ""
        }
    }

    private func article(_ signal: Signal) -> String {
        let name = signal.object.map { object($0, plural: false) } ?? ""
        return name.first.map { "aeiou".contains($0) } == true ? "an" : "a"
    }

    private func object(_ value: String, plural: Bool) -> String {
        guard let number = classes.number(value: value) else { return value }
        let name = classes.classes[Int(number)].name
        guard plural, let last = name.utf8.last, last != UInt8(ascii: "s"), !Headline.isUncountable(name) else {
            return name
        }
        return name + "s"
    }

    private static func isUncountable(_ name: String) -> Bool {
        uncountable.contains { name.utf8.suffix($0.utf8.count).elementsEqual($0.utf8) }
    }

    private static let uncountable = ["technology", "equipment", "training", "aircraft", "artillery", "know-how"]

    private func list(_ names: [String]) -> String {
        guard names.count > 1, let last = names.last else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }
}
