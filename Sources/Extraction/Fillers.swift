/// What every noun group of an article stands for: one number a group, and a filler for all groups that stand for the same.
///
/// In the order of the text: `next` is filled for a group, `keep` gives it to the group.
struct Fillers {
    /// The filler of the groups that stand for nothing, first: half of all do.
    private var distinct = [Filler()]
    /// For every group its filler, as an index of `distinct`.
    private var places: [Int32] = []
    /// The filler kept last with a key, as an index of `distinct`, by the lowest bits of the key.
    private var recent = [Int32](repeating: 0, count: 128)

    /// How many groups have been read.
    var count: Int { places.count }

    /// What a group stands for.
    @inline(__always)
    subscript(noun: Int) -> Filler { distinct[Int(places[noun])] }

    /// Whether a group stands for nothing.
    func isBlank(_ noun: Int) -> Bool { places[noun] == 0 }

    /// Whether the filler of all groups that stand for nothing is as it was.
    var areBlanksKept: Bool { distinct[0].isBlank }

    mutating func reserveCapacity(_ groups: Int) { places.reserveCapacity(groups) }

    /// Gives the next group what was read, and leaves another filler that says nothing in its place.
    mutating func keep(_ filler: inout Filler) {
        guard !filler.isBlank else {
            filler.isCounted = false
            places.append(0)
            return
        }
        let slot = filler.key & 127
        let last = Int(recent[slot])
        if distinct[last].isSame(as: filler) {
            filler.clear()
            distinct[last].isShared = true
            places.append(recent[slot])
            return
        }
        recent[slot] = Int32(truncatingIfNeeded: distinct.count)
        places.append(recent[slot])
        distinct.append(filler)
        filler = Filler()
    }

    /// The filler of a group, for the group alone, so that it may be changed.
    mutating func change(_ noun: Int) -> Filler {
        let place = Int(places[noun])
        guard place == 0 || distinct[place].isShared else { return distinct[place] }
        let own = distinct[place].copy()
        if place == 0 { own.isCounted = true }
        places[noun] = Int32(truncatingIfNeeded: distinct.count)
        distinct.append(own)
        return own
    }
}
