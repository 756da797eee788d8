import Correlation
import Domain
import Foundation

/// A scenario in text: reports with their times, and below each what the correlator decides.
///
/// ```
/// 07T06:00 a1 Reuters who=PRK what=missile day=07
///   -> new A/1 · PRK · missile · occurred · observed · 2025-01-07 · 1 of 1
/// ```
///
/// Times and days are of January 2025. A line that begins with `+` is another signal of the report above it; `gone` says
/// that the article has no signal (any more); `tick` lets time pass; `restart` begins anew from what was stored. Lines
/// that are indented are decisions and are written by the test.
struct Scenario {
    private var correlator: Correlator
    private var stored: [String: EventState] = [:]
    private var letters: [String: Character] = [:]
    private let settings: CorrelationSettings

    static let classes = ClassRelation(
        parents: [
            "missile": "equipment", "ballistic": "missile", "icbm": "ballistic", "irbm": "ballistic",
            "srbm": "ballistic", "cruise": "missile", "rocket": "equipment", "drone": "equipment",
        ],
        lasting: ["transfer"]
    )

    init(settings: CorrelationSettings = CorrelationSettings()) {
        self.settings = settings
        correlator = Correlator(settings: settings, classes: Scenario.classes)
    }

    /// The scenario with what is decided now.
    static func played(_ text: String, settings: CorrelationSettings = CorrelationSettings()) throws -> String {
        var scenario = Scenario(settings: settings)
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        lines.removeAll { $0.hasPrefix("  ") }
        var output: [String] = []
        for (position, line) in lines.enumerated() {
            output.append(line)
            guard !line.isEmpty, !line.hasPrefix("#"), !line.hasPrefix("+") else {
                // The report ends with its last signal.
                if line.hasPrefix("+") { output += try scenario.decisions(of: lines, endingAt: position) }
                continue
            }
            output += try scenario.decisions(of: lines, endingAt: position)
        }
        return output.joined(separator: "\n")
    }

    private mutating func decisions(of lines: [String], endingAt last: Int) throws -> [String] {
        if last + 1 < lines.count, lines[last + 1].hasPrefix("+") { return [] }
        var first = last
        while lines[first].hasPrefix("+") { first -= 1 }
        let words = lines[first].split(separator: " ").map(String.init)
        if words[0] == "restart" { return try restart() }
        if words[0] == "tick" { return told(correlator.tick(now: try Report.time(words[1]))) }
        let report = try Report(scenario: Array(lines[first...last]))
        return told(correlator.take(report, now: try Report.time(words[0])))
    }

    private mutating func restart() throws -> [String] {
        correlator = Correlator(settings: settings, classes: Scenario.classes)
        for state in stored.values {
            let bytes = try JSONEncoder().encode(state)
            correlator.restore(try JSONDecoder().decode(EventState.self, from: bytes))
        }
        return []
    }

    private mutating func told(_ decisions: [Decision]) -> [String] {
        var lines: [String] = []
        for decision in decisions {
            switch decision {
            case .publish(let alert): lines.append("  -> \(describe(alert))")
            case .store(let state):
                stored[state.id] = state
                if let due = state.due { lines.append("  .. \(letter(state.id)) is held until \(due)") }
            case .forget(let id, _):
                stored[id] = nil
                lines.append("  -> forget \(letter(id))")
            }
        }
        if decisions.isEmpty { return ["  .. nothing"] }
        return lines.isEmpty ? ["  .. kept"] : lines
    }

    private mutating func letter(_ id: String) -> Character {
        if let known = letters[id] { return known }
        let letter = Character(UnicodeScalar(UInt8(65 + letters.count)))
        letters[id] = letter
        return letter
    }

    private mutating func describe(_ alert: Alert) -> String {
        let signal = alert.signal
        var parts = ["\(alert.change) \(letter(alert.id))/\(alert.revision)"]
        parts.append(signal.actor.map(\.id).joined(separator: "+") + signal.recipient.map { ">\($0.id)" }.joined())
        parts += [signal.object ?? "-", signal.status.rawValue, signal.certainty.rawValue]
        parts.append(signal.date?.description ?? "undated")
        parts += signal.names + signal.places.map(\.name)
        if let count = signal.count { parts.append("\(count)") }
        if let outcome = signal.outcome { parts.append(outcome.rawValue) }
        if !signal.deniedBy.isEmpty { parts.append("denied by " + signal.deniedBy.map(\.id).joined(separator: ",")) }
        parts.append("\(alert.sourceCount) of \(alert.articleCount)")
        if !alert.changed.isEmpty { parts.append("new: " + alert.changed.map(\.rawValue).joined(separator: ", ")) }
        if !alert.related.isEmpty { parts.append("see " + alert.related.map { "\(letter($0))" }.joined()) }
        return parts.map { $0.isEmpty ? "-" : $0 }.joined(separator: " · ")
    }
}

