extension ConfigurationKey {
    /// Every key there is, in the order of the shipped file.
    static let all: [ConfigurationKey] = kafka + flow + rest

    private static let kafka: [ConfigurationKey] = [
        .list("kafka.bootstrap", \.kafka.bootstrap) { value throws(ValueProblem) in try value.nonEmpty() },
        .value("kafka.client_id", \.kafka.clientID) { value throws(ValueProblem) in try value.nonEmpty() },
        .value("kafka.group", \.kafka.group) { value throws(ValueProblem) in try value.nonEmpty() },
        .value("kafka.tls.enabled", \.kafka.tls.enabled) { value throws(ValueProblem) in try value.boolean() },
        .optional("kafka.tls.authorities", \.kafka.tls.authorities) { value throws(ValueProblem) in try value.path() },
        .optional("kafka.tls.certificate", \.kafka.tls.certificate) { value throws(ValueProblem) in try value.path() },
        .optional("kafka.tls.key", \.kafka.tls.key) { value throws(ValueProblem) in try value.path() },
        .optional("kafka.tls.key_password", \.kafka.tls.keyPassword) { value throws(ValueProblem) in
            Secret(try value.nonEmpty())
        },
        .optional("kafka.sasl.mechanism", \.kafka.sasl.mechanism) { value throws(ValueProblem) in
            try value.choice(
                Configuration.SASL.Mechanism.self,
                refused: [
                    "GSSAPI": "is set under kafka.properties only (sasl.kerberos.…), which this version does not do",
                    "OAUTHBEARER": "is not supported by this version",
                ]
            )
        },
        .optional("kafka.sasl.username", \.kafka.sasl.username) { value throws(ValueProblem) in try value.nonEmpty() },
        .optional("kafka.sasl.password", \.kafka.sasl.password) { value throws(ValueProblem) in
            Secret(try value.nonEmpty())
        },
        .properties("kafka.properties", \.kafka.properties),
        .properties("kafka.consumer_properties", \.kafka.consumerProperties),
        .properties("kafka.producer_properties", \.kafka.producerProperties),
    ]

    private static let flow: [ConfigurationKey] = [
        .list("input.topics", \.input.topics) { value throws(ValueProblem) in try value.topic() },
        .value("input.profile", \.input.profile) { value throws(ValueProblem) in try value.nonEmpty() },
        ConfigurationKey(
            path: "input.fields",
            shape: .map { configuration, name, value throws(ValueProblem) in
                configuration.input.fields[name] = try value.nonEmpty()
            }
        ),
        .value("input.start", \.input.start) { value throws(ValueProblem) in
            try value.choice(Configuration.Input.Start.self)
        },
        .value("output.alerts", \.output.alerts) { value throws(ValueProblem) in try value.topic() },
        .value("output.dead", \.output.dead) { value throws(ValueProblem) in try value.topic() },
        .value("output.source", \.output.source) { value throws(ValueProblem) in try value.nonEmpty() },
        .value("delivery.guarantee", \.delivery.guarantee) { value throws(ValueProblem) in
            try value.choice(Configuration.Delivery.Guarantee.self)
        },
        .value("delivery.commit_interval", \.delivery.commitInterval) { value throws(ValueProblem) in
            try value.duration(in: .milliseconds(10) ... .seconds(60))
        },
        .value("delivery.transaction_messages", \.delivery.transactionMessages) { value throws(ValueProblem) in
            try value.integer(in: 1...1_000_000)
        },
        .value("delivery.transaction_bytes", \.delivery.transactionBytes) { value throws(ValueProblem) in
            try value.bytes(in: 1024...1 << 30)
        },
        .value("delivery.transaction_timeout", \.delivery.transactionTimeout) { value throws(ValueProblem) in
            try value.duration(in: .seconds(2) ... .seconds(900))
        },
        .optional("delivery.instance", \.delivery.instance) { value throws(ValueProblem) in try value.nonEmpty() },
        .value("delivery.static_member", \.delivery.staticMember) { value throws(ValueProblem) in
            try value.boolean()
        },
    ]

    private static let rest: [ConfigurationKey] = [
        .optional("rules.pack", \.rules.pack) { value throws(ValueProblem) in try value.path() },
        .optional("rules.site", \.rules.site) { value throws(ValueProblem) in try value.path() },
        .value("correlation.background", \.correlation.background) { value throws(ValueProblem) in
            try value.boolean()
        },
        .value("log.level", \.log.level) { value throws(ValueProblem) in
            try value.choice(Configuration.Log.Level.self)
        },
        .value("log.format", \.log.format) { value throws(ValueProblem) in
            try value.choice(Configuration.Log.Format.self)
        },
        .value("log.summary_interval", \.log.summaryInterval) { value throws(ValueProblem) in
            try value.duration(in: .seconds(1) ... .seconds(86_400))
        },
        .value("limits.article_bytes", \.limits.articleBytes) { value throws(ValueProblem) in
            try value.bytes(in: 1024...1 << 30)
        },
        .value("limits.article_depth", \.limits.articleDepth) { value throws(ValueProblem) in
            try value.integer(in: 4...1024)
        },
        .value("limits.in_flight_messages", \.limits.inFlightMessages) { value throws(ValueProblem) in
            try value.integer(in: 1...1_000_000)
        },
        .value("limits.in_flight_bytes", \.limits.inFlightBytes) { value throws(ValueProblem) in
            try value.bytes(in: 1024...1 << 34)
        },
        .value("limits.workers", \.limits.workers) { value throws(ValueProblem) in try value.integer(in: 0...1024) },
        .value("limits.stall", \.limits.stall) { value throws(ValueProblem) in
            try value.duration(in: .seconds(5) ... .seconds(3600))
        },
        .value("limits.drain", \.limits.drain) { value throws(ValueProblem) in
            try value.duration(in: .milliseconds(100) ... .seconds(300))
        },
    ]
}
