import Language

/// A noun group and those coordinated with it, in order, 24 at most.
struct Chain: Sequence, IteratorProtocol {
    private let nouns: [NounGroup]
    private var current: Int
    private var left = 24

    init(_ nouns: [NounGroup], from first: Int) {
        self.nouns = nouns
        current = first
    }

    mutating func next() -> Int? {
        guard current >= 0, left > 0 else { return nil }
        let member = current
        current = Int(nouns[member].next)
        left -= 1
        return member
    }

    /// The last of them.
    var last: Int? { reduce(nil) { $1 } }
}
