import Articles
import FoundationEssentials
public import Kafka
public import Logging
import Rules

extension Configuration {
    /// The client of `stage` that reads.
    func consumer(stage: StageName, logger: Logger) -> KafkaConfiguration {
        var client = client(logger: logger, properties: kafka.consumerProperties)
        client.groupID = group(of: stage)
        // What is between the stages is read whole, wherever the articles begin.
        client.offsetReset = stage == .correlate || input.start == .earliest ? .earliest : .latest
        // Tells a partition that is read to its end from one that is stuck.
        client.properties["enable.partition.eof"] = "true"
        if delivery.staticMember { client.properties["group.instance.id"] = "\(stage.rawValue)-\(instance)" }
        return client
    }

    /// The consumer group of `stage`.
    func group(of stage: StageName) -> String {
        stage == .extract ? kafka.group : "\(kafka.group)-\(stage.rawValue)"
    }

    /// The client of `stage` that writes.
    func producer(stage: StageName, logger: Logger) -> KafkaConfiguration {
        // The size limit is the broker's alone: it decides, and a dead letter that it refuses is cut.
        var defaults = ["message.max.bytes": "100000000"]
        switch delivery.guarantee {
        case .exactlyOnce:
            defaults["transaction.timeout.ms"] = String(delivery.transactionTimeout.milliseconds)
        case .atLeastOnce:
            // Without a time limit: what is not delivered is never given up, the bound on work in progress holds instead.
            defaults["message.timeout.ms"] = "0"
        }
        let properties = defaults.mapValues(Secret.init).merging(kafka.producerProperties) { $1 }
        var client = client(logger: logger, properties: properties)
        if delivery.guarantee == .exactlyOnce {
            client.transactionalID = "\(kafka.group)-\(stage.rawValue)-\(instance)"
        }
        return client
    }

    /// The name that tells this instance from others and is the same after a restart.
    var instance: String {
        delivery.instance ?? ProcessInfo.processInfo.hostName
    }

    /// A client that joins no group, for commands that look at topics.
    public func reader(logger: Logger) -> KafkaConfiguration {
        client(logger: logger, properties: kafka.consumerProperties)
    }

    /// A client that writes outside of any stage, for commands that send messages again.
    public func replayer() -> KafkaConfiguration {
        let defaults = ["message.max.bytes": Secret("100000000")]
        let logger = Logger(label: "replay") { _ in SwiftLogNoOpLogHandler() }
        return client(logger: logger, properties: defaults.merging(kafka.producerProperties) { $1 })
    }

    private func client(logger: Logger, properties: [String: Secret]) -> KafkaConfiguration {
        let all = security.merging(kafka.properties) { $1 }.merging(properties) { $1 }
        return KafkaConfiguration(
            bootstrapServers: kafka.bootstrap,
            clientID: kafka.clientID,
            properties: all.mapValues { $0.reveal() }
        ) { line in
            logger.log(
                level: line.logLevel,
                "Message of the Kafka client library.",
                metadata: metadata([.facility: line.facility, .detail: line.message])
            )
        }
    }

    /// The properties that follow from `tls` and `sasl`.
    private var security: [String: Secret] {
        let (tls, sasl) = (kafka.tls, kafka.sasl)
        var properties: [String: String] = [:]
        let transport = tls.enabled ? "SSL" : "PLAINTEXT"
        properties["security.protocol"] = sasl.mechanism == nil ? transport : "SASL_" + transport
        properties["ssl.ca.location"] = tls.authorities
        properties["ssl.certificate.location"] = tls.certificate
        properties["ssl.key.location"] = tls.key
        properties["ssl.key.password"] = tls.keyPassword?.reveal()
        properties["sasl.mechanism"] = sasl.mechanism?.rawValue
        properties["sasl.username"] = sasl.username
        properties["sasl.password"] = sasl.password?.reveal()
        return properties.mapValues(Secret.init)
    }

    /// The shape of the articles: the mapping of one's own where there is one, else the named profile.
    func profile() throws(ValueProblem) -> Profile {
        guard input.fields.isEmpty else {
            do {
                return try Profile(name: "custom", pointers: input.fields.mapValues { [$0] })
            } catch {
                throw ValueProblem("\(error)")
            }
        }
        guard let profile = Profile.named(input.profile) else {
            let hint = suggestion(for: input.profile, among: Profile.names).map { "; did you mean '\($0)'?" } ?? ""
            throw ValueProblem("'\(input.profile)' is none of \(Profile.names.joined(separator: ", "))\(hint)")
        }
        return profile
    }
}

extension KafkaLogLine {
    /// The level as swift-log names it; librdkafka's errors are warnings here, because it recovers from them by itself.
    fileprivate var logLevel: Logger.Level {
        switch level {
        case ...2: .error
        case 3, 4: .warning
        case 5: .notice
        case 6: .info
        default: .debug
        }
    }
}
