import Kafka
import TestSupport
import Testing

/// What members of a group see.
@Suite(.timeLimit(.minutes(5)))
struct GroupTests {
    @Test("A new member goes on where the committed offsets say, not where the last one had read to")
    func commit_thenResume() async throws {
        let broker = try TestBroker()
        let topic = try broker.makeTopic()
        let group = TestBroker.uniqueName("group")
        let (first, committed, second) = try await runOnThread(named: "test") {
            _ = try send((0..<10).map { KafkaRecord(topic: topic, value: [$0]) }, to: topic, of: broker)
            let partition = KafkaPartition(topic: topic, partition: 0)

            let one = try KafkaConsumer(broker.configuration(groupID: group))
            try one.subscribe(to: [topic])
            let first = try one.read(10).map(\.offset)
            try one.commit([KafkaOffset(partition, 4)])
            try one.closeOrThrow()

            let two = try KafkaConsumer(broker.configuration(groupID: group))
            let committed = try two.committed([partition])
            try two.subscribe(to: [topic])
            let second = try two.read(6).map(\.offset)
            try two.closeOrThrow()
            return (first, committed[partition], second)
        }
        #expect(first == Array(0..<10))
        #expect(committed == 4)
        #expect(second == Array(4..<10))
    }

    /// What one member was told, in order.
    private final class Member {
        var history: [String] = []
        var owned: Set<Int32> = []
        let consumer: KafkaConsumer

        init(_ configuration: KafkaConfiguration, committing offset: Int64? = nil) throws {
            consumer = try KafkaConsumer(configuration)
            consumer.onAssign = { [unowned self] partitions in
                history.append("+\(partitions.count)")
                owned.formUnion(partitions.map(\.partition))
            }
            consumer.onRevoke = { [unowned self] partitions, lost in
                history.append("-\(partitions.count)\(lost ? " lost" : "")")
                owned.subtract(partitions.map(\.partition))
                guard let offset else { return }
                let error = kafkaError { () throws(KafkaError) in
                    try consumer.commit(partitions.map { KafkaOffset($0, offset) })
                }
                if let error { history.append(error.name) }
            }
        }
    }

    // The embedded broker refuses commits while it rebalances; a real one takes them from members it still knows.
    @Test(
        "Partitions move from one member to two and back to one, and a member that leaves can commit first",
        .disabled(if: TestBroker.isReal, "a real broker decides itself how many partitions a topic has")
    )
    func rebalance_betweenTwoMembers() async throws {
        let broker = try TestBroker()
        // The leader asks for the topic before it hands out partitions: a slow answer lets the other member ask for its
        // own first, as the embedded broker wants it.
        try broker.embedded?.setRoundTrip(ofBroker: 1, milliseconds: 100)
        let topic = try broker.makeTopic(partitions: 4)
        let configuration = broker.configuration(groupID: TestBroker.uniqueName("group"))
        let (one, two, committed) = try await runOnThread(named: "test") {
            let one = try Member(configuration, committing: 7)
            try one.consumer.subscribe(to: [topic])
            try one.consumer.poll(waitingFor: "four partitions") { _ in one.owned.count == 4 }

            let two = try Member(configuration)
            try two.consumer.subscribe(to: [topic])
            try one.consumer.poll(waitingFor: "two partitions each") { _ in
                _ = two.consumer.poll(timeoutMilliseconds: 10)
                return one.owned.count == 2 && two.owned.count == 2 && one.owned.isDisjoint(with: two.owned)
            }
            try one.consumer.closeOrThrow()
            try two.consumer.poll(waitingFor: "all partitions") { _ in two.owned.count == 4 }
            let all = (0..<4).map { KafkaPartition(topic: topic, partition: $0) }
            let committed = try two.consumer.committed(all)
            try two.consumer.closeOrThrow()
            return (one.history, two.history, committed.values.sorted())
        }
        // A slow machine may take another round to get there.
        let moves = one.filter { $0 != "REBALANCE_IN_PROGRESS" }
        #expect(Array(moves.prefix(2)) == ["+4", "-4"] && Array(moves.suffix(2)) == ["+2", "-2"], "\(one)")
        #expect(Array(two.prefix(2)) == ["+2", "-2"] && Array(two.suffix(2)) == ["+4", "-4"], "\(two)")
        for history in [moves, two] {
            let given = history.filter { $0.hasPrefix("+") }.map { $0.dropFirst() }
            #expect(history.filter { $0.hasPrefix("-") }.map { $0.dropFirst() } == given, "\(history)")
        }
        #expect(committed == [7, 7])
    }

