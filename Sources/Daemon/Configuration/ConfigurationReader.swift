import Rules
import Yams

extension Configuration {
    /// Reads the configuration file at `path`.
    ///
    /// - Throws: `ConfigurationError` with every issue found.
    public static func load(path: String, sources: ConfigurationSources = .process) throws -> Configuration {
        let text: String
        do {
            text = try sources.readFile(path)
        } catch {
            let reason = unreadableReason(error)
            throw ConfigurationError([ConfigurationIssue(file: path, message: "the file cannot be read: \(reason)")])
        }
        return try parse(text, file: path, sources: sources)
    }

    /// Reads the text of a configuration file; `file` is where relative paths start and what messages name.
    ///
    /// - Throws: `ConfigurationError` with every issue found.
    public static func parse(_ text: String, file: String, sources: ConfigurationSources) throws -> Configuration {
        var reader = ConfigurationReader(file: file, sources: sources)
        return try reader.read(text)
    }
}

/// Walks the YAML tree beside the table of keys and collects what does not fit.
struct ConfigurationReader {
    private let file: String
    private let substitution: Substitution
    private var configuration = Configuration()
    private var issues: [ConfigurationIssue] = []
    private var places: [String: Mark] = [:]

    init(file: String, sources: ConfigurationSources) {
        self.file = file
        let folder = file.lastIndex(of: "/").map { String(file[..<$0]) } ?? "."
        substitution = Substitution(folder: folder.isEmpty ? "/" : folder, sources: sources)
    }

    /// The configuration, or every issue found.
    mutating func read(_ text: String) throws(ConfigurationError) -> Configuration {
        do {
            if let root = try Yams.compose(yaml: text) { section(root, path: "") }
        } catch let error as YamlError {
            issues.append(issue(for: error))
        } catch {
            issues.append(ConfigurationIssue(file: file, message: "\(error)"))
        }
        if issues.isEmpty {
            for (key, message) in configuration.contradictions() { report(message, at: places[key], key: key) }
        }
        guard issues.isEmpty else { throw ConfigurationError(issues) }
        return configuration
    }

    /// Reads the mapping `node`, whose keys stand below `path`.
    private mutating func section(_ node: Node, path: String) {
        if isNull(node) { return }
        guard let mapping = node.mapping else {
            report("must hold keys with values", at: node.mark, key: path)
            return
        }
        for (keyNode, value) in mapping {
            guard let name = word(keyNode, below: path) else { continue }
            let full = path.isEmpty ? name : path + "." + name
            places[full] = keyNode.mark
            if isAlias(value, after: keyNode) {
                report(ConfigurationReader.noAliases, at: keyNode.mark, key: full)
            } else if let key = ConfigurationKey.all.first(where: { $0.path == full }) {
                read(value, as: key)
            } else if ConfigurationKey.all.contains(where: { $0.path.hasPrefix(full + ".") }) {
                section(value, path: full)
            } else {
                unknown(name, below: path, at: keyNode.mark)
            }
        }
    }

    private mutating func unknown(_ name: String, below path: String, at mark: Mark?) {
        let prefix = path.isEmpty ? "" : path + "."
        let known = ConfigurationKey.all.map(\.path).filter { $0.hasPrefix(prefix) }
        let siblings = Set(known.compactMap { $0.dropFirst(prefix.count).split(separator: ".").first.map(String.init) })
        let near = suggestion(for: name, among: siblings.sorted()).map { prefix + $0 }
        // A key in the wrong section is as common as a typing error.
        let elsewhere = ConfigurationKey.all.map(\.path).first { $0.hasSuffix("." + name) }
        let hint = (near ?? elsewhere).map { "; did you mean '\($0)'?" } ?? ""
        report("unknown key\(hint)", at: mark, key: prefix + name)
    }

    private mutating func read(_ node: Node, as key: ConfigurationKey) {
        if key.isOptional, isNull(node) { return }
        do throws(ValueProblem) {
            switch key.shape {
            case .scalar(let store):
                try store(&configuration, try value(of: node))
            case .list(let store):
                var values: [ConfigurationValue] = []
                for element in try elements(of: node) { values.append(try value(of: element)) }
                try store(&configuration, values)
            case .map(let store):
                readMap(node, path: key.path, store)
            }
        } catch {
            report(error.message, at: node.mark, key: key.path)
        }
    }

    private mutating func readMap(
        _ node: Node,
        path: String,
        _ store: @Sendable (inout Configuration, String, ConfigurationValue) throws(ValueProblem) -> Void
    ) {
        if isNull(node) { return }
        guard let mapping = node.mapping else {
            report("must hold names with values", at: node.mark, key: path)
            return
        }
        for (keyNode, element) in mapping {
            guard let name = word(keyNode, below: path) else { continue }
            let full = path + "." + name
            places[full] = keyNode.mark
            guard !isAlias(element, after: keyNode) else {
                report(ConfigurationReader.noAliases, at: keyNode.mark, key: full)
                continue
            }
            do {
                try store(&configuration, name, try value(of: element))
            } catch {
                report(error.message, at: element.mark, key: full)
            }
        }
    }

    private func value(of node: Node) throws(ValueProblem) -> ConfigurationValue {
        guard let scalar = node.scalar else { throw ValueProblem("must be one value") }
        let text = isNull(node) ? "" : try substitution.expand(scalar.string)
        return ConfigurationValue(
            text: text,
            shown: scalar.string,
            isNull: isNull(node),
            folder: substitution.folder
        )
    }

    /// The name that the key `node` is; nil, once that is said, where it is none.
    private mutating func word(_ node: Node, below path: String) -> String? {
        if let name = node.scalar?.string { return name }
        report("a key must be a word", at: node.mark, key: path)
        return nil
    }

    /// The values of a list; one that stands alone is a list of one.
    private func elements(of node: Node) throws(ValueProblem) -> [Node] {
        guard let sequence = node.sequence else { return [node] }
        var elements: [Node] = []
        for element in sequence {
            guard !isAlias(element, after: elements.last ?? node) else {
                throw ValueProblem(ConfigurationReader.noAliases)
            }
            elements.append(element)
        }
        return elements
    }

    private static let noAliases = "aliases are not allowed: write the value out"

    /// Whether `node` is an alias: Yams puts the anchor's node in its place, which stands no later than what comes
    /// `before` it.
    private func isAlias(_ node: Node, after before: Node) -> Bool {
        guard let place = node.mark, let earlier = before.mark else { return false }
        return (place.line, place.column) <= (earlier.line, earlier.column)
    }

    private func isNull(_ node: Node) -> Bool {
        guard let scalar = node.scalar, scalar.style == .plain || scalar.style == .any else { return false }
        return ["", "~", "null"].contains(scalar.string)
    }

    private mutating func report(_ message: String, at mark: Mark?, key: String) {
        issues.append(
            ConfigurationIssue(
                file: file,
                line: mark?.line ?? 0,
                column: mark?.column ?? 0,
                message: key.isEmpty ? message : "\(key): \(message)"
            )
        )
    }

    private func issue(for error: YamlError) -> ConfigurationIssue {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return ConfigurationIssue(file: file, line: mark.line, column: mark.column, message: "not YAML: \(problem)")
        case .duplicatedKeysInMapping(let duplicates, let context):
            let names = duplicates.map { "'\($0)'" }.joined(separator: ", ")
            let mark = context.mark
            return ConfigurationIssue(
                file: file,
                line: mark.line,
                column: mark.column,
                message: "the key \(names) is given twice"
            )
        default:
            return ConfigurationIssue(file: file, message: "not YAML: \(error)")
        }
    }
}
