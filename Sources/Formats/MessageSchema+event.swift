internal import Domain

extension MessageSchema {
    /// The message on the events topic: Tocsin's own state, described for people who look into it.
    public static let event = eventTree.written()

    static let eventTree = document(
        id: "https://tocsin.invalid/schema/event-1.json",
        title: "Tocsin event",
        meaning: "All that is known of one event, keyed by its id. Internal: the shape may change with any version.",
        fields: eventFields,
        definitions: definitions + [
            ("support", .object(supportFields)), ("announcement", .object(announcementFields)),
        ]
    )

    private static let milliseconds = SchemaShape.integer(minimum: 0)

    private static let eventFields: [SchemaField] = [
        .always("schema", .constant(EventState.schema), "The version of the message's shape."),
        .always("id", .string(), "The stable id of the event; the message's key."),
        .always("kind", kind, "The kind of all its signals."),
        .always("revision", .integer(minimum: 0), "How many revisions were published."),
        .always("retracted", .boolean, "Whether the last revision took the event back."),
        .always("updated_at", milliseconds, "When a report last changed anything, in milliseconds since 1970."),
        .always("supports", .list(.reference("support")), "What each article contributed, in the order they came."),
        .always("readings", .list(.reference("signal")), "The different signals the supports share."),
        .always("claims", .list(.reference("claim")), "Who says so."),
        .always("evidence", .list(.reference("evidence")), "Some of the passages it rests on."),
        .sometimes("announced", .reference("announcement"), "What the last revision said."),
        .always("revision_times", .list(milliseconds), "When the last revisions were published."),
        .sometimes("due", milliseconds, "When a revision that was held back is due."),
        .always("related", .list(.string()), "Ids of linked events."),
        .always("unlisted_articles", .integer(minimum: 0), "How many articles there are beyond those in supports."),
    ]

    private static let supportFields: [SchemaField] = [
        .always("article", .reference("article"), "The article, in the version that counts."),
        .always("signature", .string(pattern: "^[0-9a-f]{16}$"), "The text's similarity signature, hexadecimal."),
        .sometimes("origin", .reference("origin"), "Where the article stood in Kafka."),
        .always("seen", milliseconds, "When it was published, no later than its message allows."),
        .always("writers", .list(.integer(minimum: 0)), "Keys of who wrote it: the agency or outlet, and its host."),
        .always("source", .integer(minimum: 0), "Which of the independent sources it is of."),
        .sometimes("reading", .integer(minimum: 0), "Which reading it gives; none where it was withdrawn or replaced."),
        .always("confidence", .number(minimum: 0, maximum: 1), "How sure its reading is, 0 to 1."),
    ]

    private static let announcementFields: [SchemaField] = [
        .always("actor", .list(.string()), "Ids of the actors."),
        .always("recipient", .list(.string()), "Ids of the recipients."),
        .sometimes("object", .string(), "The main class."),
        .always(
            "status",
            .oneOf(Signal.Status.allCases.map(\.rawValue)),
            "Done, going on, to come, denied or history."
        ),
        .always("certainty", .oneOf(Signal.Certainty.allCases.map(\.rawValue)), "How sure."),
        .sometimes("date", .string(), "When."),
        .always("date_told", .boolean, "Whether a text told the date."),
        .always("denied", .boolean, "Whether somebody denied it."),
        .always("names", .boolean, "Whether a system was named."),
        .sometimes("count", .integer(minimum: 0), "How many."),
        .sometimes("outcome", .oneOf(Signal.Outcome.allCases.map(\.rawValue)), "How it ended."),
        .always("places", .list(.oneOf(Place.Role.allCases.map(\.rawValue))), "The roles for which a place was told."),
        .sometimes("distance_km", .number(minimum: 0), "How far, in kilometres."),
        .sometimes("altitude_km", .number(minimum: 0), "How high, in kilometres."),
        .always("confirmed_by_actor", .boolean, "Whether the actor itself had said so."),
        .always("confirmed_by_observer", .boolean, "Whether an authority that is not the actor had said so."),
        .always("sources", .integer(minimum: 0), "How many independent sources there were."),
    ]
}
