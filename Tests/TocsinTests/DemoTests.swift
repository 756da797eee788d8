import Foundation
import Testing

/// `tocsin demo`, as a newcomer meets it.
@Suite struct DemoTests {
    @Test func exitWhenDone_showsAlerts_andEnds() async throws {
        let outcome = try await run(Project.tocsin, ["demo", "--speed", "0", "--exit-when-done"])

        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("missile-launch"))
        #expect(outcome.output.contains("North Korea"))
    }

    /// The lines that the demo prints for kcat work while it runs.
    @Test func broker_isOpenToOtherPrograms() async throws {
        let program = try Program(Project.tocsin, ["demo", "--speed", "0"])

        try await with(program) { demo in
            let text = try await demo.output { $0.contains("kcat") && $0.contains("-t alerts") }
            let address = try #require(text.firstMatch(of: /-b ([0-9.a-z]+:[0-9]+)/)?.1)
            let consume = ["-C", "-b", String(address), "-t", "alerts", "-c", "3"]
            let alerts = try Alerts(lines: try await run("/usr/bin/kcat", consume).lines)
            #expect(alerts.count == 3)
            demo.signal(SIGINT)
            #expect(try await demo.outcome().status == 0)
        }
    }
}