/// A line of a scenario that says nothing this reads.
struct UnreadableScenario: Error {
    var line: String
}

extension Report {
    /// `07T06:00` as a time of January 2025.
    static func time(_ text: String) throws -> Timestamp {
        guard let time = Timestamp(message: "2025-01-\(text):00Z") else { throw UnreadableScenario(line: text) }
        return time
    }

    /// The report that the lines of a scenario tell.
    init(scenario lines: [String]) throws {
        let words = lines[0].split(separator: " ").map(String.init)
        guard words.count >= 3 else { throw UnreadableScenario(line: lines[0]) }
        let name = words[1].split(separator: ".").map(String.init)
        var article = ArticleReference(id: name[0])
        article.version = name.count > 1 ? name[1] : nil
        article.publishedAt = try Report.time(words[0]).description
        article.source = words[2]
        let options = Report.options(words)
        article.publisher = options["credit"]
        article.title = options["title"]?.replacingOccurrences(of: "_", with: " ")
        if let published = options["published"] { article.publishedAt = try Report.time(published).description }
        let text = UInt64(options["text"] ?? "") ?? UInt64(abs(words[1].hashStable))
        // A multiplier that spreads small numbers over all bits, so that other numbers are other texts.
        let signature = TextSignature(
            bits: options["bits"].flatMap { UInt64($0, radix: 16) } ?? text &* 0x9E37_79B9_7F4A_7C15
        )
        let isGone = words.contains("gone")
        let signals = isGone ? [] : try lines.map { try Signal(scenario: $0, kind: options["kind"] ?? "launch") }
        self.init(
            kind: options["kind"] ?? "launch",
            article: article,
            signature: signature.description,
            origin: options["offset"].flatMap { Int64($0) }.map { Origin(topic: "articles", partition: 0, offset: $0) },
            signals: signals
        )
    }

    static func options(_ words: [String]) -> [String: String] {
        var options: [String: String] = [:]
        for word in words {
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            if parts.count == 2 { options[parts[0]] = parts[1] }
        }
        return options
    }
}

extension Signal {
    init(scenario line: String, kind: String) throws {
        self.init(kind: kind)
        let options = Report.options(line.split(separator: " ").map(String.init))
        func list(_ key: String) -> [String] { (options[key] ?? "").split(separator: ",").map(String.init) }
        actor = list("who").map { Party(id: $0, name: $0) }
        recipient = list("to").map { Party(id: $0, name: $0) }
        objects = list("what")
        object = objects.first
        status = options["status"].flatMap(Status.init) ?? .occurred
        certainty = options["sure"].flatMap(Certainty.init) ?? .observed
        deniedBy = list("denied").map { Party(id: $0, name: $0) }
        names = list("named")
        count = options["count"].flatMap { Int($0) }
        outcome = options["outcome"].flatMap(Outcome.init)
        confidence = 0.8
        for place in list("at") {
            let parts = place.split(separator: ":").map(String.init)
            let point = Signal.points[parts[1]]
            places.append(
                Place(
                    role: Place.Role(rawValue: parts[0]) ?? .impact,
                    name: parts[1],
                    country: nil,
                    latitude: point?.0,
                    longitude: point?.1
                )
            )
        }
        if let day = options["day"] {
            // "07" was told, "~07" is the day of publication, "month" is all of January.
            date = EventDate(day == "month" ? "2025-01" : "2025-01-" + day.filter { $0 != "~" })
            dateBasis = day.hasPrefix("~") ? .publication : .told
        }
        for says in list("says") {
            claims.append(Claim(by: Party(id: says, name: says), stance: .asserts, article: ""))
        }
        let field: Evidence.Field = options["lead"] == "title" ? .title : .body
        evidence = [Evidence(article: "", field: field, start: 0, end: 1, text: "x", rule: "r")]
    }

    private static let points = [
        "Sunan": (39.2, 125.7), "Wonsan": (39.2, 127.4), "Kyiv": (50.5, 30.5), "Odesa": (46.5, 30.7),
    ]
}

extension String {
    /// A number that is the same on every run.
    var hashStable: Int {
        utf8.reduce(5381) { ($0 &* 33 &+ Int($1)) & 0xFFFF_FFFF }
    }
}
