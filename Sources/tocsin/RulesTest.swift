import ArgumentParser
import Domain
import Extraction
import Formats
import Foundation
import Rules

/// `tocsin rules test`: the tests beside the rules, and false alarms made into tests.
struct RulesTest: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Run the tests beside the rules, or make a test of a false alarm.",
        discussion: """
            Without --from-alert, runs all tests, or those of the kinds that are named, and prints what fails.

            With --from-alert, takes an alert as JSON (a line of the alerts topic, of 'tocsin scan' or of 'tocsin tail \
            --json') and adds the passages it rests on to rules/<kind>.tests.yaml of your folder, as a text that must \
            not match. Then it says whether the test reproduces the alarm, and what to do next. What is there already \
            is not added again.

            EXAMPLES
              tocsin rules test
              tocsin rules test missile-launch troop-deployment --site /etc/tocsin/site
              tocsin tail --config tocsin.yaml --json --last 1 | \\
                tocsin rules test --site /etc/tocsin/site --from-alert - --because "the plot of a film"

            EXIT CODES
              0 all tests pass, or the test is there, 1 tests failed, 64 wrong usage, 65 no alert in the file,
              74 a file cannot be read or written, 78 invalid rule pack
            """
    )

    @Argument(help: "The kinds whose tests are run. Default: all.")
    var kinds: [String] = []

    @Option(help: ArgumentHelp("A file with an alert that was false, or - for standard input.", valueName: "file"))
    var fromAlert: String?

    @Option(help: ArgumentHelp("Why the alert was false, for whoever reads the test.", valueName: "reason"))
    var because: String?

    @Option(help: ArgumentHelp("Which of several alerts of the file is meant.", valueName: "alert"))
    var id: String?

    @OptionGroup var pack: PackOptions

    func validate() throws {
        if fromAlert != nil {
            guard let because, because.contains(where: { !$0.isWhitespace }) else {
                throw ValidationError("--from-alert needs --because: why the alert was false")
            }
            guard kinds.isEmpty else { throw ValidationError("--from-alert takes no kinds: the alert names its own") }
        } else if because != nil || id != nil {
            throw ValidationError("--because and --id go with --from-alert")
        }
    }

    func run() throws {
        if let fromAlert { return try addTest(fromAlert) }
        let rules = try pack.load().rules
        try rules.check(kinds: kinds)
        let runner = RuleTestRunner(extractor: Extractor(rules: rules))
        let tests = rules.tests.filter { kinds.isEmpty || kinds.contains($0.kind) }
        try report(tests.compactMap(runner.failure), of: tests.count)
    }

    private func addTest(_ file: String) throws {
        let site = try pack.siteFolder()
        let alarm = try FalseAlarm.read(file, id: id)
        let kind = alarm.alert.signal.kind
        // A first test makes the folder.
        let rules = try FileManager.default.fileExists(atPath: site) ? pack.load().rules : pack.shippedRules()
        guard rules.kinds.contains(where: { $0.kind == kind }) else {
            let known = rules.kinds.map(\.kind).joined(separator: ", ")
            standardError("tocsin: the alert is of the kind '\(kind)', which no rule has; the kinds are \(known)\n")
            throw ExitStatus.badData.exit
        }
        let added = try alarm.test(because: because ?? "")
        let path = "\(site)/rules/\(kind).tests.yaml"
        var file = try testFile(path, kind)
        if let known = file.test(like: added) {
            print("\(path):\(known.line): this test is there already: nothing is added")
            return
        }
        guard let test = try adding(added, to: &file) else { return }
        try write(file.text, to: path)
        print("\(path):\(test.line): added a text that must not match")
        print(NextStep(rules: rules, site: site, test: test).text)
    }

    private func testFile(_ path: String, _ kind: String) throws -> RuleTestFile {
        var text = ""
        if FileManager.default.fileExists(atPath: path) {
            guard let found = try? String(contentsOfFile: path, encoding: .utf8) else {
                standardError("tocsin: \(path): cannot be read as UTF-8\n")
                throw ExitStatus.ioFailed.exit
            }
            text = found
        }
        return try refusing { () throws(PackError) in try RuleTestFile(path: path, kind: kind, text: text) }
    }

    private func adding(_ test: RuleTestFile.MustNotMatch, to file: inout RuleTestFile) throws -> RuleTest? {
        var changed = file
        let added = try refusing { () throws(PackError) in try changed.add(test) }
        file = changed
        return added
    }

    /// Runs `body`; what is wrong with the file goes to standard error and ends the command, and the file stays as it is.
    private func refusing<Value>(_ body: () throws(PackError) -> Value) throws -> Value {
        do {
            return try body()
        } catch {
            standardError("\(error)\n")
            throw ExitStatus.invalidConfiguration.exit
        }
    }
}

/// Prints what failed of `count` tests, and what only comes out otherwise because the site wants it so.
func report(_ failures: [RuleTestRunner.Failure], of count: Int) throws {
    for failure in failures { standardError((failure.isChange ? "changed by the site: " : "") + "\(failure)\n") }
    let failed = failures.count { !$0.isChange }
    let changed = failures.count - failed
    let more = changed == 0 ? "" : ", \(changed) shipped ones changed by the site"
    print("rule tests: \(count - failures.count) passed, \(failed) failed\(more)")
    if failed > 0 { throw ExitStatus.ruleTestsFailed.exit }
}

/// What whoever added a test of a false alarm has to do next.
private struct NextStep {
    let rules: RuleSet
    let site: String
    let test: RuleTest

    private var explain: String {
        let day = test.published.map { " --published \($0)" } ?? ""
        let title = test.title.isEmpty ? "" : " --title \(quoted(test.title))"
        return "tocsin explain --site \(site)\(day)\(title) --text \(quoted(test.text))"
    }

    /// A text as a shell takes it whole; what a terminal would not show is written out.
    private func quoted(_ text: String) -> String {
        "'" + TerminalText.escaped(text).replacing("'", with: "'\\''") + "'"
    }

    var text: String {
        let failure = RuleTestRunner(extractor: Extractor(rules: rules)).failure(test)
        guard failure != nil else {
            return """
                The rules find nothing in these passages alone, so the test holds already and does not show the alarm:
                put the sentences around them into its text, until 'tocsin rules test \(test.kind) --site \(site)' fails.
                """
        }
        let rule = "\(site)/rules/\(test.kind).yaml"
        let begin =
            FileManager.default.fileExists(atPath: rule)
            ? "2. add an exclusion to \(rule)"
            : "2. tocsin rules new \(test.kind) --site \(site)   and add an exclusion there"
        return """
            It fails now, as it should. Next:
              1. \(explain)
                 shows which frame fired, and on which words
              \(begin)
              3. tocsin rules test \(test.kind) --site \(site)   until it passes
            """
    }
}
