import CRdKafka

extension KafkaError {
    /// The number of an error: negative ones are librdkafka's own, positive ones come from the broker.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// The number itself.
        public let rawValue: Int32

        /// Wraps a number, known to us or not.
        public init(rawValue: Int32) {
            self.rawValue = rawValue
        }
    }
}

extension KafkaError.Code {
    init(_ code: rd_kafka_resp_err_t) {
        self.init(rawValue: code.rawValue)
    }

    private var code: rd_kafka_resp_err_t { rd_kafka_resp_err_t(rawValue: rawValue) }

    /// librdkafka's name, without the prefix `RD_KAFKA_RESP_ERR_`.
    public var name: String { String(cString: rd_kafka_err2name(code)) }

    /// librdkafka's sentence for it.
    public var reason: String { String(cString: rd_kafka_err2str(code)) }

    /// Whether a call that failed with it may succeed later.
    ///
    /// librdkafka marks this on error objects only; for bare codes it is this table, which keeps to what passes by
    /// itself: connections, elections, coordinators, full queues.
    public var isRetriable: Bool { Self.retriable.contains(self) }

    /// `_QUEUE_FULL`: the producer's queue is full; serve `poll` and send again.
    public static let queueFull = Self(RD_KAFKA_RESP_ERR__QUEUE_FULL)
    /// `_TIMED_OUT`: no answer in time; whether it was done is unknown.
    public static let timedOut = Self(RD_KAFKA_RESP_ERR__TIMED_OUT)
    /// `_TRANSPORT`: a connection failed.
    public static let transport = Self(RD_KAFKA_RESP_ERR__TRANSPORT)
    /// `_ALL_BROKERS_DOWN`: no broker can be reached at the moment.
    public static let allBrokersDown = Self(RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN)
    /// `_MSG_TIMED_OUT`: a message was not accepted within `message.timeout.ms`.
    public static let messageTimedOut = Self(RD_KAFKA_RESP_ERR__MSG_TIMED_OUT)
    /// `MSG_SIZE_TOO_LARGE`: a message exceeds `message.max.bytes` here or at the broker.
    public static let messageTooLarge = Self(RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE)
    /// `UNKNOWN_TOPIC_OR_PART`: the broker does not know the topic or partition.
    public static let unknownTopicOrPartition = Self(RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART)
    /// `_UNKNOWN_TOPIC`: the topic does not exist, as far as the client's metadata goes.
    public static let unknownTopic = Self(RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC)
    /// `_UNKNOWN_PARTITION`: the partition does not exist.
    public static let unknownPartition = Self(RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION)
    /// `_NO_OFFSET`: there was nothing to commit.
    public static let noOffset = Self(RD_KAFKA_RESP_ERR__NO_OFFSET)
    /// `_UNSUPPORTED_FEATURE`: the broker or this version of the library cannot do it.
    public static let unsupportedFeature = Self(RD_KAFKA_RESP_ERR__UNSUPPORTED_FEATURE)
    /// `_STATE`: the call does not fit the state the client is in.
    public static let state = Self(RD_KAFKA_RESP_ERR__STATE)
    /// `_DESTROY`: the client is closed.
    public static let destroyed = Self(RD_KAFKA_RESP_ERR__DESTROY)
    /// `_FATAL`: the client has raised a fatal error.
    public static let fatal = Self(RD_KAFKA_RESP_ERR__FATAL)
    /// `_FENCED`: another instance uses the same `transactional.id` or `group.instance.id`.
    public static let fenced = Self(RD_KAFKA_RESP_ERR__FENCED)
    /// `FENCED_INSTANCE_ID`: another member uses the same `group.instance.id`.
    public static let fencedInstanceID = Self(RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID)
    /// `PRODUCER_FENCED`: another producer uses the same `transactional.id`.
    public static let producerFenced = Self(RD_KAFKA_RESP_ERR_PRODUCER_FENCED)
    /// `ILLEGAL_GENERATION`: the group has moved on; this member's commit is refused.
    public static let illegalGeneration = Self(RD_KAFKA_RESP_ERR_ILLEGAL_GENERATION)
    /// `UNKNOWN_MEMBER_ID`: the group has expelled this member.
    public static let unknownMember = Self(RD_KAFKA_RESP_ERR_UNKNOWN_MEMBER_ID)
    /// `REBALANCE_IN_PROGRESS`: the group is being rebalanced.
    public static let rebalanceInProgress = Self(RD_KAFKA_RESP_ERR_REBALANCE_IN_PROGRESS)
    /// `_MAX_POLL_EXCEEDED`: `poll` was not called for `max.poll.interval.ms`; the group went on without this member.
    public static let maxPollExceeded = Self(RD_KAFKA_RESP_ERR__MAX_POLL_EXCEEDED)
    /// `_AUTO_OFFSET_RESET`: there is no committed offset and no permission to choose one.
    public static let noOffsetToStartFrom = Self(RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET)
    /// `_AUTHENTICATION`: the broker refused the credentials.
    public static let authentication = Self(RD_KAFKA_RESP_ERR__AUTHENTICATION)
    /// `TOPIC_AUTHORIZATION_FAILED`: these credentials may not use the topic.
    public static let topicAuthorizationFailed = Self(RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED)
    /// `GROUP_AUTHORIZATION_FAILED`: these credentials may not use the group.
    public static let groupAuthorizationFailed = Self(RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED)
    /// `TRANSACTIONAL_ID_AUTHORIZATION_FAILED`: these credentials may not use the transactional id.
    public static let transactionalIDAuthorizationFailed = Self(RD_KAFKA_RESP_ERR_TRANSACTIONAL_ID_AUTHORIZATION_FAILED)
    /// `COORDINATOR_NOT_AVAILABLE`: nobody is in charge of the group or transaction at the moment.
    public static let coordinatorNotAvailable = Self(RD_KAFKA_RESP_ERR_COORDINATOR_NOT_AVAILABLE)
    /// `COORDINATOR_LOAD_IN_PROGRESS`: who is in charge of the group or transaction is not ready yet.
    public static let coordinatorLoading = Self(RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS)
    /// `NOT_COORDINATOR`: somebody else is in charge of the group or transaction by now.
    public static let notCoordinator = Self(RD_KAFKA_RESP_ERR_NOT_COORDINATOR)
    /// `NOT_LEADER_FOR_PARTITION`: somebody else leads the partition by now.
    public static let notLeader = Self(RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION)
    /// `INVALID_PRODUCER_ID_MAPPING`: the broker knows the transactional id under another number.
    public static let invalidProducerMapping = Self(RD_KAFKA_RESP_ERR_INVALID_PRODUCER_ID_MAPPING)
    /// `INVALID_TXN_STATE`: the call does not fit the state the broker has the transaction in.
    public static let invalidTransactionState = Self(RD_KAFKA_RESP_ERR_INVALID_TXN_STATE)
    /// `_INVALID_ARG`: an argument makes no sense.
    public static let invalidArgument = Self(RD_KAFKA_RESP_ERR__INVALID_ARG)

