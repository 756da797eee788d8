import Correlation
import Foundation
import TestSupport
import Testing

@Suite struct ScenarioTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Scenarios")

    @Test(arguments: [
        "same-event", "other-events", "news", "noise", "sources", "versions", "retraction", "order", "warnings", "age",
    ])
    func scenarioPlaysAsWritten(name: String) throws {
        let path = Self.folder.appending(path: "\(name).txt").path()
        let played = try Scenario.played(String(contentsOfFile: path, encoding: .utf8))
        if let difference = Golden.difference(of: played, from: path) { Issue.record("\(difference)") }
    }
}
