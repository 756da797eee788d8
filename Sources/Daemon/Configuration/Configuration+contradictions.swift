import Kafka

extension Configuration {
    /// Values that are good alone and bad together, each with the key to blame.
    func contradictions() -> [(key: String, message: String)] {
        var found: [(key: String, message: String)] = []
        found += deliveryContradictions(library: .current)
        if input.topics.contains(output.alerts) {
            found.append(("output.alerts", "'\(output.alerts)' is also read from: alerts would come back as articles"))
        }
        if input.topics.contains(output.dead) {
            found.append(("output.dead", "'\(output.dead)' is also read from: a dead letter would come back forever"))
        }
        if output.alerts == output.dead {
            found.append(("output.dead", "'\(output.dead)' is also the topic for alerts"))
        }
        if kafka.sasl.mechanism != nil, kafka.sasl.username == nil || kafka.sasl.password == nil {
            found.append(("kafka.sasl.mechanism", "needs kafka.sasl.username and kafka.sasl.password"))
        }
        if kafka.sasl.mechanism == nil, kafka.sasl.username != nil || kafka.sasl.password != nil {
            found.append(("kafka.sasl.username", "needs kafka.sasl.mechanism"))
        }
        if !kafka.tls.enabled, kafka.tls.authorities != nil || kafka.tls.certificate != nil || kafka.tls.key != nil {
            found.append(("kafka.tls.enabled", "is false, yet kafka.tls names files"))
        }
        if (kafka.tls.certificate == nil) != (kafka.tls.key == nil) {
            found.append(("kafka.tls.certificate", "and kafka.tls.key must be given together"))
        }
        if limits.inFlightBytes < limits.articleBytes {
            found.append(
                (
                    "limits.in_flight_bytes",
                    "\(limits.inFlightBytes) is below limits.article_bytes (\(limits.articleBytes))"
                )
            )
        }
        if !input.fields.isEmpty, input.profile != Configuration().input.profile {
            found.append(("input.fields", "and input.profile '\(input.profile)' exclude each other"))
        }
        do { _ = try profile() } catch {
            found.append((input.fields.isEmpty ? "input.profile" : "input.fields", error.message))
        }
        return found
    }

    /// What exactly-once does not go together with, on this version of the client library.
    func deliveryContradictions(library: KafkaLibrary) -> [(key: String, message: String)] {
        guard delivery.guarantee == .exactlyOnce else { return [] }
        var found: [(key: String, message: String)] = []
        let name = "partition.assignment.strategy"
        let isForConsumers = kafka.consumerProperties[name] != nil
        let strategy = (kafka.consumerProperties[name] ?? kafka.properties[name])?.reveal() ?? ""
        let first = KafkaLibrary(2, 4, 0)
        if strategy.contains("cooperative"), library < first {
            found.append(
                (
                    isForConsumers ? "kafka.consumer_properties" : "kafka.properties",
                    "\(name) '\(strategy)' is not exactly-once with librdkafka \(library), which reads records again "
                        + "after a rebalance (mended in \(first)); use range, or delivery.guarantee: at-least-once"
                )
            )
        }
        if delivery.commitInterval * 2 > delivery.transactionTimeout {
            found.append(
                (
                    "delivery.commit_interval",
                    "\(delivery.commitInterval) is more than half of delivery.transaction_timeout "
                        + "(\(delivery.transactionTimeout)): the broker would undo transactions before they are committed"
                )
            )
        }
        return found
    }
}
