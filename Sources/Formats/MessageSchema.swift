internal import Domain

/// JSON Schemas (draft 2020-12) of the messages, as text.
///
/// Closed sets are written from the types themselves, so schema and code cannot part.
public enum MessageSchema {
    /// The message on the alerts topic.
    public static let alert = alertTree.written()

    /// The message on the signals topic.
    public static let report = reportTree.written()

    /// The canonical article message.
    public static let article = articleTree.written()

    static let alertTree = document(
        id: "https://tocsin.invalid/schema/alert-1.json",
        title: "Tocsin alert",
        meaning: "One revision of one event, keyed by the event's id.",
        fields: alertFields,
        definitions: definitions.filter { $0.name != "signal" && $0.name != "origin" }
    )

    static let reportTree = document(
        id: "https://tocsin.invalid/schema/report-1.json",
        title: "Tocsin report",
        meaning: "What one version of one article says about one kind, keyed by kind.",
        fields: reportFields,
        definitions: definitions
    )

    static let articleTree = document(
        id: "https://tocsin.invalid/schema/article-1.json",
        title: "Tocsin article",
        meaning: "The canonical article message. Members of other names are passed over when it is read.",
        fields: articleFields,
        definitions: []
    )

    static func document(
        id: String,
        title: String,
        meaning: String,
        fields: [SchemaField],
        definitions: [(name: String, shape: SchemaShape)]
    ) -> JSONTree {
        let head: [(String, JSONTree)] = [
            ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
            ("$id", .text(id)),
            ("title", .text(title)),
            ("description", .text(meaning)),
        ]
        let parts = definitions.map { ($0.name, JSONTree.object($0.shape.keywords)) }
        return .object(head + SchemaShape.object(fields).keywords + (parts.isEmpty ? [] : [("$defs", .object(parts))]))
    }

    // MARK: - Messages

    private static let alertFields: [SchemaField] =
        [
            .always("schema", .constant(Alert.schema), "The version of the message's shape."),
            .always("id", .string(), "The stable id of the event, the same in all its revisions; the message's key."),
            .always("revision", .integer(minimum: 1), "The number of the revision, counted from 1."),
            .always("change", .oneOf(Alert.Change.allCases.map(\.rawValue)), "What this revision is."),
            .always(
                "changed",
                .list(.oneOf(Alert.Aspect.allCases.map(\.rawValue))),
                "What an update says that the revision before did not; empty in others."
            ),
        ] + signalFields + [
            .always("articles", .list(.reference("article"), maximum: 20), "The articles it rests on, at most 20."),
            .always("article_count", .integer(minimum: 0), "How many articles there are in all."),
            .always("source_count", .integer(minimum: 0), "How many independent sources there are; copies count once."),
            .always("first_seen", instant, "When the first report was published, or read where it bears no date."),
            .always("last_seen", instant, "When the latest report was published, or read where it bears no date."),
            .always("related", .list(.string()), "Ids of linked events, such as the warning that came true."),
        ]

    private static let reportFields: [SchemaField] = [
        .always("schema", .constant(Report.schema), "The version of the message's shape."),
        .always("kind", kind, "The kind all signals of the report are of; the message's key."),
        .always("article", .reference("article"), "The article it was read from."),
        .always("signature", .string(pattern: "^[0-9a-f]{16}$"), "The text's similarity signature, hexadecimal."),
        .sometimes("origin", .reference("origin"), "Where the article stood in Kafka."),
        .always("signals", .list(.reference("signal")), "The signals; empty where nothing is left of earlier ones."),
    ]

    private static let articleFields: [SchemaField] = [
        .sometimes(
            "id",
            .anyOf([.string(), .integer(minimum: 0)]),
            "The stable id; where missing, made of topic, partition and offset."
        ),
        .sometimes("url", .string(), "Where it can be read."),
        .sometimes("title", .string(), "The headline; plain text or HTML."),
        .sometimes("body", .string(), "The text; plain text or HTML."),
        .sometimes("source", .string(), "Who published it."),
        .sometimes(
            "published_at",
            .anyOf([.string(), .number(minimum: 0)]),
            """
            When it was published: YYYY-MM-DD, or with THH:MM[:SS[.fff]] and a zone (UTC where missing); RFC 822 dates \
            and seconds or milliseconds since 1970 are read too. Blank or missing: the message's Kafka timestamp.
            """
        ),
        .sometimes("language", .string(), "The language, a BCP 47 tag such as en or en-GB."),
        .sometimes("version", .anyOf([.string(), .integer(minimum: 0)]), "The version of the article."),
        .sometimes(
            "pubstatus",
            .oneOf(["usable", "withheld", "canceled"]),
            "The editorial status; withheld and canceled take back what was said before."
        ),
        .sometimes("embargoed_until", .string(), "Before this time the article is not used; written as published_at."),
    ]

    // MARK: - Parts

    static let kind = SchemaShape.string(pattern: "^[a-z][a-z0-9-]*$")
    private static let instant = SchemaShape.string(
        pattern: #"^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{3})?Z)?$"#
    )

