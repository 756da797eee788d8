import Kafka
import Logging

// From nothing to a subscription.
extension StageLoop {
    /// Starts the thread of the calls that wait.
    ///
    /// Nobody waits for its end: a commit may hang as long as its broker does.
    func startCalls(_ waker: KafkaWaker) throws(ThreadError) {
        let (calls, producer) = (calls, producer)
        try startThread(named: "transactions") { calls.run(producer, waker: waker) }
    }

    /// Waits before trying again after a failure; false where a stop came first.
    func rest(_ pause: Duration) throws -> Bool {
        let end = clock.now + pause
        while clock.now < end {
            guard !monitor.isStopRequested else { return false }
            producer.poll(timeoutMilliseconds: min(100, pause.milliseconds))
            endTurn()
        }
        return true
    }

    /// Waits until all topics to write to are there, then subscribes; false where a stop came first.
    ///
    /// Reading before that would only fill the memory. It also spares the first alert a second: librdkafka 2.0.2 waits
    /// that long for a topic it does not know.
    func connect() throws -> Bool {
        // Before anything is read: it ends what a predecessor left open, whose offsets decide where to begin.
        if isTransactional, !(try initialiseTransactions()) { return false }
        guard try awaitTopics() else { return false }
        var missing = settings.outputs + [settings.dead]
        while let topic = missing.first {
            guard !monitor.isStopRequested else { return false }
            do {
                try producer.warm(topic: topic, timeoutMilliseconds: 500)
                missing.removeFirst()
            } catch {
                guard !error.isFatal else { throw failureMeant(by: error) }
                warn("Output topic is not available yet.", error, topic: topic)
            }
            producer.poll(timeoutMilliseconds: 0)
            try takeProducerErrors()
            endTurn()
        }
        guard try reviewTopics() else { return false }
        do { try consumer.subscribe(to: settings.inputs) } catch { throw StageFailure(error) }
        return true
    }
}
