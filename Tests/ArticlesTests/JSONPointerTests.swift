import Testing

@testable import Articles

@Suite struct JSONPointerTests {
    /// The document of RFC 6901, section 5, with one array more.
    static let document = """
        {"foo": ["bar", "baz"], "": "empty", "a/b": "slash", "c%d": "percent", "e^f": "caret", "g|h": "bar",
         "i\\\\j": "backslash", "k\\"l": "quote", " ": "space", "m~n": "tilde", "deep": [[{"x": "found"}]]}
        """

    @Test(
        arguments: [
            ("/foo/0", "bar"), ("/foo/1", "baz"), ("/", "empty"), ("/a~1b", "slash"), ("/c%d", "percent"),
            ("/e^f", "caret"),
            ("/g|h", "bar"), ("/i\\j", "backslash"), ("/k\"l", "quote"), ("/ ", "space"), ("/m~0n", "tilde"),
            ("/deep/0/0/x", "found"),
        ])
    func resolve_followsRFC6901(_ pointer: String, _ expected: String) throws {
        #expect(try resolve(pointer) == expected)
    }

    @Test(arguments: [
        "/nope", "/foo/2", "/foo/-", "/foo/01", "/foo/+1", "/foo/x", "/foo/0/y", "/foo/9999999999", "/deep/1",
    ])
    func resolve_findsNothing(_ pointer: String) throws {
        #expect(try resolve(pointer) == nil)
    }

    @Test(arguments: ["foo", "/a~2b", "/a~", "#/foo"])
    func init_refusesMalformedPointers(_ pointer: String) {
        #expect(throws: JSONPointer.Malformed.self) { try JSONPointer(pointer) }
    }

    private func resolve(_ pointer: String) throws -> String? {
        let parser = try #require(JSONParser(limits: DecodeLimits()))
        let outcome = Array(Self.document.utf8).withUnsafeBufferPointer { parser.parse($0) }
        guard case .document(let root) = outcome else {
            Issue.record("the fixture is no JSON")
            return nil
        }
        return try JSONPointer(pointer).resolve(in: root)?.string.map { String(decoding: $0, as: UTF8.self) }
    }
}
