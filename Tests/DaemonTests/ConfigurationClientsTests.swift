import Kafka
import Logging
import Testing

@testable import Daemon

@Suite struct ConfigurationClientsTests {
    static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    @Test func defaultsAreAPlainClient() {
        let consumer = Configuration().consumer(logger: Self.logger)
        #expect(consumer.bootstrapServers == ["localhost:9092"])
        #expect(consumer.groupID == "tocsin")
        #expect(consumer.offsetReset == .earliest)
        #expect(consumer.properties == ["security.protocol": "PLAINTEXT"])
        let producer = Configuration().producer(logger: Self.logger)
        #expect(producer.groupID == nil)
        #expect(producer.properties["message.timeout.ms"] == "0")
        #expect(Configuration().reader(logger: Self.logger).groupID == nil)
    }

    @Test(
        arguments: [
            (false, nil, "PLAINTEXT"), (true, nil, "SSL"), (false, .plain, "SASL_PLAINTEXT"),
            (true, .scram512, "SASL_SSL"),
        ] as [(Bool, Configuration.SASL.Mechanism?, String)]
    )
    func protocolFollows(tls: Bool, mechanism: Configuration.SASL.Mechanism?, expected: String) {
        var configuration = Configuration()
        configuration.kafka.tls.enabled = tls
        configuration.kafka.sasl.mechanism = mechanism
        configuration.kafka.sasl.username = "u"
        configuration.kafka.sasl.password = Secret("p")
        let properties = configuration.consumer(logger: Self.logger).properties
        #expect(properties["security.protocol"] == expected)
        #expect(properties["sasl.mechanism"] == mechanism?.rawValue)
        #expect(properties["sasl.password"] == "p")
    }

    @Test func narrowerPropertiesWin() {
        var configuration = Configuration()
        configuration.kafka.properties = ["a": Secret("all"), "b": Secret("all")]
        configuration.kafka.consumerProperties = ["a": Secret("consumer")]
        configuration.kafka.producerProperties = ["b": Secret("producer")]
        let consumer = configuration.consumer(logger: Self.logger).properties
        let producer = configuration.producer(logger: Self.logger).properties
        #expect(consumer["a"] == "consumer" && consumer["b"] == "all")
        #expect(producer["a"] == "all" && producer["b"] == "producer")
    }

    /// What the operator can set without `properties` is taken by librdkafka as it is.
    @Test func clientLibraryTakesOurProperties() throws {
        var configuration = Configuration()
        configuration.kafka.sasl.mechanism = .scram256
        configuration.kafka.sasl.username = "u"
        configuration.kafka.sasl.password = Secret("p")
        configuration.kafka.bootstrap = ["127.0.0.1:1"]
        let producer = try KafkaProducer(configuration.producer(logger: Self.logger)) { _ in }
        #expect(producer.fatalError == nil)
        _ = producer.close(timeoutMilliseconds: 1000)
    }
}