    /// Whether it is a refusal that no new client would change: credentials, permissions, versions.
    public var isRefusal: Bool { Self.refusals.contains(self) }

    private static let refusals: Set<Self> = [
        .authentication, .topicAuthorizationFailed, .groupAuthorizationFailed,
        Self(RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED),
        .transactionalIDAuthorizationFailed,
        Self(RD_KAFKA_RESP_ERR_UNSUPPORTED_VERSION), Self(RD_KAFKA_RESP_ERR_UNSUPPORTED_FOR_MESSAGE_FORMAT),
        Self(RD_KAFKA_RESP_ERR__UNSUPPORTED_FEATURE), Self(RD_KAFKA_RESP_ERR_INVALID_TRANSACTION_TIMEOUT),
    ]

    private static let retriable: Set<Self> = [
        .queueFull, .timedOut, .transport, .allBrokersDown, .rebalanceInProgress, .maxPollExceeded,
        Self(RD_KAFKA_RESP_ERR__WAIT_COORD), Self(RD_KAFKA_RESP_ERR__RETRY), Self(RD_KAFKA_RESP_ERR__RESOLVE),
        Self(RD_KAFKA_RESP_ERR__TIMED_OUT_QUEUE), Self(RD_KAFKA_RESP_ERR__WAIT_CACHE),
        Self(RD_KAFKA_RESP_ERR__IN_PROGRESS), Self(RD_KAFKA_RESP_ERR__PREV_IN_PROGRESS),
        Self(RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE), Self(RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION),
        Self(RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT), Self(RD_KAFKA_RESP_ERR_BROKER_NOT_AVAILABLE),
        Self(RD_KAFKA_RESP_ERR_REPLICA_NOT_AVAILABLE), Self(RD_KAFKA_RESP_ERR_NETWORK_EXCEPTION),
        Self(RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS), Self(RD_KAFKA_RESP_ERR_COORDINATOR_NOT_AVAILABLE),
        Self(RD_KAFKA_RESP_ERR_NOT_COORDINATOR), Self(RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS),
        Self(RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS_AFTER_APPEND), Self(RD_KAFKA_RESP_ERR_KAFKA_STORAGE_ERROR),
        Self(RD_KAFKA_RESP_ERR_UNSTABLE_OFFSET_COMMIT), Self(RD_KAFKA_RESP_ERR_PREFERRED_LEADER_NOT_AVAILABLE),
        Self(RD_KAFKA_RESP_ERR_UNKNOWN_LEADER_EPOCH), Self(RD_KAFKA_RESP_ERR_FENCED_LEADER_EPOCH),
        Self(RD_KAFKA_RESP_ERR_OFFSET_NOT_AVAILABLE), Self(RD_KAFKA_RESP_ERR_CONCURRENT_TRANSACTIONS),
    ]
}
