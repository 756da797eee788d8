import Foundation
import Kafka
import TestSupport
import Testing

/// The embedded broker serves other programs: kcat, in a process of its own, writes to it and reads from it.
@Suite(.timeLimit(.minutes(5)))
struct KcatTests {
    @Test("What kcat produces is consumed here, key and headers included")
    func kcat_produces() async throws {
        guard let kcat = findKcat() else { return }
        let broker = try TestBroker()
        let topic = try broker.makeTopic()
        let messages = try await runOnThread(named: "test") {
            _ = try run(
                kcat,
                ["-b", broker.bootstrapServers, "-P", "-t", topic, "-K", "|", "-H", "source=kcat", "-Z"],
                input: "one|erste\ntwo|zweite\n"
            )
            return try readAll(topic, of: broker, count: 2)
        }
        #expect(messages.map(\.key) == [Array("one".utf8), Array("two".utf8)])
        #expect(messages.map(\.value) == [Array("erste".utf8), Array("zweite".utf8)])
        #expect(messages.allSatisfy { $0.headers == [KafkaHeader("source", "kcat")] })
    }

    @Test("What is produced here is consumed by kcat")
    func kcat_consumes() async throws {
        guard let kcat = findKcat() else { return }
        let broker = try TestBroker()
        let topic = try broker.makeTopic()
        let output = try await runOnThread(named: "test") {
            let record = KafkaRecord(
                topic: topic,
                key: Array("key".utf8),
                value: Array("value".utf8),
                headers: [KafkaHeader("ce_id", "a/1")]
            )
            _ = try send([record], to: topic, of: broker)
            return try run(
                kcat,
                ["-b", broker.bootstrapServers, "-C", "-t", topic, "-o", "beginning", "-e", "-q", "-f", "%k=%s %h\n"]
            )
        }
        #expect(output == "key=value ce_id=a/1\n")
    }

    @Test("kcat reads as a member of a group")
    func kcat_joinsGroup() async throws {
        guard let kcat = findKcat() else { return }
        let broker = try TestBroker()
        let topic = try broker.makeTopic()
        let output = try await runOnThread(named: "test") {
            _ = try send([KafkaRecord(topic: topic, value: Array("value".utf8))], to: topic, of: broker)
            return try run(
                kcat,
                [
                    "-b", broker.bootstrapServers, "-q", "-X", "auto.offset.reset=earliest", "-f", "%s\n", "-c", "1",
                    "-G", TestBroker.uniqueName("group"), topic,
                ]
            )
        }
        #expect(output == "value\n")
    }

    @Test("kcat lists the topics")
    func kcat_lists() async throws {
        guard let kcat = findKcat() else { return }
        let broker = try TestBroker()
        let topic = try broker.makeTopic(partitions: 3)
        let output = try await runOnThread(named: "test") { try run(kcat, ["-b", broker.bootstrapServers, "-L"]) }
        #expect(output.contains("topic \"\(topic)\" with"))
    }
}

/// Where kcat is; without it the test fails with words that say what to do.
private func findKcat() -> String? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/usr/local/bin"
    let found = path.split(separator: ":").map { "\($0)/kcat" }.first(where: FileManager.default.isExecutableFile)
    if found == nil { Issue.record("kcat is not installed: apt install kcat (PATH is \(path))") }
    return found
}

/// Runs a program for at most 30 s and returns what it wrote.
private func run(_ program: String, _ arguments: [String], input: String = "") throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/timeout")
    process.arguments = ["30", program] + arguments
    let (stdin, stdout) = (Pipe(), Pipe())
    process.standardInput = stdin
    process.standardOutput = stdout
    process.standardError = FileHandle.nullDevice
    try process.run()
    stdin.fileHandleForWriting.write(Data(input.utf8))
    try stdin.fileHandleForWriting.close()
    let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
        throw TestTimeout(description: "\(program) \(arguments) ended with status \(process.terminationStatus)")
    }
    return String(decoding: output, as: UTF8.self)
}
