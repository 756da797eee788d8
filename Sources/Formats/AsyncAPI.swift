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
                ("description", .text("Reads news articles from Kafka and publishes alerts about what they report.")),
            ])
        ),
        ("defaultContentType", .text("application/json")),
        ("channels", .object(channels.map { ($0.name, channel($0)) })),
        ("operations", .object(channels.map { ($0.operation, operation($0)) })),
        ("components", .object([("messages", .object(messages)), ("schemas", .object(schemas))])),
    ]).written()

    private struct Channel {
        var name: String
        var address: String
        var message: String
        var operation: String
        var action: String
        var meaning: String
    }

    private static let channels = [
        Channel(
            name: "articles",
            address: "articles",
            message: "article",
            operation: "readArticles",
            action: "receive",
            meaning: "News articles; a message without a value is passed over."
        ),
        Channel(
            name: "alerts",
            address: "alerts",
            message: "alert",
            operation: "publishAlerts",
            action: "send",
            meaning: "Alerts, keyed by event id; all revisions of an event are in one partition, in order."
        ),
        Channel(
            name: "deadLetters",
            address: "articles.dead",
            message: "deadLetter",
            operation: "setAsideDeadLetters",
            action: "send",
            meaning: "Messages that could not be read, as they came, with the reason."
        ),
    ]

    private static let messages: [(String, JSONTree)] = [
        message("article", "An article.", payload: "article", headers: []),
        message("alert", "One revision of one event.", payload: "alert", headers: alertHeaders),
        message("deadLetter", "A message that could not be read.", payload: nil, headers: deadLetterHeaders),
    ]

    private static let schemas: [(String, JSONTree)] = [
        ("article", schema(MessageSchema.articleTree)),
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
        .sometimes("tocsin-truncated", .constant("true"), "Present where the value had to be cut."),
        .sometimes("tocsin-size", .string(pattern: "^[0-9]+$"), "Bytes of the whole value, where it had to be cut."),
        .sometimes(
            "tocsin-sha256",
            .string(pattern: "^[0-9a-f]{64}$"),
            "Digest of the whole value, where it had to be cut."
        ),
    ]

    private static func channel(_ channel: Channel) -> JSONTree {
        .object([
            ("address", .text(channel.address)),
            ("description", .text(channel.meaning)),
            ("messages", .object([(channel.message, reference("#/components/messages/\(channel.message)"))])),
        ])
    }

    private static func operation(_ channel: Channel) -> JSONTree {
        .object([
            ("action", .text(channel.action)),
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
