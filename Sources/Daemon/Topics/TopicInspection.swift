public import Kafka

/// What a broker says about topics.
public struct TopicInspection: Sendable {
    /// The topics that there are, of those asked for.
    public var found: [String: FoundTopic]
    /// Why the broker does not tell their settings; nil where it does.
    public var refusal: KafkaError?

    /// Asks about `topics`, which creates none of them; it waits, so it belongs on a thread.
    ///
    /// - Throws: `KafkaConfigurationError`, or `KafkaError` where no broker answers.
    public static func ask(
        about topics: [String],
        _ client: KafkaConfiguration,
        timeoutMilliseconds: Int = 5000
    ) throws -> TopicInspection {
        let metadata = try KafkaMetadata.fetch(client, timeoutMilliseconds: timeoutMilliseconds)
        var inspection = TopicInspection(found: [:], refusal: nil)
        for topic in metadata.topics where topics.contains(topic.name) && topic.error == nil {
            inspection.found[topic.name] = FoundTopic(partitions: topic.partitions.count, settings: nil)
        }
        guard metadata.controller != nil else {
            let reason = "none of the brokers takes requests about topics"
            inspection.refusal = KafkaError(operation: "topics", code: .unsupportedFeature, reason: reason)
            return inspection
        }
        guard !inspection.found.isEmpty else { return inspection }
        do {
            let settings = try KafkaAdministration.settings(
                of: inspection.found.keys.sorted(),
                client,
                timeoutMilliseconds: timeoutMilliseconds
            )
            for (name, values) in settings { inspection.found[name]?.settings = values }
        } catch let error as KafkaError {
            // Credentials may not allow it.
            inspection.refusal = error
        }
        return inspection
    }
}
