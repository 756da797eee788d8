/// All that is known of one event: the value on the compacted events topic, keyed by the event's id.
///
/// It holds what each article contributed, so that an article can be corrected or withdrawn, and what the last revision
/// said, so that a repeat is told from news after any restart.
public struct EventState: Sendable, Hashable {
    /// The version of the message's shape.
    public static let schema = "tocsin.event/1"

    /// The stable id of the event.
    public var id: String
    /// The kind of all its signals.
    public var kind: String
    /// How many revisions were published; 0 where none was.
    public var revision = 0
    /// Whether the last revision took the event back.
    public var isRetracted = false
    /// When a report last changed anything, by the time of its message.
    public var updatedAt = Timestamp(milliseconds: 0)
    /// What the articles contributed, in the order they came.
    public var supports: [Support] = []
    /// The different readings the supports share, without evidence, claims and confidence.
    public var readings: [Signal] = []
    /// Who says so.
    public var claims: [Claim] = []
    /// Some of the passages it rests on.
    public var evidence: [Evidence] = []
    /// What the last revision said; nil before the first.
    public var announced: Announcement?
    /// When the last revisions were published, as many as the noise limit looks at.
    public var revisionTimes: [Timestamp] = []
    /// When a revision that was held back is due.
    public var due: Timestamp?
    /// Ids of linked events.
    public var related: [String] = []
    /// How many articles there are beyond those in `supports`.
    public var unlistedArticles = 0

    /// An event nothing is known of.
    public init(id: String, kind: String) {
        self.id = id
        self.kind = kind
    }
}

/// What one article contributes to an event.
public struct Support: Sendable, Hashable, Codable {
    /// The article, in the version that counts.
    public var article: ArticleReference
    /// The text's similarity signature.
    public var signature: TextSignature
    /// Where it stood in Kafka.
    public var origin: Origin?
    /// When it was published, no later than its message allows.
    public var seen: Timestamp
    /// Up to two keys of who wrote it: of the agency it credits, else of its outlet by name and by host; none where not
    /// known.
    public var writers: [UInt64]
    /// Which of the event's independent sources it is of, counted from 0.
    public var source: Int
    /// Which of the event's readings it gives; nil where it was withdrawn or replaced by another article.
    public var reading: Int?
    /// How sure its reading is, 0…1.
    public var confidence: Double

    /// A contribution.
    public init(
        article: ArticleReference,
        signature: TextSignature,
        origin: Origin?,
        seen: Timestamp,
        writers: [UInt64],
        source: Int,
        reading: Int?,
        confidence: Double
    ) {
        self.article = article
        self.signature = signature
        self.origin = origin
        self.seen = seen
        self.writers = writers
        self.source = source
        self.reading = reading
        self.confidence = confidence
    }
}

/// What a revision said, as far as a later one is measured against it.
public struct Announcement: Sendable, Hashable, Codable {
    /// Ids of the actors.
    public var actor: [String]
    /// Ids of the recipients.
    public var recipient: [String]
    /// The main class.
    public var object: String?
    /// Done, going on, to come, denied or history.
    public var status: Signal.Status
    /// How sure.
    public var certainty: Signal.Certainty
    /// When.
    public var date: EventDate?
    /// Whether a text told the date.
    public var isDateTold: Bool
    /// Whether somebody denied it.
    public var isDenied: Bool
    /// Whether a system was named.
    public var hasNames: Bool
    /// How many.
    public var count: Int?
    /// How it ended.
    public var outcome: Signal.Outcome?
    /// The roles for which a place was told.
    public var places: [Place.Role]
    /// How far, in kilometres.
    public var distanceKM: Double?
    /// How high, in kilometres.
    public var altitudeKM: Double?
    /// Whether the actor itself had said so.
    public var isConfirmedByActor: Bool
    /// Whether an authority that is not the actor had said so of what it saw.
    public var isConfirmedByObserver: Bool
    /// How many independent sources there were.
    public var sources: Int

