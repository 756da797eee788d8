/// One way to a field's value: a pointer, and what to take where it leads to more than one thing.
struct Selector: Sendable, Hashable {
    /// What to take of what the pointer leads to.
    enum Choice: Sendable, Hashable {
        /// The value itself.
        case itself
        /// Of an array of objects, the member `value` of the item whose member `key` is `wanted`; nil takes any item.
        case item(key: String, wanted: String?, value: String)
        /// Of an object, the first string member whose name begins so.
        case prefix(String)
    }

    /// How many items of an array are looked at: hostile arrays must not cost more than that.
    static let maximumItems = 32

    let pointer: JSONPointer
    let choice: Choice

    /// What messages call the selector.
    var name: String {
        switch choice {
        case .itself: return pointer.text
        case .item(_, _, let value): return "\(pointer.text)/*/\(value)"
        case .prefix(let prefix): return "\(pointer.text)/\(prefix)*"
        }
    }

    /// The value it leads to; JSON null counts as absent.
    func resolve(in root: JSONValue) -> JSONValue? {
        guard let value = pointer.resolve(in: root) else { return nil }
        let chosen: JSONValue?
        switch choice {
        case .itself: chosen = value
        case .prefix(let prefix): chosen = value.member(withPrefix: Array(prefix.utf8))
        case .item(let key, let wanted, let member): chosen = item(of: value, key: key, wanted: wanted, member: member)
        }
        return chosen.flatMap { $0.kind == .null ? nil : $0 }
    }

    private func item(of value: JSONValue, key: String, wanted: String?, member: String) -> JSONValue? {
        guard value.kind == .array else { return nil }
        for index in 0..<Selector.maximumItems {
            guard let item = value.item(index) else { return nil }
            if let wanted {
                guard let found = item.member(Array(key.utf8))?.string else { continue }
                guard String(decoding: found, as: UTF8.self).lowercased() == wanted else { continue }
            }
            if let result = item.member(Array(member.utf8)) { return result }
        }
        return nil
    }
}
