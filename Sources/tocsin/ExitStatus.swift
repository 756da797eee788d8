import ArgumentParser
import Daemon
import Kafka
import Logging

/// How the command ends: the codes of `sysexits.h` where there is one that fits.
enum ExitStatus: Int32 {
    case ok = 0
    case ruleTestsFailed = 1
    case usage = 64
    case badData = 65
    case brokerUnavailable = 69
    case systemRefuses = 71
    case ioFailed = 74
    case fenced = 76
    case invalidConfiguration = 78

    /// The error to throw from `run` in order to end with this code and without another word.
    var exit: ExitCode {
        ExitCode(rawValue)
    }

    /// The code that tells the kind of `error`.
    init(_ error: any Error) {
        self =
            switch error {
            case let failure as StageFailure: ExitStatus(failure)
            case is KafkaError, is NoSuchTopic: .brokerUnavailable
            case is ThreadError: .systemRefuses
            case is UnreadableEvent: .badData
            // All else is found before anything is read: the configuration, a property, the rules.
            default: .invalidConfiguration
            }
    }

    private init(_ failure: StageFailure) {
        self =
            switch failure {
            case .fenced: .fenced
            case .broker, .interrupted: .brokerUnavailable
            case .topics: .invalidConfiguration
            case .events: .badData
            case .thread: .systemRefuses
            }
    }
}

/// Runs the daemon in `body`; a failure is logged and ends the command with the code that tells its kind.
func reportingFailures(to logger: Logger, _ body: () async throws -> Void) async throws {
    do {
        try await body()
    } catch let status as ExitCode {
        throw status
    } catch {
        let status = ExitStatus(error)
        logger.critical(
            status == .invalidConfiguration ? "Tocsin cannot start." : "Tocsin cannot go on.",
            metadata: ["error": .string("\(error)")]
        )
        throw status.exit
    }
}

/// Runs `body`, which asks the configured broker; a failure goes to standard error and ends the command with the code
/// that tells its kind.
func reachingBroker<Value>(of settings: Configuration, _ body: () async throws -> Value) async throws -> Value {
    do {
        return try await body()
    } catch let status as ExitCode {
        throw status
    } catch {
        let servers = settings.kafka.bootstrap.joined(separator: ", ")
        standardError("tocsin: \(error is KafkaError ? "the broker \(servers) cannot be used: " : "")\(error)\n")
        throw ExitStatus(error).exit
    }
}
