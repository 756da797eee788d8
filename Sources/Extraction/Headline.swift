import Domain
import Rules

/// Writes the one sentence a duty officer can read aloud, from the pattern of the rule file.
struct Headline {
    private let patterns: [String: HeadlinePattern]
    private let title: String
    private let classes: ClassTree

    private static let plain = HeadlinePattern("{kind}")

    /// The headlines of a kind.
    init(rule: KindRule, classes: ClassTree) {
        // A rule of its own would be copied.
        patterns = rule.headlines
        title = rule.title
        self.classes = classes
    }

    /// The headline of a signal.
    func text(_ signal: Signal) -> String {
        let pattern = patterns[signal.status.rawValue] ?? patterns[""] ?? Headline.plain
        var output: [UInt8] = []
        output.reserveCapacity(120)
        /// Where the text in brackets begins.
        var optional: Int?
        var isComplete = true
        for piece in pattern.pieces {
            switch piece {
            case .open:
                optional = output.count
                isComplete = true
            case .close:
                if !isComplete, let optional { output.removeSubrange(optional...) }
                optional = nil
            case .field(let field, let otherwise):
                let value = value(field, signal)
                if value.isEmpty, otherwise.isEmpty { isComplete = false }
                append(value.isEmpty ? otherwise : value, to: &output)
            case .text(let text): append(text, to: &output)
            }
        }
        if let optional { output.removeSubrange(optional...) }
        if output.last == UInt8(ascii: " ") { output.removeLast() }
        return String(decoding: output, as: UTF8.self)
    }

    /// Of several blanks in a row one stays, and none at the start.
    private func append(_ text: String, to output: inout [UInt8]) {
        let blank = UInt8(ascii: " ")
        for byte in text.utf8 where byte != blank || (output.last ?? blank) != blank { output.append(byte) }
    }

    private func value(_ field: HeadlinePattern.Field, _ signal: Signal) -> String {
        switch field {
        case .actor: list(signal.actor.map(\.name))
        case .recipient: list(signal.recipient.map(\.name))
        case .object: signal.object.map { object($0, plural: signal.count != 1) } ?? ""
        case .names: list(signal.names)
        case .count: signal.count.map { $0 == 1 ? article(signal) : String($0) } ?? ""
        case .date: signal.date.map(\.description) ?? ""
        case .kind: title
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
