internal import Domain

/// The AsyncAPI 3.0 description of the topics Tocsin reads and writes, as JSON text.
public enum AsyncAPI {
    /// The document, with the topics as the shipped configuration names them.
    public static let document = JSONTree.object([
        ("asyncapi", .text("3.0.0")),
        (
            "info",
            .object([
                ("title", .text("Tocsin")),
                ("version", .text("1.0.0")),
                (
                    "description",
                    .text(
                        "Reads news articles from Kafka and publishes alerts about what they report. Subscribers read "
                            + "the alerts, with isolation.level=read_committed; signals and events are Tocsin's own."
                    )
                ),
            ])
        ),
        ("defaultContentType", .text("application/json")),
        ("channels", .object(channels.map { ($0.name, channel($0)) })),
        (
            "operations",
            .object(
                channels.flatMap { channel in
                    channel.operations.map { ($0.name, operation($0, on: channel)) }
                }
            )
        ),
        ("components", .object([("messages", .object(messages)), ("schemas", .object(schemas))])),
    ]).written()

    private struct Operation {
        var name: String
        var action: String
    }

    private struct Channel {
        var name: String
        var address: String
        var message: String
        var operations: [Operation]
        /// What the broker does with old messages: the policy, and days where it goes by age; nil where the feed decides.
        var cleanup: (policy: String, days: Int?)?
        /// Whether it is Tocsin's own, whose shape may change from version to version.
        var isInternal = false
        var meaning: String
    }

    private static let channels = [
        Channel(
            name: "articles",
            address: "articles",
            message: "article",
            operations: [Operation(name: "readArticles", action: "receive")],
            meaning: "News articles, from the feed; a message without a value is passed over."
        ),
        Channel(
            name: "signals",
            address: "signals",
            message: "report",
            operations: [
                Operation(name: "reportSignals", action: "send"),
                Operation(name: "correlateSignals", action: "receive"),
            ],
            cleanup: ("delete", 7),
            isInternal: true,
            meaning:
                "What each article reports, keyed by kind, from the extract stage to the correlate stage. The signals of "
                + "one article and kind are one message. It has as many partitions as the events."
        ),
        Channel(
            name: "events",
            address: "events",
            message: "event",
            operations: [
                Operation(name: "keepEvents", action: "send"), Operation(name: "restoreEvents", action: "receive"),
            ],
            cleanup: ("compact", nil),
            isInternal: true,
            meaning:
                "The state of every event, keyed by event id, in the partition of the reports of its kind; a message "
                + "without a value forgets one."
        ),
        Channel(
            name: "alerts",
            address: "alerts",
            message: "alert",
            operations: [Operation(name: "publishAlerts", action: "send")],
            cleanup: ("delete", 90),
            meaning: "Alerts, keyed by event id; all revisions of an event are in one partition, in order."
        ),
        Channel(
            name: "deadLetters",
            address: "articles.dead",
            message: "deadLetter",
            operations: [Operation(name: "setAsideDeadLetters", action: "send")],
            cleanup: ("delete", 30),
            meaning:
                "Articles and reports that could not be read, with their key, value and headers as they came, and the "
                + "reason. 'tocsin dead' lists, shows and replays them."
        ),
    ]

    private static let messages: [(String, JSONTree)] = [
        message("article", "An article.", payload: "article", headers: []),
        message("report", "What one article reports of one kind.", payload: "report", headers: []),
        message("event", "All that is known of one event.", payload: "event", headers: []),
        message("alert", "One revision of one event.", payload: "alert", headers: alertHeaders),
        message("deadLetter", "A message that could not be read.", payload: nil, headers: deadLetterHeaders),
    ]

    private static let schemas: [(String, JSONTree)] = [
        ("article", schema(MessageSchema.articleTree)),
        ("report", schema(MessageSchema.reportTree)),
        ("event", schema(MessageSchema.eventTree)),
        ("alert", schema(MessageSchema.alertTree)),
    ]

