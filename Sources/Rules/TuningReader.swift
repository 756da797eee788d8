import Domain
import Yams

/// Reads `mutes.yaml` and `sources.yaml` of a site's folder.
struct TuningReader {
    let kinds: [String]
    let lexicon: Lexicon
    private(set) var tuning = SiteTuning()
    private(set) var diagnostics: [Diagnostic] = []

    init(kinds: [String], lexicon: Lexicon) {
        self.kinds = kinds
        self.lexicon = lexicon
    }

    /// Reads the file of mutes.
    mutating func readMutes(_ file: SourceFile) {
        guard !file.isBlank else { return }
        var yaml = YAMLReader(file: file)
        let root = yaml.root()
        for node in yaml.list(root, what: "a file of mutes") {
            if let mute = mute(node, &yaml) { tuning.mutes.append(mute) }
        }
        diagnostics += yaml.diagnostics
    }

    private func mute(_ node: Node, _ yaml: inout YAMLReader) -> Mute? {
        let keys = yaml.mapping(
            node,
            known: ["kind", "actor", "recipient", "place", "source", "until", "because"],
            required: ["because"],
            what: "a mute"
        )
        guard let because = yaml.string(keys["because"], what: "because") else { return nil }
        let conditions = ["kind", "actor", "recipient", "place", "source"]
        guard conditions.contains(where: { keys[$0] != nil }) else {
            let help = "name a kind, actor, recipient, place or source"
            yaml.report("mutes-all", node.mark, "a mute without a condition would silence everything", help: help)
            return nil
        }
        var mute = Mute(place: RulePlace(file: yaml.file.path, line: node.mark?.line ?? 0), because: because)
        mute.kinds = names(keys["kind"], "kind", among: kinds, &yaml)
        let parties = lexicon.parties.map(\.party.id)
        mute.actors = names(keys["actor"], "actor", code: "unknown-party", among: parties, &yaml)
        mute.recipients = names(keys["recipient"], "recipient", code: "unknown-party", among: parties, &yaml)
        mute.places = names(keys["place"], "place", among: lexicon.places.map(\.name) + parties, &yaml)
        for (name, _) in yaml.strings(keys["source"], what: "source") { _ = mute.sources.add(name, true) }
        if let node = keys["until"], let text = yaml.string(node, what: "until") {
            mute.until = EventDate(text)?.last
            if mute.until == nil {
                yaml.report("not-a-date", node.mark, "'\(text)' is no date: YYYY, YYYY-MM or YYYY-MM-DD")
            }
        }
        return mute
    }

    /// The texts of a key, each of which must be one of `known`.
    private func names(
        _ node: Node?,
        _ what: String,
        code: String? = nil,
        among known: [String],
        _ yaml: inout YAMLReader
    ) -> [String] {
        let names = yaml.strings(node, what: what)
        if node != nil, names.isEmpty { yaml.report("wrong-type", node?.mark, "\(what) names nothing") }
        for (name, mark) in names where !known.contains(name) {
            let near = suggestion(for: name, among: known)
            yaml.report(
                code ?? "unknown-\(what)",
                mark,
                "'\(name)' is no known \(code == nil ? what : "party")",
                help: near.map { "did you mean '\($0)'?" }
            )
        }
        return names.map(\.text)
    }

    /// Reads the file of tiers and blocked sources.
    mutating func readSources(_ file: SourceFile) {
        guard !file.isBlank else { return }
        var yaml = YAMLReader(file: file)
        defer { diagnostics += yaml.diagnostics }
        guard let root = yaml.root() else { return }
        let keys = yaml.mapping(root, known: ["tiers", "blocked"], what: "a file of sources")
        for node in yaml.list(keys["tiers"], what: "tiers") {
            let tier = yaml.mapping(
                node,
                known: ["name", "points", "sources"],
                required: ["name", "points", "sources"],
                what: "a tier"
            )
            guard let name = yaml.string(tier["name"], what: "name"),
                let points = yaml.number(tier["points"], in: -10...10, what: "points")
            else { continue }
            add(tier["sources"], name, points, &yaml)
        }
        for node in yaml.list(keys["blocked"], what: "blocked") {
            let block = yaml.mapping(
                node,
                known: ["sources", "because"],
                required: ["sources", "because"],
                what: "a block"
            )
            guard let because = yaml.string(block["because"], what: "because") else { continue }
            add(block["sources"], because, nil, &yaml)
        }
    }

    private mutating func add(_ node: Node?, _ name: String, _ points: Double?, _ yaml: inout YAMLReader) {
        for (source, mark) in yaml.strings(node, what: "sources") {
            let place = RulePlace(file: yaml.file.path, line: mark?.line ?? 0)
            let standing = SourceStanding(name: name, points: points, place: place)
            guard let known = tuning.sources.add(source, standing) else { continue }
            let text = "the source '\(source)' stands at line \(known.place.line) already"
            yaml.report("duplicate-source", mark, text, help: "a source is of one tier, or blocked")
        }
    }
}
