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
        var output = ""
        var optional: String?
        var isComplete = true
        var rest = pattern[...]
        while let character = rest.first {
            switch character {
            case "[":
                optional = ""
                isComplete = true
            case "]":
                if isComplete { output += optional ?? "" }
                optional = nil
            case "{":
                let end = rest.firstIndex(of: "}") ?? rest.endIndex
                let value = field(rest[..<end].dropFirst(), signal)
                if value.isEmpty { isComplete = false }
                if optional == nil { output += value } else { optional? += value }
                rest = rest[end...]
            default:
                let end = rest.firstIndex { "[]{".contains($0) } ?? rest.endIndex
                if optional == nil { output += rest[..<end] } else { optional? += rest[..<end] }
                rest = rest[end...]
                continue
            }
            rest = rest.dropFirst()
        }
        return output.split(separator: " ").joined(separator: " ")
    }

    private func field(_ text: Substring, _ signal: Signal) -> String {
        let sides = text.split(separator: "|", maxSplits: 1)
        let value = value(sides.first ?? "", signal)
        return value.isEmpty && sides.count > 1 ? String(sides[1]) : value
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
        guard plural, let last = name.last, last != "s", !uncountable.contains(where: { name.hasSuffix($0) }) else {
            return name
        }
        return name + "s"
    }

    private var uncountable: [String] { ["technology", "equipment", "training", "aircraft", "artillery", "know-how"] }

    private func list(_ names: [String]) -> String {
        guard names.count > 1, let last = names.last else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }
}
