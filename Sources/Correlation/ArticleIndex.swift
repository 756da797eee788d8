/// Which events an article spoke of, by a key of article and kind.
struct ArticleIndex: Sendable {
    private var first: [UInt64: UInt64] = [:]
    private var further: [UInt64: [UInt64]] = [:]

    static func key(article: String, kind: String) -> UInt64 {
        var hash = FNV128()
        hash.add(article.utf8)
        hash.add(0xFF)
        hash.add(kind.utf8)
        return hash.folded
    }

    /// The events, in ascending order.
    func events(of article: UInt64) -> [UInt64] {
        guard let one = first[article] else { return [] }
        guard let more = further[article] else { return [one] }
        return ([one] + more).sorted()
    }

    mutating func insert(_ event: UInt64, article: UInt64) {
        guard let one = first[article] else {
            first[article] = event
            return
        }
        if one != event, further[article]?.contains(event) != true { further[article, default: []].append(event) }
    }

    mutating func remove(_ event: UInt64, article: UInt64) {
        if first[article] == event {
            first[article] = further[article]?.popLast()
        } else {
            further[article]?.removeAll { $0 == event }
        }
        if further[article]?.isEmpty == true { further[article] = nil }
    }
}
