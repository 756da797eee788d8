import Glibc

/// Tells systemd how the daemon fares, by the datagrams of sd_notify(3); silent where nobody listens.
public struct SystemdNotifier: Sendable {
    /// The socket's address: a path, or `@` and a name in the abstract namespace.
    private let address: String?
    /// How often the watchdog wants to hear from us; nil where it is off.
    public let watchdogInterval: Duration?

    /// The socket and watchdog that systemd names in `environment`.
    public init(environment: [String: String]) {
        address = environment["NOTIFY_SOCKET"]
        // The variables are inherited by children; WATCHDOG_PID tells whom they are meant for.
        let isMeant = environment["WATCHDOG_PID"].map { $0 == String(getpid()) } ?? true
        let microseconds = environment["WATCHDOG_USEC"].flatMap { Int64($0) } ?? 0
        watchdogInterval = isMeant && microseconds > 0 ? .microseconds(microseconds) : nil
    }

    /// Sends assignments such as `READY=1`, one a line; returns whether they were sent.
    @discardableResult
    public func send(_ assignments: String...) -> Bool {
        guard let address, address.utf8.count > 1, let first = address.utf8.first else { return false }
        guard first == UInt8(ascii: "/") || first == UInt8(ascii: "@") else { return false }
        let socket = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { return false }
        defer { close(socket) }
        let message = Array(assignments.joined(separator: "\n").utf8)
        return withSocketAddress(address) { pointer, length in
            sendto(socket, message, message.count, Int32(MSG_NOSIGNAL), pointer, length) == message.count
        }
    }

    /// Calls `body` with the `sockaddr_un` of `address`; false where the address is too long.
    private func withSocketAddress(
        _ address: String,
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> Bool
    ) -> Bool {
        var bytes = Array(address.utf8)
        // '@' stands for the zero byte that an abstract name begins with.
        if bytes[0] == UInt8(ascii: "@") { bytes[0] = 0 }
        var target = sockaddr_un()
        target.sun_family = sa_family_t(AF_UNIX)
        let capacity = MemoryLayout.size(ofValue: target.sun_path)
        guard bytes.count < capacity else { return false }
        withUnsafeMutableBytes(of: &target.sun_path) { $0.copyBytes(from: bytes) }
        let length = (MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? 2) + bytes.count
        return withUnsafePointer(to: &target) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(length)) }
        }
    }
}
