import Articles
import Foundation
import Testing

@testable import Daemon

/// The tables that operators read are held against the code.
@Suite struct DocumentationTests {
    static func operations() throws -> String {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        let page = folder.appending(path: "../../Sources/Daemon/Daemon.docc/Operations.md")
        return try String(contentsOf: page, encoding: .utf8)
    }

    @Test(arguments: LogKey.allCases)
    func everyLogKeyIsInATable(key: LogKey) throws {
        let rows = try Self.operations().split(separator: "\n").filter { $0.hasPrefix("| `") }
        let cells = rows.compactMap { $0.split(separator: "|").first }
        #expect(cells.contains { $0.contains("`\(key.rawValue)`") })
    }

    @Test(arguments: DecodeFailure.Reason.allCases)
    func everyReasonIsInATable(reason: DecodeFailure.Reason) throws {
        #expect(try Self.operations().contains("`\(reason.rawValue)`"))
    }

    @Test(arguments: ["message", "level", "time"])
    func noKeyIsTakenByTheLineItself(name: String) {
        #expect(!LogKey.allCases.map(\.rawValue).contains(name))
    }
}
