public import Domain

/// A party of the lexicon, by number.
public typealias PartyID = Int32

/// Everything the lexicon tables say, compiled: who and what a phrase can stand for.
public struct Lexicon: Sendable {
    /// A state, armed group or body.
    public struct PartyRecord: Sendable {
        /// The id and the name for people.
        public var party: Party
        /// What sort it is: the class `state`, `group` or `body`.
        public var sort: ClassID
        /// The state a group is at home in, so that its fighters there are not abroad, or whose soil a territory is; -1
        /// where it has none or more.
        public var home: PartyID = -1
    }

    /// A war between two parties.
    struct War: Sendable {
        let parties: Set<PartyID>
        /// The first day of it, as a day number.
        let from: Int32
        /// The last day of it.
        let to: Int32
    }

    /// A named weapon system.
    public struct System: Sendable {
        /// The name messages use.
        public var name: String
        /// Its class.
        public var kind: ClassID
        /// Who makes it; -1 where not given.
        public var maker: PartyID
        /// Whether it is one ship or unit of its maker's forces, rather than a type that others have, too.
        public var isUnit = false
    }

    /// A place with coordinates.
    public struct PlaceRecord: Sendable {
        /// The name messages use.
        public var name: String
        /// What sort it is ("city", "sea").
        public var sort: PlaceSort
        /// The state it lies in; -1 at sea.
        public var country: PartyID
        /// Degrees north.
        public var latitude: Double?
        /// Degrees east.
        public var longitude: Double?
    }

    /// What a phrase can stand for.
    public struct Sense: Sendable {
        /// What it is an index of.
        public enum Category: UInt8, Sendable {
            case party, system, place, term
        }

        /// What `index` counts.
        public var category: Category
        /// Which one.
        public var index: Int32
        /// How a name stands for its party.
        public var type: NameType
        /// Whether the phrase is as likely something else.
        public var isAmbiguous: Bool
        /// Whether it counts only after "the", in an article that names a party with such a name in full somewhere ("the North").
        public var needsContext: Bool
        /// The first day it holds, as a day number.
        public var from: Int32
        /// The last day it holds, as a day number.
        public var to: Int32
        /// The table it stands in, as an index of `files`.
        public var file: Int16 = 0
        /// Its line there.
        public var line: Int32 = 0
    }

    /// How a name stands for its party.
    public enum NameType: String, Sendable, CaseIterable {
        case name, adjective, people, capital, seat, leader, minister, ministry, force, agency, media, firm, none
    }

    /// What sort of place a place is.
    public enum PlaceSort: String, Sendable, CaseIterable {
        case capital, city, region, range, base, strait, sea, island, river
    }

    /// The names of the tables read, for people.
    public internal(set) var files: [String] = []
    /// All parties.
    public internal(set) var parties: [PartyRecord] = []
    /// The parties with a name that counts only where one of them is named in full ("the North", "the South").
    public internal(set) var halves: [PartyID] = []
    /// All named systems.
    public internal(set) var systems: [System] = []
    /// All places.
    public internal(set) var places: [PlaceRecord] = []
    /// All senses, those of one phrase in a row.
    public private(set) var senses: [Sense] = []
    /// For every phrase, and for one past the last, its first sense.
    private var firstSense: [Int32] = [0]
    /// Who is at war with whom.
    var wars: [War] = []
    var partyNumbers: [String: PartyID] = [:]

    /// An empty lexicon.
    public init() {}

    /// The party with `id`.
    public func party(_ id: some StringProtocol) -> PartyID? {
        partyNumbers[String(id)]
    }

    /// Whether two parties are at war on a day, or today where none is given.
    public func areAtWar(_ one: PartyID, _ other: PartyID, on day: Int32?) -> Bool {
        guard one != other else { return false }
        let day = day ?? .max
        return wars.contains {
            $0.parties.contains(one) && $0.parties.contains(other) && $0.from <= day && day <= $0.to
        }
    }

    /// The senses of a phrase, as indices of `senses`: an array of their own would be counted at every look.
    @inline(__always)
    public func senses(of phrase: Int32) -> Range<Int> {
        let next = Int(phrase) + 1
        return next < firstSense.count ? Int(firstSense[next - 1])..<Int(firstSense[next]) : 0..<0
    }

    /// Takes in the senses that each phrase can have.
    mutating func setSenses(_ ofPhrases: [[Sense]]) {
        senses = ofPhrases.flatMap { $0 }
        firstSense = ofPhrases.reduce(into: [0]) { $0.append($0[$0.count - 1] + Int32($1.count)) }
    }
}
