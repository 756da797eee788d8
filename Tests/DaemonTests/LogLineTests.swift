import Glibc
import Logging
import Synchronization
import Testing

@testable import Daemon

@Suite struct LogLineTests {
    static let metadata: Logger.Metadata = [
        "topic": "articles", "offset": .stringConvertible(42), "detail": "a \"b\"\u{1B}[31m\nc",
        "list": ["x", .stringConvertible(true)],
    ]

    @Test(arguments: [
        (
            LogLine.Shape.text, false,
            #"T warning  Dead letter. detail="a \"b\"\u001b[31m\nc" list=[x,true] offset=42 topic=articles"#
        ),
        (
            .json, false,
            #"{"time":"T","level":"warning","message":"Dead letter.","detail":"a \"b\"\u001b[31m\nc","list":["x",true],"offset":42,"topic":"articles"}"#
        ),
        (
            .json, true,
            #"<4>{"time":"T","level":"warning","message":"Dead letter.","detail":"a \"b\"\u001b[31m\nc","list":["x",true],"offset":42,"topic":"articles"}"#
        ),
    ])
    func lineIsAsWritten(shape: LogLine.Shape, priority: Bool, expected: String) {
        let line = LogLine(shape: shape, hasPriority: priority)
        let rendered = line.render(time: "T", level: .warning, message: "Dead letter.", metadata: Self.metadata)
        #expect(rendered == expected + "\n")
    }

    @Test(arguments: [
        (Logger.Level.trace, 7), (.debug, 7), (.info, 6), (.notice, 5), (.warning, 4), (.error, 3), (.critical, 2),
    ])
    func priorityIsSyslogs(level: Logger.Level, priority: Int) {
        #expect(LogLine.priority(level) == priority)
    }

    @Test(arguments: ["\u{7F}", "\u{9B}", "\u{202E}", "\u{2028}", "\u{0}", "\r"])
    func controlCharacter_isMadeVisible(text: String) {
        #expect(LogLine.quoted(text).utf8.count == 8)
        #expect(LogLine.quoted(text).hasPrefix("\"\\u"))
    }

    @Test func journalIsKnownByItsStream() {
        var status = stat()
        #expect(fstat(STDIN_FILENO, &status) == 0)
        #expect(isJournal("\(status.st_dev):\(status.st_ino)", descriptor: STDIN_FILENO))
        for other in [nil, "", "1:1", "\(status.st_dev):\(status.st_ino &+ 1)"] {
            #expect(!isJournal(other, descriptor: STDIN_FILENO))
        }
        #expect(!isJournal("\(status.st_dev):\(status.st_ino)", descriptor: -1))
    }

    @Test func handlerMergesMetadataAndObservesTheLevel() {
        let written = Written()
        let handler = TocsinLogHandler(line: LogLine(shape: .json, hasPriority: false), level: .notice) { text in
            written.lines.withLock { $0.append(text) }
        }
        var logger = Logger(label: "test") { _ in handler }
        logger[metadataKey: "stage"] = "extract"
        logger.info("Unseen.")
        logger.notice("Seen.", metadata: ["n": .stringConvertible(1)])
        let lines = written.lines.withLock { $0 }
        #expect(lines.count == 1)
        #expect(lines.first?.hasSuffix(#""level":"notice","message":"Seen.","n":1,"stage":"extract"}"# + "\n") == true)
    }
}

final class Written: Sendable {
    let lines = Mutex<[String]>([])
}
