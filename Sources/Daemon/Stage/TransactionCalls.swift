import Kafka

/// The calls of a transaction that wait for the broker, made on a thread of their own, one after the other.
///
/// The stage's loop asks and goes on; the answer comes to the mailbox, and the consumer's poll is woken for it.
final class TransactionCalls: Sendable {
    /// A call.
    enum Call: Sendable {
        case initialise
        case bind([KafkaOffset], KafkaGroupMetadata)
        case commit
        case abort
    }

    /// What became of it.
    struct Answer: Sendable {
        var outcome: TransactionCycle.Outcome
        var error: KafkaError?
    }

    /// One wait for a broker that is away: the identity is asked for again and again, so that a stop is heard.
    private static let initialWait = 5000

    let answers = Mailbox<Answer>()
    private let calls = Mailbox<Call>()

    /// Asks for `call`.
    func ask(_ call: Call) {
        calls.put(call)
    }

    /// Lets `run` return once nothing is left to do.
    func close() {
        calls.close(takers: 1)
    }

    /// Makes the calls that are asked for until it is closed.
    func run(_ producer: KafkaProducer, waker: KafkaWaker) {
        while let call = calls.take() {
            do {
                try make(call, producer)
                answers.put(Answer(outcome: .done))
            } catch {
                answers.put(Answer(outcome: TransactionCycle.Outcome(error), error: error))
            }
            waker.wake()
        }
    }

    /// Without limits of our own where librdkafka advises so: the transaction's own timeout ends them.
    private func make(_ call: Call, _ producer: KafkaProducer) throws(KafkaError) {
        switch call {
        case .initialise: try producer.initTransactions(timeoutMilliseconds: TransactionCalls.initialWait)
        case .bind(let offsets, let group): try producer.sendOffsets(offsets, of: group)
        case .commit: try producer.commitTransaction()
        case .abort: try producer.abortTransaction()
        }
    }
}

extension TransactionCycle.Outcome {
    /// What an error of a transaction call means; one without any advice is final, says librdkafka.
    init(_ error: KafkaError) {
        if error.isFatal {
            self = .fatal
        } else if error.requiresAbort {
            self = .abort
        } else {
            self = error.isRetriable ? .retry : .fatal
        }
    }
}
