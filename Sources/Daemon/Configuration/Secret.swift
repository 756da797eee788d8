/// Text that must not be seen: it prints as `<redacted>` wherever it is printed.
public struct Secret: Sendable, Hashable {
    private let text: String

    /// A secret.
    public init(_ text: String) {
        self.text = text
    }

    /// The text itself, for the one place that hands it on.
    public func reveal() -> String {
        text
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Always `<redacted>`.
    public var description: String { "<redacted>" }

    /// Always `<redacted>`.
    public var debugDescription: String { description }

    /// A mirror without children, so that `dump` shows nothing either.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
