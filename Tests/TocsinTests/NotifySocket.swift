import Foundation
import Glibc
import Kafka

/// The other end of `$NOTIFY_SOCKET`, as systemd would hold it.
final class NotifySocket: Sendable {
    let path: String
    private let descriptor: Int32

    init() throws {
        path = NSTemporaryDirectory() + "tocsin-notify-" + UUID().uuidString.prefix(8)
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard bound == 0 else { throw ProgramError(description: "cannot bind \(path): errno \(errno)") }
    }

    deinit {
        close(descriptor)
        unlink(path)
    }

    /// Receives until a message holds the line `wanted`, and returns all lines received.
    func lines(until wanted: String, limit: Duration = .seconds(120)) async throws -> [String] {
        let deadline = ContinuousClock.now + limit
        return try await runOnThread(named: "notify") { [self] in
            var lines: [String] = []
            var buffer = [UInt8](repeating: 0, count: 4096)
            while !lines.contains(wanted) {
                var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                let left = (deadline - .now) / .milliseconds(1)
                guard poll(&entry, 1, Int32(max(0, left))) != 0 else {
                    throw ProgramError(description: "no \(wanted) within \(limit); received: \(lines)")
                }
                let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
                let text = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
                lines += text.split(separator: "\n").map(String.init)
            }
            return lines
        }
    }
}
