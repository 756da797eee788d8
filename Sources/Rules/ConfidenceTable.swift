/// What is looked at, besides the frame, to tell how likely a signal is to be right.
public enum Finding: String, CaseIterable, Sendable {
    /// No actor is named of an act that one party can do.
    case noActor = "no-actor"
    /// Neither an actor nor a recipient is named of such an act.
    case noParty = "no-party"
    /// Such an act is at somebody, the kind asks for whom, and no recipient is named.
    case noRecipient = "no-recipient"
    /// One side of an act that takes two is missing.
    case oneSide = "one-side"
    /// Only nouns tell of it ("the launch of").
    case onlyNouns = "only-nouns"
    /// Not even a verb beside those nouns says that it happened.
    case noVerb = "no-verb"
    /// Two or more words that change how an act is to be taken stand above it, wherever it is told.
    case hedged = "hedged"
    /// It is told more than once.
    case toldAgain = "told-again"
    /// A side was not told in its place, wherever it is told.
    case inferred = "inferred"
    /// No single mention names all sides.
    case pieced = "pieced-together"
    /// Its mentions name different sides.
    case contradicted = "contradicted"
    /// The article is long, so that more can be mistaken for one another.
    case longArticle = "long-article"
}

/// How much each finding raises or lowers the log-odds that a signal is right (`lexicon/confidence.tsv`).
public struct ConfidenceTable: Sendable {
    /// A row of the table.
    public struct Row: Sendable {
        /// What is added to the log-odds, in natural logarithms.
        public var points: Double
        /// What it means, for the explanation.
        public var meaning: String
        /// The line it stands on, after the name of its file.
        public var place: String
    }

    /// The row of every finding that counts, in the order of the findings.
    public private(set) var rows: [(finding: Finding, row: Row)] = []

    /// The row of a finding; nil where it counts for nothing.
    public subscript(finding: Finding) -> Row? { rows.first { $0.finding == finding }?.row }

    /// Reads one table; its rows take the place of those read before.
    mutating func read(_ file: SourceFile, into diagnostics: inout [Diagnostic]) {
        let table = Table(file, columns: ["finding", "points", "meaning"])
        diagnostics += table.diagnostics
        for row in table.rows {
            guard let finding = Finding(rawValue: String(row.cells[0])) else {
                let known = Finding.allCases.map(\.rawValue)
                let near = suggestion(for: String(row.cells[0]), among: known)
                diagnostics.append(
                    table.diagnostic(
                        "unknown-finding",
                        row,
                        cell: 0,
                        "'\(row.cells[0])' is no finding",
                        help: near.map { "did you mean '\($0)'?" } ?? "one of " + known.joined(separator: ", ")
                    )
                )
                continue
            }
            guard let points = Double(row.cells[1]), (-10...10).contains(points) else {
                diagnostics.append(
                    table.diagnostic(
                        "not-a-number",
                        row,
                        cell: 1,
                        "points are '\(row.cells[1])' and must be a number from -10 to 10"
                    )
                )
                continue
            }
            let place = "confidence.tsv:\(row.line)"
            rows.removeAll { $0.finding == finding }
            rows.append((finding, Row(points: points, meaning: String(row.cells[2]), place: place)))
        }
        rows = Finding.allCases.flatMap { finding in rows.filter { $0.finding == finding } }
    }
}
