import Rules

/// Questions on lists of parties: they are so short that looking through them is quicker than hashing.
extension [PartyID] {
    /// Whether all of them are among `others`.
    func isSubset(of others: [PartyID]) -> Bool { allSatisfy(others.contains) }

    /// Whether they are the same as `others`, in whatever order.
    func isSame(as others: [PartyID]) -> Bool { isSubset(of: others) && others.isSubset(of: self) }
}
