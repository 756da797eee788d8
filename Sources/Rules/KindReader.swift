import Domain
import Yams

/// Reads one rule file: a kind with its frames, exclusions, severity table and headlines.
struct KindReader {
    var yaml: YAMLReader
    private let senses: [String: Int]
    private let classes: [String: ClassID]
    private let roles: [String: Role]
    private let parties: [String: PartyID]
    private var places: [String: RulePlace] = [:]
    /// The words of the exclusions, which wait for their numbers: exclusion index and text.
    private(set) var exclusionWords: [[String]] = []

    init(file: SourceFile, senses: [String], classes: ClassTree, parties: [String: PartyID]) {
        yaml = YAMLReader(file: file)
        self.parties = parties
        self.senses = Dictionary(uniqueKeysWithValues: senses.enumerated().map { ($1, $0) })
        self.classes = Dictionary(uniqueKeysWithValues: classes.names.map { ($0, classes.number($0) ?? 0) })
        roles = Dictionary(uniqueKeysWithValues: Role.allCases.map { ($0.rawValue, $0) })
    }

    var diagnostics: [Diagnostic] { yaml.diagnostics }

    /// What a rule file holds.
    enum Content {
        /// A kind.
        case kind(KindRule)
        /// What a site adds to a kind that another file declares.
        case addition(KindAddition)
    }

    /// What the file holds; nil where it is beyond use.
    mutating func read() -> Content? {
        guard let root = yaml.root() else { return nil }
        if root.mapping?.keys.contains(where: { $0.scalar?.string == "adds-to" }) == true {
            return addition(root).map(Content.addition)
        }
        let keys = yaml.mapping(
            root,
            known: [
                "format", "kind", "title", "status", "version", "references", "false-positives", "recipient",
                "third-parties", "permission", "attempts", "gives-way-to", "lasting", "announced",
                "severally", "threshold", "frames", "exclude", "severity", "headline",
            ],
            required: ["format", "kind", "title", "frames", "severity", "headline"],
            what: "a rule file"
        )
        checkFormat(keys["format"])
        guard let kind = yaml.string(keys["kind"], what: "kind") else { return nil }
        var rule = KindRule(
            kind: kind,
            title: yaml.string(keys["title"], what: "title") ?? "",
            file: yaml.file.path,
            frames: [],
            exclusions: [],
            severity: [],
            headlines: headlines(keys["headline"]),
            hasRecipient: true,
            strikesTerritory: false,
            trustsThirdParties: trust(keys["third-parties"]),
            countsPermission: yaml.bool(keys["permission"], what: "permission") ?? true,
            threshold: yaml.number(keys["threshold"], in: 0...1, what: "threshold") ?? KindRule.defaultThreshold
        )
        readRecipient(keys["recipient"], into: &rule)
        rule.version = yaml.string(keys["version"], what: "version") ?? ""
        rule.countsAttempts = yaml.bool(keys["attempts"], what: "attempts") ?? false
        rule.isLasting = yaml.bool(keys["lasting"], what: "lasting") ?? false
        rule.actsSeverally = yaml.bool(keys["severally"], what: "severally") ?? false
        rule.isAnnounced = yaml.bool(keys["announced"], what: "announced") ?? false
        rule.givesWayTo = yaml.strings(keys["gives-way-to"], what: "gives-way-to").map(\.text)
        note("", "gives-way-to", keys["gives-way-to"])
        readParts(keys, into: &rule)
        return .kind(rule)
    }

    private mutating func readRecipient(_ node: Node?, into rule: inout KindRule) {
        guard let node, let text = yaml.string(node, what: "recipient") else { return }
        rule.strikesTerritory = text == "territory"
        let isOptional = text == "optional"
        rule.hasRecipient = rule.strikesTerritory || isOptional || yaml.bool(node, what: "recipient") ?? true
        rule.expectsRecipient = rule.hasRecipient && !isOptional
    }

    private mutating func addition(_ root: Node) -> KindAddition? {
        let keys = yaml.mapping(
            root,
            known: [
                "format", "adds-to", "version", "references", "threshold", "without", "frames", "exclude", "severity",
            ],
            required: ["format", "adds-to"],
            what: "a file that adds to a kind"
        )
        checkFormat(keys["format"])
        guard let kind = yaml.string(keys["adds-to"], what: "adds-to") else { return nil }
        var addition = KindAddition(kind: kind, kindMark: keys["adds-to"]?.mark, file: yaml.file)
        addition.threshold = yaml.number(keys["threshold"], in: 0...1, what: "threshold")
        addition.without = yaml.strings(keys["without"], what: "without")
        readParts(keys, into: &addition.parts)
        return addition
    }

    private mutating func checkFormat(_ node: Node?) {
        if let format = yaml.string(node, what: "format"), format != "1" {
            yaml.report("unknown-format", node?.mark, "the format is '\(format)' and this version reads 1")
        }
    }

