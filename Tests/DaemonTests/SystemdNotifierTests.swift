import Foundation
import Glibc
import Kafka
import Testing

@testable import Daemon

@Suite struct SystemdNotifierTests {
    /// A bound datagram socket, closed and unlinked with the test.
    final class Listener: Sendable {
        let descriptor: Int32
        let address: String

        init(address: String) throws {
            self.address = address
            descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
            var target = sockaddr_un()
            target.sun_family = sa_family_t(AF_UNIX)
            var bytes = Array(address.utf8)
            if bytes[0] == UInt8(ascii: "@") { bytes[0] = 0 }
            withUnsafeMutableBytes(of: &target.sun_path) { $0.copyBytes(from: bytes) }
            let length = socklen_t(2 + bytes.count)
            let code = withUnsafePointer(to: &target) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
            }
            try #require(code == 0)
            var limit = timeval(tv_sec: 120, tv_usec: 0)
            setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        }

        deinit {
            close(descriptor)
            if address.hasPrefix("/") { unlink(address) }
        }

        /// The next datagram; empty where none comes in time.
        func receive() async throws -> String {
            try await runOnThread(named: "receive") { [descriptor] in
                var buffer = [UInt8](repeating: 0, count: 4096)
                let count = recv(descriptor, &buffer, buffer.count, 0)
                return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
            }
        }
    }

    @Test(arguments: ["/tmp/tocsin-notify-", "@tocsin-notify-"])
    func assignmentsArriveAsOneDatagram(prefix: String) async throws {
        let listener = try Listener(address: prefix + UUID().uuidString)
        let notifier = SystemdNotifier(environment: ["NOTIFY_SOCKET": listener.address])
        #expect(notifier.send("READY=1", "STATUS=Watching."))
        #expect(try await listener.receive() == "READY=1\nSTATUS=Watching.")
        #expect(notifier.send("WATCHDOG=1"))
        #expect(try await listener.receive() == "WATCHDOG=1")
    }

    @Test(arguments: [
        [:], ["NOTIFY_SOCKET": ""], ["NOTIFY_SOCKET": "relative"], ["NOTIFY_SOCKET": "/nonexistent/socket"],
        ["NOTIFY_SOCKET": "/" + String(repeating: "x", count: 200)],
    ])
    func nobodyListening_isNoError(environment: [String: String]) {
        #expect(!SystemdNotifier(environment: environment).send("READY=1"))
    }

    @Test(
        arguments: [
            (["WATCHDOG_USEC": "2000000"], Duration.seconds(2)),
            (["WATCHDOG_USEC": "2000000", "WATCHDOG_PID": String(getpid())], .seconds(2)),
            (["WATCHDOG_USEC": "2000000", "WATCHDOG_PID": "1"], nil),
            (["WATCHDOG_USEC": "0"], nil), (["WATCHDOG_USEC": "soon"], nil), ([:], nil),
        ] as [([String: String], Duration?)]
    )
    func watchdog(environment: [String: String], interval: Duration?) {
        #expect(SystemdNotifier(environment: environment).watchdogInterval == interval)
    }
}
