public import Correlation

/// Everything an operator can set, with the defaults that the shipped `Config/tocsin.yaml` states.
///
/// A value of this type is complete and checked: nothing further down asks whether a key was given.
public struct Configuration: Sendable, Hashable {
    /// The stages that run in this process.
    public var stages = StageName.allCases
    /// The broker and how to speak to it.
    public var kafka = Kafka()
    /// Where articles come from.
    public var input = Input()
    /// Where reports, events, alerts and dead letters go.
    public var output = Output()
    /// How surely a record is delivered.
    public var delivery = Delivery()
    /// The rule pack.
    public var rules = Rules()
    /// How reports become alerts.
    public var correlation = CorrelationSettings()
    /// What is logged, and in which shape.
    public var log = Log()
    /// The bounds on what the daemon takes on.
    public var limits = Limits()

    /// The defaults.
    public init() {}
}

extension Configuration {
    /// The two halves of the work.
    public enum StageName: String, Sendable, CaseIterable {
        /// Articles in, reports out.
        case extract
        /// Reports in, alerts out.
        case correlate
    }

    /// The broker and how to speak to it.
    public struct Kafka: Sendable, Hashable {
        /// The brokers to ask first, each `host:port`.
        public var bootstrap = ["localhost:9092"]
        /// The name the daemon gives itself towards the broker.
        public var clientID = "tocsin"
        /// The consumer group; instances that share the work share it.
        public var group = "tocsin"
        /// Encryption.
        public var tls = TLS()
        /// Authentication.
        public var sasl = SASL()
        /// Further librdkafka properties of every client.
        public var properties: [String: Secret] = [:]
        /// Further librdkafka properties of consumers.
        public var consumerProperties: [String: Secret] = [:]
        /// Further librdkafka properties of producers.
        public var producerProperties: [String: Secret] = [:]
    }

    /// Encryption towards the broker.
    public struct TLS: Sendable, Hashable {
        /// Whether connections are encrypted.
        public var enabled = false
        /// The file of the authorities to trust; nil trusts the system's.
        public var authorities: String?
        /// The file of the client's own certificate.
        public var certificate: String?
        /// The file of the client's private key.
        public var key: String?
        /// The passphrase of that key.
        public var keyPassword: Secret?
    }

    /// Authentication towards the broker.
    public struct SASL: Sendable, Hashable {
        /// The mechanisms the client library of Debian 12 has.
        public enum Mechanism: String, Sendable, CaseIterable {
            case plain = "PLAIN"
            case scram256 = "SCRAM-SHA-256"
            case scram512 = "SCRAM-SHA-512"
        }

        /// The mechanism; nil does not authenticate.
        public var mechanism: Mechanism?
        /// The user.
        public var username: String?
        /// The user's password.
        public var password: Secret?
    }

    /// Where articles come from.
    public struct Input: Sendable, Hashable {
        /// Where a group without committed offsets begins.
        public enum Start: String, Sendable, CaseIterable {
            case earliest, latest
        }

        /// The topics to read.
        public var topics = ["articles"]
        /// The shape of the messages.
        public var profile = "auto"
        /// JSON Pointers for a shape of one's own, by field.
        public var fields: [String: String] = [:]
        /// Where a group without committed offsets begins.
        public var start = Start.earliest
    }

    /// Where reports, events, alerts and dead letters go.
    public struct Output: Sendable, Hashable {
        /// The topic for reports, between the stages.
        public var signals = "signals"
        /// The compacted topic that holds the state of every event.
        public var events = "events"
        /// The topic for alerts.
        public var alerts = "alerts"
        /// The topic for messages that could not be read.
        public var dead = "articles.dead"
        /// The CloudEvents `source` of the alerts.
        public var source = "tocsin"
    }

    /// How surely a record is delivered.
    public struct Delivery: Sendable, Hashable {
        /// The guarantees there are.
        public enum Guarantee: String, Sendable, CaseIterable {
            case exactlyOnce = "exactly-once"
            case atLeastOnce = "at-least-once"
        }

        /// The guarantee in force.
        public var guarantee = Guarantee.exactlyOnce
        /// How often what is processed is committed; alerts are seen by subscribers no sooner.
        public var commitInterval = Duration.milliseconds(100)
        /// How many records may go into one transaction.
        public var transactionMessages = 10_000
        /// How many bytes of outputs may go into one transaction.
        public var transactionBytes = 16_777_216
        /// After how long the broker undoes the transaction of an instance that is gone.
        public var transactionTimeout = Duration.seconds(15)
        /// The name of this instance, the same after a restart and no other's; nil takes the host's name.
        public var instance: String?
        /// Whether a restart keeps its partitions for the session timeout instead of giving them away.
        public var staticMember = false
    }

    /// The rule pack.
    public struct Rules: Sendable, Hashable {
        /// The folder of the pack; nil looks in the usual places.
        public var pack: String?
        /// The folder of the site's own additions.
        public var site: String?
    }

    /// What is logged, and in which shape.
    public struct Log: Sendable, Hashable {
        /// How much is logged.
        public enum Level: String, Sendable, CaseIterable {
            case debug, info, notice, warning, error
        }

        /// The shapes of a log line.
        public enum Format: String, Sendable, CaseIterable {
            case auto, text, json
        }

        /// The least level that is logged.
        public var level = Level.info
        /// The shape of a line; `auto` is text on a terminal and JSON elsewhere.
        public var format = Format.auto
        /// How often the counters are logged.
        public var summaryInterval = Duration.seconds(60)
    }

    /// The bounds on what the daemon takes on.
    public struct Limits: Sendable, Hashable {
        /// The largest article message, in bytes.
        public var articleBytes = 1_048_576
        /// The deepest nesting of an article message.
        public var articleDepth = 64
        /// How many messages may be in work at once.
        public var inFlightMessages = 4096
        /// How many bytes of messages may be in work at once.
        public var inFlightBytes = 67_108_864
        /// How many threads extract; 0 takes one for each core.
        public var workers = 0
        /// How long a partition with something to read may stand still before that is reported.
        public var stall = Duration.seconds(120)
        /// How long to finish what is in work, at a stop and before partitions go to another.
        public var drain = Duration.seconds(6)
    }
}