    enum CodingKeys: String, CodingKey {
        case actor, recipient, object, status, certainty, date, count, outcome, places, sources
        case isDateTold = "date_told"
        case isDenied = "denied"
        case hasNames = "names"
        case distanceKM = "distance_km"
        case altitudeKM = "altitude_km"
        case isConfirmedByActor = "confirmed_by_actor"
        case isConfirmedByObserver = "confirmed_by_observer"
    }

    /// What `signal` says on the word of `sources` independent sources.
    public init(_ signal: Signal, sources: Int) {
        actor = Announcement.ids(signal.actor)
        recipient = Announcement.ids(signal.recipient)
        object = signal.object
        status = signal.status
        certainty = signal.certainty
        date = signal.date
        isDateTold = signal.dateBasis == .told
        isDenied = !signal.deniedBy.isEmpty || signal.status == .denied
        hasNames = !signal.names.isEmpty
        count = signal.count
        outcome = signal.outcome
        var roles: [Place.Role] = []
        for place in signal.places where !roles.contains(place.role) { roles.append(place.role) }
        places = roles
        distanceKM = signal.distanceKM
        altitudeKM = signal.altitudeKM
        isConfirmedByActor = false
        isConfirmedByObserver = false
        self.sources = sources
        for claim in signal.claims where claim.stance == .asserts && !claim.by.id.isEmpty {
            if actor.contains(claim.by.id) {
                isConfirmedByActor = true
            } else if certainty == .observed {
                isConfirmedByObserver = true
            }
        }
    }

    private static func ids(_ parties: [Party]) -> [String] {
        parties.count > 1 ? parties.map(\.id).sorted() : parties.map(\.id)
    }
}

extension EventState: Codable {
    enum CodingKeys: String, CodingKey {
        case schema, id, kind, revision, supports, readings, claims, evidence, announced, due, related
        case isRetracted = "retracted"
        case updatedAt = "updated_at"
        case revisionTimes = "revision_times"
        case unlistedArticles = "unlisted_articles"
    }

    /// Decodes the message; one of another shape, or of another version of it, is corrupted data.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let schema = try container.decode(String.self, forKey: .schema)
        guard schema == EventState.schema else {
            throw DecodingError.dataCorruptedError(
                forKey: .schema,
                in: container,
                debugDescription: "the message has schema '\(schema)', this reads '\(EventState.schema)'"
            )
        }
        id = try container.decode(String.self, forKey: .id)
        kind = try container.decode(String.self, forKey: .kind)
        revision = try container.decode(Int.self, forKey: .revision)
        isRetracted = try container.decode(Bool.self, forKey: .isRetracted)
        updatedAt = try container.decode(Timestamp.self, forKey: .updatedAt)
        supports = try container.decode([Support].self, forKey: .supports)
        readings = try container.decode([Signal].self, forKey: .readings)
        claims = try container.decode([Claim].self, forKey: .claims)
        evidence = try container.decode([Evidence].self, forKey: .evidence)
        announced = try container.decodeIfPresent(Announcement.self, forKey: .announced)
        revisionTimes = try container.decode([Timestamp].self, forKey: .revisionTimes)
        due = try container.decodeIfPresent(Timestamp.self, forKey: .due)
        related = try container.decode([String].self, forKey: .related)
        unlistedArticles = try container.decode(Int.self, forKey: .unlistedArticles)
    }

    /// Encodes the message with the version of its shape.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(EventState.schema, forKey: .schema)
        try container.encode(id, forKey: .id)
        try container.encode(kind, forKey: .kind)
        try container.encode(revision, forKey: .revision)
        try container.encode(isRetracted, forKey: .isRetracted)
        try container.encode(updatedAt, forKey: .updatedAt)
        try container.encode(supports, forKey: .supports)
        try container.encode(readings, forKey: .readings)
        try container.encode(claims, forKey: .claims)
        try container.encode(evidence, forKey: .evidence)
        try container.encodeIfPresent(announced, forKey: .announced)
        try container.encode(revisionTimes, forKey: .revisionTimes)
        try container.encodeIfPresent(due, forKey: .due)
        try container.encode(related, forKey: .related)
        try container.encode(unlistedArticles, forKey: .unlistedArticles)
    }
}
