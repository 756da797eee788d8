internal import CSimdJSON

/// A reusable JSON parser with the document it parsed last.
///
/// Values it hands out are views into that document: they must not be used after the next `parse`.
// Unchecked: the C parser has no lock of its own; `ParserPool` lends it to one thread at a time.
final class JSONParser: @unchecked Sendable {
    /// What parsing came to.
    enum Outcome {
        case document(JSONValue)
        case refused(tocsin_json_code, message: String)
    }

    private let handle: OpaquePointer

    /// A parser within the given limits, or nil where memory is short.
    init?(limits: DecodeLimits) {
        guard let handle = tocsin_json_create(limits.bytes, limits.depth) else { return nil }
        self.handle = handle
    }

    deinit {
        tocsin_json_destroy(handle)
    }

    /// Parses one document; `bytes` are copied and need not outlive the call.
    func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Outcome {
        var root = tocsin_json_value()
        var message: UnsafePointer<CChar>?
        let code = tocsin_json_parse(handle, bytes.baseAddress, bytes.count, &root, &message)
        guard code == TOCSIN_JSON_OK else {
            return .refused(code, message: message.map { String(cString: $0) } ?? "")
        }
        return .document(JSONValue(raw: root))
    }
}

/// A view of one value of the document a parser holds.
struct JSONValue {
    /// What a value is, named as messages name it.
    enum Kind: String {
        case null, boolean = "a boolean", integer = "a number", double = "a fraction", string = "a string"
        case array = "an array", object = "an object"
    }

    fileprivate let raw: tocsin_json_value

    /// What the value is.
    var kind: Kind {
        switch tocsin_json_kind_of(raw) {
        case TOCSIN_JSON_BOOLEAN: return .boolean
        case TOCSIN_JSON_INTEGER: return .integer
        case TOCSIN_JSON_DOUBLE: return .double
        case TOCSIN_JSON_STRING: return .string
        case TOCSIN_JSON_ARRAY: return .array
        case TOCSIN_JSON_OBJECT: return .object
        default: return .null
        }
    }

    /// The member `key`, where the value is an object that has one.
    func member(_ key: [UInt8]) -> JSONValue? {
        view { tocsin_json_member(raw, key, key.count, &$0) }
    }

    /// The first member whose key begins with `prefix` and that is a string with more than white space in it.
    func member(withPrefix prefix: [UInt8]) -> JSONValue? {
        view { tocsin_json_member_with_prefix(raw, prefix, prefix.count, &$0) }
    }

    /// The item `index`, where the value is an array that has one.
    func item(_ index: Int) -> JSONValue? {
        guard index >= 0 else { return nil }
        return view { tocsin_json_item(raw, index, &$0) }
    }

    /// The bytes of a string: a view that ends with the document.
    var string: UnsafeBufferPointer<UInt8>? {
        var bytes: UnsafePointer<UInt8>?
        var count = 0
        guard tocsin_json_string(raw, &bytes, &count) else { return nil }
        return UnsafeBufferPointer(start: bytes, count: count)
    }

    /// The value of an integer.
    var integer: Int64? {
        var number: Int64 = 0
        return tocsin_json_integer(raw, &number) ? number : nil
    }

    /// The value of any number.
    var double: Double? {
        var number = 0.0
        return tocsin_json_double(raw, &number) ? number : nil
    }

    private func view(_ lookup: (inout tocsin_json_value) -> Bool) -> JSONValue? {
        var found = tocsin_json_value()
        return lookup(&found) ? JSONValue(raw: found) : nil
    }
}
