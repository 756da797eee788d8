public import Domain
import Language

/// Names of sources, looked up by what an article says of where it comes from.
///
/// A name stands for the source as the feed gives it ("Example Wire"), letter case aside, or for the host of the
/// article's address and all below it ("example.org" stands for "www.example.org", too).
public struct SourceNames<Value: Sendable>: Sendable {
    private var values: [UInt64: Value] = [:]

    /// No names.
    public init() {}

    /// Whether there are none.
    public var isEmpty: Bool { values.isEmpty }

    /// The values, one for each name, in no order.
    public var all: some Collection<Value> { values.values }

    /// Adds a name; returns the value it had before, and then changes nothing.
    mutating func add(_ name: String, _ value: Value) -> Value? {
        let key = SourceNames.hash(Array(name.utf8)[...])
        if let known = values[key] { return known }
        values[key] = value
        return nil
    }

    /// The value of the article's source; nil where it is none of the names.
    public func value(of article: Article) -> Value? {
        guard !values.isEmpty else { return nil }
        let source = article.bytes[article.source]
        if !source.isEmpty, let value = values[SourceNames.hash(source)] { return value }
        var host = SourceNames.host(article.bytes[article.url])
        while let dot = host.firstIndex(of: UInt8(ascii: ".")) {
            if let value = values[SourceNames.hash(host)] { return value }
            host = host[(dot + 1)...]
        }
        return nil
    }

    private static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        var hash = WordHash()
        for byte in bytes { hash.add(Folding.lower(byte)) }
        return hash.finished
    }

    /// The host of an address, without user and port; empty where it has none.
    private static func host(_ url: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let colon = url.firstIndex(of: UInt8(ascii: ":")), url[colon...].starts(with: "://".utf8) else {
            return []
        }
        var host = url[(colon + 3)...].prefix { byte in !"/?#".utf8.contains(byte) }
        if let at = host.lastIndex(of: UInt8(ascii: "@")) { host = host[(at + 1)...] }
        return host.prefix { $0 != UInt8(ascii: ":") }
    }
}
