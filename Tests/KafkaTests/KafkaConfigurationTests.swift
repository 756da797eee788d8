import Testing

@testable import Kafka

/// Settings reach librdkafka, and what is refused says which one and why.
@Suite
struct KafkaConfigurationTests {
    struct Refusal: Sendable, CustomTestStringConvertible {
        let properties: [String: String]
        let key: String
        let value: String
        /// Words of ours or of librdkafka that the reason must have.
        let mentions: String

        var testDescription: String { "\(properties)" }
    }

    private static let refusals: [Refusal] = [
        Refusal(properties: ["no.such.key": "1"], key: "no.such.key", value: "1", mentions: "no.such.key"),
        Refusal(properties: ["linger.ms": "soon"], key: "linger.ms", value: "soon", mentions: "nvalid"),
        Refusal(properties: ["socket.timeout.ms": "1"], key: "socket.timeout.ms", value: "1", mentions: "range"),
        Refusal(properties: ["compression.type": "rar"], key: "compression.type", value: "rar", mentions: "rar"),
        Refusal(properties: ["group.id": "x"], key: "group.id", value: "x", mentions: "groupID"),
        Refusal(
            properties: ["enable.auto.commit": "true"],
            key: "enable.auto.commit",
            value: "true",
            mentions: "commit"
        ),
        Refusal(properties: ["no.such.password": "tiger"], key: "no.such.password", value: "<redacted>", mentions: ""),
    ]

    @Test("A refused property is named with its value and the reason", arguments: refusals)
    func refusal(row: Refusal) throws {
        let configuration = KafkaConfiguration(bootstrapServers: ["127.0.0.1:1"], properties: row.properties)
        let error = try #require(throws: KafkaConfigurationError.self) {
            _ = try KafkaProducer(configuration) { _ in }
        }
        #expect(error.key == row.key)
        #expect(error.value == row.value)
        #expect(row.mentions.isEmpty || error.reason.contains(row.mentions), "\(error)")
        #expect(!"\(error)".contains("tiger"))
    }

    @Test("A combination that librdkafka refuses is reported without a key")
    func combination_isRefused() throws {
        let configuration = KafkaConfiguration(
            bootstrapServers: ["127.0.0.1:1"],
            properties: ["enable.idempotence": "true", "max.in.flight": "100"]
        )
        let error = try #require(throws: KafkaConfigurationError.self) {
            _ = try KafkaProducer(configuration) { _ in }
        }
        #expect(error.key.isEmpty)
        #expect(error.reason.contains("max.in.flight"), "\(error)")
    }

    struct Setting: Sendable, CustomTestStringConvertible {
        let role: KafkaConfiguration.Role
        let key: String
        let value: String?

        var testDescription: String { "\(role) \(key)" }
    }

    private static let settings: [Setting] = [
        Setting(role: .consumer, key: "socket.nagle.disable", value: "true"),
        Setting(role: .producer, key: "socket.nagle.disable", value: "true"),
        Setting(role: .consumer, key: "partition.assignment.strategy", value: "range"),
        Setting(role: .consumer, key: "enable.auto.commit", value: "false"),
        Setting(role: .consumer, key: "enable.auto.offset.store", value: "false"),
        Setting(role: .consumer, key: "isolation.level", value: "read_committed"),
        Setting(role: .consumer, key: "auto.offset.reset", value: "latest"),
        Setting(role: .consumer, key: "group.id", value: "desk"),
        Setting(role: .consumer, key: "transactional.id", value: nil),
        Setting(role: .consumer, key: "enable.idempotence", value: nil),
        Setting(role: .producer, key: "enable.idempotence", value: "true"),
        Setting(role: .producer, key: "transactional.id", value: "desk-extract-1"),
        Setting(role: .producer, key: "group.id", value: nil),
        Setting(role: .producer, key: "linger.ms", value: "0"),
        Setting(role: .observer, key: "transactional.id", value: nil),
        Setting(role: .observer, key: "group.id", value: nil),
        Setting(role: .observer, key: "enable.idempotence", value: nil),
        Setting(role: .observer, key: "bootstrap.servers", value: "a:1,b:2"),
    ]

    @Test("Every role gets its own defaults and nothing of the others", arguments: settings)
    func resolved(row: Setting) {
        let configuration = KafkaConfiguration(
            bootstrapServers: ["a:1", "b:2"],
            groupID: "desk",
            transactionalID: "desk-extract-1",
            offsetReset: .latest,
            properties: ["linger.ms": "0"]
        )
        let values = configuration.resolved(for: row.role).filter { $0.key == row.key }.map(\.value)
        #expect(values == (row.value.map { [$0] } ?? []))
    }

    @Test(
        "librdkafka accepts everything that is set by default",
        arguments: [KafkaConfiguration.OffsetReset.earliest, .latest, .error]
    )
    func defaults_areAccepted(reset: KafkaConfiguration.OffsetReset) throws {
        let configuration = KafkaConfiguration(
            bootstrapServers: ["127.0.0.1:1"],
            groupID: "desk",
            offsetReset: reset
        )
        #expect(KafkaProducerProbe.canMake(configuration))
        let consumer = try KafkaConsumer(configuration)
        #expect(consumer.close())
    }
}

private enum KafkaProducerProbe {
    static func canMake(_ configuration: KafkaConfiguration) -> Bool {
        guard let producer = try? KafkaProducer(configuration, onDelivery: { _ in }) else { return false }
        return producer.close()
    }
}
