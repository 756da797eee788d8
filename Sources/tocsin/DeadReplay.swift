import Daemon
import Domain
import Kafka
import Synchronization

/// Sends dead letters again to where they came from, each as it is read: none is kept.
struct DeadReplay: Sendable {
    /// What was done.
    struct Outcome: Sendable {
        /// How many were sent, or would be.
        var count = 0
        /// The places where a letter lies.
        var found: Set<String> = []
    }

    /// The client that sends; nil only counts.
    let client: KafkaConfiguration?
    /// What is under embargo at this time is passed over.
    let now: Timestamp

    /// Sends what `reading` finds and waits until the broker has it all.
    ///
    /// It blocks, so it runs on a thread of its own. A failure is thrown, with what was sent until then on standard error.
    func run(_ reading: DeadReading) throws -> Outcome {
        let state = Mutex<(delivered: Int, failure: KafkaError?)>((0, nil))
        let producer = try client.map { client in
            try KafkaProducer(client) { delivery in
                state.withLock { state in
                    state.failure = state.failure ?? delivery.error
                    if delivery.error == nil { state.delivered += 1 }
                }
            }
        }
        defer { _ = producer?.close(timeoutMilliseconds: 1000) }
        var outcome = Outcome()
        do {
            try reading.read { dead in
                outcome.found.insert(dead.place)
                guard let record = record(of: dead) else { return }
                try producer?.send(record, timeoutMilliseconds: 30_000)
                producer?.poll(timeoutMilliseconds: 0)
                if let failure = state.withLock({ $0.failure }) { throw failure }
                outcome.count += 1
            }
            try producer?.flush(timeoutMilliseconds: 60_000)
            if let failure = state.withLock({ $0.failure }) { throw failure }
        } catch {
            if producer != nil { standardError("tocsin: \(state.withLock { $0.delivered }) sent before it failed\n") }
            throw error
        }
        return outcome
    }

    /// What to send for `dead`; nil, with the reason on standard error, where it cannot be sent.
    private func record(of dead: DeadMessage) -> KafkaRecord? {
        if let until = dead.embargoedUntil, until > now {
            standardError("tocsin: \(dead.place) is under embargo until \(until)\n")
            return nil
        }
        if let record = dead.replay { return record }
        let why = dead.isTruncated ? "it was cut" : "its headers do not say where it came from"
        standardError("tocsin: \(dead.place) cannot be replayed: \(why)\n")
        return nil
    }
}
