import Rules

/// Lists of one number, of which the groups of an article share those made last: most lists have one, and few numbers
/// stand in an article.
struct ListsOfOne {
    private var lists = [[Int32]](repeating: [], count: 64)

    mutating func list(_ number: Int32) -> [Int32] {
        let slot = Int(number & 63)
        if lists[slot].first != number { lists[slot] = [number] }
        return lists[slot]
    }
}

/// Questions on lists of parties: they are so short that looking through them is quicker than hashing.
extension [PartyID] {
    /// Whether all of them are among `others`.
    func isSubset(of others: [PartyID]) -> Bool { allSatisfy(others.contains) }

    /// Whether they are the same as `others`, in whatever order.
    func isSame(as others: [PartyID]) -> Bool { isSubset(of: others) && others.isSubset(of: self) }
}

/// A set of parties as one bit a party.
struct PartySet {
    private var bits: [UInt64] = []

    mutating func insert(_ party: PartyID) {
        guard party >= 0 else { return }
        while bits.count <= Int(party >> 6) { bits.append(0) }
        bits[Int(party >> 6)] |= 1 << UInt64(party & 63)
    }

    func contains(_ party: PartyID) -> Bool {
        let index = Int(party >> 6)
        return bits.indices.contains(index) && bits[index] & 1 << UInt64(party & 63) != 0
    }
}