    /// Reads what a kind and an addition to one have in common.
    private mutating func readParts(_ keys: [String: Node], into rule: inout KindRule) {
        for node in yaml.list(keys["frames"], what: "frames") {
            if let frame = frame(node) { rule.frames.append(frame) }
        }
        for node in yaml.list(keys["exclude"], what: "exclude") {
            if let exclusion = exclusion(node) { rule.exclusions.append(exclusion) }
        }
        for node in yaml.list(keys["severity"], what: "severity") {
            if let row = severity(node) { rule.severity.append(row) }
        }
        checkNames(rule)
        rule.places = places
    }

    /// Notes where a key of a part stands.
    private mutating func note(_ id: String, _ key: String, _ node: Node?) {
        guard let line = node?.mark?.line else { return }
        places[key.isEmpty ? id : "\(id).\(key)"] = RulePlace(file: yaml.file.path, line: line)
    }

    /// How a kind takes the word of those who neither did nor suffered the act: `observed` or `alleged`.
    private mutating func trust(_ node: Node?) -> Bool {
        guard let node, let text = yaml.string(node, what: "third-parties") else { return false }
        return yaml.choice(text, node.mark, of: ["observed": true, "alleged": false], what: "certainty") ?? false
    }

    private mutating func checkNames(_ rule: KindRule) {
        var seen: Set<String> = []
        for (id, line) in rule.frames.map({ ($0.id, $0.line) }) + rule.exclusions.map({ ($0.id, $0.line) })
        where !seen.insert(id).inserted {
            yaml.diagnostics.append(
                yaml.file.diagnostic("duplicate-id", line: line, "the id '\(id)' is given twice in this file")
            )
        }
    }

    // MARK: Frames

    private static let frameKeys = [
        "id", "sense", "by", "agent", "theme", "goal", "source", "interceptor", "over", "near", "beneficiary",
        "opponent", "event", "owner", "actor", "recipient", "status", "needs", "weight",
        "no-source", "only-actors", "weight-of-one", "not-actors", "not-recipients", "beside", "object", "context",
        "purpose",
    ]

    private mutating func frame(_ node: Node) -> Frame? {
        let keys = yaml.mapping(node, known: KindReader.frameKeys, required: ["id", "sense"], what: "a frame")
        guard let id = yaml.string(keys["id"], what: "id") else { return nil }
        var frame = Frame(
            id: id,
            line: node.mark?.line ?? 0,
            senses: [],
            takesVerbs: true,
            takesNouns: true,
            takesPurposes: yaml.bool(keys["purpose"], what: "purpose") ?? false,
            constraints: [],
            actor: Frame.usualActor,
            recipient: Frame.usualRecipient,
            noSource: ids(keys["no-source"], what: "no-source"),
            onlyActors: ids(keys["only-actors"], what: "only-actors"),
            notActors: ids(keys["not-actors"], what: "not-actors"),
            notRecipients: ids(keys["not-recipients"], what: "not-recipients"),
            beside: classes(keys["beside"], what: "beside"),
            object: classes(keys["object"], what: "object").first ?? 0,
            status: nil,
            isContext: yaml.bool(keys["context"], what: "context") ?? false,
            conditions: [],
            weightOfOne: yaml.number(keys["weight-of-one"], in: 0...1, what: "weight-of-one"),
            weight: yaml.number(keys["weight"], in: 0...1, what: "weight") ?? 0.8
        )
        note(id, "", node)
        for (key, value) in keys { note(id, key, value) }
        for (name, mark) in yaml.strings(keys["sense"], what: "sense") {
            if let sense = yaml.choice(name, mark, of: senses, what: "sense") { frame.senses.append(sense) }
        }
        guard readPart(keys["by"], into: &frame) else { return nil }
        frame.constraints = Role.allCases.compactMap { role in
            keys[role.rawValue].map { (role, constraint($0, role)) }
        }
        if let node = keys["actor"] { frame.actor = sources(node) }
        if let node = keys["recipient"] { frame.recipient = sources(node) }
        frame.status = status(keys["status"])
        frame.conditions = conditions(keys["needs"])
        return frame
    }

    /// Reads by which part of speech a frame is told; false where that is none there is.
    private mutating func readPart(_ node: Node?, into frame: inout Frame) -> Bool {
        guard let node, let part = yaml.string(node, what: "by") else { return true }
        guard part == "verb" || part == "noun" else {
            yaml.report("unknown-part", node.mark, "by is '\(part)' and must be verb or noun")
            return false
        }
        frame.takesVerbs = part == "verb"
        frame.takesNouns = part == "noun"
        return true
    }

    private mutating func status(_ node: Node?) -> Signal.Status? {
        guard let node, let text = yaml.string(node, what: "status") else { return nil }
        return yaml.choice(text, node.mark, of: KindReader.statuses, what: "status")
    }

