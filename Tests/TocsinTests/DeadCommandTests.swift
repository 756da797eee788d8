import Foundation
import Testing

/// `tocsin dead`: what lies in the dead letters can be seen and sent again.
@Suite struct DeadCommandTests {
    @Test func letters_areListedShownAndReplayed() async throws {
        let scene = try Scene(partitions: 1)
        try await scene.produce(["no \u{1B}[31mjson", #"{"title":3}"#])
        try await with(scene.daemon()) { daemon in
            _ = try await scene.messages(2, of: scene.dead)
            daemon.signal(SIGTERM)
            #expect(try await daemon.outcome().status == 0)
        }

        let list = try await dead(["list"], scene)
        #expect(list.lines.count == 2)
        // In which order a broker stores two letters that are under way at once is not what is tested.
        let cells = list.lines.map { $0.split(separator: "\t").map(String.init) }.sorted { $0[3] < $1[3] }
        #expect(Set(cells.map { $0[0] }) == ["0:0", "0:1"])
        #expect(cells.map { $0[2] } == ["not-json", "wrong-type"])
        #expect(cells.map { $0[3] } == ["\(scene.articles)[0]@0", "\(scene.articles)[0]@1"])
        #expect(try await dead(["list", "--reason", "wrong-type"], scene).lines.count == 1)

        let shown = try await dead(["show", cells[0][0]], scene)
        #expect(shown.output.contains("tocsin-reason: not-json"))
        #expect(shown.output.contains(#"no \u{1B}[31mjson"#))
        #expect(try await dead(["show", cells[1][0], "--raw"], scene).output == #"{"title":3}"#)
        let missing = try await dead(["show", "0:9"], scene)
        #expect(missing.status == 65)
        #expect(missing.errors.contains("no dead letter at 0:9"))

        #expect(try await dead(["replay", "--all", "--dry-run"], scene).output == "2 would be sent.\n")
        #expect(try await scene.count(of: scene.articles) == 2)
        #expect(try await dead(["replay", "--reason", "wrong-type"], scene).output == "1 sent.\n")
        let articles = try await scene.messages(3, of: scene.articles)
        #expect(articles.last?.value == #"{"title":3}"#)
        #expect(articles.last?.headers.keys.contains { $0.hasPrefix("tocsin-") } == false)

        let some = try await dead(["replay", "0:1", "0:9", "1:0"], scene)
        #expect(some.output == "1 sent.\n")
        #expect(some.status == 65)
        #expect(some.errors.contains("no dead letter at 0:9, 1:0"))
    }

    private func dead(_ arguments: [String], _ scene: Scene) async throws -> Outcome {
        try await run(Project.tocsin, ["dead"] + arguments + ["--config", scene.configuration])
    }
}
