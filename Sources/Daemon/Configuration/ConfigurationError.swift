/// What is wrong at one place of a configuration file.
public struct ConfigurationIssue: Sendable, Hashable {
    /// The file, as it was named.
    public var file: String
    /// The line, counted from 1; 0 where the issue has no place in the file.
    public var line: Int
    /// The column, counted from 1.
    public var column: Int
    /// What is wrong: the key, the value and the limit.
    public var message: String

    /// An issue.
    public init(file: String, line: Int = 0, column: Int = 0, message: String) {
        self.file = file
        self.line = line
        self.column = column
        self.message = message
    }
}

extension ConfigurationIssue: CustomStringConvertible {
    /// `file:line:column: message`.
    public var description: String {
        line == 0 ? "\(file): \(message)" : "\(file):\(line):\(column): \(message)"
    }
}

/// Everything that is wrong with a configuration file, in the order of the file.
public struct ConfigurationError: Error, Sendable, Hashable {
    /// The issues; never empty.
    public var issues: [ConfigurationIssue]

    /// An error of the given issues.
    public init(_ issues: [ConfigurationIssue]) {
        self.issues = issues
    }
}

extension ConfigurationError: CustomStringConvertible {
    /// One issue a line.
    public var description: String {
        issues.map(\.description).joined(separator: "\n")
    }
}
