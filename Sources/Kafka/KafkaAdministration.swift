import CRdKafka

/// Asks a broker for changes, with a client of its own that joins no group; it waits, so it belongs on a thread.
public enum KafkaAdministration {
    /// Creates a topic with the broker's own replication factor; one that is there already is left as it is.
    ///
    /// The embedded broker does not know this request; it has a call of its own.
    public static func createTopic(
        _ name: String,
        partitions: Int,
        _ configuration: KafkaConfiguration,
        timeoutMilliseconds: Int = 15_000
    ) throws {
        let operation = "create topic \(name) with \(partitions) partitions"
        let handle = try ClientHandle(configuration, role: .observer, callbacks: ClientCallbacks(configuration))
        guard let queue = rd_kafka_queue_new(handle.pointer) else {
            throw KafkaError(RD_KAFKA_RESP_ERR__FAIL, while: operation)
        }
        defer { rd_kafka_queue_destroy(queue) }
        guard let topic = rd_kafka_NewTopic_new(name, Int32(clamping: partitions), -1, nil, 0) else {
            throw KafkaError(RD_KAFKA_RESP_ERR__INVALID_ARG, while: operation)
        }
        var topics: [OpaquePointer?] = [topic]
        defer { rd_kafka_NewTopic_destroy(topic) }
        rd_kafka_CreateTopics(handle.pointer, &topics, 1, nil, queue)
        guard let event = rd_kafka_queue_poll(queue, Int32(clamping: timeoutMilliseconds)) else {
            throw KafkaError(
                RD_KAFKA_RESP_ERR__TIMED_OUT,
                reason: "no answer within \(timeoutMilliseconds) ms",
                while: operation
            )
        }
        defer { rd_kafka_event_destroy(event) }
        try check(rd_kafka_event_error(event), while: operation)
        guard let result = rd_kafka_event_CreateTopics_result(event) else { return }
        var count = 0
        guard let results = rd_kafka_CreateTopics_result_topics(result, &count) else { return }
        for index in 0..<count {
            let code = rd_kafka_topic_result_error(results[index])
            guard code != RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS else { continue }
            try check(code, while: operation)
        }
    }
}
