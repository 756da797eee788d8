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
        let pattern = Array((rule.headlines[signal.status.rawValue] ?? rule.headlines[""] ?? "{kind}").utf8)
        var output: [UInt8] = []
        output.reserveCapacity(120)
        /// Where the text in brackets begins.
        var optional: Int?
        var isComplete = true
        /// Of several blanks in a row one stays, and none at the start.
        func append(_ byte: UInt8) {
            if byte != UInt8(ascii: " ") || (output.last ?? byte) != byte { output.append(byte) }
        }
        var index = 0
        while index < pattern.count {
            let byte = pattern[index]
            index += 1
            switch byte {
            case UInt8(ascii: "["):
                optional = output.count
                isComplete = true
            case UInt8(ascii: "]"):
                if !isComplete, let optional { output.removeSubrange(optional...) }
                optional = nil
            case UInt8(ascii: "{"):
                let end = pattern[index...].firstIndex(of: UInt8(ascii: "}")) ?? pattern.endIndex
                let value = field(pattern[index..<end], signal)
                if value.isEmpty { isComplete = false }
                for byte in value.utf8 { append(byte) }
                index = end + 1
            default: append(byte)
            }
        }
        if let optional { output.removeSubrange(optional...) }
        if output.last == UInt8(ascii: " ") { output.removeLast() }
        return String(decoding: output, as: UTF8.self)
    }

    private func field(_ text: ArraySlice<UInt8>, _ signal: Signal) -> String {
        guard let bar = text.firstIndex(of: UInt8(ascii: "|")) else {
            return value(String(decoding: text, as: UTF8.self), signal)
        }
        let value = value(String(decoding: text[..<bar], as: UTF8.self), signal)
        return value.isEmpty ? String(decoding: text[bar...].dropFirst(), as: UTF8.self) : value
    }

    private func value(_ name: String, _ signal: Signal) -> String {
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
