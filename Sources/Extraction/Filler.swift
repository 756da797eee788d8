import Language
import Rules

/// What a noun group stands for: parties, classes, a place, named systems.
///
/// A class, since it is asked for far more often than it is made; `copy` where one is to change and the other to stay.
final class Filler {
    // Long texts have many groups: the small fields are packed, and groups that stand for the same share a filler.
    /// Parties it denotes.
    var parties: [PartyID] = []
    /// Parties that own, field or back it ("Iranian" in "Iranian missiles").
    var owners: [PartyID] = []
    /// Classes named in it, the head's first.
    var classes: [ClassID] = []
    /// Named systems, by number.
    var systems: [Int32] = []
    /// Who made it, where only that is told ("Russian-made", "S-400").
    var makers: [PartyID] = []
    /// A place it names, by number; -1 for none.
    var place: Int32 = -1
    /// The group that names the weapon it stands for, where it is "it", "them" or "one"; -1 for none.
    var weapon: Int32 = -1
    private var head: Int16 = 0
    private var traits: Traits = []

    private struct Traits: OptionSet {
        let rawValue: UInt8
        static let negative = Traits(rawValue: 1)
        static let reference = Traits(rawValue: 2)
        static let weak = Traits(rawValue: 4)
        static let modifier = Traits(rawValue: 8)
        static let shared = Traits(rawValue: 16)
        static let human = Traits(rawValue: 32)
        static let counted = Traits(rawValue: 64)
        static let about = Traits(rawValue: 128)

        subscript(trait: Traits) -> Bool {
            get { contains(trait) }
            set { self = newValue ? union(trait) : subtracting(trait) }
        }
    }

    /// The class of its head; 0 where the lexicon has none.
    var headClass: ClassID {
        get { ClassID(head) }
        set { head = Int16(truncatingIfNeeded: newValue) }
    }
    /// Whether "no" or "none" stands before it.
    var isNegative: Bool {
        get { traits[.negative] }
        set { traits[.negative] = newValue }
    }
    /// Whether it was a pronoun or a description that stands for what was named before.
    var isReference: Bool {
        get { traits[.reference] }
        set { traits[.reference] = newValue }
    }
    /// Whether its head is only a weak name of its class.
    var isWeak: Bool {
        get { traits[.weak] }
        set { traits[.weak] = newValue }
    }
    /// Whether it is a leader or a minister by name.
    var isHuman: Bool {
        get { traits[.human] }
        set { traits[.human] = newValue }
    }
    /// Whether it gathers what stands before another noun, so that any of its classes counts.
    var isModifier: Bool {
        get { traits[.modifier] }
        set { traits[.modifier] = newValue }
    }

    /// Whether the number in its group says how many it is.
    var isCounted: Bool {
        get { traits[.counted] }
        set { traits[.counted] = newValue }
    }

    /// Whether its owner is only a state's name before it: "a Taiwan arms sale", which may be one to Taiwan.
    var isAboutOwner: Bool {
        get { traits[.about] }
        set { traits[.about] = newValue }
    }

    /// Whether several groups have it, so that none may change it.
    var isShared: Bool {
        get { traits[.shared] }
        set { traits[.shared] = newValue }
    }

    /// Whether nothing is known of it.
    var isEmpty: Bool { parties.isEmpty && owners.isEmpty && classes.isEmpty && place < 0 }

    /// Whether it says nothing at all, but for how many it is.
    var isBlank: Bool {
        isEmpty && systems.isEmpty && makers.isEmpty && headClass == 0 && weapon < 0
            && traits.subtracting(.counted).isEmpty
    }

    /// Whether it stands for just what `other` stands for.
    func isSame(as other: Filler) -> Bool {
        head == other.head && place == other.place && weapon == other.weapon
            && traits.subtracting(.shared) == other.traits.subtracting(.shared) && parties == other.parties
            && owners == other.owners && classes == other.classes && systems == other.systems && makers == other.makers
    }

    /// A number that is the same for fillers that stand for the same, and for most others another.
    var key: Int {
        Int(head) &+ Int(parties.first ?? -1) &* 7 &+ Int(owners.first ?? -1) &* 13 &+ Int(place) &* 3
            &+ Int(systems.first ?? -1) &* 5 &+ Int(weapon) &* 11 &+ Int(traits.subtracting(.shared).rawValue)
    }

    /// Forgets all it stands for.
    func clear() {
        // Most lists are empty already, and to look is cheaper than to let go.
        if !parties.isEmpty { parties = [] }
        if !owners.isEmpty { owners = [] }
        if !classes.isEmpty { classes = [] }
        if !systems.isEmpty { systems = [] }
        if !makers.isEmpty { makers = [] }
        place = -1
        weapon = -1
        head = 0
        traits = []
    }

    /// Another of the same content.
    func copy() -> Filler {
        let other = Filler()
        other.parties = parties
        other.owners = owners
        other.headClass = headClass
        other.classes = classes
        other.systems = systems
        other.place = place
        other.traits = traits.subtracting(.shared)
        other.weapon = weapon
        other.makers = makers
        return other
    }
}
