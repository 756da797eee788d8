import Kafka
import Testing

/// Errors keep librdkafka's names, and their flags decide what to do.
@Suite
struct KafkaErrorTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let code: KafkaError.Code
        let name: String
        let isRetriable: Bool

        var testDescription: String { name }
    }

    private static let rows: [Row] = [
        Row(code: .queueFull, name: "_QUEUE_FULL", isRetriable: true),
        Row(code: .timedOut, name: "_TIMED_OUT", isRetriable: true),
        Row(code: .transport, name: "_TRANSPORT", isRetriable: true),
        Row(code: .allBrokersDown, name: "_ALL_BROKERS_DOWN", isRetriable: true),
        Row(code: .rebalanceInProgress, name: "REBALANCE_IN_PROGRESS", isRetriable: true),
        Row(code: .maxPollExceeded, name: "_MAX_POLL_EXCEEDED", isRetriable: true),
        Row(code: .init(rawValue: 6), name: "NOT_LEADER_FOR_PARTITION", isRetriable: true),
        Row(code: .init(rawValue: 14), name: "COORDINATOR_LOAD_IN_PROGRESS", isRetriable: true),
        Row(code: .messageTimedOut, name: "_MSG_TIMED_OUT", isRetriable: false),
        Row(code: .messageTooLarge, name: "MSG_SIZE_TOO_LARGE", isRetriable: false),
        Row(code: .unknownTopicOrPartition, name: "UNKNOWN_TOPIC_OR_PART", isRetriable: false),
        Row(code: .unknownTopic, name: "_UNKNOWN_TOPIC", isRetriable: false),
        Row(code: .unknownPartition, name: "_UNKNOWN_PARTITION", isRetriable: false),
        Row(code: .noOffset, name: "_NO_OFFSET", isRetriable: false),
        Row(code: .state, name: "_STATE", isRetriable: false),
        Row(code: .destroyed, name: "_DESTROY", isRetriable: false),
        Row(code: .fatal, name: "_FATAL", isRetriable: false),
        Row(code: .fenced, name: "_FENCED", isRetriable: false),
        Row(code: .fencedInstanceID, name: "FENCED_INSTANCE_ID", isRetriable: false),
        Row(code: .producerFenced, name: "PRODUCER_FENCED", isRetriable: false),
        Row(code: .illegalGeneration, name: "ILLEGAL_GENERATION", isRetriable: false),
        Row(code: .unknownMember, name: "UNKNOWN_MEMBER_ID", isRetriable: false),
        Row(code: .noOffsetToStartFrom, name: "_AUTO_OFFSET_RESET", isRetriable: false),
        Row(code: .authentication, name: "_AUTHENTICATION", isRetriable: false),
        Row(code: .topicAuthorizationFailed, name: "TOPIC_AUTHORIZATION_FAILED", isRetriable: false),
        Row(code: .groupAuthorizationFailed, name: "GROUP_AUTHORIZATION_FAILED", isRetriable: false),
        Row(code: .invalidArgument, name: "_INVALID_ARG", isRetriable: false),
    ]

    @Test("Every code has librdkafka's name, a sentence and the right advice", arguments: rows)
    func code(row: Row) {
        #expect(row.code.name == row.name)
        #expect(!row.code.reason.isEmpty)
        #expect(row.code.isRetriable == row.isRetriable)
    }

    @Test("The description names the operation, the code and the reason")
    func description_hasAllThree() {
        let error = KafkaError(operation: "commit 3 offsets", code: .noOffset, reason: "nothing stored")
        #expect("\(error)" == "commit 3 offsets: _NO_OFFSET: nothing stored")
        #expect(!error.isFatal && !error.isRetriable && !error.requiresAbort)
    }
}
