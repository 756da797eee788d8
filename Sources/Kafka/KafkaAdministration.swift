import CRdKafka

/// Asks a broker about topics and for new ones, with a client of its own that joins no group.
///
/// It waits, so it belongs on a thread (`runOnThread`). The embedded broker knows none of these requests; topics are
/// created there by a call of its own.
public enum KafkaAdministration {
    /// Creates a topic with the broker's own replication factor; one that is there already is left as it is.
    ///
    /// `settings` are the broker's own names, such as `cleanup.policy`.
    /// - Returns: False where it was there already.
    /// - Throws: `KafkaConfigurationError`, or `KafkaError`.
    @discardableResult
    public static func createTopic(
        _ name: String,
        partitions: Int,
        settings: [String: String] = [:],
        _ configuration: KafkaConfiguration,
        timeoutMilliseconds: Int = 15_000
    ) throws -> Bool {
        let operation = "create topic \(name) with \(partitions) partitions"
        guard let topic = rd_kafka_NewTopic_new(name, Int32(clamping: partitions), -1, nil, 0) else {
            throw KafkaError(RD_KAFKA_RESP_ERR__INVALID_ARG, while: operation)
        }
        defer { rd_kafka_NewTopic_destroy(topic) }
        for (key, value) in settings {
            try check(rd_kafka_NewTopic_set_config(topic, key, value), while: "\(operation), \(key)=\(value)")
        }
        var topics: [OpaquePointer?] = [topic]
        return try ask(operation, configuration, timeoutMilliseconds) { client, queue in
            rd_kafka_CreateTopics(client, &topics, 1, nil, queue)
        } answer: { event throws(KafkaError) in
            var count = 0
            guard let result = rd_kafka_event_CreateTopics_result(event),
                let results = rd_kafka_CreateTopics_result_topics(result, &count)
            else { return true }
            for index in 0..<count {
                let code = rd_kafka_topic_result_error(results[index])
                guard code != RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS else { return false }
                let reason = rd_kafka_topic_result_error_string(results[index]).map { String(cString: $0) }
                guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
                    throw KafkaError(code, reason: reason, while: operation)
                }
            }
            return true
        }
    }

    /// What the broker says about its topics, by topic and the broker's own names, such as `cleanup.policy`.
    ///
    /// Topics that there are not are left out.
    /// - Throws: `KafkaConfigurationError`, or `KafkaError`; `_UNSUPPORTED_FEATURE` where the broker does not tell.
    public static func settings(
        of topics: [String],
        _ configuration: KafkaConfiguration,
        timeoutMilliseconds: Int = 10_000
    ) throws -> [String: [String: String]] {
        let operation = "settings of \(topics.joined(separator: ", "))"
        var resources: [OpaquePointer?] = topics.map { rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, $0) }
        defer { rd_kafka_ConfigResource_destroy_array(&resources, resources.count) }
        return try ask(operation, configuration, timeoutMilliseconds) { client, queue in
            rd_kafka_DescribeConfigs(client, &resources, resources.count, nil, queue)
        } answer: { event throws(KafkaError) in
            var count = 0
            guard let result = rd_kafka_event_DescribeConfigs_result(event),
                let found = rd_kafka_DescribeConfigs_result_resources(result, &count)
            else { return [:] }
            var settings: [String: [String: String]] = [:]
            for index in 0..<count {
                guard let resource = found[index], let name = rd_kafka_ConfigResource_name(resource) else { continue }
                let code = rd_kafka_ConfigResource_error(resource)
                guard code != RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART else { continue }
                try check(code, while: "\(operation), \(String(cString: name))")
                settings[String(cString: name)] = entries(of: resource)
            }
            return settings
        }
    }

    private static func entries(of resource: OpaquePointer) -> [String: String] {
        var count = 0
        guard let entries = rd_kafka_ConfigResource_configs(resource, &count) else { return [:] }
        var values: [String: String] = [:]
        for index in 0..<count {
            guard let entry = entries[index], let name = rd_kafka_ConfigEntry_name(entry),
                let value = rd_kafka_ConfigEntry_value(entry)
            else { continue }
            values[String(cString: name)] = String(cString: value)
        }
        return values
    }

    /// Makes one request and waits for its answer, which lives only as long as `answer` runs.
    private static func ask<Answer>(
        _ operation: String,
        _ configuration: KafkaConfiguration,
        _ milliseconds: Int,
        request: (_ client: OpaquePointer, _ queue: OpaquePointer) -> Void,
        answer: (OpaquePointer) throws(KafkaError) -> Answer
    ) throws -> Answer {
        let handle = try ClientHandle(configuration, role: .observer, callbacks: ClientCallbacks(configuration))
        guard let queue = rd_kafka_queue_new(handle.pointer) else {
            throw KafkaError(RD_KAFKA_RESP_ERR__FAIL, while: operation)
        }
        defer { rd_kafka_queue_destroy(queue) }
        request(handle.pointer, queue)
        guard let event = rd_kafka_queue_poll(queue, Int32(clamping: milliseconds)) else {
            throw KafkaError(
                RD_KAFKA_RESP_ERR__TIMED_OUT,
                reason: "no answer within \(milliseconds) ms",
                while: operation
            )
        }
        defer { rd_kafka_event_destroy(event) }
        let code = rd_kafka_event_error(event)
        let reason = rd_kafka_event_error_string(event).map { String(cString: $0) }
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { throw KafkaError(code, reason: reason, while: operation) }
        return try answer(event)
    }
}
