import Yams

/// Reads a YAML file strictly: every key must be asked for, nothing is given twice, aliases are refused.
///
/// It never throws: what does not fit is noted in `diagnostics`, and reading goes on with the rest.
struct YAMLReader {
    let file: SourceFile
    var diagnostics: [Diagnostic] = []

    init(file: SourceFile) {
        self.file = file
    }

    /// The root of the document; nil where it is not YAML or empty.
    mutating func root() -> Node? {
        do {
            if let node = try Yams.compose(yaml: file.text) { return node }
            report("empty", nil, "the file holds nothing")
        } catch let error as YamlError {
            report(error)
        } catch {
            report("not-yaml", nil, "not YAML: \(error)")
        }
        return nil
    }

    private mutating func report(_ error: YamlError) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            report("not-yaml", mark, "not YAML: \(problem)")
        case .duplicatedKeysInMapping(let duplicates, let context):
            let names = duplicates.map { "'\($0)'" }.sorted().joined(separator: ", ")
            report("duplicate-key", context.mark, "the key \(names) is given twice")
        default:
            report("not-yaml", nil, "not YAML: \(error)")
        }
    }

    /// Notes something wrong at `mark`.
    mutating func report(_ code: String, _ mark: Mark?, _ message: String, help: String? = nil) {
        diagnostics.append(
            file.diagnostic(code, line: mark?.line ?? 0, column: mark?.column ?? 0, message, help: help)
        )
    }

    /// The values of a mapping by key; keys that are not in `known` are errors, as are missing `required` ones.
    mutating func mapping(_ node: Node, known: [String], required: [String] = [], what: String) -> [String: Node] {
        guard let mapping = node.mapping else {
            report("wrong-type", node.mark, "\(what) must hold keys with values")
            return [:]
        }
        var values: [String: Node] = [:]
        for (keyNode, value) in mapping {
            guard let key = keyNode.scalar?.string else {
                report("wrong-type", keyNode.mark, "a key must be a word")
                continue
            }
            guard known.contains(key) else {
                let near = suggestion(for: key, among: known)
                report(
                    "unknown-key",
                    keyNode.mark,
                    "\(what) has no key '\(key)'",
                    help: near.map { "did you mean '\($0)'?" } ?? "known keys: " + known.joined(separator: ", ")
                )
                continue
            }
            if isAlias(value, of: keyNode) {
                report("alias", keyNode.mark, "aliases are not allowed: write the value out")
                continue
            }
            values[key] = value
        }
        for key in required where values[key] == nil {
            report("missing-key", node.mark, "\(what) lacks the key '\(key)'")
        }
        return values
    }

    private func isAlias(_ value: Node, of key: Node) -> Bool {
        guard let place = value.mark, let keyPlace = key.mark else { return false }
        return (place.line, place.column) < (keyPlace.line, keyPlace.column)
    }

    /// The items of a list.
    mutating func list(_ node: Node?, what: String) -> [Node] {
        guard let node else { return [] }
        guard let sequence = node.sequence else {
            report("wrong-type", node.mark, "\(what) must be a list")
            return []
        }
        return Array(sequence)
    }

    /// The text of a scalar.
    mutating func string(_ node: Node?, what: String) -> String? {
        guard let node else { return nil }
        guard let scalar = node.scalar else {
            report("wrong-type", node.mark, "\(what) must be one value")
            return nil
        }
        return scalar.string
    }

    /// The texts of a list, or of a single scalar.
    mutating func strings(_ node: Node?, what: String) -> [(text: String, mark: Mark?)] {
        guard let node else { return [] }
        if let scalar = node.scalar { return [(scalar.string, node.mark)] }
        return list(node, what: what).compactMap { item in
            string(item, what: "an item of \(what)").map { ($0, item.mark) }
        }
    }

    /// A truth value.
    mutating func bool(_ node: Node?, what: String) -> Bool? {
        guard let node else { return nil }
        guard let value = node.bool else {
            report("wrong-type", node.mark, "\(what) must be true or false")
            return nil
        }
        return value
    }

    /// A number within limits.
    mutating func number(_ node: Node?, in limits: ClosedRange<Double>, what: String) -> Double? {
        guard let node else { return nil }
        guard let value = node.float ?? node.int.map(Double.init), limits.contains(value) else {
            let shown = node.scalar?.string ?? "this"
            report(
                "out-of-range",
                node.mark,
                "\(what) is '\(shown)' and must be a number from \(limits.lowerBound) to \(limits.upperBound)"
            )
            return nil
        }
        return value
    }

    /// One of a closed set of words.
    mutating func choice<Value>(_ text: String, _ mark: Mark?, of values: [String: Value], what: String) -> Value? {
        if let value = values[text] { return value }
        let names = values.keys.sorted()
        let near = suggestion(for: text, among: names)
        let known = names.count <= 12 ? "one of " + names.joined(separator: ", ") : nil
        report(
            "unknown-\(what)",
            mark,
            "'\(text)' is no \(what)",
            help: near.map { "did you mean '\($0)'?" } ?? known
        )
        return nil
    }
}
