public import Kafka

/// How a stage is set up, whatever it transforms.
public struct StageSettings: Sendable {
    /// The name of the stage in logs and thread names.
    public var name: String
    /// The client that reads; its group is the stage's.
    public var consumer: KafkaConfiguration
    /// The client that writes.
    public var producer: KafkaConfiguration
    /// The topics to read.
    public var inputs: [String]
    /// The topics that must be there before anything is read.
    public var outputs: [String]
    /// The topic for what cannot be worked on.
    public var dead: String
    /// What makes it a stage that correlates; nil where it remembers nothing.
    public var events: EventSettings?
    /// How the topics must be; where that is known.
    var topics = TopicPlan()
    /// How often what is processed is committed.
    public var commitInterval = Duration.milliseconds(100)
    /// How many records may go into one transaction.
    public var transactionMessages = 10_000
    /// How many bytes of outputs may go into one transaction.
    public var transactionBytes = 16_777_216
    /// After how long the broker undoes a transaction of an instance that is gone.
    public var transactionTimeout = Duration.seconds(15)
    /// How many records may be in work.
    public var messageLimit = 4096
    /// How many bytes of records may be in work.
    public var byteLimit = 67_108_864
    /// How many threads transform.
    public var workers = 1
    /// How long a partition with something to read may stand still before that is reported.
    public var stall = Duration.seconds(120)
    /// How long to finish what is in work, at a stop and before partitions go to another.
    public var drain = Duration.seconds(6)

    /// Settings with the defaults for all bounds.
    public init(
        name: String,
        consumer: KafkaConfiguration,
        producer: KafkaConfiguration,
        inputs: [String],
        outputs: [String],
        dead: String
    ) {
        self.name = name
        self.consumer = consumer
        self.producer = producer
        self.inputs = inputs
        self.outputs = outputs
        self.dead = dead
    }
}

extension StageSettings {
    /// Whether the broker keeps outputs and offsets in transactions: exactly once, by a producer with a transactional id.
    public var isExact: Bool { producer.transactionalID != nil }

    /// Whether outputs and offsets go together, transaction by transaction.
    ///
    /// A stage that remembers something goes so without the broker's help, too: what it knows, what it has said and what
    /// it has read must belong together. Then a transaction is a round, in this order: alerts, events, offsets.
    public var isTransactional: Bool { isExact || events != nil }
}

/// Why a stage cannot go on.
public enum StageFailure: Error, Sendable, Hashable {
    /// Another instance uses the same identity; the two would throw each other out for ever.
    case fenced(KafkaError)
    /// The broker refuses for good.
    case broker(KafkaError)
    /// These clients are of no use any more, and new ones may be.
    case interrupted(KafkaError)
    /// Topics are not as they must be.
    case topics(String)
    /// The stored events cannot be used.
    case events(String)
    /// The system starts no more threads.
    case thread(ThreadError)

    /// The failure that a fatal error stands for.
    init(_ error: KafkaError) {
        if StageFailure.fencing.contains(error.code) {
            self = .fenced(error)
        } else {
            self = error.code.isRefusal ? .broker(error) : .interrupted(error)
        }
    }

    private static let fencing: [KafkaError.Code] = [.fenced, .fencedInstanceID, .producerFenced]
}

extension StageFailure: CustomStringConvertible {
    /// What happened and what it means.
    public var description: String {
        switch self {
        case .fenced(let error): return "another instance runs under the same identity (\(error))"
        case .broker(let error): return "the broker refuses for good (\(error))"
        case .interrupted(let error): return "the broker clients cannot go on (\(error))"
        case .topics(let reason), .events(let reason): return reason
        case .thread(let error): return error.description
        }
    }
}
