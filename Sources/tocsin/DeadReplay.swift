import Daemon
import Domain
import Foundation
import Kafka
import Synchronization

/// What a replay sends, and the sending.
enum DeadReplay {
    /// The records to send for `letters`; those that cannot be sent are named on standard error.
    static func choose(from letters: [DeadMessage], now: Timestamp) -> [KafkaRecord] {
        letters.compactMap { dead in
            if let until = dead.embargoedUntil, until > now {
                standardError("tocsin: \(dead.place) is under embargo until \(until)\n")
                return nil
            }
            guard let record = dead.replay else {
                let why = dead.isTruncated ? "its value was cut" : "its headers do not say where it came from"
                standardError("tocsin: \(dead.place) cannot be replayed: \(why)\n")
                return nil
            }
            return record
        }
    }

    /// Sends `records` and waits until the broker has them all.
    static func send(_ records: [KafkaRecord], _ client: KafkaConfiguration) throws {
        let failure = Mutex<KafkaError?>(nil)
        let producer = try KafkaProducer(client) { delivery in
            guard let error = delivery.error else { return }
            failure.withLock { $0 = $0 ?? error }
        }
        defer { _ = producer.close(timeoutMilliseconds: 1000) }
        for record in records { try producer.send(record, timeoutMilliseconds: 30_000) }
        try producer.flush(timeoutMilliseconds: 60_000)
        if let error = failure.withLock({ $0 }) { throw error }
    }
}

/// What was found of what was asked for.
final class Found: Sendable {
    private let state = Mutex<(places: Set<String>, kept: [DeadMessage])>(([], []))

    func add(_ place: String) {
        state.withLock { _ = $0.places.insert(place) }
    }

    func keep(_ dead: DeadMessage) {
        state.withLock { $0.kept.append(dead) }
    }

    var kept: [DeadMessage] { state.withLock { $0.kept } }

    /// Names the places that hold no letter, and ends the command where there are any.
    func report(missing places: [String]) throws {
        let missing = places.filter { place in !state.withLock { $0.places.contains(place) } }
        guard !missing.isEmpty else { return }
        standardError("tocsin: no dead letter at \(missing.joined(separator: ", "))\n")
        throw ExitStatus.badData.exit
    }
}
