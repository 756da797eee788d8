/// One event that one article reports: a kind, who did it to whom, with what, when, and how sure the text is.
///
/// Kinds, ids and classes are data of the rule pack and so plain strings.
public struct Signal: Sendable, Hashable {
    /// Whether the act is done, goes on, is to come, is only denied, or is history.
    public enum Status: String, Sendable, Codable, CaseIterable {
        case occurred, ongoing, expected, denied, background
    }

    /// How sure the text is (the words of CAP 1.2 do not fit: these are the text's own stance).
    public enum Certainty: String, Sendable, Codable, CaseIterable {
        case observed, alleged, possible
    }

    /// How the act ended, where the text says so.
    public enum Outcome: String, Sendable, Codable, CaseIterable {
        case succeeded, failed, intercepted
    }

    /// Where the date of a signal comes from.
    public enum DateBasis: String, Sendable, Codable, CaseIterable {
        /// The text says when.
        case told
        /// The text says nothing; the day of publication stands in.
        case publication
    }

    /// The kind, as a rule pack declares it.
    public var kind: String
    /// Who does it; empty where unknown or unnamed.
    public var actor: [Party]
    /// To or at whom; empty where the kind has none or the text names none.
    public var recipient: [Party]
    /// The main weapon or technology class; nil where none fits.
    public var object: String?
    /// All classes named, the main one first.
    public var objects: [String]
    /// Done, going on, to come, denied or history.
    public var status: Status
    /// Stated as fact, claimed, or possible.
    public var certainty: Certainty
    /// The date of the event at the precision told.
    public var date: EventDate?
    /// Where the date comes from; nil where there is none.
    public var dateBasis: DateBasis?
    /// Who denies it, where the text also has a claim.
    public var deniedBy: [Party]
    /// Named systems, as the lexicon writes them ("Hwasong-16B").
    public var names: [String]
    /// How many of the object.
    public var count: Int?
    /// How far it went, in kilometres.
    public var distanceKM: Double?
    /// How high it went, in kilometres.
    public var altitudeKM: Double?
    /// How it ended.
    public var outcome: Outcome?
    /// Time of day with zone, as told ("06:12 KST").
    public var time: String?
    /// Places with the part they play.
    public var places: [Place]
    /// One generated sentence.
    public var headline: String
    /// CAP 1.2 severity by the rule pack's table.
    public var severity: Severity
    /// CAP 1.2 urgency by status.
    public var urgency: Urgency
    /// 0…1.
    public var confidence: Double
    /// Who says so.
    public var claims: [Claim]
    /// The passages it rests on.
    public var evidence: [Evidence]

    /// A signal of a kind with everything else unknown.
    public init(kind: String) {
        self.kind = kind
        actor = []
        recipient = []
        object = nil
        objects = []
        status = .occurred
        certainty = .observed
        date = nil
        dateBasis = nil
        deniedBy = []
        names = []
        count = nil
        distanceKM = nil
        altitudeKM = nil
        outcome = nil
        time = nil
        places = []
        headline = ""
        severity = .unknown
        urgency = .unknown
        confidence = 0
        claims = []
        evidence = []
    }
}

extension Signal: Codable {
    enum CodingKeys: String, CodingKey {
        case kind, actor, recipient, object, objects, status, certainty, date
        case dateBasis = "date_basis"
        case deniedBy = "denied_by"
        case names, count
        case distanceKM = "distance_km"
        case altitudeKM = "altitude_km"
        case outcome, time, places, headline, severity, urgency, confidence, claims, evidence
    }
}
