import Kafka
import TestSupport
import Testing

/// The embedded broker as its clients see it, and what clients tell about themselves.
@Suite(.timeLimit(.minutes(5)))
struct EmbeddedBrokerTests {
    @Test("Metadata shows the brokers and the topics with the partitions they were made with")
    func metadata() async throws {
        let broker = try EmbeddedBroker(brokerCount: 3)
        try broker.createTopic("articles", partitions: 6)
        try broker.createTopic("alerts", partitions: 1)
        let metadata = try await runOnThread(named: "test") {
            try KafkaMetadata.fetch(KafkaConfiguration(bootstrapServers: [broker.bootstrapServers]))
        }
        #expect(metadata.brokers.map(\.id).sorted() == [1, 2, 3])
        #expect(metadata.brokers.allSatisfy { $0.host == "127.0.0.1" && $0.port > 0 })
        let topics = Dictionary(metadata.topics.map { ($0.name, $0) }) { $1 }
        #expect(topics.mapValues(\.partitions.count) == ["articles": 6, "alerts": 1])
        #expect(topics["articles"]?.partitions.map(\.id).sorted() == Array(0..<6))
        #expect(topics["articles"]?.partitions.allSatisfy { $0.leader > 0 && $0.inSyncCount > 0 } == true)
        #expect(metadata.topics.allSatisfy { $0.error == nil })
        #expect(metadata.answeredBy.hasPrefix("127.0.0.1:"))
    }

    @Test("A topic is made by warming it, and not by asking for all")
    func topics_onRequest() async throws {
        let broker = try EmbeddedBroker()
        let (before, count, after) = try await runOnThread(named: "test") {
            let configuration = KafkaConfiguration(bootstrapServers: [broker.bootstrapServers])
            let before = try KafkaMetadata.fetch(configuration).topics.map(\.name)
            let producer = try KafkaProducer(configuration) { _ in }
            let count = try producer.warm(topic: "articles")
            _ = producer.close()
            return (before, count, try KafkaMetadata.fetch(configuration).topics.map(\.name))
        }
        #expect(before == [])
        #expect(count == 4)
        #expect(after == ["articles"])
    }

    @Test("A topic cannot be made twice")
    func createTopic_twice() throws {
        let broker = try EmbeddedBroker()
        try broker.createTopic("articles", partitions: 1)
        let error = kafkaError { () throws(KafkaError) in try broker.createTopic("articles", partitions: 2) }
        #expect(error?.name == "TOPIC_ALREADY_EXISTS")
        #expect(error?.operation == "create topic articles with 2 partitions")
    }

    @Test("A broker that was stopped answers nobody, and says so when asked to do more")
    func stop() async throws {
        let broker = try EmbeddedBroker()
        let (fetch, fail) = try await runOnThread(named: "test") {
            broker.stop()
            broker.stop()
            let configuration = KafkaConfiguration(bootstrapServers: [broker.bootstrapServers])
            let fetch = Result { try KafkaMetadata.fetch(configuration, timeoutMilliseconds: 300) }
            return (fetch, kafkaError { () throws(KafkaError) in try broker.fail(.fetch, with: [.transport]) })
        }
        let error = #expect(throws: KafkaError.self) { try fetch.get() }
        #expect(error?.isRetriable == true)
        #expect(fail?.code == .destroyed)
    }

    @Test("A late answer is late")
    func roundTrip() async throws {
        let broker = try EmbeddedBroker()
        try broker.createTopic("articles", partitions: 1)
        let elapsed = try await runOnThread(named: "test") {
            let producer = try KafkaProducer(KafkaConfiguration(bootstrapServers: [broker.bootstrapServers])) { _ in }
            try producer.warm(topic: "articles")
            try broker.setRoundTrip(ofBroker: 1, milliseconds: 400)
            let elapsed = try ContinuousClock().measure { try producer.warm(topic: "articles") }
            try broker.setRoundTrip(ofBroker: 1, milliseconds: 0)
            _ = producer.close()
            return elapsed
        }
        #expect(elapsed >= .milliseconds(390))
    }

    @Test("Log lines reach their closure")
    func logLines() async throws {
        let broker = try EmbeddedBroker()
        let lines = Collected<KafkaLogLine>()
        try await runOnThread(named: "test") {
            var configuration = KafkaConfiguration(bootstrapServers: [broker.bootstrapServers])
            configuration.onLog = { lines.append($0) }
            // A property of producers, which a consumer warns about.
            configuration.properties = ["linger.ms": "3"]
            let consumer = try KafkaConsumer(configuration)
            try consumer.closeOrThrow()
        }
        let warning = lines.all.first { $0.facility == "CONFWARN" && $0.message.contains("is a producer property") }
        #expect(warning?.level == 4, "\(lines.all)")
    }
}
