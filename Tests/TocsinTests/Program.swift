import Foundation
import Glibc
import Kafka
import Synchronization

/// What is left of a program that ended.
struct Outcome: Sendable {
    /// The exit code, or minus the number of the signal that ended it.
    let status: Int32
    let output: String
    let errors: String

    /// The output, a line each.
    var lines: [String] { output.split(separator: "\n").map(String.init) }
}

/// Why a program could not be watched to its end.
struct ProgramError: Error, CustomStringConvertible {
    let description: String
}

/// A program that a test started, seen from outside: its exit code, its output, its error output.
///
/// Every wait ends at the latest when `limit` has passed since the start; then the program is killed and the wait
/// throws with what the program had to say. Nothing sleeps: the waits block in `poll`, on threads of their own.
final class Program: Sendable {
    let name: String
    private let output: Int32
    private let errorFile: String
    private let deadline: ContinuousClock.Instant
    /// Nil once the process has been waited for: its number may then belong to another.
    private let process: Mutex<pid_t?>

    /// Starts `path` with `arguments`; `environment` is added to that of the tests.
    init(
        _ path: String,
        _ arguments: [String] = [],
        environment: [String: String] = [:],
        input: String = "/dev/null",
        limit: Duration = .seconds(180)
    ) throws {
        name = ([(path as NSString).lastPathComponent] + arguments).joined(separator: " ")
        deadline = .now + limit
        errorFile = NSTemporaryDirectory() + "tocsin-test-" + UUID().uuidString + ".err"
        var ends: [Int32] = [-1, -1]
        // Not a pipe: its ends would be open in programs that other tests start at the same moment.
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
            throw ProgramError(description: "socketpair: errno \(errno)")
        }
        output = ends[0]
        defer { close(ends[1]) }
        process = Mutex(try spawn(path, arguments, environment, input: input, output: ends[1], errors: errorFile))
    }

    deinit {
        end()
        close(output)
        unlink(errorFile)
    }

    /// Sends `signal` to it.
    func signal(_ signal: Int32) {
        process.withLock { if let process = $0 { kill(process, signal) } }
    }

    /// Kills it where it still runs.
    func end() {
        signal(SIGKILL)
        _ = wait()
    }

    /// What it has written to its error output until now.
    var errors: String { (try? String(contentsOfFile: errorFile, encoding: .utf8)) ?? "" }

    /// Reads its output until `isEnough` says so, and returns what was read.
    func output(until isEnough: @escaping @Sendable (String) -> Bool) async throws -> String {
        try await runOnThread(named: "read") { [self] in
            var text: [UInt8] = []
            while !isEnough(String(decoding: text, as: UTF8.self)) {
                guard try read(into: &text) else {
                    throw ProgramError(description: "\(name) ended before its time: \(errors)")
                }
            }
            return String(decoding: text, as: UTF8.self)
        }
    }

    /// Waits for its end and returns what it left; what was read before is not part of it.
    func outcome() async throws -> Outcome {
        try await runOnThread(named: "outcome") { [self] in
            var text: [UInt8] = []
            while try read(into: &text) {}
            return Outcome(status: wait(), output: String(decoding: text, as: UTF8.self), errors: errors)
        }
    }

    /// Waits for the process, which has closed its output or was killed, and returns its exit code or minus its signal.
    private func wait() -> Int32 {
        process.withLock { process in
            guard let number = process else { return 0 }
            var status: Int32 = 0
            while waitpid(number, &status, 0) == -1 && errno == EINTR {}
            process = nil
            let signal = status & 0x7f
            return signal == 0 ? (status >> 8) & 0xff : -signal
        }
    }

    /// Adds what there is to `text`, waiting for it; false at the end of the output.
    private func read(into text: inout [UInt8]) throws -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            var entry = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
            let left = (deadline - .now) / .milliseconds(1)
            switch poll(&entry, 1, Int32(max(0, left))) {
            case 0:
                signal(SIGKILL)
                throw ProgramError(description: "\(name) took too long; its errors: \(errors)")
            case -1:
                continue  // EINTR: a signal of the test process, not of this program.
            default:
                let count = Glibc.read(output, &buffer, buffer.count)
                text.append(contentsOf: buffer.prefix(max(0, count)))
                return count > 0
            }
        }
    }
}

/// Runs a program to its end.
func run(
    _ path: String,
    _ arguments: [String] = [],
    environment: [String: String] = [:],
    input: String = "/dev/null",
    limit: Duration = .seconds(180)
) async throws -> Outcome {
    try await Program(path, arguments, environment: environment, input: input, limit: limit).outcome()
}

/// Runs a program beside `body` and ends it afterwards, also when `body` throws.
func with<Value>(_ program: Program, _ body: (Program) async throws -> Value) async throws -> Value {
    do {
        let value = try await body(program)
        program.end()
        return value
    } catch {
        program.end()
        throw ProgramError(description: "\(error)\nerror output of \(program.name):\n\(program.errors)")
    }
}

private func spawn(
    _ path: String,
    _ arguments: [String],
    _ environment: [String: String],
    input: String,
    output: Int32,
    errors: String
) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)

    // Signals that the test process ignores or blocks would be so in its children, too.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var all = sigset_t()
    var none = sigset_t()
    sigfillset(&all)
    sigemptyset(&none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

    let merged = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    var words = ([path] + arguments).map { strdup($0) } + [nil]
    var settings = merged.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (words + settings).forEach { free($0) } }

    var process = pid_t()
    let code = posix_spawn(&process, path, &actions, &attributes, &words, &settings)
    guard code == 0 else { throw ProgramError(description: "cannot start \(path): \(String(cString: strerror(code)))") }
    return process
}
