/// The classes the engine asks for by name; the tree must have them, whatever else it has.
public struct KnownClasses: Sendable {
    /// Whoever can act.
    public let actor: ClassID
    /// Treaties, deals and contracts.
    public let agreement: ClassID
    /// International bodies.
    public let body: ClassID
    /// Drones that strike.
    public let drone: ClassID
    /// Persons whose word is an opinion.
    public let expert: ClassID
    /// Armed people without a state.
    public let faction: ClassID
    /// Armed forces.
    public let force: ClassID
    /// Governments and their parts.
    public let government: ClassID
    /// Armed groups by name.
    public let group: ClassID
    /// Newspapers and agencies.
    public let media: ClassID
    /// Those who belong to a body, a group or a force.
    public let membership: ClassID
    /// A state's military.
    public let military: ClassID
    /// Authorities that observe what they report.
    public let observer: ClassID
    /// Those who speak for a state.
    public let official: ClassID
    /// Persons.
    public let person: ClassID
    /// Places.
    public let place: ClassID
    /// Words that only count or hold what follows.
    public let quantity: ClassID
    /// Missiles, rockets and drones.
    public let projectile: ClassID
    /// Seas and waters.
    public let sea: ClassID
    /// States.
    public let state: ClassID
    /// Reports and statements.
    public let statement: ClassID
    /// Technology and know-how.
    public let technology: ClassID
    /// Things that are struck.
    public let target: ClassID
    /// Civil ships: they are struck, and lie in no state.
    public let vessel: ClassID
    /// Ships of a navy.
    public let warship: ClassID
    /// Men under arms.
    public let troops: ClassID
    /// Military aircraft.
    public let aircraft: ClassID
    /// Weapons of every kind.
    public let weapon: ClassID

    /// Whoever acts: actors and forces of every kind.
    public let actors: ClassSet
    /// Forces of every kind.
    public let forces: ClassSet

    /// Looks the classes up; those that are missing are named in `missing`.
    init(_ tree: ClassTree, missing: inout [String]) {
        var absent: [String] = []
        func find(_ id: String) -> ClassID {
            if let number = tree.number(id) { return number }
            absent.append(id)
            return -1
        }
        actor = find("actor")
        agreement = find("agreement")
        body = find("body")
        drone = find("drone")
        expert = find("expert")
        faction = find("faction")
        force = find("force")
        government = find("government")
        group = find("group")
        media = find("media")
        membership = find("membership")
        military = find("military")
        observer = find("observer")
        official = find("official")
        person = find("person")
        place = find("place")
        projectile = find("projectile")
        quantity = find("quantity")
        sea = find("sea")
        state = find("state")
        statement = find("statement")
        technology = find("technology")
        target = find("target")
        vessel = find("vessel")
        warship = find("ship")
        troops = find("troops")
        aircraft = find("aircraft")
        weapon = find("weapon")
        actors = tree.kinds(of: actor, force)
        forces = tree.kinds(of: force)
        missing += absent
    }
}