    private mutating func conditions(_ node: Node?) -> [Frame.Condition] {
        let known = Dictionary(uniqueKeysWithValues: Frame.Condition.allCases.map { ($0.rawValue, $0) })
        return yaml.strings(node, what: "needs").compactMap { name, mark in
            yaml.choice(name, mark, of: known, what: "condition")
        }
    }

    private static let statuses = Dictionary(
        uniqueKeysWithValues: Signal.Status.allCases.map { ($0.rawValue, $0) }
    )

    private mutating func constraint(_ node: Node, _ role: Role) -> Frame.Constraint {
        let keys = yaml.mapping(
            node,
            known: ["is", "not", "required"],
            required: ["is"],
            what: "the role \(role.rawValue)"
        )
        return Frame.Constraint(
            classes: ClassSet(classes(keys["is"], what: "is")),
            excluded: ClassSet(classes(keys["not"], what: "not")),
            isRequired: yaml.bool(keys["required"], what: "required") ?? false
        )
    }

    private mutating func classes(_ node: Node?, what: String) -> [ClassID] {
        yaml.strings(node, what: what).compactMap { yaml.choice($0.text, $0.mark, of: classes, what: "class") }
    }

    /// The ids of parties, each of which must be known.
    private mutating func ids(_ node: Node?, what: String) -> [String] {
        yaml.strings(node, what: what).compactMap { id, mark in
            yaml.choice(id, mark, of: parties, what: "party").map { _ in id }
        }
    }

    private mutating func sources(_ node: Node) -> [Frame.PartySource] {
        yaml.strings(node, what: "a list of roles").compactMap { name, mark in
            if name == "theme-owner" { return .themeOwner }
            if name == "maker" { return .maker }
            if name == "site" { return .site }
            if name == "carrier" { return .carrier }
            if name == "before" { return .before }
            if name == "teller" { return .teller }
            return yaml.choice(name, mark, of: roles, what: "role").map { .role($0) }
        }
    }

    // MARK: Exclusions, severity, headlines

    private mutating func exclusion(_ node: Node) -> Exclusion? {
        let keys = yaml.mapping(
            node,
            known: ["id", "in", "words", "classes", "at-least", "because"],
            required: ["id", "in", "because"],
            what: "an exclusion"
        )
        let scopes = Dictionary(uniqueKeysWithValues: Exclusion.Scope.allCases.map { ($0.rawValue, $0) })
        guard let id = yaml.string(keys["id"], what: "id"), let text = yaml.string(keys["in"], what: "in"),
            let scope = yaml.choice(text, keys["in"]?.mark, of: scopes, what: "scope")
        else { return nil }
        exclusionWords.append(yaml.strings(keys["words"], what: "words").map(\.text))
        note(id, "", node)
        for (key, value) in keys { note(id, key, value) }
        return Exclusion(
            id: id,
            line: node.mark?.line ?? 0,
            scope: scope,
            words: [],
            classes: classes(keys["classes"], what: "classes"),
            atLeast: Int(yaml.number(keys["at-least"], in: 1...20, what: "at-least") ?? 1),
            because: yaml.string(keys["because"], what: "because") ?? ""
        )
    }

    private mutating func severity(_ node: Node) -> SeverityRow? {
        let keys = yaml.mapping(
            node,
            known: ["object", "status", "with-recipient", "severity"],
            required: ["severity"],
            what: "a severity row"
        )
        let known = Dictionary(uniqueKeysWithValues: Severity.allCases.map { ($0.rawValue, $0) })
        guard let text = yaml.string(keys["severity"], what: "severity"),
            let severity = yaml.choice(text, keys["severity"]?.mark, of: known, what: "severity")
        else { return nil }
        return SeverityRow(
            objects: classes(keys["object"], what: "object"),
            statuses: yaml.strings(keys["status"], what: "status").compactMap {
                yaml.choice($0.text, $0.mark, of: KindReader.statuses, what: "status")
            },
            needsRecipient: yaml.bool(keys["with-recipient"], what: "with-recipient") ?? false,
            severity: severity
        )
    }

    private mutating func headlines(_ node: Node?) -> [String: HeadlinePattern] {
        guard let node else { return [:] }
        let keys = yaml.mapping(
            node,
            known: Signal.Status.allCases.map(\.rawValue) + ["default"],
            required: ["default"],
            what: "headline"
        )
        var patterns: [String: HeadlinePattern] = [:]
        let fields = Dictionary(uniqueKeysWithValues: HeadlinePattern.Field.allCases.map { ($0.rawValue, $0) })
        for (key, value) in keys {
            guard let text = yaml.string(value, what: "headline") else { continue }
            let pattern = HeadlinePattern(text)
            for name in pattern.unknown { _ = yaml.choice(name, value.mark, of: fields, what: "field") }
            patterns[key == "default" ? "" : key] = pattern
        }
        return patterns
    }
}
