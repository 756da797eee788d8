/// A tab-separated table with a header line: the form of the bulk lexicon.
///
/// Lines that begin with `#` are comments; the first other line names the columns. Strict: the columns must be those
/// asked for, and every row must have as many cells. Cells are not quoted and hold neither tabs nor line breaks.
struct Table {
    /// A row with the line it stands on.
    struct Row {
        let line: Int
        let cells: [Substring]
    }

    let file: SourceFile
    private(set) var rows: [Row] = []
    private(set) var diagnostics: [Diagnostic] = []

    /// Reads `file`, which must have exactly `columns`, but for the last of them where they are `optional`.
    init(_ file: SourceFile, columns: [String], optional: Int = 0) {
        self.file = file
        var header = false
        // As many as the header names; the optional ones count only where it does.
        var width = columns.count - optional
        for (index, line) in file.lines.enumerated() where !line.isEmpty && !line.hasPrefix("#") {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            if header {
                read(cells, line: index + 1, width: width, of: columns.count)
            } else {
                header = true
                check(cells, line: index + 1, columns: columns, optional: optional)
                if cells.map(String.init) == columns { width = columns.count }
            }
        }
        if !header {
            diagnostics.append(file.diagnostic("no-header", line: 0, "the table has no header line"))
        }
    }

    private mutating func check(_ header: [Substring], line: Int, columns: [String], optional: Int) {
        let given = header.map(String.init)
        guard given.count < columns.count - optional || given != Array(columns.prefix(given.count)) else { return }
        let wanted = columns.dropLast(optional).joined(separator: ", ")
        diagnostics.append(
            file.diagnostic("wrong-columns", line: line, "the columns must be \(wanted), separated by tabs")
        )
    }

    private mutating func read(_ cells: [Substring], line: Int, width: Int, of columns: Int) {
        // Trailing empty cells may be left out by editors that trim lines.
        guard cells.count <= width, let first = cells.first, !first.isEmpty else {
            diagnostics.append(
                file.diagnostic(
                    "wrong-cells",
                    line: line,
                    "the row has \(cells.count) cells and the table \(width) columns, the first not empty"
                )
            )
            return
        }
        let missing = [Substring](repeating: "", count: columns - cells.count)
        rows.append(Row(line: line, cells: cells + missing))
    }

    /// A diagnostic at a cell of a row.
    func diagnostic(_ code: String, _ row: Row, cell: Int, _ message: String, help: String? = nil) -> Diagnostic {
        let before = row.cells[..<cell].reduce(0) { $0 + $1.unicodeScalars.count + 1 }
        return file.diagnostic(code, line: row.line, column: before + 1, message, help: help)
    }
}
