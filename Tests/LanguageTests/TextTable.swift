import Foundation
import TestSupport

/// A table of texts with what must be read in each, kept in a file beside the tests (`Tables/<name>.txt`).
///
/// A line that begins a text stands at the margin, what is read in it stands indented below, `#` begins a comment, and
/// `\n` in a text is a line break. To add a text, write it down, run the tests with `TOCSIN_RECORD=1`, and read what
/// was written before it is committed: only what is right belongs here.
enum TextTable {
    /// How what `reading` gives for the texts of the table differs from the table; nil where it does not.
    static func difference(_ name: String, reading: (String) throws -> [String]) throws -> String? {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Tables/\(name).txt").path
        var lines: [String] = []
        for line in try String(contentsOfFile: path, encoding: .utf8).split(
            separator: "\n",
            omittingEmptySubsequences: false
        ) where !line.hasPrefix("    ") {
            lines.append(String(line))
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            lines += try reading(line.replacingOccurrences(of: "\\n", with: "\n")).map { "    " + $0 }
        }
        return Golden.difference(of: lines.joined(separator: "\n"), from: path)
    }

    /// How many texts a table holds.
    static func count(_ name: String) throws -> Int {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Tables/\(name).txt").path
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        return lines.count { !$0.hasPrefix("    ") && !$0.hasPrefix("#") }
    }
}
