import Kafka
import Logging

// Whether the topics are as they must be, before anything is read.
extension StageLoop {
    /// Waits until the topics are there that the broker must not make by itself; false where a stop came first.
    func awaitTopics() throws -> Bool {
        let needed = settings.topics.topics.filter(\.isInternal).map(\.name)
        var limit = RateLimit(count: 1, window: .seconds(30))
        while !needed.isEmpty {
            guard let inspection = try inspect(needed) else { return false }
            let missing = needed.filter { inspection.found[$0] == nil }
            guard !missing.isEmpty else { break }
            if limit.admit(at: clock.now) != nil {
                logger.error(
                    "Topic is missing; create it with 'tocsin topics --create'.",
                    metadata: metadata([.topic: missing.joined(separator: ",")])
                )
            }
            guard try rest(.milliseconds(500)) else { return false }
        }
        return true
    }

    /// Looks at all topics, once; false where a stop came first.
    ///
    /// - Throws: `StageFailure` where one is not as it must be.
    func reviewTopics() throws -> Bool {
        guard !settings.topics.topics.isEmpty else { return true }
        guard let inspection = try inspect(settings.topics.topics.map(\.name)) else { return false }
        if let refusal = inspection.refusal {
            logger.notice(
                "The broker does not tell the settings of topics; they are not checked.",
                metadata: metadata([.code: refusal.name, .error: refusal.description])
            )
        }
        let issues = settings.topics.review(inspection.found)
        for issue in issues where issue.weight == .warning {
            logger.warning(
                "Topic is not as advised.",
                metadata: metadata([.topic: issue.topic, .detail: issue.description])
            )
        }
        let errors = issues.filter { $0.weight == .error }.map(\.description)
        guard errors.isEmpty else { throw StageFailure.topics(errors.joined(separator: "; ")) }
        return true
    }

    /// Asks about `topics` on another thread, again until there is an answer; nil where a stop came first.
    private func inspect(_ topics: [String]) throws -> TopicInspection? {
        let answers = Mailbox<Result<TopicInspection, any Error>>()
        var client = settings.producer
        client.transactionalID = nil
        while !monitor.isStopRequested {
            let asking = client
            try startThread(named: "topics") {
                answers.put(Result { try TopicInspection.ask(about: topics, asking) })
            }
            guard let answer = try wait(for: answers) else { return nil }
            do {
                return try answer.get()
            } catch let error as KafkaError {
                guard !error.isFatal, !error.code.isRefusal else { throw StageFailure(error) }
                warn("Topics cannot be looked up yet.", error, topic: nil)
            }
        }
        return nil
    }

    private func wait<Answer: Sendable>(for answers: Mailbox<Answer>) throws -> Answer? {
        while !monitor.isStopRequested {
            if let answer = answers.takeAll(timeout: .milliseconds(50)).first { return answer }
            producer.poll(timeoutMilliseconds: 0)
            try takeProducerErrors()
            endTurn()
        }
        return nil
    }
}
