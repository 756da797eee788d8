import Language
import Rules

/// What stands before the head of a noun that names an act: "Iranian" and "missile" in "the Iranian missile launch".
///
/// A class: it is the same for all frames that are tried on the noun.
final class Modifiers {
    /// The parties that own it, and the role they fill.
    let owners: [PartyID]
    let ownerRole: Role?
    /// The things named before it, and the role they fill.
    let filler = Filler()
    let role: Role?
    /// The group itself.
    let noun: Int

    /// Of a group, and of the one that "and" joins to it: "its missile and drone attacks".
    init(_ number: Int, _ noun: Filler, and first: Filler?, _ predicate: Predicate) {
        self.noun = number
        owners = noun.owners.isEmpty ? first?.owners ?? [] : noun.owners
        ownerRole = predicate.owner
        role = predicate.modifier
        filler.classes = first.map { $0.classes + noun.classes } ?? noun.classes
        filler.isModifier = true
        filler.systems = first.map { $0.systems + noun.systems } ?? noun.systems
        filler.isCounted = noun.isCounted
    }
}
