/// What correlation asks of a rule pack: which weapon and technology classes are kinds of which, as messages name them,
/// and whose acts last.
public struct ClassRelation: Sendable {
    private let lineages: [String: [String]]
    /// The kinds whose acts take days or weeks.
    let lasting: Set<String>

    /// A tree given by the class above each; a class with none above it need not be a key.
    public init(parents: [String: String], lasting: Set<String> = []) {
        var lineages: [String: [String]] = [:]
        for name in Set(parents.keys).union(parents.values) {
            var lineage = [name]
            // A table with a ring in it ends where the ring closes.
            while let parent = parents[lineage[lineage.count - 1]], !lineage.contains(parent) { lineage.append(parent) }
            lineages[name] = lineage
        }
        self.lineages = lineages
        self.lasting = lasting
    }

    /// Whether `special` is `general` or a kind of it.
    public func isKind(_ special: String, of general: String) -> Bool {
        special == general || lineage(special).contains(general)
    }

    /// Whether one of the two is the other or a kind of it.
    public func areCompatible(_ one: String, _ other: String) -> Bool {
        isKind(one, of: other) || isKind(other, of: one)
    }

    /// How many classes stand above `name`: the larger, the more specific.
    public func depth(_ name: String) -> Int {
        lineage(name).count
    }

    /// The class and those above it, from the special to the general.
    func lineage(_ name: String) -> [String] {
        lineages[name] ?? [name]
    }
}
