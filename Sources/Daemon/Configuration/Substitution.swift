import FoundationEssentials
import Glibc

/// Where `${env:…}`, `${file:…}` and `${credential:…}` take their values from; injected, so that tests need no disk.
public struct ConfigurationSources: Sendable {
    /// The environment.
    public var environment: [String: String]
    /// Reads a file as text.
    public var readFile: @Sendable (_ path: String) throws -> String

    /// The given environment and reader.
    public init(environment: [String: String], readFile: @escaping @Sendable (_ path: String) throws -> String) {
        self.environment = environment
        self.readFile = readFile
    }

    /// The process's own environment and the file system.
    public static var process: ConfigurationSources {
        ConfigurationSources(environment: ProcessInfo.processInfo.environment) { path in
            // Foundation's own error is long and leaves out what is wrong.
            guard access(path, R_OK) == 0 else { throw UnreadableFile(reason: String(cString: strerror(errno))) }
            return String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        }
    }
}

/// Why a file cannot be read, in the words of the C library.
private struct UnreadableFile: Error, CustomStringConvertible {
    let reason: String

    var description: String { reason }
}

/// Replaces `${env:NAME}`, `${file:PATH}` and `${credential:NAME}` in a value; `$${` stands for `${` itself.
///
/// It works on values that are parsed already, so what it puts in can never become YAML.
struct Substitution {
    /// The folder that relative paths start from.
    let folder: String
    let sources: ConfigurationSources

    /// The value with every reference replaced, or what is wrong with the first that cannot be.
    func expand(_ text: String) throws(ValueProblem) -> String {
        guard text.contains("${") else { return text }
        var result = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "${") {
            if rest[..<start.lowerBound].last == "$" {
                result += rest[..<start.lowerBound].dropLast() + "${"
                rest = rest[start.upperBound...]
                continue
            }
            result += rest[..<start.lowerBound]
            guard let end = rest[start.upperBound...].firstIndex(of: "}") else {
                throw ValueProblem("'${' without '}'; write '$${' where it is meant as text")
            }
            result += try value(of: rest[start.upperBound..<end])
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    /// The value that `reference`, the text between the braces, stands for.
    private func value(of reference: Substring) throws(ValueProblem) -> String {
        let parts = reference.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isEmpty else { throw unknown(reference) }
        let name = String(parts[1])
        switch parts[0] {
        case "env":
            guard let value = sources.environment[name] else {
                throw ValueProblem("the environment variable \(name) is not set")
            }
            return value
        case "file":
            return try contents(absolutePath(name, in: folder))
        case "credential":
            guard let directory = sources.environment["CREDENTIALS_DIRECTORY"] else {
                throw ValueProblem("'${credential:\(name)}' needs CREDENTIALS_DIRECTORY, which systemd sets")
            }
            guard !name.contains("/") else {
                throw ValueProblem("the credential '\(name)' must be a name, not a path")
            }
            return try contents(directory + "/" + name)
        default:
            throw unknown(reference)
        }
    }

    private func unknown(_ reference: Substring) -> ValueProblem {
        ValueProblem("'${\(reference)}' is none of ${env:NAME}, ${file:PATH}, ${credential:NAME}")
    }

    private func contents(_ path: String) throws(ValueProblem) -> String {
        do {
            var text = try sources.readFile(path)
            // A secret written with an editor ends in a line break that is not part of it.
            while text.last?.isNewline == true { text.removeLast() }
            return text
        } catch {
            throw ValueProblem("the file \(path) cannot be read: \(unreadableReason(error))")
        }
    }
}

/// Why a file cannot be read, for people.
func unreadableReason(_ error: any Error) -> String {
    switch (error as? CocoaError)?.code {
    case .fileNoSuchFile, .fileReadNoSuchFile: "there is none"
    case .fileReadNoPermission: "permission denied"
    default: "\(error)"
    }
}

/// `path` as it is where absolute, else below `folder`.
func absolutePath(_ path: String, in folder: String) -> String {
    path.hasPrefix("/") || folder.isEmpty ? path : folder + "/" + path
}
