import Foundation

/// The files a site's folder may hold.
enum SiteFiles {
    static let mutes = "mutes.yaml"
    static let sources = "sources.yaml"
    /// What stands beside the folders of rules and tables.
    static let atTop = [mutes, sources]

    private static let known = [
        mutes, sources, "lexicon/parties.tsv", "lexicon/names.tsv", "lexicon/systems.tsv", "lexicon/places.tsv",
        "lexicon/en/terms.tsv", "lexicon/wars.tsv", "lexicon/confidence.tsv",
    ]

    /// What is wrong with the folder itself: it cannot be read, or has tables and rules where nobody would read them.
    static func check(_ folder: String) -> [Diagnostic] {
        guard let paths = try? FileManager.default.subpathsOfDirectory(atPath: folder) else {
            return [Diagnostic(code: "unreadable", file: folder, message: "the site's folder cannot be read")]
        }
        let data = paths.filter { ($0.hasSuffix(".yaml") || $0.hasSuffix(".yml") || $0.hasSuffix(".tsv")) }
        return data.sorted().filter { !isKnown($0) }.map { path in
            let near = suggestion(for: path, among: known)
            return Diagnostic(
                code: "unknown-file",
                file: folder + "/" + path,
                message: "a site's folder has no such file: it would never be read",
                help: near.map { "did you mean '\($0)'?" }
                    ?? "known are rules/*.yaml, " + known.joined(separator: ", ")
            )
        }
    }

    private static func isKnown(_ path: String) -> Bool {
        let parts = path.split(separator: "/")
        // What begins with a dot belongs to an editor or to version control.
        if parts.contains(where: { $0.hasPrefix(".") }) { return true }
        return known.contains(path) || parts.count == 2 && parts[0] == "rules" && path.hasSuffix(".yaml")
    }
}
