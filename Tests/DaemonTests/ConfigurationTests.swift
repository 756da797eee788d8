import Correlation
import Foundation
import Testing
import Yams

@testable import Daemon
@testable import Kafka

@Suite struct ConfigurationTests {
    static let sources = ConfigurationSources(
        environment: ["BROKER": "b1:9092", "CREDENTIALS_DIRECTORY": "/run/creds", "N": "17", "EMPTY": ""]
    ) { path in
        let files = ["/etc/tocsin/pw": "hunter2\n", "/run/creds/kafka": "s3cret\r\n", "/abs": "x"]
        guard let text = files[path] else { throw CocoaError(.fileNoSuchFile) }
        return text
    }

    static func parse(_ yaml: String) throws -> Configuration {
        try Configuration.parse(yaml, file: "/etc/tocsin/tocsin.yaml", sources: sources)
    }

    static func shippedFile() throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Config/tocsin.yaml")
        return try String(contentsOf: root, encoding: .utf8)
    }

    @Test func shippedFile_isExactlyTheDefaults() throws {
        #expect(try Self.parse(try Self.shippedFile()) == Configuration())
    }

    @Test func shippedFile_namesEveryKeyAndNoOther() throws {
        var found: Set<String> = []
        func walk(_ node: Node, _ path: String) {
            let known = ConfigurationKey.all.contains { $0.path == path }
            guard !known, let mapping = node.mapping else {
                found.insert(path)
                return
            }
            for (key, value) in mapping {
                walk(value, (path.isEmpty ? "" : path + ".") + (key.scalar?.string ?? "?"))
            }
        }
        walk(try #require(try Yams.compose(yaml: try Self.shippedFile())), "")
        #expect(found == Set(ConfigurationKey.all.map(\.path)))
    }

    @Test func shippedFile_explainsEveryKey() throws {
        let lines = try Self.shippedFile().split(separator: "\n", omittingEmptySubsequences: false)
        let comments = lines.filter { $0.contains("# ") }.count
        #expect(comments > ConfigurationKey.all.count)
    }

    @Test(arguments: ["", "# nothing\n", "kafka:\n", "kafka: {}\ninput:\n"])
    func emptyFile_isTheDefaults(yaml: String) throws {
        #expect(try Self.parse(yaml) == Configuration())
    }

    @Test func valuesArrive() throws {
        let configuration = try Self.parse(
            """
            kafka:
              bootstrap: ["${env:BROKER}", "b2:9092"]
              tls: {enabled: true, authorities: ca.pem}
              sasl: {mechanism: SCRAM-SHA-512, username: u, password: "${credential:kafka}"}
              properties: {fetch.wait.max.ms: 10, ssl.key.password: "${file:pw}"}
            stages: [correlate, extract]
            input: {topics: news, start: latest, fields: {title: /a/b}, max_age: 3d}
            delivery: {commit_interval: 250ms, transaction_messages: 50, transaction_timeout: 3s, instance: a}
            rules: {site: ../site}
            correlation: {background: true}
            log: {level: debug, format: json}
            limits: {article_bytes: 2MiB, workers: "${env:N}", drain: 2s}
            """
        )
        #expect(configuration.kafka.bootstrap == ["b1:9092", "b2:9092"])
        #expect(configuration.kafka.tls.authorities == "/etc/tocsin/ca.pem")
        #expect(configuration.kafka.sasl.password?.reveal() == "s3cret")
        #expect(configuration.kafka.properties["fetch.wait.max.ms"]?.reveal() == "10")
        #expect(configuration.kafka.properties["ssl.key.password"]?.reveal() == "hunter2")
        #expect(configuration.stages == [.extract, .correlate])
        #expect(configuration.correlation.maximumAge == .seconds(3 * 86_400))
        #expect(configuration.input.topics == ["news"])
        #expect(configuration.input.fields == ["title": "/a/b"])
        #expect(configuration.input.start == .latest)
        #expect(configuration.delivery.commitInterval == .milliseconds(250))
        #expect(configuration.delivery.guarantee == .exactlyOnce)
        #expect(configuration.delivery.transactionMessages == 50)
        #expect(configuration.delivery.transactionTimeout == .seconds(3))
        #expect(configuration.delivery.instance == "a")
        #expect(configuration.rules.site == "/etc/tocsin/../site")
        #expect(configuration.correlation.includesBackground)
        #expect(configuration.log.level == .debug && configuration.log.format == .json)
        #expect(configuration.limits.articleBytes == 2 << 20)
        #expect(configuration.limits.workers == 17)
        #expect(configuration.limits.drain == .seconds(2))
    }

    /// The whole message, place included.
    @Test(arguments: [
        ("kafka:\n  bootstap: x\n", "2:3: kafka.bootstap: unknown key; did you mean 'kafka.bootstrap'?"),
        ("kafak: {}\n", "1:1: kafak: unknown key; did you mean 'kafka'?"),
        ("topics: [a]\n", "1:1: topics: unknown key; did you mean 'input.topics'?"),
        ("http: {port: 1}\n", "1:1: http: unknown key"),
        ("kafka: 3\n", "1:8: kafka: must hold keys with values"),
        ("log:\n  level: trace\n", "2:10: log.level: 'trace' is none of debug, info, notice, warning, error"),
        (
            "log: {level: warnign}\n",
            "1:14: log.level: 'warnign' is none of debug, info, notice, warning, error; did you mean 'warning'?"
        ),
        (
            "delivery: {guarantee: exactly-onec}\n",
            "1:23: delivery.guarantee: 'exactly-onec' is none of exactly-once, at-least-once; "
                + "did you mean 'exactly-once'?"
        ),
        (
            "delivery: {commit_interval: 10s}\n",
            "1:12: delivery.commit_interval: 10s is more than half of delivery.transaction_timeout "
                + "(15s): the broker would undo transactions before they are committed"
        ),
        (
            "delivery: {commit_interval: 5}\n",
            "1:29: delivery.commit_interval: '5' is not a time: write a number with ms, s, m, h or d"
        ),
        (
            "delivery: {commit_interval: 1ms}\n",
            "1:29: delivery.commit_interval: 1ms is outside 10ms … 1m"
        ),
        ("limits: {workers: 2000}\n", "1:19: limits.workers: 2000 is outside 0 … 1024"),
        ("limits: {workers: -1}\n", "1:19: limits.workers: -1 is outside 0 … 1024"),
        ("limits: {workers: two}\n", "1:19: limits.workers: 'two' is not a whole number"),
        (
            "limits: {article_bytes: 1kb}\n",
            "1:25: limits.article_bytes: '1kb' is not a size: write bytes, or a number with KiB, MiB or GiB"
        ),
        (
            "limits: {article_bytes: 9999999GiB}\n",
            "1:25: limits.article_bytes: 9999999GiB is outside 1024 … 1073741824 bytes"
        ),
        (
            "limits: {in_flight_bytes: 2KiB}\n",
            "1:10: limits.in_flight_bytes: 2048 is below limits.article_bytes (1048576)"
        ),
        (
            "input: {profile: rrs}\n",
            "1:9: input.profile: 'rrs' is none of auto, tocsin, ninjs, webz, news-please, newsapi, rss; "
                + "did you mean 'rss'?"
        ),
        (
            "input: {profile: rss, fields: {title: /a}}\n",
            "1:23: input.fields: and input.profile 'rss' exclude each other"
        ),
        (
            "input: {fields: {titel: /a}}\n",
            "1:9: input.fields: 'titel' is no field of an article; the fields are id, url, title, body, source, "
                + "published_at, language, version, pubstatus, embargoed_until"
        ),
        ("input: {topics: []}\n", "1:17: input.topics: needs at least one value"),
        (
            "input: {topics: [a b]}\n",
            "1:17: input.topics: 'a b' is not the name of a topic: 1 … 249 of letters, digits, '.', '_' and '-'"
        ),
        (
            "output: {alerts: articles}\n",
            "1:10: output.alerts: 'articles' is also read from: alerts would come back as articles"
        ),
        (
            "stages: [extract, corelate]\n",
            "1:9: stages: 'corelate' is none of extract, correlate; did you mean 'correlate'?"
        ),
        ("stages: [extract, extract]\n", "1:9: stages: names 'extract' twice"),
        ("stages: []\n", "1:9: stages: needs at least one value"),
        ("output: {events: signals}\n", "1:10: output.events: 'signals' is also the topic of output.signals"),
        ("input: {topics: events}\n", " output.events: 'events' is also read from: events would come back as articles"),
        ("input: {max_age: 5m}\n", "1:18: input.max_age: 5m is outside 1h … 36500d"),
        ("correlation: {events: 5}\n", "1:23: correlation.events: 5 is outside 1000 … 10000000"),
        (
            "kafka: {producer_properties: {partitioner: murmur2}}\n",
            "1:44: kafka.producer_properties.partitioner: cannot be set here: the reports of a kind meet by it"
        ),
        ("output: {dead: alerts}\n", "1:10: output.dead: 'alerts' is also the topic of output.alerts"),
        ("kafka: {client_id: }\n", "1:20: kafka.client_id: needs a value"),
        ("kafka: {tls: {enabled: yes}}\n", "1:24: kafka.tls.enabled: 'yes' is neither true nor false"),
        (
            "kafka: {sasl: {mechanism: PLAIN}}\n",
            "1:16: kafka.sasl.mechanism: needs kafka.sasl.username and kafka.sasl.password"
        ),
        (
            "kafka: {properties: {group.id: x}}\n",
            "1:32: kafka.properties.group.id: cannot be set here: use kafka.group"
        ),
        (
            "kafka: {properties: {partition.assignment.strategy: cooperative-sticky}}\n",
            "1:9: kafka.properties: partition.assignment.strategy 'cooperative-sticky' is not exactly-once with "
                + "librdkafka \(KafkaLibrary.current), which reads records again after a rebalance (mended in 2.4.0); "
                + "use range, or delivery.guarantee: at-least-once"
        ),
        ("kafka: {group: \"${env:NOPE}\"}\n", "1:16: kafka.group: the environment variable NOPE is not set"),
        (
            "kafka: {group: \"${file:nope}\"}\n",
            "1:16: kafka.group: the file /etc/tocsin/nope cannot be read: there is none"
        ),
        (
            "kafka: {group: \"${vault:x}\"}\n",
            "1:16: kafka.group: '${vault:x}' is none of ${env:NAME}, ${file:PATH}, ${credential:NAME}"
        ),
        ("kafka: {group: \"${env:X\"}\n", "1:16: kafka.group: '${' without '}'; write '$${' where it is meant as text"),
        (
            "kafka: {group: \"${credential:a/b}\"}\n",
            "1:16: kafka.group: the credential 'a/b' must be a name, not a path"
        ),
        ("kafka: {group: \"${env:EMPTY}\"}\n", "1:16: kafka.group: needs a value"),
        (
            "kafka: {group: &a x, client_id: *a}\n",
            "1:22: kafka.client_id: aliases are not allowed: write the value out"
        ),
        (
            "input: {topics: [&a x, *a]}\n",
            "1:17: input.topics: aliases are not allowed: write the value out"
        ),
        (
            "kafka: {group: &a x, properties: {debug: *a}}\n",
            "1:35: kafka.properties.debug: aliases are not allowed: write the value out"
        ),
        ("kafka: {properties: {[a, b]: c}}\n", "1:22: kafka.properties: a key must be a word"),
        (
            "kafka: {tls: {key_password: x}}\n",
            " kafka.tls.enabled: is false, yet other keys of kafka.tls are set"
        ),
        (
            "kafka: {producer_properties: {linger.msec: 5}}\n",
            "1:31: kafka.producer_properties.linger.msec: No such configuration property: \"linger.msec\""
        ),
        (
            "kafka: {properties: {socket.timeout.ms: soon}}\n",
            "1:22: kafka.properties.socket.timeout.ms: Invalid value for configuration property \"socket.timeout.ms\""
        ),
        (
            "kafka: {properties: {statistics.interval.ms: 5}}\n",
            "1:46: kafka.properties.statistics.interval.ms: cannot be set here: nothing reads the statistics"
        ),
        (
            "delivery: {guarantee: at-least-once, commit_interval: 30s}\nlimits: {stall: 5s}\n",
            "1:38: delivery.commit_interval: 30s is more than half of limits.stall (5s): partitions would be taken for "
                + "stuck between two commits"
        ),
        (
            "input: {max_age: -200000000000d}\n",
            "1:18: input.max_age: '-200000000000d' is not a time: write a number with ms, s, m, h or d"
        ),
        ("input: {max_age: -5d}\n", "1:18: input.max_age: -5d is outside 1h … 36500d"),
        ("limits: {drain: 5m}\n", "1:17: limits.drain: 5m is outside 100ms … 2m"),
        ("log: {level: info, level: debug}\n", "1:7: the key 'level' is given twice"),
    ])
    func mistake_isNamedWithItsPlace(yaml: String, message: String) {
        let error = #expect(throws: ConfigurationError.self) { try Self.parse(yaml) }
        #expect(error?.issues.first?.description == "/etc/tocsin/tocsin.yaml:\(message)")
    }

    /// What the wrapper sets itself would be refused at the start, long after `check`.
    @Test func propertiesOfTheWrapper_areRefused() {
        for name in KafkaConfiguration.managed.keys {
            #expect(ConfigurationKey.ownedProperties[name] != nil, "\(name)")
        }
    }

    @Test func allMistakesAreCollected() {
        let error = #expect(throws: ConfigurationError.self) {
            try Self.parse("kafka: {gruop: x}\nlog: {level: loud}\nlimits: {workers: many}\n")
        }
        #expect(error?.issues.map(\.line) == [1, 2, 3])
    }

    @Test func unreadableFile_isNamed() {
        let error = #expect(throws: ConfigurationError.self) {
            try Configuration.load(path: "/nowhere.yaml")
        }
        #expect(error?.description == "/nowhere.yaml: the file cannot be read: No such file or directory")
    }

    @Test(arguments: [
        ("plain", "plain"), ("$${env:X}", "${env:X}"), ("a${env:N}b${env:N}", "a17b17"), ("$5", "$5"),
        ("${file:/abs}", "x"),
    ])
    func substitution(text: String, result: String) throws {
        let substitution = Substitution(folder: "/etc/tocsin", sources: Self.sources)
        #expect(try substitution.expand(text) == result)
    }

    @Test func secretsAreNeverPrinted() throws {
        var configuration = Configuration()
        configuration.kafka.sasl.password = Secret("hunter2")
        configuration.kafka.properties["ssl.key.password"] = Secret("hunter2")
        var dumped = ""
        dump(configuration, to: &dumped)
        let printed = "\(configuration) \(String(reflecting: configuration)) \(dumped)"
        #expect(!printed.contains("hunter2"))
        #expect(printed.contains("<redacted>"))
        let error = #expect(throws: ConfigurationError.self) { try Self.parse("limits: {workers: \"${file:pw}\"}") }
        #expect(error?.description.contains("hunter2") == false)
    }
}
