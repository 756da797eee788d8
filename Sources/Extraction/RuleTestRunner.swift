import Domain
public import Rules

/// Runs the tests that stand beside the rules.
public struct RuleTestRunner: Sendable {
    /// A test that failed, with what was found instead.
    public struct Failure: Sendable, CustomStringConvertible {
        /// The test.
        public var test: RuleTest
        /// What is wrong.
        public var message: String
        /// Whether it is a shipped test of a kind that the site has changed: what the site wants otherwise is no mistake.
        public var isChange = false

        /// Place, what was wrong and the text.
        public var description: String {
            let text = test.text.isEmpty ? test.title : test.text
            return "\(test.file):\(test.line): \(message)\n    \(text.prefix(200))"
        }
    }

    private let extractor: Extractor
    /// Whether an article must pass the screen, as in a run.
    private let screens: Bool

    /// A runner over compiled rules.
    public init(extractor: Extractor) {
        self.init(extractor: extractor, screens: true)
    }

    init(extractor: Extractor, screens: Bool) {
        self.extractor = extractor
        self.screens = screens
    }

    /// Runs all tests of the rule set; returns those that failed.
    public func run() -> [Failure] {
        extractor.rules.tests.compactMap(failure)
    }

    /// What is wrong with one test; nil where it passes.
    ///
    /// Mutes and blocks of the site are left out, so that they cannot make a test of a rule fail, or pass; a test that
    /// expects to be muted is the only one they count for.
    public func failure(_ test: RuleTest) -> Failure? {
        guard var failure = difference(test) else { return nil }
        let rule = extractor.rules.kinds.first { $0.kind == test.kind }
        failure.isChange = !test.isOfSite && rule?.isOfSite == true
        return failure
    }

    private func difference(_ test: RuleTest) -> Failure? {
        let article = RuleTestRunner.article(test)
        let kinds = Set([test.kind] + test.expect.map(\.kind))
        var found = signals(article).filter { kinds.contains($0.kind) }
        if test.mustBeMuted { return silence(test, article, found) }
        guard !test.expect.isEmpty else {
            guard let signal = found.first else { return nil }
            return Failure(test: test, message: "must not match (\(test.because)), but gives \(shown(signal))")
        }
        for expectation in test.expect {
            guard let index = found.firstIndex(where: { mismatch(expectation, $0) == nil }) else {
                let near = found.first { $0.kind == expectation.kind }
                let reason = near.flatMap { mismatch(expectation, $0) } ?? "nothing of the kind is found"
                return Failure(test: test, message: "\(expectation.kind) is expected, but \(reason)")
            }
            found.remove(at: index)
        }
        guard let extra = found.first else { return nil }
        return Failure(test: test, message: "also gives \(shown(extra))")
    }

    /// The article a test stands for.
    static func article(_ test: RuleTest) -> Article {
        let time = test.published.map {
            PublicationTime(
                timestamp: Timestamp(milliseconds: Int64($0.dayNumber) * 86_400_000),
                date: $0,
                precision: .day
            )
        }
        return Article(id: "test", title: test.title, body: test.text, source: test.source, publishedAt: time)
    }

    private func signals(_ article: Article) -> [Signal] {
        guard !screens || extractor.passesScreen(article) else { return [] }
        return extractor.read(article, explains: false).signals.map(\.signal)
    }

    private func silence(_ test: RuleTest, _ article: Article, _ found: [Signal]) -> Failure? {
        guard !found.isEmpty else { return Failure(test: test, message: "nothing is found that could be muted") }
        let left = extractor.extract(article).first { $0.kind == test.kind }
        return left.map { Failure(test: test, message: "must be muted, but gives \(shown($0))") }
    }

    private func shown(_ signal: Signal) -> String {
        let actor = signal.actor.map(\.id).joined(separator: ", ")
        let recipient = signal.recipient.map(\.id).joined(separator: ", ")
        return "\(signal.kind) [\(actor)] → [\(recipient)] \(signal.object ?? "none") \(signal.status.rawValue)"
    }

    /// How a signal differs from what is expected; nil where it does not.
    private func mismatch(_ wanted: RuleTest.Expectation, _ signal: Signal) -> String? {
        guard wanted.kind == signal.kind else { return "the kind is \(signal.kind)" }
        if let actor = wanted.actor, Set(actor) != Set(signal.actor.map(\.id)) {
            return "the actor is [\(signal.actor.map(\.id).joined(separator: ", "))]"
        }
        if let recipient = wanted.recipient, Set(recipient) != Set(signal.recipient.map(\.id)) {
            return "the recipient is [\(signal.recipient.map(\.id).joined(separator: ", "))]"
        }
        if let object = wanted.object, object != signal.object ?? "" {
            return "the object is \(signal.object ?? "none")"
        }
        if let status = wanted.status, status != signal.status { return "the status is \(signal.status.rawValue)" }
        if let certainty = wanted.certainty, certainty != signal.certainty {
            return "the certainty is \(signal.certainty.rawValue)"
        }
        if let date = wanted.date, date != signal.date?.description ?? "" {
            return "the date is \(signal.date?.description ?? "none")"
        }
        if let denied = wanted.deniedBy, Set(denied) != Set(signal.deniedBy.map(\.id)) {
            return "it is denied by [\(signal.deniedBy.map(\.id).joined(separator: ", "))]"
        }
        return nil
    }
}
