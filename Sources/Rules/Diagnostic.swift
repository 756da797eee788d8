/// One thing wrong with a file of a pack, with its place.
public struct Diagnostic: Sendable, Hashable {
    /// Whether the pack can be used all the same.
    public enum Level: String, Sendable {
        case error, warning
    }

    /// Whether the pack can be used all the same.
    public var level: Level
    /// A stable short name for the kind of mistake ("unknown-key").
    public var code: String
    /// The file, as it was named.
    public var file: String
    /// The line, counted from 1; 0 for the file as a whole.
    public var line: Int
    /// The column in Unicode scalars, counted from 1; 0 for the line as a whole.
    public var column: Int
    /// What is wrong: the thing, the value and the limit.
    public var message: String
    /// The line as it stands in the file.
    public var excerpt: String
    /// What to write instead, where that can be guessed.
    public var help: String?

    /// A diagnostic.
    public init(
        level: Level = .error,
        code: String,
        file: String,
        line: Int = 0,
        column: Int = 0,
        message: String,
        excerpt: String = "",
        help: String? = nil
    ) {
        self.level = level
        self.code = code
        self.file = file
        self.line = line
        self.column = column
        self.message = message
        self.excerpt = excerpt
        self.help = help
    }
}

extension Diagnostic: CustomStringConvertible {
    /// The diagnostic as compilers write it: place, message, excerpt with a caret, help.
    public var description: String {
        let place = line == 0 ? file : column == 0 ? "\(file):\(line)" : "\(file):\(line):\(column)"
        var text = "\(place): \(level.rawValue)[\(code)]: \(message)"
        if !excerpt.isEmpty {
            let shown = excerpt.replacing("\t", with: " ")
            text += "\n    \(shown)"
            if column > 0 { text += "\n    " + String(repeating: " ", count: column - 1) + "^" }
        }
        if let help { text += "\n    help: \(help)" }
        return text
    }
}

/// A pack that cannot be used, with everything found wrong.
public struct PackError: Error, CustomStringConvertible {
    /// What is wrong, in the order of files and lines.
    public var diagnostics: [Diagnostic]

    /// An error of these diagnostics.
    public init(_ diagnostics: [Diagnostic]) {
        self.diagnostics = diagnostics
    }

    /// All diagnostics, one after the other.
    public var description: String {
        diagnostics.map(\.description).joined(separator: "\n")
    }
}
