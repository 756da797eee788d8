import Domain
import FoundationEssentials
public import Logging

#if canImport(Glibc)
import Glibc
#endif

/// Writes log lines to standard error: text on a terminal, JSON lines elsewhere, with journald's priorities under it.
public struct TocsinLogHandler: LogHandler {
    /// The metadata of the logger.
    public var metadata: Logger.Metadata = [:]
    /// The least level that is written.
    public var logLevel: Logger.Level
    /// What adds metadata from the context; none by default.
    public var metadataProvider: Logger.MetadataProvider?

    private let line: LogLine
    private let write: @Sendable (String) -> Void

    /// A handler for this process's standard error.
    public init(configuration: Configuration.Log, environment: [String: String]) {
        let terminal = isatty(STDERR_FILENO) == 1
        let shape: LogLine.Shape =
            switch configuration.format {
            case .auto: terminal ? .text : .json
            case .text: .text
            case .json: .json
            }
        let line = LogLine(
            shape: shape,
            hasPriority: isJournal(environment["JOURNAL_STREAM"], descriptor: STDERR_FILENO)
        )
        self.init(line: line, level: configuration.level.logging) { text in
            // One call a line, so that lines of several threads do not mix.
            var bytes = ArraySlice(Array(text.utf8))
            while !bytes.isEmpty {
                let count = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return }
                bytes = bytes.dropFirst(count)
            }
        }
    }

    init(line: LogLine, level: Logger.Level, write: @escaping @Sendable (String) -> Void) {
        self.line = line
        logLevel = level
        self.write = write
    }

    /// One entry of the metadata.
    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Writes one event as one line.
    public func log(event: LogEvent) {
        var all = metadata
        if let provided = metadataProvider?.get() { all.merge(provided) { $1 } }
        if let own = event.metadata { all.merge(own) { $1 } }
        let time = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)).description
        write(line.render(time: time, level: event.level, message: event.message.description, metadata: all))
    }
}

extension Configuration.Log.Level {
    /// The level as swift-log names it.
    public var logging: Logger.Level {
        switch self {
        case .debug: .debug
        case .info: .info
        case .notice: .notice
        case .warning: .warning
        case .error: .error
        }
    }
}

/// Whether `descriptor` is the stream that `JOURNAL_STREAM` ("device:inode") names.
///
/// The variable alone says nothing: a child whose output goes elsewhere inherits it.
func isJournal(_ variable: String?, descriptor: Int32) -> Bool {
    guard let variable else { return false }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return false }
    return variable == "\(status.st_dev):\(status.st_ino)"
}
