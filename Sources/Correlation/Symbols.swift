import Domain

/// Small numbers for the ids, classes and names that signals carry, so that comparing them is comparing integers.
///
/// They come from the lexicon, so there are a few thousand at most.
struct Symbols: Sendable {
    private let classes: ClassRelation
    private var numbers: [String: Int32] = [:]
    /// For each symbol, the symbols of the classes from itself upwards.
    private var lineages: [[Int32]] = []

    init(classes: ClassRelation) {
        self.classes = classes
    }

    /// The number of `text`, the same whenever it is asked for.
    mutating func number(_ text: String) -> Int32 {
        if let known = numbers[text] { return known }
        let number = Int32(lineages.count)
        numbers[text] = number
        lineages.append([number])
        let above = classes.lineage(text).dropFirst()
        if !above.isEmpty { lineages[Int(number)] = [number] + above.map { self.number($0) } }
        return number
    }

    /// The numbers of the ids of `parties`, in ascending order.
    mutating func numbers(_ parties: [Party]) -> [Int32] {
        var numbers = parties.map { number($0.id) }
        if numbers.count > 1 { numbers.sort() }
        return numbers
    }

    /// Whether acts of the kind take days or weeks.
    func isLasting(_ kind: String) -> Bool { classes.lasting.contains(kind) }

    /// How two classes stand to each other.
    func kinship(_ one: Int32, _ other: Int32) -> Kinship {
        if one == other { return .same }
        let (left, right) = (lineages[Int(one)], lineages[Int(other)])
        if left.contains(other) || right.contains(one) { return .compatible }
        guard let shared = left.first(where: right.contains) else { return .unrelated }
        // Ranges and makes of one class are easily mistaken for each other: no farther than one step from it.
        let isNear = lineages[Int(shared)].count >= 3 && left.count + right.count <= 2 * lineages[Int(shared)].count + 2
        return isNear ? .siblings : .unrelated
    }

    /// How closely two classes are related.
    enum Kinship: Int, Comparable {
        case unrelated, siblings, compatible, same

        static func < (lhs: Kinship, rhs: Kinship) -> Bool { lhs.rawValue < rhs.rawValue }
    }
}
