import Foundation
import Glibc
import Kafka

/// One daemon, started, stopped and killed as a process.
final class Instance {
    let name: String
    let isStatic: Bool
    /// The identity it runs under: its name, unless it is a twin of another.
    private let identity: String
    private let theatre: Theatre
    private let installation: Installation
    /// What it does, as the configuration writes it.
    private let stages: String
    private var process: pid_t?

    init(
        _ theatre: Theatre,
        name: String,
        isStatic: Bool,
        identity: String? = nil,
        stages: String = "[extract, correlate]",
        of installation: Installation? = nil
    ) {
        self.identity = identity ?? name
        self.theatre = theatre
        self.stages = stages
        self.installation = installation ?? theatre.main
        self.name = name
        self.isStatic = isStatic
    }

    var isRunning: Bool { process != nil }

    /// Where everything this instance ever logged is.
    var log: String { "\(theatre.folder)/\(name).log" }

    /// Starts it; it dies with the thread that called, whatever happens to this program.
    func start(commitInterval: String = "100ms") throws {
        guard process == nil else { return }
        let file = try theatre.configuration(
            installation,
            instance: identity,
            stages: stages,
            isStatic: isStatic,
            commitInterval: commitInterval
        )
        let words = ["setpriv", "--pdeathsig", "KILL", theatre.program, "run", "--config", file]
        process = try spawn("/usr/bin/setpriv", words, log: log)
    }

    /// SIGKILL: no last word, no commit.
    func kill() {
        guard let process else { return }
        Glibc.kill(process, SIGKILL)
        _ = reap(process)
    }

    /// SIGSTOP, and SIGCONT after `duration`: a machine that stands still, and goes on as if nothing had been.
    func freeze(for duration: Duration) {
        guard let process else { return }
        Glibc.kill(process, SIGSTOP)
        rest(duration)
        Glibc.kill(process, SIGCONT)
    }

    /// SIGTERM; the exit code, minus the signal that ended it, or nil where it had to be killed after `limit`.
    func stop(within limit: Duration = .seconds(20)) -> Int32? {
        guard let process else { return 0 }
        Glibc.kill(process, SIGTERM)
        let end = ContinuousClock.now + limit
        var status: Int32 = 0
        while ContinuousClock.now < end {
            if waitpid(process, &status, WNOHANG) == process {
                self.process = nil
                return code(of: status)
            }
            rest(.milliseconds(20))
        }
        kill()
        return nil
    }

    /// The exit code where it has ended by itself, which it must not.
    func endedByItself() -> Int32? {
        guard let process else { return nil }
        var status: Int32 = 0
        guard waitpid(process, &status, WNOHANG) == process else { return nil }
        self.process = nil
        return code(of: status)
    }

    /// Resident memory and its peak, in bytes.
    func memory() -> (now: Int, peak: Int)? {
        guard let process, let text = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8) else {
            return nil
        }
        func value(_ name: String) -> Int {
            let line = text.split(separator: "\n").first { $0.hasPrefix(name) }
            return (line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap { Int($0) } ?? 0)
                * 1024
        }
        return (value("VmRSS:"), value("VmHWM:"))
    }

    /// The counters it last logged of `stage`.
    func lastCounters(of stage: String) -> [String: Int] {
        let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
        let line =
            text.split(separator: "\n").last {
                $0.contains("\"Counters.\"") && $0.contains("\"stage\":\"\(stage)\"")
            } ?? ""
        let values = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        return values?.compactMapValues { $0 as? Int } ?? [:]
    }

    private func reap(_ process: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) == -1 && errno == EINTR {}
        self.process = nil
        return status
    }
}

private func code(of status: Int32) -> Int32 {
    status & 0x7f == 0 ? (status >> 8) & 0xff : -(status & 0x7f)
}

private func spawn(_ path: String, _ words: [String], log: String) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    var arguments = words.map { strdup($0) } + [nil]
    defer { arguments.forEach { free($0) } }
    var process = pid_t()
    let code = posix_spawn(&process, path, &actions, nil, &arguments, environ)
    guard code == 0 else { throw FaultError("cannot start \(path): \(String(cString: strerror(code)))") }
    return process
}
