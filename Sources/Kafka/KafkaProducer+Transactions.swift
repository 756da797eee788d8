import CRdKafka

// Every call here waits. Errors are to be taken in the order `isFatal`, `requiresAbort`, `isRetriable`; one without
// any flag is to be treated as fatal.
extension KafkaProducer {
    /// Registers the `transactionalID`, ending what a predecessor left open; before anything else, and once.
    public func initTransactions(timeoutMilliseconds: Int = -1) throws(KafkaError) {
        let handle = try client(for: "init transactions")
        try check(
            consuming: rd_kafka_init_transactions(handle.pointer, Int32(clamping: timeoutMilliseconds)),
            while: "init transactions"
        )
    }

    /// Opens a transaction; best when its first message is at hand, because the clock of the broker starts.
    public func beginTransaction() throws(KafkaError) {
        let handle = try client(for: "begin transaction")
        try check(consuming: rd_kafka_begin_transaction(handle.pointer), while: "begin transaction")
        isInTransaction = true
    }

    /// Puts the offsets of the next messages to read into the transaction.
    ///
    /// `group` is to be taken anew each time, on the consumer's thread. When it is retriable, it has to be called again
    /// with the same arguments.
    public func sendOffsets(
        _ offsets: [KafkaOffset],
        of group: KafkaGroupMetadata,
        timeoutMilliseconds: Int = -1
    ) throws(KafkaError) {
        let operation = "send \(offsets.count) offsets to transaction"
        let handle = try client(for: operation)
        let list = PartitionList(offsets)
        try check(
            consuming: rd_kafka_send_offsets_to_transaction(
                handle.pointer,
                list.pointer,
                group.pointer.raw,
                Int32(clamping: timeoutMilliseconds)
            ),
            while: operation
        )
    }

    /// Flushes and commits; without limit it takes at most what is left of the transaction's own timeout.
    public func commitTransaction(timeoutMilliseconds: Int = -1) throws(KafkaError) {
        let handle = try client(for: "commit transaction")
        try check(
            consuming: rd_kafka_commit_transaction(handle.pointer, Int32(clamping: timeoutMilliseconds)),
            while: "commit transaction"
        )
        isInTransaction = false
    }

    /// Drops what was sent since `beginTransaction`; without an open transaction it does nothing.
    public func abortTransaction(timeoutMilliseconds: Int = -1) throws(KafkaError) {
        guard isInTransaction else { return }
        let handle = try client(for: "abort transaction")
        try check(
            consuming: rd_kafka_abort_transaction(handle.pointer, Int32(clamping: timeoutMilliseconds)),
            while: "abort transaction"
        )
        isInTransaction = false
    }
}
