import Kafka

extension StageLoop {
    /// A record in work.
    struct InWork {
        var message: KafkaMessage
        var size: Int
        var ending = Ending.open
        /// Outputs not yet delivered.
        var undelivered = 0
        /// The worker's answer, while it waits for those before it.
        var answer: Disposition?
        /// Whether a worker has answered.
        var isAnswered = false

        /// Where it stood.
        var place: KafkaOffset { KafkaOffset(message.partition, message.offset) }
    }

    /// What a record will have been.
    enum Ending {
        case open, published, dead(String)
    }

    /// A record to be sent for the one with `ticket`.
    struct Outgoing {
        var ticket: UInt64
        var record: KafkaRecord
        var isDead: Bool
        /// How often it was refused.
        var refusals = 0
    }
}
