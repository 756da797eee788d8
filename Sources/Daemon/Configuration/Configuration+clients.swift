import Articles
public import Kafka
public import Logging
import Rules

extension Configuration {
    /// The client that reads articles.
    func consumer(logger: Logger) -> KafkaConfiguration {
        var client = client(logger: logger, properties: kafka.consumerProperties)
        client.groupID = kafka.group
        client.offsetReset = input.start == .earliest ? .earliest : .latest
        return client
    }

    /// The client that writes alerts and dead letters.
    func producer(logger: Logger) -> KafkaConfiguration {
        // Without a time limit: what is not delivered is never given up, the bound on work in progress holds instead.
        // The size limit is the broker's alone: it decides, and a dead letter that it refuses is cut.
        let defaults = ["message.timeout.ms": "0", "message.max.bytes": "100000000"].mapValues(Secret.init)
        return client(logger: logger, properties: defaults.merging(kafka.producerProperties) { $1 })
    }

    /// A client that joins no group, for commands that look at topics.
    public func reader(logger: Logger) -> KafkaConfiguration {
        client(logger: logger, properties: kafka.consumerProperties)
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