    @Test("Where to begin can be told for each partition; the others begin where they would have")
    func startOffsets_areTaken() async throws {
        let broker = try TestBroker()
        let topic = try broker.makeTopic()
        let offsets = try await runOnThread(named: "test") {
            _ = try send((0..<10).map { KafkaRecord(topic: topic, value: [$0]) }, to: topic, of: broker)
            let consumer = try KafkaConsumer(broker.configuration(groupID: TestBroker.uniqueName("group")))
            consumer.startOffsets = { $0.filter { $0.partition == 0 }.map { KafkaOffset($0, 8) } }
            try consumer.subscribe(to: [topic])
            let offsets = try consumer.read(2).map(\.offset)
            try consumer.closeOrThrow()
            return offsets
        }
        #expect(offsets == [8, 9])
    }

    @Test("A member can pause as soon as partitions are its own, and loses nothing by it")
    func pause_inOnAssign() async throws {
        let broker = try TestBroker()
        let topic = try broker.makeTopic()
        let (whilePaused, all) = try await runOnThread(named: "test") {
            _ = try send((0..<5).map { KafkaRecord(topic: topic, value: [$0]) }, to: topic, of: broker)
            let consumer = try KafkaConsumer(broker.configuration(groupID: TestBroker.uniqueName("group")))
            consumer.onAssign = { [unowned consumer] in try? consumer.pause($0) }
            try consumer.subscribe(to: [topic])
            try consumer.poll(waitingFor: "an assignment") { _ in !consumer.paused.isEmpty }
            var whilePaused: [Int64] = []
            for _ in 0..<10 {
                guard case .message(let message)? = consumer.poll(timeoutMilliseconds: 50) else { continue }
                whilePaused.append(message.offset)
            }
            try consumer.resume(Array(consumer.paused))
            var all = Set(whilePaused)
            try consumer.poll(waitingFor: "all messages") { event in
                if case .message(let message)? = event { all.insert(message.offset) }
                return all.count == 5
            }
            try consumer.closeOrThrow()
            return (whilePaused, all)
        }
        // One batch may have been under way when it paused.
        #expect(whilePaused == [] || whilePaused == Array(0..<5))
        #expect(all == Set(0..<5))
    }

    @Test("A cooperative member can be closed before it was given anything, in time or not")
    func cooperative_closedEarly() async throws {
        let broker = try TestBroker()
        let topic = try broker.makeTopic()
        let strategy = ["partition.assignment.strategy": "cooperative-sticky"]
        let (impatient, patient) = try await runOnThread(named: "test") {
            let (one, two) = (
                broker.configuration(groupID: TestBroker.uniqueName("group"), properties: strategy),
                broker.configuration(groupID: TestBroker.uniqueName("group"), properties: strategy)
            )
            let (first, second) = (try KafkaConsumer(one), try KafkaConsumer(two))
            try first.subscribe(to: [topic])
            try second.subscribe(to: [topic])
            return (first.close(timeoutMilliseconds: 100), second.close(timeoutMilliseconds: 20_000))
        }
        // A real broker may assign at once; the embedded one takes 3 s.
        #expect(impatient == false || TestBroker.isReal)
        #expect(patient)
    }
}
