import CRdKafka

/// One message on its way into librdkafka's queue.
///
/// The headers go as one list: 2.0.2 crashes on single headers of a message whose partition does not exist.
struct Outgoing {
    let record: KafkaRecord
    let token: UInt64

    func send(by handle: ClientHandle) throws(KafkaError) {
        let topic = try handle.topic(record.topic)
        let headers = try makeHeaders()
        let error = withPointer(to: record.key) { key, keyCount in
            withPointer(to: record.value) { value, valueCount in
                withUnsafeTemporaryAllocation(of: rd_kafka_vu_t.self, capacity: 8) { fields in
                    fields.initialize(repeating: rd_kafka_vu_t())
                    fields[0].vtype = RD_KAFKA_VTYPE_RKT
                    fields[0].u.rkt = topic
                    fields[1].vtype = RD_KAFKA_VTYPE_MSGFLAGS
                    fields[1].u.i = RD_KAFKA_MSG_F_COPY
                    fields[2].vtype = RD_KAFKA_VTYPE_KEY
                    fields[2].u.mem.ptr = key
                    fields[2].u.mem.size = keyCount
                    fields[3].vtype = RD_KAFKA_VTYPE_VALUE
                    fields[3].u.mem.ptr = value
                    fields[3].u.mem.size = valueCount
                    fields[4].vtype = RD_KAFKA_VTYPE_OPAQUE
                    fields[4].u.ptr = UnsafeMutableRawPointer(bitPattern: UInt(token))
                    fields[5].vtype = RD_KAFKA_VTYPE_TIMESTAMP
                    // 0 is "now".
                    fields[5].u.i64 = record.timestampMilliseconds ?? 0
                    fields[6].vtype = RD_KAFKA_VTYPE_PARTITION
                    fields[6].u.i32 = record.partition ?? anyPartition
                    var count = 7
                    if let headers {
                        fields[7].vtype = RD_KAFKA_VTYPE_HEADERS
                        fields[7].u.headers = headers
                        count = 8
                    }
                    return rd_kafka_produceva(handle.pointer, fields.baseAddress, count)
                }
            }
        }
        guard let error else { return }
        // Only a message that was accepted takes its headers along.
        if let headers { rd_kafka_headers_destroy(headers) }
        defer { rd_kafka_error_destroy(error) }
        throw refusal(error, client: handle.pointer)
    }

    private func refusal(_ error: OpaquePointer, client: OpaquePointer) -> KafkaError {
        let operation = "send \(record.value?.count ?? 0) bytes to \(record.topic)"
        // After a fatal error everything is refused, with a code that does not say that it is final.
        if let fatal = KafkaError.fatal(of: client, while: operation) { return fatal }
        let reason = String(cString: rd_kafka_error_string(error))
        return KafkaError(rd_kafka_error_code(error), reason: reason, while: operation)
    }

    private func makeHeaders() throws(KafkaError) -> OpaquePointer? {
        guard !record.headers.isEmpty else { return nil }
        let list = rd_kafka_headers_new(record.headers.count)
        for header in record.headers {
            let code = withPointer(to: header.value) { rd_kafka_header_add(list, header.name, -1, $0, $1) }
            guard code != RD_KAFKA_RESP_ERR_NO_ERROR else { continue }
            rd_kafka_headers_destroy(list)
            throw KafkaError(code, while: "header \(header.name) of a message to \(record.topic)")
        }
        return list
    }
}

/// What C calls RD_KAFKA_PARTITION_UA, a macro that Swift does not see: the key decides.
private let anyPartition: Int32 = -1

/// Lends the bytes to C: no pointer where there is no value, some pointer where the value is empty.
private func withPointer<Result>(
    to bytes: [UInt8]?,
    _ body: (UnsafeMutableRawPointer?, Int) -> Result
) -> Result {
    guard let bytes else { return body(nil, 0) }
    return bytes.withUnsafeBytes { buffer in
        // Of no bytes none are read, but a null pointer would mean "no value".
        let start = buffer.baseAddress ?? UnsafeRawPointer(bitPattern: 1)
        return body(UnsafeMutableRawPointer(mutating: start), buffer.count)
    }
}
