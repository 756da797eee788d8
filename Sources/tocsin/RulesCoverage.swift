import ArgumentParser
import Extraction
import Foundation
import Rules
import Synchronization

/// `tocsin rules coverage`: what no test would miss.
struct RulesCoverage: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage",
        abstract: "Find the frames, exclusions and lists that no test would miss.",
        discussion: """
            Takes every frame, exclusion and list of every rule away in turn and runs the tests of its kind. A part whose \
            loss no test notices is printed with its file and line: write a test that needs it, or take it out. Lists are \
            those that rule out or restrict (not, beside, no-source, only-actors, not-actors, not-recipients, gives-way-to, \
            words and classes), and each of several senses. With a folder of your own, only what stands in it is taken away.

            EXAMPLES
              tocsin rules coverage
              tocsin rules coverage missile-launch --site /etc/tocsin/site

            EXIT CODES
              0 every part is needed by a test, 1 some are not, or a test that they rest on fails, 78 invalid rule pack
            """
    )

    @Argument(help: "The kinds to look at. Default: all.")
    var kinds: [String] = []

    @Flag(help: "Take away the roles and conditions of frames, too: agent, theme, needs, actor, recipient …")
    var conditions = false

    @OptionGroup var pack: PackOptions

    func run() throws {
        let rules = try pack.load().rules
        try rules.check(kinds: kinds)
        let started = ContinuousClock.now
        let coverage = RuleCoverage(extractor: Extractor(rules: rules))
        let candidates = try candidates(coverage)
        let progress = ProgressLine()
        let traces = onAllCores(rules.tests.count, progress, "tests") { coverage.trace($0, for: candidates) }
        let noticed = onAllCores(candidates.count, progress, "parts") { coverage.isNoticed(candidates[$0], traces) }
        progress.erase()
        let missed = zip(candidates, noticed).filter { !$1 }.map(\.0)
        for candidate in missed {
            let kind = rules.kinds[candidate.kind].kind
            print("\(candidate.part.place): \(kind): \(candidate.part.name): no test needs it")
        }
        let failures = traces.compactMap(\.failure).filter { !$0.isChange }
        for failure in failures { standardError("\(failure)\nThis test counts for nothing.\n") }
        let seconds = started.duration(to: .now).seconds
        let count = candidates.count
        print(
            "coverage: \(count - missed.count) of \(count) parts are needed by a test, \(missed.count) are not "
                + "(\(rules.tests.count) tests, \(String(format: "%.1f", seconds)) s)"
        )
        if !missed.isEmpty || !failures.isEmpty { throw ExitStatus.ruleTestsFailed.exit }
    }

    /// What is to be taken away: where there is a site's folder, only what stands in it, since the shipped rules have
    /// tests of their own.
    private func candidates(_ coverage: RuleCoverage) throws -> [RuleCoverage.Candidate] {
        let all = coverage.candidates(of: kinds, withConditions: conditions)
        guard let site = try pack.siteOrNone() else { return all }
        return all.filter { $0.part.place.file.hasPrefix(site + "/") }
    }

    /// The results of `count` pieces of work on all cores, in order.
    private func onAllCores<Result: Sendable>(
        _ count: Int,
        _ progress: ProgressLine,
        _ what: String,
        _ body: @escaping @Sendable (Int) -> Result
    ) -> [Result] {
        let results = Mutex<[Result]>([])
        let cores = ProcessInfo.processInfo.activeProcessorCount
        let work = OrderedWork<Result>(depth: 4 * cores) { result in
            let done = results.withLock { results in
                results.append(result)
                return results.count
            }
            progress.show("coverage: \(done) of \(count) \(what)")
        }
        for index in 0..<count { work.submit { body(index) } }
        work.wait()
        return results.withLock { $0 }
    }
}

/// A line on standard error that says how far a long work is; on a terminal only.
final class ProgressLine: Sendable {
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let lastShown = Mutex<ContinuousClock.Instant?>(nil)

    /// Shows a text in place of the one before, five times a second at most.
    func show(_ text: String) {
        guard isTerminal else { return }
        lastShown.withLock { last in
            if let last, last.duration(to: .now) < .milliseconds(200) { return }
            last = .now
            standardError("\r\u{1B}[K\(text)")
        }
    }

    /// Takes the line away.
    func erase() {
        lastShown.withLock { last in
            if last != nil { standardError("\r\u{1B}[K") }
            last = nil
        }
    }
}
