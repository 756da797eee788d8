import CRdKafka

extension KafkaConsumer {
    /// Commits the offsets of the next messages to read and waits for the answer.
    ///
    /// After `_TIMED_OUT` it is unknown whether they were committed; committing the same or later ones again is safe.
    public func commit(_ offsets: [KafkaOffset], timeoutMilliseconds: Int = 10_000) throws(KafkaError) {
        guard !offsets.isEmpty else { return }
        let operation = "commit \(offsets.count) offsets"
        let handle = try client(for: operation)
        let list = PartitionList(offsets)
        // rd_kafka_commit would wait without limit; an answer that comes after the queue is gone is dropped.
        let queue = rd_kafka_queue_new(handle.pointer)
        defer { rd_kafka_queue_destroy(queue) }
        try check(rd_kafka_commit_queue(handle.pointer, list.pointer, queue, nil, nil), while: operation)

        guard let event = rd_kafka_queue_poll(queue, Int32(clamping: max(0, timeoutMilliseconds))) else {
            throw KafkaError(
                RD_KAFKA_RESP_ERR__TIMED_OUT,
                reason: "no answer within \(timeoutMilliseconds) ms",
                while: operation
            )
        }
        defer { rd_kafka_event_destroy(event) }
        try check(rd_kafka_event_error(event), while: operation)
        for entry in rd_kafka_event_topic_partition_list(event).map({ Array($0.entries) }) ?? [] {
            try check(entry.err, while: "\(operation), \(KafkaPartition(entry))")
        }
    }

    /// The group's committed offsets; partitions that have none are left out.
    public func committed(
        _ partitions: [KafkaPartition],
        timeoutMilliseconds: Int = 10_000
    ) throws(KafkaError) -> [KafkaPartition: Int64] {
        let operation = "committed offsets of \(partitions.count) partitions"
        let list = PartitionList(partitions)
        let handle = try client(for: operation)
        try check(
            rd_kafka_committed(handle.pointer, list.pointer, Int32(clamping: timeoutMilliseconds)),
            while: operation
        )
        try list.checkEach(while: operation)
        return known(list.offsets)
    }

    /// The offset after the last message of `partition` as of the latest fetch, without asking; nil where it is unknown.
    ///
    /// Markers of transactions count here, so the last message may stand before the one that this names.
    public func knownEnd(of partition: KafkaPartition) -> Int64? {
        guard let handle = try? client(for: "known end") else { return nil }
        var (low, high) = (Int64(0), Int64(0))
        let code = rd_kafka_get_watermark_offsets(handle.pointer, partition.topic, partition.partition, &low, &high)
        return code == RD_KAFKA_RESP_ERR_NO_ERROR && high >= 0 ? high : nil
    }

    /// The offsets that there are: from the oldest message kept to the next one to come.
    ///
    /// For a consumer that reads committed messages only, the end lies before the oldest open transaction.
    public func watermarks(
        of partition: KafkaPartition,
        timeoutMilliseconds: Int = 10_000
    ) throws(KafkaError) -> Range<Int64> {
        // Not rd_kafka_query_watermark_offsets: 2.0.2 waits there for minutes when the broker cannot be reached,
        // whatever its limit says. These logical offsets stand for times in the protocol's own request.
        let end = deadline(after: timeoutMilliseconds)
        let low = try place(KafkaOffset(partition, KafkaOffset.beginning), milliseconds: remaining(until: end))
        let high = try place(KafkaOffset(partition, KafkaOffset.end), milliseconds: remaining(until: end))
        return low..<max(low, high)
    }

    /// Learns who leads `partition` and the others of its topic, so that an `assign` that follows reads at once.
    ///
    /// A client that has not met the topic would find that out by a timer of its own, a second later.
    public func warm(_ partition: KafkaPartition, timeoutMilliseconds: Int = 10_000) throws(KafkaError) {
        _ = try place(KafkaOffset(partition, KafkaOffset.beginning), milliseconds: Int32(clamping: timeoutMilliseconds))
    }

    private func place(_ logical: KafkaOffset, milliseconds: Int32) throws(KafkaError) -> Int64 {
        let offsets = try look(up: [logical], milliseconds: milliseconds, while: "watermarks of \(logical.partition)")
        return offsets[logical.partition] ?? 0
    }

    /// The offsets of the first messages at or after a time (milliseconds since 1970).
    ///
    /// Partitions that have none so late are left out. The embedded broker knows no times: all are left out there.
    public func offsets(
        of partitions: [KafkaPartition],
        since milliseconds: Int64,
        timeoutMilliseconds: Int = 10_000
    ) throws(KafkaError) -> [KafkaPartition: Int64] {
        try look(
            up: partitions.map { KafkaOffset($0, max(0, milliseconds)) },
            milliseconds: Int32(clamping: timeoutMilliseconds),
            while: "offsets at \(milliseconds) ms of \(partitions.count) partitions"
        )
    }

    private func look(
        up times: [KafkaOffset],
        milliseconds: Int32,
        while operation: String
    ) throws(KafkaError) -> [KafkaPartition: Int64] {
        let list = PartitionList(times)
        let handle = try client(for: operation)
        try check(rd_kafka_offsets_for_times(handle.pointer, list.pointer, milliseconds), while: operation)
        try list.checkEach(while: operation)
        return known(list.offsets)
    }

    private func known(_ offsets: [KafkaOffset]) -> [KafkaPartition: Int64] {
        let pairs = offsets.filter { $0.offset >= 0 }.map { ($0.partition, $0.offset) }
        return Dictionary(pairs) { $1 }
    }
}