    static let definitions: [(name: String, shape: SchemaShape)] = [
        ("signal", .object(signalFields)),
        ("party", .object(partyFields)),
        ("place", .object(placeFields)),
        ("claim", .object(claimFields)),
        ("evidence", .object(evidenceFields)),
        ("article", .object(referenceFields)),
        ("origin", .object(originFields)),
    ]

    private static let signalFields: [SchemaField] = [
        .always("kind", kind, "The kind, as a rule pack declares it."),
        .always("actor", .list(.reference("party")), "Who does it; empty where unknown or unnamed."),
        .always("recipient", .list(.reference("party")), "To or at whom; empty where there is none."),
        .sometimes("object", .string(), "The main weapon or technology class."),
        .always("objects", .list(.string()), "All classes named, the main one first."),
        .always(
            "status",
            .oneOf(Signal.Status.allCases.map(\.rawValue)),
            "Whether the act is done, goes on or is to come."
        ),
        .always("certainty", .oneOf(Signal.Certainty.allCases.map(\.rawValue)), "How sure the text is of it."),
        .sometimes(
            "date",
            .string(pattern: "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"),
            "The date of the event as precise as told: YYYY, YYYY-MM or YYYY-MM-DD."
        ),
        .sometimes(
            "date_basis",
            .oneOf(Signal.DateBasis.allCases.map(\.rawValue)),
            "Whether the text tells the date, or the day of publication stands in."
        ),
        .always("denied_by", .list(.reference("party")), "Who denies it."),
        .always("names", .list(.string()), "Named systems, such as Hwasong-16B."),
        .sometimes("count", .integer(minimum: 0), "How many of the object."),
        .sometimes("distance_km", .number(minimum: 0), "How far it went, in kilometres."),
        .sometimes("altitude_km", .number(minimum: 0), "How high it went, in kilometres."),
        .sometimes("outcome", .oneOf(Signal.Outcome.allCases.map(\.rawValue)), "How the act ended."),
        .sometimes("time", .string(), "The time of day with its zone, as told."),
        .always("places", .list(.reference("place")), "Places with the part they play."),
        .always("headline", .string(), "One generated sentence; never copied from an article."),
        .always("severity", .oneOf(Severity.allCases.map(\.rawValue)), "CAP 1.2 severity, in lower case."),
        .always("urgency", .oneOf(Urgency.allCases.map(\.rawValue)), "CAP 1.2 urgency, in lower case."),
        .always("confidence", .number(minimum: 0, maximum: 1), "The chance that kind and parties are right, 0 to 1."),
        .always("claims", .list(.reference("claim")), "Who says so."),
        .always("evidence", .list(.reference("evidence")), "The passages it rests on."),
    ]

    private static let partyFields: [SchemaField] = [
        .always("id", .string(), "ISO 3166-1 alpha-3 for a state, else the lexicon's id, such as HOUTHIS or NATO."),
        .always("name", .string(), "The name for people."),
    ]

    private static let placeFields: [SchemaField] = [
        .always("role", .oneOf(Place.Role.allCases.map(\.rawValue)), "The part it plays."),
        .always("name", .string(), "The name as the lexicon writes it."),
        .sometimes("country", .string(), "The state it lies in, ISO 3166-1 alpha-3."),
        .sometimes("latitude", .number(minimum: -90, maximum: 90), "Degrees north."),
        .sometimes("longitude", .number(minimum: -180, maximum: 180), "Degrees east."),
    ]

    private static let claimFields: [SchemaField] = [
        .always("by", .reference("party"), "Who says so; with an empty id where the lexicon does not know them."),
        .always("stance", .oneOf(Claim.Stance.allCases.map(\.rawValue)), "The stance they take."),
        .always("article", .string(), "The id of the article that reports it."),
    ]

    private static let evidenceFields: [SchemaField] = [
        .always("article", .string(), "The id of the article."),
        .always("field", .oneOf(Evidence.Field.allCases.map(\.rawValue)), "The field the passage stands in."),
        .always("start", .integer(minimum: 0), "Its first Unicode scalar, counted in the field as delivered."),
        .always("end", .integer(minimum: 0), "One past its last scalar."),
        .always("text", .string(maximumLength: 400), "The passage, at most 400 characters."),
        .always("rule", .string(), "The id of the rule that found it."),
    ]

    private static let referenceFields: [SchemaField] = [
        .always("id", .string(), "The stable id of the article."),
        .sometimes("version", .string(), "Its version, where the feed says."),
        .sometimes("url", .string(), "Where it can be read."),
        .sometimes("title", .string(), "Its headline as plain text."),
        .sometimes("source", .string(), "Who published it, as the feed says."),
        .sometimes("publisher", .string(), "The agency or publisher credited in the text."),
        .sometimes("published_at", instant, "When it was published, at the precision given."),
    ]

    private static let originFields: [SchemaField] = [
        .always("topic", .string(), "The topic."),
        .always("partition", .integer(minimum: 0), "The partition."),
        .always("offset", .integer(minimum: 0), "The offset."),
    ]
}
