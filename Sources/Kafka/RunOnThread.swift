import CRdKafka
import Glibc

/// A thread that the system refused to start.
public struct ThreadError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The name it was to have.
    public let name: String
    /// What `pthread_create` returned.
    public let code: Int32

    /// The name and the system's reason.
    public var description: String { "cannot start thread \(name): \(String(cString: strerror(code)))" }
}

/// Runs `body` on a fresh thread of its own and waits for it without blocking the caller's.
///
/// Everything of librdkafka that blocks (polling, commits, transactions, closing) belongs on such a thread: Swift's own
/// pool has one thread a core, and two blocked calls would stop the whole program. Cancelling the waiting task does
/// not stop `body`; give it a flag to look at.
public func runOnThread<Value: Sendable>(
    named name: String,
    _ body: @escaping @Sendable () throws -> Value
) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        do {
            try startThread(named: name) { continuation.resume(with: Result(catching: body)) }
        } catch {
            continuation.resume(throwing: error)
        }
    }
}

/// Starts a detached thread that runs `body` and ends; nobody waits for it.
public func startThread(named name: String, _ body: @escaping @Sendable () -> Void) throws(ThreadError) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))

    let work = Unmanaged.passRetained(ThreadBody(name: name, run: body))
    var thread = pthread_t()
    let code = pthread_create(&thread, &attributes, runThreadBody, work.toOpaque())
    guard code == 0 else {
        work.release()
        throw ThreadError(name: name, code: code)
    }
}

private final class ThreadBody: Sendable {
    let name: String
    let run: @Sendable () -> Void

    init(name: String, run: @escaping @Sendable () -> Void) {
        self.name = name
        self.run = run
    }
}

/// Takes over the reference that `startThread` made.
private func runThreadBody(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    let body = Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue()
    // Linux takes 15 characters and refuses more.
    pthread_setname_np(pthread_self(), String(body.name.prefix(15)))
    body.run()
    return nil
}
