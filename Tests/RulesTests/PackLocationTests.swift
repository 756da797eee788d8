import Testing

@testable import Rules

@Suite struct PackLocationTests {
    static let executable = "/opt/tocsin/bin/tocsin"

    @Test func candidates_comeInTheDocumentedOrder() {
        #expect(
            PackLocation.candidates(executable: Self.executable) == [
                "/opt/tocsin/bin/../share/tocsin", "/usr/share/tocsin", "/opt/tocsin/bin/Config", "/opt/tocsin/Config",
                "/opt/Config", "/Config",
            ]
        )
        #expect(PackLocation.candidates(executable: nil) == ["/usr/share/tocsin"])
    }

    /// The folders that hold a pack, what the caller names, and what is found.
    @Test(
        arguments: [
            (["/usr/share/tocsin", "/opt/Config"], nil, "/usr/share/tocsin"), (["/opt/Config"], nil, "/opt/Config"),
            (["/opt/Config", "/mine"], "/mine", "/mine"), (["/opt/Config"], "/mine", nil), ([], nil, nil),
        ] as [([String], String?, String?)]
    )
    func find_takesTheFirstThatHoldsAPack(_ packs: [String], _ named: String?, _ expected: String?) {
        let found = try? PackLocation.find(named: named, executable: Self.executable) { packs.contains($0) }
        #expect(found == expected)
    }

    @Test func find_namesWhatItTried() {
        #expect(throws: PackNotFound(tried: ["/mine"])) {
            try PackLocation.find(named: "/mine", executable: Self.executable) { _ in false }
        }
        #expect(PackNotFound(tried: ["/a", "/b"]).description.contains("/a, /b"))
    }
}
