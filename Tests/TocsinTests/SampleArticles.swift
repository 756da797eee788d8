import Foundation

/// The sample articles under `seeds/`, and what a careful reader finds in them.
struct SampleArticles {
    /// One article, as its line is spelled.
    struct Article: Decodable {
        var id: String
        var url: String
        var title: String
        var body: String
        var source: String
        var published_at: String
        var language: String
    }

    /// One row of `expected.tsv`.
    struct Expectation: Hashable {
        var article: String
        var kind: String
        var actor: Set<String>
        var recipient: Set<String>
        var status: String
    }

    /// The files in the order of their names, which is the order of time.
    let files: [String]
    /// The lines of all files.
    let lines: [String]
    /// The rows with a kind.
    let expectations: [Expectation]
    /// The ids of the rows without one.
    let ordinary: Set<String>

    init() throws {
        let folder = Project.root + "/seeds/"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        files = names.filter { $0.hasSuffix(".jsonl") }.map { folder + $0 }
        lines = try files.flatMap { try Self.lines(of: $0) }
        let rows = try Self.lines(of: folder + "expected.tsv").filter { !$0.hasPrefix("#") }.dropFirst()
            .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
        expectations = rows.filter { !$0[1].isEmpty }.map { row in
            Expectation(
                article: row[0],
                kind: row[1],
                actor: Set(row[2].split(separator: " ").map(String.init)),
                recipient: Set(row[3].split(separator: " ").map(String.init)),
                status: row[5]
            )
        }
        ordinary = Set(rows.filter { $0[1].isEmpty }.map { $0[0] })
    }

    /// The lines, read.
    func articles() throws -> [Article] {
        try lines.map { try JSONDecoder().decode(Article.self, from: Data($0.utf8)) }
    }

    private static func lines(of path: String) throws -> [String] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
    }
}

/// Where the project and its program are.
enum Project {
    /// The folder of `Package.swift`.
    static let root = String(#filePath.prefix(upTo: #filePath.range(of: "/Tests/")?.lowerBound ?? #filePath.startIndex))

    /// The program, which is built beside the tests.
    static let tocsin = {
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return (tests as NSString).deletingLastPathComponent + "/tocsin"
    }()
}
