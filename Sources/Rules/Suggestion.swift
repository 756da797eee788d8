/// The edits (insert, delete, replace, swap of neighbours) that turn `first` into `second`.
func editDistance(_ first: String, _ second: String) -> Int {
    let (a, b) = (Array(first.utf8), Array(second.utf8))
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in a.indices {
        var row = [i + 1] + [Int](repeating: 0, count: b.count)
        for j in b.indices {
            let replaced = last[j] + (a[i] == b[j] ? 0 : 1)
            row[j + 1] = min(replaced, last[j + 1] + 1, row[j] + 1)
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                row[j + 1] = min(row[j + 1], beforeLast[j - 1] + 1)
            }
        }
        (beforeLast, last) = (last, row)
    }
    return last[b.count]
}

/// The candidate that `word` was most likely meant to be; nil where none is near.
///
/// Near is a third of the word's length: "bootstap" finds "bootstrap", "colour" does not find "topics".
public func suggestion(for word: String, among candidates: [String]) -> String? {
    let limit = max(1, word.utf8.count / 3)
    let ranked = candidates.map { (distance: editDistance(word.lowercased(), $0.lowercased()), name: $0) }
    return ranked.filter { $0.distance <= limit }.min { ($0.distance, $0.name) < ($1.distance, $1.name) }?.name
}
