/// A file of rule tests as text, to which tests are added: `<kind>.tests.yaml`.
///
/// What a person wrote in it stays as it is; only the end grows. No file is touched here: the caller reads and writes.
public struct RuleTestFile: Sendable {
    /// A text that must not match.
    public struct MustNotMatch: Sendable, Hashable {
        /// The title of the article; may be empty.
        public var title: String
        /// The text.
        public var text: String
        /// The day of publication, `YYYY-MM-DD`; nil where not known.
        public var published: String?
        /// Why it must not match.
        public var because: String
        /// Where it comes from, for people.
        public var origin: String

        /// A text that must not match.
        public init(title: String, text: String, published: String?, because: String, origin: String) {
            self.title = title
            self.text = text
            self.published = published
            self.because = because
            self.origin = origin
        }
    }

    /// The path, for diagnostics.
    public let path: String
    /// What is in it.
    public private(set) var text: String
    /// The tests in it.
    public private(set) var tests: [RuleTest]
    private let kind: String

    /// The file of a kind's tests with this text; empty for a file that is not there yet.
    ///
    /// - Throws: `PackError` where what is there cannot be read as tests.
    public init(path: String, kind: String, text: String) throws(PackError) {
        self.path = path
        self.kind = kind
        self.text = text
        tests = try RuleTestFile.read(path, kind, text)
    }

    /// The test of the same title and text; nil where there is none.
    public func test(like added: MustNotMatch) -> RuleTest? {
        tests.first { $0.title == added.title && $0.text == added.text }
    }

    /// Adds a test at the end.
    ///
    /// - Returns: The test as it reads back, with its line.
    /// - Throws: `PackError` where the file could not be read any more; then it stays as it was.
    public mutating func add(_ added: MustNotMatch) throws(PackError) -> RuleTest? {
        var longer = text
        if !longer.isEmpty, !longer.hasSuffix("\n") { longer += "\n" }
        longer += RuleTestFile.yaml(added)
        tests = try RuleTestFile.read(path, kind, longer)
        text = longer
        return tests.last
    }

    private static func read(_ path: String, _ kind: String, _ text: String) throws(PackError) -> [RuleTest] {
        let file = SourceFile(path: path, text: text)
        guard !file.isBlank else { return [] }
        var reader = RuleTestReader(file: file, kind: kind)
        let tests = reader.read()
        guard reader.diagnostics.isEmpty else { throw PackError(reader.diagnostics) }
        return tests
    }

    private static func yaml(_ test: MustNotMatch) -> String {
        // A line break in it would end the comment.
        let origin = test.origin.unicodeScalars.filter { !unseen.contains($0.properties.generalCategory) }
        var lines = ["# \(String(String.UnicodeScalarView(origin)))"]
        var members: [String] = []
        if !test.title.isEmpty { members.append("title: \(quoted(test.title))") }
        if !test.text.isEmpty { members.append("text: \(quoted(test.text))") }
        if let day = test.published { members.append("published: \(day)") }
        members.append("expect: none")
        members.append("because: \(quoted(test.because))")
        for (index, member) in members.enumerated() { lines.append((index == 0 ? "- " : "  ") + member) }
        return lines.joined(separator: "\n") + "\n"
    }

    private static let unseen: Set<Unicode.GeneralCategory> = [
        .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse,
    ]

    /// A text as YAML writes it between double quotes, on one line.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            default:
                // What is not printable would not be YAML; what only looks so is written out for whoever reads it.
                if unseen.contains(scalar.properties.generalCategory) {
                    result += escape(scalar)
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
    }
}
