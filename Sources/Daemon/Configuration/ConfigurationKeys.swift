import Correlation

extension ConfigurationKey {
    /// Every key there is, in the order of the shipped file.
    static let all: [ConfigurationKey] = [stages] + kafka + flow + rules + correlation + rest

    /// Seconds in a day.
    private static let day = 86_400

    private static let stages = ConfigurationKey(
        path: "stages",
        shape: .list { configuration, values throws(ValueProblem) in
            guard !values.isEmpty else { throw ValueProblem("needs at least one value") }
            var names: [Configuration.StageName] = []
            for value in values {
                let name = try value.choice(Configuration.StageName.self)
                guard !names.contains(name) else { throw ValueProblem("names '\(name.rawValue)' twice") }
                names.append(name)
            }
            // The order on the page means nothing.
            configuration.stages = Configuration.StageName.allCases.filter(names.contains)
        }
    )

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
        .value("input.max_age", \.correlation.maximumAge) { value throws(ValueProblem) in
            try value.duration(in: .seconds(3600) ... .seconds(36_500 * day))
        },
        .value("output.signals", \.output.signals) { value throws(ValueProblem) in try value.topic() },
        .value("output.events", \.output.events) { value throws(ValueProblem) in try value.topic() },
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

    private static let rules: [ConfigurationKey] = [
        .optional("rules.pack", \.rules.pack) { value throws(ValueProblem) in try value.path() },
        .optional("rules.site", \.rules.site) { value throws(ValueProblem) in try value.path() },
    ]

    private static let correlation: [ConfigurationKey] = [
        .value("correlation.background", \.correlation.includesBackground) { value throws(ValueProblem) in
            try value.boolean()
        },
        .value("correlation.revisions_per_hour", \.correlation.revisionsPerHour) { value throws(ValueProblem) in
            try value.integer(in: 1...3600)
        },
        .value("correlation.news_sources", \.correlation.newsSources) { value throws(ValueProblem) in
            try value.integer(in: 1...100)
        },
        .value("correlation.copy_distance", \.correlation.copyDistance) { value throws(ValueProblem) in
            try value.integer(in: 0...32)
        },
        .value("correlation.undated_window", \.correlation.undatedWindow) { value throws(ValueProblem) in
            try value.duration(in: .seconds(day) ... .seconds(90 * day))
        },
        .value("correlation.warning_window", \.correlation.warningWindow) { value throws(ValueProblem) in
            try value.duration(in: .seconds(day) ... .seconds(90 * day))
        },
        .value("correlation.retention", \.correlation.retention) { value throws(ValueProblem) in
            try value.duration(in: .seconds(day) ... .seconds(365 * day))
        },
        .value("correlation.events", \.correlation.eventLimit) { value throws(ValueProblem) in
            try value.integer(in: 1000...10_000_000)
        },
        .value("correlation.clock_tolerance", \.correlation.clockTolerance) { value throws(ValueProblem) in
            try value.duration(in: .zero ... .seconds(7 * day))
        },
    ]

    private static let rest: [ConfigurationKey] = [
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
            try value.duration(in: .milliseconds(100) ... .seconds(120))
        },
    ]
}
