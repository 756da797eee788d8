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

/// A number with its noun, as in "1 event" and "2 events".
func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
}
