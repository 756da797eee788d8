import Kafka
import Logging

extension Configuration {
    /// Values that are good alone and bad together, each with the key to blame.
    func contradictions() -> [(key: String, message: String)] {
        var found: [(key: String, message: String)] = []
        found += deliveryContradictions(library: .current)
        found += topicContradictions()
        found += propertyContradictions()
        if kafka.sasl.mechanism != nil, kafka.sasl.username == nil || kafka.sasl.password == nil {
            found.append(("kafka.sasl.mechanism", "needs kafka.sasl.username and kafka.sasl.password"))
        }
        if kafka.sasl.mechanism == nil, kafka.sasl.username != nil || kafka.sasl.password != nil {
            found.append(("kafka.sasl.username", "needs kafka.sasl.mechanism"))
        }
        if !kafka.tls.enabled, kafka.tls != TLS() {
            found.append(("kafka.tls.enabled", "is false, yet other keys of kafka.tls are set"))
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

    /// Properties that librdkafka does not know, or whose values it does not take; no broker is asked.
    private func propertyContradictions() -> [(key: String, message: String)] {
        let logger = Logger(label: "check") { _ in SwiftLogNoOpLogHandler() }
        // The clients of the other stage have the same properties.
        let clients: [(client: KafkaConfiguration, role: KafkaConfiguration.Role)] = [
            (consumer(stage: .extract, logger: logger), .consumer),
            (producer(stage: .extract, logger: logger), .producer),
        ]
        var found: [(key: String, message: String)] = []
        for (client, role) in clients {
            do { try client.validate(as: role) } catch {
                let key = place(of: error.key, role)
                if !found.contains(where: { $0.key == key }) { found.append((key, error.reason)) }
            }
        }
        return found
    }

    /// The key of the file under which a property of clients of `role` is set.
    private func place(of property: String, _ role: KafkaConfiguration.Role) -> String {
        let (own, path) =
            role == .consumer
            ? (kafka.consumerProperties, "kafka.consumer_properties")
            : (kafka.producerProperties, "kafka.producer_properties")
        if own[property] != nil { return "\(path).\(property)" }
        return kafka.properties[property] == nil ? "kafka" : "kafka.properties.\(property)"
    }

    /// What a guarantee does not go together with, on this version of the client library.
    func deliveryContradictions(library: KafkaLibrary) -> [(key: String, message: String)] {
        var found: [(key: String, message: String)] = []
        if delivery.commitInterval * 2 > limits.stall {
            found.append(
                (
                    "delivery.commit_interval",
                    "\(delivery.commitInterval.written) is more than half of limits.stall (\(limits.stall.written)): "
                        + "partitions would be taken for stuck between two commits"
                )
            )
        }
        guard delivery.guarantee == .exactlyOnce else { return found }
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
                    "\(delivery.commitInterval.written) is more than half of delivery.transaction_timeout "
                        + "(\(delivery.transactionTimeout.written)): the broker would undo transactions before they are committed"
                )
            )
        }
        return found
    }
}
