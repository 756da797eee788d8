import Kafka
import Logging
import Testing

@testable import Daemon

@Suite struct ConfigurationClientsTests {
    static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    @Test func defaultsAreAPlainClient() {
        let consumer = Configuration().consumer(stage: .extract, logger: Self.logger)
        #expect(consumer.bootstrapServers == ["localhost:9092"])
        #expect(consumer.groupID == "tocsin")
        #expect(consumer.offsetReset == .earliest)
        #expect(consumer.properties == ["security.protocol": "PLAINTEXT", "enable.partition.eof": "true"])
        let producer = Configuration().producer(stage: .extract, logger: Self.logger)
        #expect(producer.groupID == nil)
        #expect(producer.properties["message.timeout.ms"] == nil)
        #expect(producer.properties["transaction.timeout.ms"] == "15000")
        #expect(Configuration().reader(logger: Self.logger).groupID == nil)
    }

    @Test func atLeastOnce_hasNoTransactionsAndGivesNothingUp() {
        var configuration = Configuration()
        configuration.delivery.guarantee = .atLeastOnce
        let producer = configuration.producer(stage: .extract, logger: Self.logger)
        #expect(producer.transactionalID == nil)
        #expect(producer.properties["message.timeout.ms"] == "0")
    }

    @Test func identityIsTheGroupTheStageAndTheInstance() {
        var configuration = Configuration()
        configuration.kafka.group = "desk"
        configuration.delivery.instance = "a"
        #expect(configuration.producer(stage: .extract, logger: Self.logger).transactionalID == "desk-extract-a")
        #expect(configuration.producer(stage: .correlate, logger: Self.logger).transactionalID == "desk-correlate-a")
        #expect(configuration.consumer(stage: .extract, logger: Self.logger).groupID == "desk")
        #expect(configuration.consumer(stage: .correlate, logger: Self.logger).groupID == "desk-correlate")
        let dynamic = configuration.consumer(stage: .extract, logger: Self.logger)
        #expect(dynamic.properties["group.instance.id"] == nil)
        configuration.delivery.staticMember = true
        let member = configuration.consumer(stage: .extract, logger: Self.logger)
        #expect(member.properties["group.instance.id"] == "extract-a")
        configuration.delivery.instance = nil
        #expect(configuration.instance.isEmpty == false)
    }

    @Test(arguments: [(KafkaLibrary(2, 0, 2), false), (KafkaLibrary(2, 3, 0), false), (KafkaLibrary(2, 4, 0), true)])
    func cooperative_isExactlyOnceFromOneVersionOn(library: KafkaLibrary, isTaken: Bool) {
        var configuration = Configuration()
        let sticky = ["partition.assignment.strategy": Secret("cooperative-sticky")]
        configuration.kafka.consumerProperties = sticky
        #expect(configuration.deliveryContradictions(library: library).isEmpty == isTaken)
        configuration.delivery.guarantee = .atLeastOnce
        #expect(configuration.deliveryContradictions(library: library).isEmpty)
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
        let properties = configuration.consumer(stage: .extract, logger: Self.logger).properties
        #expect(properties["security.protocol"] == expected)
        #expect(properties["sasl.mechanism"] == mechanism?.rawValue)
        #expect(properties["sasl.password"] == "p")
    }

    @Test func narrowerPropertiesWin() {
        var configuration = Configuration()
        configuration.kafka.properties = ["a": Secret("all"), "b": Secret("all")]
        configuration.kafka.consumerProperties = ["a": Secret("consumer")]
        configuration.kafka.producerProperties = ["b": Secret("producer")]
        let consumer = configuration.consumer(stage: .extract, logger: Self.logger).properties
        let producer = configuration.producer(stage: .extract, logger: Self.logger).properties
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
        let producer = try KafkaProducer(configuration.producer(stage: .extract, logger: Self.logger)) { _ in }
        #expect(producer.fatalError == nil)
        _ = producer.close(timeoutMilliseconds: 1000)
    }
}
