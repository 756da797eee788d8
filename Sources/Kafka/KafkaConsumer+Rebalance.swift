import CRdKafka
import Dispatch

extension KafkaConsumer {
    /// Answers a rebalance, whatever it is: librdkafka waits for ever for one that is not answered.
    func answerRebalance(_ code: rd_kafka_resp_err_t, _ list: OpaquePartitionList, client: OpaquePointer) {
        let isCooperative = rd_kafka_rebalance_protocol(client).map { String(cString: $0) } == "COOPERATIVE"
        switch code {
        case RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS:
            takeOver(list, isCooperative: isCooperative, client: client)
        case RD_KAFKA_RESP_ERR__REVOKE_PARTITIONS:
            giveUp(list, isCooperative: isCooperative, client: client)
        default:
            note(rd_kafka_assign(client, nil), while: "unassign after a failed rebalance")
            report(KafkaError(code, while: "rebalance"))
        }
    }

    private func takeOver(_ list: OpaquePartitionList, isCooperative: Bool, client: OpaquePointer) {
        let partitions = list.partitions
        for start in startOffsets?(partitions) ?? [] {
            rd_kafka_topic_partition_list_set_offset(
                list,
                start.partition.topic,
                start.partition.partition,
                start.offset
            )
        }
        if isCooperative {
            note(consuming: rd_kafka_incremental_assign(client, list), while: "assign \(partitions)")
        } else {
            note(rd_kafka_assign(client, list), while: "assign \(partitions)")
        }
        hasBeenAssigned = true
        // librdkafka resumes what it assigns.
        paused.subtract(partitions)
        onAssign?(partitions)
    }

    private func giveUp(_ list: OpaquePartitionList, isCooperative: Bool, client: OpaquePointer) {
        let partitions = list.partitions
        onRevoke?(partitions, rd_kafka_assignment_lost(client) != 0)
        if isCooperative {
            note(consuming: rd_kafka_incremental_unassign(client, list), while: "unassign \(partitions)")
        } else {
            note(rd_kafka_assign(client, nil), while: "unassign \(partitions)")
        }
        paused.subtract(partitions)
    }

    private func note(_ code: rd_kafka_resp_err_t, while operation: @autoclosure () -> String) {
        guard code != RD_KAFKA_RESP_ERR_NO_ERROR else { return }
        report(KafkaError(code, while: operation()))
    }

    private func note(consuming error: OpaquePointer?, while operation: @autoclosure () -> String) {
        guard let error else { return }
        report(KafkaError(consuming: error, while: operation()))
    }

    /// Does what `rd_kafka_consumer_close` does, but gives up at `deadline`; false if it had to.
    ///
    /// Events come on a queue of our own. They are taken one by one, because serving callbacks from it would meet
    /// messages, on which 2.0.2 aborts the process.
    func leaveGroup(_ client: OpaquePointer, deadline: DispatchTime) -> Bool {
        guard let queue = rd_kafka_queue_new(client) else { return false }
        if let error = rd_kafka_consumer_close_queue(client, queue) {
            // After a fatal error there is no group to leave.
            rd_kafka_error_destroy(error)
            rd_kafka_queue_destroy(queue)
            return true
        }
        while rd_kafka_consumer_closed(client) == 0 {
            let wait = remaining(until: deadline, atMost: 20)
            guard wait > 0 else { return false }
            guard let event = rd_kafka_queue_poll(queue, wait) else { continue }
            if rd_kafka_event_type(event) == RD_KAFKA_EVENT_REBALANCE,
                let partitions = rd_kafka_event_topic_partition_list(event)
            {
                answerRebalance(rd_kafka_event_error(event), partitions, client: client)
            }
            rd_kafka_event_destroy(event)
        }
        rd_kafka_queue_destroy(queue)
        return true
    }
}
