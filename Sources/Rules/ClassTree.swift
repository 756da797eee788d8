/// A class of the tree, by number; zero stands for none.
public typealias ClassID = Int32

/// What every noun of the lexicon can be, from the general to the special.
public struct ClassTree: Sendable {
    /// A class as the table gives it.
    public struct Class: Sendable {
        /// The name rules use.
        public var id: String
        /// The class it is a kind of; 0 for a root.
        public var parent: ClassID
        /// The class as messages name it; nil where they never do.
        public var value: String?
        /// How a headline writes it.
        public var name: String
    }

    /// All classes by number; number 0 is a class of nothing.
    public private(set) var classes: [Class] = [Class(id: "", parent: 0, value: nil, name: "")]
    private var numbers: [String: ClassID] = [:]
    /// The first class of every value.
    private var numberOfValue: [String: ClassID] = [:]
    private var depths: [Int] = [0]
    @usableFromInline var lineages: [ClassSet] = [ClassSet()]

    /// An empty tree.
    public init() {}

    /// The class named `id`.
    public func number(_ id: some StringProtocol) -> ClassID? {
        numbers[String(id)]
    }

    /// The names of all classes, for suggestions.
    public var names: [String] { classes.dropFirst().map(\.id) }

    mutating func add(_ entry: Class) -> ClassID {
        let number = ClassID(classes.count)
        classes.append(entry)
        numbers[entry.id] = number
        if let value = entry.value, numberOfValue[value] == nil { numberOfValue[value] = number }
        depths.append(entry.parent == 0 ? 1 : depths[Int(entry.parent)] + 1)
        var lineage = lineages[Int(entry.parent)]
        lineage.insert(number)
        lineages.append(lineage)
        return number
    }

    /// Whether `special` is `general` or a kind of it.
    @inlinable
    @inline(__always)
    public func isKind(_ special: ClassID, of general: ClassID) -> Bool {
        lineages[Int(special)].contains(general)
    }

    /// The class and all that it is a kind of.
    @inlinable
    @inline(__always)
    public func lineage(_ number: ClassID) -> ClassSet {
        lineages[Int(number)]
    }

    /// The classes that are `numbers` or kinds of them.
    func kinds(of numbers: ClassID...) -> ClassSet {
        let wanted = ClassSet(numbers)
        return ClassSet(lineages.indices.map { ClassID($0) }.filter { !lineage($0).isDisjoint(with: wanted) })
    }

    /// How many steps a class stands below its root: the larger, the more specific.
    public func depth(_ number: ClassID) -> Int {
        depths[Int(number)]
    }

    /// The class as messages name it; nil where they never do.
    public func value(_ number: ClassID) -> String? {
        classes[Int(number)].value
    }

    /// The first class that messages name by `value`.
    public func number(value: String) -> ClassID? {
        numberOfValue[value]
    }

    /// For each class that messages name, the next one above it that they name too; none for those at the top.
    public var parentValues: [String: String] {
        var parents: [String: String] = [:]
        for value in Set(classes.compactMap(\.value)) {
            guard let number = number(value: value) else { continue }
            var above = classes[Int(number)].parent
            while above != 0, self.value(above) == nil || self.value(above) == value {
                above = classes[Int(above)].parent
            }
            parents[value] = self.value(above)
        }
        return parents
    }
}

extension ClassTree {
    /// Reads `classes.tsv`.
    static func read(_ file: SourceFile, into diagnostics: inout [Diagnostic]) -> ClassTree {
        let table = Table(file, columns: ["class", "parent", "value", "name"])
        diagnostics += table.diagnostics
        var tree = ClassTree()
        for row in table.rows {
            let id = String(row.cells[0])
            guard tree.number(id) == nil else {
                diagnostics.append(
                    table.diagnostic("duplicate-class", row, cell: 0, "the class '\(id)' is given twice")
                )
                continue
            }
            guard tree.classes.count < ClassSet.width else {
                let text = "the class '\(id)' is one too many: a table holds \(ClassSet.width - 1) at most"
                diagnostics.append(table.diagnostic("too-many-classes", row, cell: 0, text))
                continue
            }
            var parent: ClassID = 0
            if !row.cells[1].isEmpty {
                guard let known = tree.number(row.cells[1]) else {
                    let near = suggestion(for: String(row.cells[1]), among: tree.names)
                    diagnostics.append(
                        table.diagnostic(
                            "unknown-class",
                            row,
                            cell: 1,
                            "the parent '\(row.cells[1])' is no class of a line above",
                            help: near.map { "did you mean '\($0)'?" }
                        )
                    )
                    continue
                }
                parent = known
            }
            let value = row.cells[2].isEmpty ? nil : String(row.cells[2])
            _ = tree.add(Class(id: id, parent: parent, value: value, name: String(row.cells[3])))
        }
        return tree
    }
}

/// A set of classes as one bit a class; class 0 is in none.
public struct ClassSet: Sendable, Equatable {
    /// How many classes a set tells apart, class 0 among them.
    public static let width = 256

    // Two plain integers: a vector would ask for aligned memory wherever a set is held.
    @usableFromInline var low: UInt128 = 0
    @usableFromInline var high: UInt128 = 0

    /// An empty set.
    public init() {}

    /// A set of `numbers`.
    public init(_ numbers: some Sequence<ClassID>) {
        for number in numbers { insert(number) }
    }

    /// Whether nothing is in it.
    public var isEmpty: Bool { low | high == 0 }

    /// Adds a class.
    public mutating func insert(_ number: ClassID) {
        guard number > 0, number < ClassSet.width else { return }
        let bit: UInt128 = 1 << UInt128(number & 127)
        if number < 128 { low |= bit } else { high |= bit }
    }

    /// Adds all classes of another set.
    @inlinable
    @inline(__always)
    public mutating func formUnion(_ other: ClassSet) {
        low |= other.low
        high |= other.high
    }

    /// Whether `number` is in it.
    @inlinable
    @inline(__always)
    public func contains(_ number: ClassID) -> Bool {
        number > 0 && (number < 128 ? low : high) & (1 << UInt128(number & 127)) != 0
    }

    /// Whether the sets share no class.
    @inlinable
    @inline(__always)
    public func isDisjoint(with other: ClassSet) -> Bool {
        (low & other.low) | (high & other.high) == 0
    }
}
