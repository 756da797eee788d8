/// A pointer to something of librdkafka's that any thread may use.
// Safe to share: it stands only for clients, topics, queues and mock clusters, which have locks of their own, and for
// callbacks that are not looked at through it.
struct SharedPointer: @unchecked Sendable {
    let raw: OpaquePointer
}
