public import Domain

/// An alert as people read it on a terminal.
public struct AlertText: Sendable {
    /// Whether severity is marked by colour.
    public var isColoured: Bool

    /// A way to print alerts.
    public init(isColoured: Bool) {
        self.isColoured = isColoured
    }

    /// Time, severity, kind, event with revision and headline, then who says so, the evidence and the articles; no line feed at the end.
    public func describe(_ alert: Alert) -> String {
        let signal = alert.signal
        var lines = [head(alert), "  \(bold(safe(signal.headline)))"]
        lines.append("  \(facts(signal))")
        lines += claims(alert).map { "  says so: \($0)" }
        lines += signal.evidence.prefix(4).map {
            "  evidence: “\(safe($0.text))” (\($0.field.rawValue), \(safe($0.rule)))"
        }
        lines.append("  source: \(sources(alert))")
        return lines.joined(separator: "\n")
    }

    /// An alert as one line: time, severity, kind, event with revision, and headline.
    public func line(_ alert: Alert) -> String {
        "\(head(alert))  \(safe(alert.signal.headline))"
    }

    /// Time, severity, kind, and the event with the number of its revision.
    func head(_ alert: Alert) -> String {
        let severity = alert.signal.severity
        let word =
            alert.change == .retraction ? mark("RETRACTED", .severe) : mark(severity.rawValue.uppercased(), severity)
        let time = alert.lastSeen.isEmpty ? "undated" : alert.lastSeen
        let change = alert.change == .new ? "" : " (\(alert.change.rawValue))"
        return "\(safe(time))  \(word)  \(safe(alert.signal.kind))  \(safe(alert.id))/\(alert.revision)\(change)"
    }

    private func facts(_ signal: Signal) -> String {
        var facts = [signal.status.rawValue, signal.certainty.rawValue]
        if let date = signal.date { facts.append(date.description) }
        if !signal.objects.isEmpty { facts.append(safe(signal.objects.joined(separator: ", "))) }
        if !signal.deniedBy.isEmpty { facts.append("denied by \(safe(names(signal.deniedBy)))") }
        let percent = Int((signal.confidence * 100).rounded())
        return (facts + ["confidence \(percent) %"]).joined(separator: " · ")
    }

    /// Who says so; where the text names no one, it is the outlet itself.
    private func claims(_ alert: Alert) -> [String] {
        guard !alert.signal.claims.isEmpty else {
            return ["\(safe(alert.articles.first?.source ?? "the article")) in its own words"]
        }
        return alert.signal.claims.prefix(4).map { claim in
            let name = claim.by.name.isEmpty ? claim.by.id : claim.by.name
            return "\(safe(name.isEmpty ? "unnamed" : name)) \(claim.stance.rawValue)"
        }
    }

    private func sources(_ alert: Alert) -> String {
        let listed = alert.articles.prefix(3).map { article in
            [article.source, article.title, article.url ?? article.id].compactMap { $0 }.map(safe)
                .joined(separator: " · ")
        }
        let more = alert.articleCount - listed.count
        return (listed + (more > 0 ? ["and \(more) more"] : [])).joined(separator: "; ")
    }

    func names(_ parties: [Party]) -> String {
        parties.map { $0.name.isEmpty ? $0.id : $0.name }.joined(separator: ", ")
    }

    func safe(_ text: String) -> String {
        TerminalText.escaped(text)
    }

    func bold(_ text: String) -> String {
        isColoured ? "\u{1B}[1m\(text)\u{1B}[0m" : text
    }

    func mark(_ text: String, _ severity: Severity) -> String {
        guard isColoured else { return text }
        let colour = [Severity.extreme: "1;37;41", .severe: "1;31", .moderate: "1;33", .minor: "36"][severity] ?? "37"
        return "\u{1B}[\(colour)m\(text)\u{1B}[0m"
    }
}
