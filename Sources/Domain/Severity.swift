/// CAP 1.2 `severity`, in lower case.
public enum Severity: String, Sendable, Codable, CaseIterable {
    case extreme, severe, moderate, minor, unknown
}

/// CAP 1.2 `urgency`, in lower case.
public enum Urgency: String, Sendable, Codable, CaseIterable {
    case immediate, expected, future, past, unknown
}
