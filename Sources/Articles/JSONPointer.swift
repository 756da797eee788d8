/// A JSON Pointer (RFC 6901): a path into a document.
public struct JSONPointer: Sendable, Hashable {
    /// Why a text is no pointer.
    public struct Malformed: Error, Sendable, Hashable, CustomStringConvertible {
        /// One sentence that names the pointer and what is wrong with it.
        public let description: String
    }

    /// The pointer as it was written.
    public let text: String
    let tokens: [[UInt8]]

    /// Reads a pointer: empty for the whole document, else `/` before every token, `~0` for `~` and `~1` for `/`.
    public init(_ text: String) throws(Malformed) {
        self.text = text
        guard text.utf8.first == nil || text.utf8.first == UInt8(ascii: "/") else {
            throw Malformed(description: "JSON Pointer '\(text)' must be empty or begin with '/'")
        }
        var tokens: [[UInt8]] = []
        for part in text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropFirst() {
            guard let token = JSONPointer.unescaped(Array(part)) else {
                throw Malformed(description: "JSON Pointer '\(text)' has a '~' that is followed by neither 0 nor 1")
            }
            tokens.append(token)
        }
        self.tokens = tokens
    }

    /// The value the pointer leads to, or nil where the document has no such place.
    func resolve(in root: JSONValue) -> JSONValue? {
        var value = root
        for token in tokens {
            guard let next = step(into: value, token: token) else { return nil }
            value = next
        }
        return value
    }

    private func step(into value: JSONValue, token: [UInt8]) -> JSONValue? {
        guard value.kind == .array else { return value.member(token) }
        return JSONPointer.index(token).flatMap { value.item($0) }
    }

    /// The array index a token spells: digits without a leading zero, at most nine of them.
    private static func index(_ token: [UInt8]) -> Int? {
        guard (1...9).contains(token.count), token.count == 1 || token[0] != UInt8(ascii: "0") else { return nil }
        guard token.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        return token.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    private static func unescaped(_ token: [UInt8]) -> [UInt8]? {
        var result: [UInt8] = []
        var escape = false
        for byte in token {
            switch (escape, byte) {
            case (false, UInt8(ascii: "~")): escape = true
            case (false, _): result.append(byte)
            case (true, UInt8(ascii: "0")): (escape, result) = (false, result + [UInt8(ascii: "~")])
            case (true, UInt8(ascii: "1")): (escape, result) = (false, result + [UInt8(ascii: "/")])
            case (true, _): return nil
            }
        }
        return escape ? nil : result
    }
}
