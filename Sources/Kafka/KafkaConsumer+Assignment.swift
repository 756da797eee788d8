import CRdKafka

extension KafkaConsumer {
    /// Reads the given places without joining a group, in place of what was read before.
    public func assign(_ places: [KafkaOffset]) throws(KafkaError) {
        let operation = "assign \(places)"
        let list = PartitionList(places)
        try check(rd_kafka_assign(client(for: operation).pointer, list.pointer), while: operation)
        paused.subtract(places.map(\.partition))
    }

    /// Stops messages of `partitions` while polling goes on; nothing is lost or skipped.
    ///
    /// Where reading has only just begun, as in `onAssign`, a first batch can be under way already: it comes in spite of
    /// the pause, and may come again after `resume`. Whoever counts must look at the offsets.
    public func pause(_ partitions: [KafkaPartition]) throws(KafkaError) {
        let fresh = partitions.filter { !paused.contains($0) }
        guard !fresh.isEmpty else { return }
        let operation = "pause \(fresh)"
        let list = PartitionList(fresh)
        try check(rd_kafka_pause_partitions(client(for: operation).pointer, list.pointer), while: operation)
        // Some may be paused although others were refused; what is not noted here could never be resumed.
        paused.formUnion(list.pointer.accepted)
        try list.checkEach(while: operation)
    }

    /// Lets messages of `partitions` come again; those that are not paused are passed over.
    ///
    /// librdkafka 2.0.2 goes back to an older position when one that is not paused is resumed (fixed in 2.4.0).
    public func resume(_ partitions: [KafkaPartition]) throws(KafkaError) {
        let stopped = partitions.filter { paused.contains($0) }
        guard !stopped.isEmpty else { return }
        let operation = "resume \(stopped)"
        let list = PartitionList(stopped)
        try check(rd_kafka_resume_partitions(client(for: operation).pointer, list.pointer), while: operation)
        paused.subtract(list.pointer.accepted)
        try list.checkEach(while: operation)
    }

    /// Goes on reading assigned partitions at the given places; messages fetched before are not handed out.
    public func seek(to places: [KafkaOffset]) throws(KafkaError) {
        guard !places.isEmpty else { return }
        let operation = "seek to \(places)"
        let list = PartitionList(places)
        // Without limit: 2.0.2 takes a limit for a thousandth of what it says, and no broker is asked here.
        try check(
            consuming: rd_kafka_seek_partitions(client(for: operation).pointer, list.pointer, -1),
            while: operation
        )
        try list.checkEach(while: operation)
    }
}
