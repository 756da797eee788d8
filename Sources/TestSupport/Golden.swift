import Foundation

/// Texts kept in files beside the tests and compared whole.
public enum Golden {
    /// How `text` differs from the file at `path`; nil where it does not.
    ///
    /// A file that is missing is written and counts as a difference, so that somebody looks at it before it is
    /// committed. With `TOCSIN_RECORD` set, a file that differs is written anew, too.
    public static func difference(of text: String, from path: String) -> String? {
        let known = try? String(contentsOfFile: path, encoding: .utf8)
        if known == text { return nil }
        let records = ProcessInfo.processInfo.environment["TOCSIN_RECORD"] != nil
        guard let known, !records else {
            return write(text, to: path)
        }
        let (old, new) = (lines(known), lines(text))
        let first = zip(old, new).enumerated().first { $1.0 != $1.1 }?.offset ?? min(old.count, new.count)
        return """
            \(path):\(first + 1): the text differs from its golden file
                expected: \(first < old.count ? old[first] : "(end)")
                found:    \(first < new.count ? new[first] : "(end)")
            """
    }

    private static func lines(_ text: String) -> [Substring] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    private static func write(_ text: String, to path: String) -> String {
        do {
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            return "\(path) was written: read it, then run the test again"
        } catch {
            return "\(path) could not be written: \(error)"
        }
    }
}
