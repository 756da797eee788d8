/// The rows as lines, every column as wide as its widest cell, with a line feed at the end of each.
func columns(_ rows: [[String]]) -> String {
    let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.reduce(into: "") { text, row in
        for (cell, width) in zip(row, widths).dropLast() {
            text += cell + String(repeating: " ", count: width - cell.count + 2)
        }
        text += (row.last ?? "") + "\n"
    }
}
