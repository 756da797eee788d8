import Yams

/// What a site adds to a kind that another file declares.
struct KindAddition {
    /// The kind it adds to.
    let kind: String
    let kindMark: Mark?
    let file: SourceFile
    /// The frames, exclusions and severity rows it adds; the rest of it says nothing.
    var parts: KindRule
    /// The kind's threshold, where it is another.
    var threshold: Double?
    /// The frames and exclusions that are taken out, by id.
    var without: [(text: String, mark: Mark?)] = []

    init(kind: String, kindMark: Mark?, file: SourceFile) {
        self.kind = kind
        self.kindMark = kindMark
        self.file = file
        parts = KindRule(
            kind: kind,
            title: "",
            file: file.path,
            frames: [],
            exclusions: [],
            severity: [],
            headlines: [:],
            hasRecipient: true,
            strikesTerritory: false,
            trustsThirdParties: false,
            countsPermission: true,
            threshold: 0
        )
    }
}

/// Reads the rule files of a pack and of a site's folder, and joins what the site has with what is shipped.
struct KindCollector {
    let senses: [String]
    let classes: ClassTree
    let parties: [String: PartyID]
    private(set) var kinds: [KindRule] = []
    /// For every exclusion of every kind, its words as they are written.
    private(set) var words: [[[String]]] = []
    private(set) var diagnostics: [Diagnostic] = []

    init(senses: [String], classes: ClassTree, parties: [String: PartyID]) {
        self.senses = senses
        self.classes = classes
        self.parties = parties
    }

    /// Reads one more file; those of the site come last.
    mutating func add(_ file: SourceFile, isShipped: Bool) {
        var reader = KindReader(file: file, senses: senses, classes: classes, parties: parties)
        let content = reader.read()
        diagnostics += reader.diagnostics
        switch content {
        case .kind(let kind): add(kind, reader.exclusionWords, file, isShipped: isShipped)
        case .addition(let addition): add(addition, reader.exclusionWords)
        case nil: break
        }
    }

    /// Checks what can only be known once all files are read.
    mutating func finish() {
        let names = kinds.map(\.kind)
        for rule in kinds {
            for name in rule.givesWayTo where !names.contains(name) {
                diagnostics.append(
                    Diagnostic(
                        code: "unknown-kind",
                        file: rule.file,
                        line: rule.place(of: ".gives-way-to").line,
                        message: "'\(name)', which \(rule.kind) gives way to, is no kind",
                        help: suggestion(for: name, among: names).map { "did you mean '\($0)'?" }
                    )
                )
            }
        }
    }

    private mutating func add(_ kind: KindRule, _ texts: [[String]], _ file: SourceFile, isShipped: Bool) {
        var kind = kind
        kind.isOfSite = !isShipped
        guard let known = kinds.firstIndex(where: { $0.kind == kind.kind }) else {
            kinds.append(kind)
            words.append(texts)
            return
        }
        guard !isShipped else {
            let text = "the kind '\(kind.kind)' is declared in \(kinds[known].file) too"
            diagnostics.append(Diagnostic(code: "duplicate-kind", file: file.path, message: text))
            return
        }
        kinds[known] = kind
        words[known] = texts
    }

    private mutating func add(_ addition: KindAddition, _ texts: [[String]]) {
        guard let known = kinds.firstIndex(where: { $0.kind == addition.kind }) else {
            let near = suggestion(for: addition.kind, among: kinds.map(\.kind))
            let text = "'\(addition.kind)' is no kind of a file read before"
            let help = near.map { "did you mean '\($0)'?" }
            report("unknown-kind", addition, addition.kindMark?.line, addition.kindMark?.column, text, help: help)
            return
        }
        kinds[known].isOfSite = true
        for (id, mark) in addition.without { take(id, mark, from: known, addition) }
        let ids = Set(kinds[known].frames.map(\.id) + kinds[known].exclusions.map(\.id))
        for (id, line) in addition.parts.frames.map({ ($0.id, $0.line) })
            + addition.parts.exclusions.map({ ($0.id, $0.line) })
        where ids.contains(id) {
            let text = "the id '\(id)' is taken: it stands at \(kinds[known].place(of: id))"
            report("duplicate-id", addition, line, nil, text, help: "take another id, or name it under 'without', too")
        }
        kinds[known].frames += addition.parts.frames
        kinds[known].exclusions += addition.parts.exclusions
        words[known] += texts
        // The first row that fits counts: what the site says comes first.
        kinds[known].severity = addition.parts.severity + kinds[known].severity
        kinds[known].places.merge(addition.parts.places) { $1 }
        if let threshold = addition.threshold { kinds[known].threshold = threshold }
    }

    private mutating func take(_ id: String, _ mark: Mark?, from kind: Int, _ addition: KindAddition) {
        if let index = kinds[kind].frames.firstIndex(where: { $0.id == id }) {
            kinds[kind].frames.remove(at: index)
        } else if let index = kinds[kind].exclusions.firstIndex(where: { $0.id == id }) {
            kinds[kind].exclusions.remove(at: index)
            words[kind].remove(at: index)
        } else {
            let ids = kinds[kind].frames.map(\.id) + kinds[kind].exclusions.map(\.id)
            let help = suggestion(for: id, among: ids).map { "did you mean '\($0)'?" }
            let text = "the kind '\(addition.kind)' has no frame or exclusion '\(id)'"
            report("unknown-id", addition, mark?.line, mark?.column, text, help: help)
        }
    }

    private mutating func report(
        _ code: String,
        _ addition: KindAddition,
        _ line: Int?,
        _ column: Int?,
        _ text: String,
        help: String?
    ) {
        diagnostics.append(addition.file.diagnostic(code, line: line ?? 0, column: column ?? 0, text, help: help))
    }
}