    private static let alertHeaders: [SchemaField] = [
        .always("ce_specversion", .constant("1.0"), "CloudEvents, binary mode."),
        .always("ce_id", .string(), "Event id and revision, joined by a slash."),
        .always("ce_source", .string(), "Who produced it, as configured."),
        .always("ce_type", .string(pattern: "^tocsin[.]alert[.]"), "tocsin.alert. and the kind."),
        .always("ce_subject", .string(), "The event id."),
        .always("ce_time", .string(format: "date-time"), "When the revision was decided."),
        .always("content-type", .constant("application/json"), "The media type of the value."),
        .always("tocsin-severity", .oneOf(Severity.allCases.map(\.rawValue)), "The severity, to filter by."),
        .always("tocsin-change", .oneOf(Alert.Change.allCases.map(\.rawValue)), "What the revision is, to filter by."),
    ]

    private static let deadLetterHeaders: [SchemaField] = [
        .always("tocsin-reason", .string(), "A word from a closed set, such as not-json."),
        .always("tocsin-detail", .string(), "One sentence for people; may quote the message."),
        .always("tocsin-topic", .string(), "The topic it stood in."),
        .always("tocsin-partition", .string(pattern: "^[0-9]+$"), "The partition it stood in."),
        .always("tocsin-offset", .string(pattern: "^[0-9]+$"), "Its offset there."),
        .sometimes("tocsin-timestamp", .string(format: "date-time"), "Its timestamp there."),
        .sometimes(
            "tocsin-embargoed-until",
            .string(format: "date-time"),
            "Until when it must not be used, where that is the reason."
        ),
        .sometimes("tocsin-truncated", .constant("true"), "Present where something had to be cut."),
        .sometimes("tocsin-size", .string(pattern: "^[0-9]+$"), "Bytes of the whole value, where it had to be cut."),
        .sometimes(
            "tocsin-sha256",
            .string(pattern: "^[0-9a-f]{64}$"),
            "Digest of the whole value, where it had to be cut."
        ),
        .sometimes("tocsin-key-size", .string(pattern: "^[0-9]+$"), "Bytes of the whole key, where it had to be cut."),
        .sometimes("tocsin-headers-dropped", .string(pattern: "^[0-9]+$"), "How many headers had to be left out."),
    ]

    private static func channel(_ channel: Channel) -> JSONTree {
        var members: [(String, JSONTree)] = [
            ("address", .text(channel.address)),
            ("description", .text(channel.meaning)),
            ("messages", .object([(channel.message, reference("#/components/messages/\(channel.message)"))])),
        ]
        if let (policy, days) = channel.cleanup {
            var settings: [(String, JSONTree)] = [("cleanup.policy", .list([.text(policy)]))]
            if let days { settings.append(("retention.ms", .integer(days * 86_400_000))) }
            let kafka: [(String, JSONTree)] = [
                ("topicConfiguration", .object(settings)), ("bindingVersion", .text("0.5.0")),
            ]
            members.append(("bindings", .object([("kafka", .object(kafka))])))
        }
        if channel.isInternal { members.append(("x-internal", .boolean(true))) }
        return .object(members)
    }

    private static func operation(_ operation: Operation, on channel: Channel) -> JSONTree {
        .object([
            ("action", .text(operation.action)),
            ("channel", reference("#/channels/\(channel.name)")),
            ("messages", .list([reference("#/channels/\(channel.name)/messages/\(channel.message)")])),
        ])
    }

    private static func message(
        _ name: String,
        _ title: String,
        payload: String?,
        headers: [SchemaField]
    ) -> (String, JSONTree) {
        var members: [(String, JSONTree)] = [("name", .text(name)), ("title", .text(title))]
        if !headers.isEmpty {
            // Other headers may stand beside these: a dead letter keeps those it came with.
            let keywords = SchemaShape.object(headers).keywords.filter { $0.0 != "additionalProperties" }
            members.append(("headers", .object(keywords)))
        }
        if let payload { members.append(("payload", reference("#/components/schemas/\(payload)"))) }
        return (name, .object(members))
    }

    private static func schema(_ tree: JSONTree) -> JSONTree {
        .object([("schemaFormat", .text("application/schema+json;version=draft-2020-12")), ("schema", tree)])
    }

    private static func reference(_ place: String) -> JSONTree {
        .object([("$ref", .text(place))])
    }
}
