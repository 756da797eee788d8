public import Domain
import Yams

/// A test beside the rules: a text and what must, or must not, be found in it.
public struct RuleTest: Sendable {
    /// What a signal must have; a field that is nil is not compared.
    public struct Expectation: Sendable {
        /// The kind.
        public var kind: String
        /// The ids of the actors, as a set.
        public var actor: [String]?
        /// The ids of the recipients, as a set.
        public var recipient: [String]?
        /// The object's class; an empty text stands for none.
        public var object: String?
        /// The status.
        public var status: Signal.Status?
        /// The certainty.
        public var certainty: Signal.Certainty?
        /// The date as messages write it; an empty text stands for none.
        public var date: String?
        /// The ids of who denies it, as a set.
        public var deniedBy: [String]?
    }

    /// The file it stands in.
    public var file: String
    /// The line it begins at.
    public var line: Int
    /// The kind of the rule file it stands beside.
    public var kind: String
    /// The title of the article.
    public var title: String
    /// The body of the article.
    public var text: String
    /// Who published it; empty where that does not matter.
    public var source: String
    /// The day of publication.
    public var published: CivilDate?
    /// The signals of the kind that must be found, and no others; empty for "must not match".
    public var expect: [Expectation]
    /// Why, for a text that must not match.
    public var because: String
    /// Whether something must be found, and be silenced by a mute or a block of the site.
    public var mustBeMuted = false
    /// Whether it stands in the site's folder.
    public var isOfSite = false
}

/// Reads `<kind>.tests.yaml`.
struct RuleTestReader {
    private var yaml: YAMLReader
    private let kind: String

    init(file: SourceFile, kind: String) {
        yaml = YAMLReader(file: file)
        self.kind = kind
    }

    var diagnostics: [Diagnostic] { yaml.diagnostics }

    mutating func read() -> [RuleTest] {
        guard let root = yaml.root() else { return [] }
        return yaml.list(root, what: "a test file").compactMap { test($0) }
    }

    private mutating func test(_ node: Node) -> RuleTest? {
        let keys = yaml.mapping(
            node,
            known: ["title", "text", "source", "published", "expect", "because"],
            required: ["expect"],
            what: "a test"
        )
        guard let expectation = keys["expect"] else { return nil }
        var test = RuleTest(
            file: yaml.file.path,
            line: node.mark?.line ?? 0,
            kind: kind,
            title: yaml.string(keys["title"], what: "title") ?? "",
            text: yaml.string(keys["text"], what: "text") ?? "",
            source: yaml.string(keys["source"], what: "source") ?? "",
            published: nil,
            expect: [],
            because: yaml.string(keys["because"], what: "because") ?? ""
        )
        if let node = keys["published"], let text = yaml.string(node, what: "published") {
            test.published = EventDate(text)?.first
            if test.published == nil {
                yaml.report("not-a-date", node.mark, "'\(text)' is no date of the form YYYY-MM-DD")
            }
        }
        if expectation.scalar?.string == "muted" {
            test.mustBeMuted = true
            return test
        }
        if expectation.scalar?.string == "none" {
            if test.because.isEmpty {
                yaml.report("missing-key", node.mark, "a text that must not match needs 'because'")
            }
            return test
        }
        let items = expectation.sequence.map(Array.init) ?? [expectation]
        test.expect = items.compactMap { expect($0) }
        return test
    }

    private mutating func expect(_ node: Node) -> RuleTest.Expectation? {
        let keys = yaml.mapping(
            node,
            known: ["kind", "actor", "recipient", "object", "status", "certainty", "date", "denied_by"],
            what: "an expectation"
        )
        let statuses = Dictionary(uniqueKeysWithValues: Signal.Status.allCases.map { ($0.rawValue, $0) })
        let certainties = Dictionary(uniqueKeysWithValues: Signal.Certainty.allCases.map { ($0.rawValue, $0) })
        func ids(_ key: String, _ reader: inout YAMLReader) -> [String]? {
            keys[key].map { reader.strings($0, what: key).map(\.text) }
        }
        func text(_ key: String, _ reader: inout YAMLReader) -> String? {
            keys[key].flatMap { reader.string($0, what: key) }.map { $0 == "null" || $0 == "~" ? "" : $0 }
        }
        return RuleTest.Expectation(
            kind: text("kind", &yaml) ?? kind,
            actor: ids("actor", &yaml),
            recipient: ids("recipient", &yaml),
            object: text("object", &yaml),
            status: text("status", &yaml).flatMap {
                yaml.choice($0, keys["status"]?.mark, of: statuses, what: "status")
            },
            certainty: text("certainty", &yaml).flatMap {
                yaml.choice($0, keys["certainty"]?.mark, of: certainties, what: "certainty")
            },
            date: text("date", &yaml),
            deniedBy: ids("denied_by", &yaml)
        )
    }
}
