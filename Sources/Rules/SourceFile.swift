import Foundation

/// A file of a pack, read whole, with its lines at hand for diagnostics.
struct SourceFile {
    let path: String
    let text: String
    let lines: [Substring]

    /// Reads the file at `path`.
    ///
    /// - Throws: `PackError` where it cannot be read or is not UTF-8.
    init(path: String) throws(PackError) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw PackError([Diagnostic(code: "unreadable", file: path, message: "the file cannot be read")])
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw PackError([Diagnostic(code: "not-utf8", file: path, message: "the file is not valid UTF-8")])
        }
        self.init(path: path, text: text)
    }

    /// Whether there is a file at `path`.
    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: path)
    }

    init(path: String, text: String) {
        self.path = path
        self.text = text
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// Whether it holds nothing but comments: all that was in it may have been taken out for a while.
    var isBlank: Bool {
        lines.allSatisfy { line in
            let start = line.drop { $0 == " " || $0 == "\r" }
            return start.isEmpty || start.hasPrefix("#")
        }
    }

    /// A diagnostic at a place of the file, with the line as excerpt.
    func diagnostic(
        _ code: String,
        line: Int,
        column: Int = 0,
        level: Diagnostic.Level = .error,
        _ message: String,
        help: String? = nil
    ) -> Diagnostic {
        let excerpt = line >= 1 && line <= lines.count ? String(lines[line - 1]) : ""
        return Diagnostic(
            level: level,
            code: code,
            file: path,
            line: line,
            column: column,
            message: message,
            excerpt: excerpt,
            help: help
        )
    }
}
