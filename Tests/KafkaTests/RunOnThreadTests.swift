import Dispatch
import Glibc
import Testing

@testable import Kafka

/// Blocking work gets a thread of its own.
@Suite(.timeLimit(.minutes(5)))
struct RunOnThreadTests {
    @Test(
        "The thread has the name it was given, as far as Linux has room",
        arguments: [("kafka-extract", "kafka-extract"), ("kafka-correlate-and-more", "kafka-correlate")]
    )
    func name(given: String, shown: String) async throws {
        let actual = try await runOnThread(named: given) { try currentThreadName() }
        #expect(actual == shown)
    }

    @Test("The body's error comes back")
    func error() async {
        await #expect(throws: KafkaError.closed(while: "test")) {
            try await runOnThread(named: "test") { throw KafkaError.closed(while: "test") }
        }
    }

    @Test("More threads than cores may wait for each other")
    func threads_doNotShareThePool() async throws {
        let count = 16
        let everyoneIsHere = DispatchGroup()
        for _ in 0..<count { everyoneIsHere.enter() }
        let met = try await withThrowingTaskGroup(of: Bool.self) { group in
            for index in 0..<count {
                group.addTask {
                    try await runOnThread(named: "waits-\(index)") {
                        everyoneIsHere.leave()
                        return everyoneIsHere.wait(timeout: .now() + .seconds(20)) == .success
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(met == Array(repeating: true, count: count))
    }
}

private func currentThreadName() throws -> String {
    let file = try #require(fopen("/proc/thread-self/comm", "r"))
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while case let byte = getc(file), byte != EOF, byte != 10 { bytes.append(UInt8(truncatingIfNeeded: byte)) }
    return String(decoding: bytes, as: UTF8.self)
}
