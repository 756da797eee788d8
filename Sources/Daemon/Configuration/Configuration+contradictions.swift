import Kafka

extension Configuration {
    /// Values that are good alone and bad together, each with the key to blame.
    func contradictions() -> [(key: String, message: String)] {
        var found: [(key: String, message: String)] = []
        found += deliveryContradictions(library: .current)
        found += topicContradictions()
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

    /// Topics that are used for two things.
    private func topicContradictions() -> [(key: String, message: String)] {
        let outputs = [
            ("output.alerts", output.alerts, "alerts would come back as articles"),
            ("output.dead", output.dead, "a dead letter would come back forever"),
            ("output.signals", output.signals, "reports would come back as articles"),
            ("output.events", output.events, "events would come back as articles"),
        ]
        var found: [(key: String, message: String)] = []
        for (number, (key, topic, reason)) in outputs.enumerated() {
            if input.topics.contains(topic) { found.append((key, "'\(topic)' is also read from: \(reason)")) }
            for (other, name, _) in outputs.prefix(number) where name == topic {
                found.append((key, "'\(topic)' is also the topic of \(other)"))
            }
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
