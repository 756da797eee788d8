import Testing

/// The tests' own instruments: what is wrong here would be laid at Tocsin's door elsewhere.
@Suite struct SceneTests {
    @Test func produce_bytesArriveUnchanged() async throws {
        let scene = try Scene(partitions: 1)

        try await scene.produce([Array("{\"title\": \"Ä\"}".utf8), nil, [0xff, 0xfe, 0x00, 0x41]])

        let messages = try await scene.messages(3, of: scene.articles)
        #expect(messages.map(\.hex) == ["7b227469746c65223a2022c384227d", nil, "fffe0041"])
        #expect(messages.map(\.key) == ["key-0", "key-1", "key-2"])
        #expect(messages.map(\.offset) == [0, 1, 2])
    }

    @Test func messages_thatDoNotCome_areAnError() async throws {
        let scene = try Scene()

        await #expect(throws: ProgramError.self) { try await scene.messages(1, of: scene.alerts, seconds: 1) }
    }

    @Test func program_thatTakesTooLong_isKilled() async throws {
        let program = try Program("/usr/bin/cat", input: "/dev/zero", limit: .milliseconds(200))

        await #expect(throws: ProgramError.self) { _ = try await program.outcome() }
    }

    @Test(arguments: [("exit 0", 0), ("exit 78", 78), ("kill -TERM $$", -15)])
    func outcome_tellsExitCodeOrSignal(script: String, status: Int32) async throws {
        let outcome = try await run("/bin/sh", ["-c", "echo out; echo err >&2; \(script)"])

        #expect(outcome.status == status)
        #expect(outcome.output == "out\n")
        #expect(outcome.errors == "err\n")
    }
}
