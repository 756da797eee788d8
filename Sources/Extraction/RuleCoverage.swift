public import Rules

/// Finds the parts of rules that no test would miss: each is taken away in turn, and the tests of its kind are run.
///
/// A test can only notice a change of what it comes to. So what every test tries is noted once, and a part is tried on
/// those tests alone: a frame and its lists on the tests in which the frame was tried, an exclusion on those in which
/// something was ruled out. The work comes in pieces that do not depend on each other, for as many cores as there are.
public struct RuleCoverage: Sendable {
    /// A part of a kind's rule.
    public struct Candidate: Sendable {
        /// The kind, as an index of the rules.
        public var kind: Int
        /// The part.
        public var part: RulePart
    }

    /// What a test comes to.
    public struct Trace: Sendable {
        /// The frames tried, by kind.
        fileprivate var frames: [Int: Set<Int>] = [:]
        /// The kinds of which something was ruled out.
        fileprivate var excluded: Set<Int> = []
        /// The kinds of which something was found.
        fileprivate var found: Set<Int> = []
        /// What is wrong with the test with all parts in place; nil where it passes.
        public fileprivate(set) var failure: RuleTestRunner.Failure?
    }

    private let extractor: Extractor
    private var rules: RuleSet { extractor.rules }

    /// The coverage of compiled rules by their tests.
    public init(extractor: Extractor) {
        self.extractor = extractor
    }

    /// The frames, exclusions and lists of the rules of `kinds`, of all kinds where it is empty; the roles and conditions
    /// of frames, too, where asked for.
    public func candidates(of kinds: [String] = [], withConditions: Bool = false) -> [Candidate] {
        rules.kinds.indices.filter { kinds.isEmpty || kinds.contains(rules.kinds[$0].kind) }.flatMap { kind in
            rules.kinds[kind].parts(senses: rules.senses).filter { withConditions || !$0.isCondition }
                .map { Candidate(kind: kind, part: $0) }
        }
    }

    /// What the test numbered `index` comes to; nothing for one that no kind of `candidates` could need.
    public func trace(_ index: Int, for candidates: [Candidate]) -> Trace {
        let test = rules.tests[index]
        let kinds = [test.kind] + test.expect.map(\.kind)
        guard candidates.contains(where: { kinds.contains(rules.kinds[$0.kind].kind) }) else { return Trace() }
        let reading = extractor.read(RuleTestRunner.article(test), explains: true)
        var trace = Trace()
        for attempt in reading.attempts { trace.frames[attempt.kind, default: []].insert(attempt.frame) }
        for mention in reading.mentions {
            if mention.excludedBy == nil {
                trace.found.insert(mention.kind)
            } else {
                trace.excluded.insert(mention.kind)
            }
        }
        trace.failure = RuleTestRunner(extractor: extractor).failure(test)
        return trace
    }

    /// Whether a test of the kind fails once the part is gone.
    ///
    /// - Parameter traces: What each test of the rule set comes to, in their order.
    public func isNoticed(_ candidate: Candidate, _ traces: [Trace]) -> Bool {
        let rule = rules.kinds[candidate.kind]
        let changed = RuleSet(rules, replacing: candidate.kind, by: rule.without(candidate.part))
        let runner = RuleTestRunner(extractor: Extractor(rules: changed), screens: false)
        for (test, trace) in zip(rules.tests, traces) where trace.failure == nil && comes(trace, to: candidate) {
            let isOfKind = test.kind == rule.kind || test.expect.contains { $0.kind == rule.kind }
            if isOfKind, runner.failure(test) != nil { return true }
        }
        return false
    }

    private func comes(_ trace: Trace, to candidate: Candidate) -> Bool {
        if let frame = candidate.part.frame { return trace.frames[candidate.kind]?.contains(frame) ?? false }
        if candidate.part.exclusion != nil { return trace.excluded.contains(candidate.kind) }
        return trace.found.contains(candidate.kind)
    }
}
