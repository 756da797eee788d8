/// One key of the configuration file: where it stands, what it may hold, and where its value goes.
struct ConfigurationKey: Sendable {
    /// What a key may hold.
    enum Shape: Sendable {
        /// One value.
        case scalar(@Sendable (inout Configuration, ConfigurationValue) throws(ValueProblem) -> Void)
        /// One value, or a list of them.
        case list(@Sendable (inout Configuration, [ConfigurationValue]) throws(ValueProblem) -> Void)
        /// Names with values, one at a time.
        case map(@Sendable (inout Configuration, String, ConfigurationValue) throws(ValueProblem) -> Void)
    }

    /// The path of the key, its parts joined by dots.
    let path: String
    /// What it may hold.
    let shape: Shape
    /// Whether `null` leaves the default in place, which then means "not set".
    var isOptional = false

    /// A key that holds one value.
    static func value<Value: Sendable>(
        _ path: String,
        _ target: any WritableKeyPath<Configuration, Value> & Sendable,
        _ parse: @escaping @Sendable (ConfigurationValue) throws(ValueProblem) -> Value
    ) -> ConfigurationKey {
        ConfigurationKey(
            path: path,
            shape: .scalar { configuration, value throws(ValueProblem) in
                configuration[keyPath: target] = try parse(value)
            }
        )
    }

    /// A key that holds one value or nothing.
    static func optional<Value: Sendable>(
        _ path: String,
        _ target: any WritableKeyPath<Configuration, Value?> & Sendable,
        _ parse: @escaping @Sendable (ConfigurationValue) throws(ValueProblem) -> Value
    ) -> ConfigurationKey {
        ConfigurationKey(
            path: path,
            shape: .scalar { configuration, value throws(ValueProblem) in
                configuration[keyPath: target] = try parse(value)
            },
            isOptional: true
        )
    }

    /// A key that holds one value or a list of them, at least one.
    static func list(
        _ path: String,
        _ target: any WritableKeyPath<Configuration, [String]> & Sendable,
        _ parse: @escaping @Sendable (ConfigurationValue) throws(ValueProblem) -> String
    ) -> ConfigurationKey {
        ConfigurationKey(
            path: path,
            shape: .list { configuration, values throws(ValueProblem) in
                guard !values.isEmpty else { throw ValueProblem("needs at least one value") }
                var parsed: [String] = []
                for value in values { parsed.append(try parse(value)) }
                configuration[keyPath: target] = parsed
            }
        )
    }

    /// A key that holds librdkafka properties, without those that Tocsin sets itself.
    static func properties(
        _ path: String,
        _ target: any WritableKeyPath<Configuration, [String: Secret]> & Sendable
    ) -> ConfigurationKey {
        ConfigurationKey(
            path: path,
            shape: .map { configuration, name, value throws(ValueProblem) in
                if let reason = ownedProperties[name] { throw ValueProblem("cannot be set here: \(reason)") }
                guard !value.isNull else { throw ValueProblem("needs a value") }
                configuration[keyPath: target][name] = Secret(value.text)
            }
        )
    }

    /// The librdkafka properties that have a key of their own, or that delivery rests on.
    static let ownedProperties: [String: String] = [
        "bootstrap.servers": "use kafka.bootstrap",
        "metadata.broker.list": "use kafka.bootstrap",
        "client.id": "use kafka.client_id",
        "group.id": "use kafka.group",
        "security.protocol": "it follows from kafka.tls and kafka.sasl",
        "sasl.mechanism": "use kafka.sasl.mechanism",
        "sasl.mechanisms": "use kafka.sasl.mechanism",
        "sasl.username": "use kafka.sasl.username",
        "sasl.password": "use kafka.sasl.password",
        "auto.offset.reset": "use input.start",
        "enable.auto.commit": "Tocsin commits what it has processed",
        "enable.auto.offset.store": "Tocsin commits what it has processed",
        "enable.idempotence": "delivery rests on it",
        "partitioner": "the reports of a kind meet by it",
        "message.timeout.ms": "delivery rests on it",
        "delivery.timeout.ms": "delivery rests on it",
        "transactional.id": "it follows from kafka.group and delivery.instance",
        "transaction.timeout.ms": "use delivery.transaction_timeout",
        "group.instance.id": "use delivery.static_member",
        "isolation.level": "delivery rests on it",
        "enable.partition.eof": "the watch over progress rests on it",
        "delivery.report.only.error": "delivery rests on it",
        "statistics.interval.ms": "nothing reads the statistics",
        "log.queue": "the log rests on it",
    ]
}
