import Testing

@testable import Rules

@Suite struct TableTests {
    private func table(_ text: String) -> Table {
        Table(SourceFile(path: "t.tsv", text: text), columns: ["a", "b", "c"])
    }

    /// The text, the rows read (line and cells), the codes of what is wrong.
    @Test(
        arguments: [
            ("a\tb\tc\n1\t2\t3\n", ["2:1|2|3"], []),
            ("# note\n\na\tb\tc\n1\t2\t3", ["4:1|2|3"], []),
            ("a\tb\tc\n1\t2\n3\n", ["2:1|2|", "3:3||"], []),
            ("a\tb\tc\n1\t\t3\n# 4\n5\t6\t7\n", ["2:1||3", "4:5|6|7"], []),
            ("a\tb\tc\n1\t2\t3\t4\n5\t6\t7\n", ["3:5|6|7"], ["wrong-cells"]),
            ("a\tb\tc\n\t2\t3\n", [], ["wrong-cells"]),
            ("a\tc\tb\n1\t2\t3\n", ["2:1|2|3"], ["wrong-columns"]),
            ("a b c\n", [], ["wrong-columns"]),
            ("", [], ["no-header"]),
            ("# only\n", [], ["no-header"]),
        ] as [(String, [String], [String])]
    )
    func rows(text: String, rows: [String], codes: [String]) {
        let table = table(text)
        #expect(table.rows.map { "\($0.line):" + $0.cells.joined(separator: "|") } == rows)
        #expect(table.diagnostics.map(\.code) == codes)
    }

    @Test(arguments: [(0, 1), (1, 4), (2, 8)])
    func diagnostic_countsColumnsInScalars(cell: Int, column: Int) throws {
        let table = table("a\tb\tc\nŁó\tabc\tx\n")
        let row = try #require(table.rows.first)
        let diagnostic = table.diagnostic("code", row, cell: cell, "wrong")
        #expect(diagnostic.line == 2)
        #expect(diagnostic.column == column)
        #expect(diagnostic.excerpt == "Łó\tabc\tx")
    }
}
