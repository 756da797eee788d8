import Foundation
import Testing

/// `tocsin rules`, and what a site's folder does to `check`, `scan` and `explain`.
///
/// One at a time: every test starts several programs.
@Suite(.serialized) struct RulesCommandTests {
    private let launch = """
        {"id": "a-1", "title": "", "published_at": "2025-01-07", "source": "Northgate Dispatch", \
        "body": "North Korea test-fired an intermediate-range ballistic missile on Monday, Seoul's military said."}
        """

    private func tocsin(_ arguments: String..., input: String = "/dev/null") async throws -> Outcome {
        try await run(Project.tocsin, arguments, input: input)
    }

    /// The alert that `scan` gives for the article, in a file.
    private func alert(in folder: TemporaryFolder) async throws -> String {
        let articles = try folder.write(launch + "\n", to: "articles.jsonl")
        let outcome = try await tocsin("scan", "--output", "alerts", articles)
        try #require(outcome.lines.count == 1)
        return try folder.write(outcome.output, to: "alert.json")
    }

    @Test func list_hasALineForEachKind() async throws {
        let outcome = try await tocsin("rules", "list")
        #expect(outcome.status == 0)
        #expect(outcome.lines.first?.hasPrefix("kind ") == true)
        #expect(outcome.lines.contains { $0.hasPrefix("missile-launch ") && $0.contains("Missile, rocket") })
    }

    @Test func show_givesEveryPartItsPlace() async throws {
        let outcome = try await tocsin("rules", "show", "missile-launch")
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("  fired: launch, weight 0.95  (missile-launch.yaml:"))
        #expect(outcome.output.contains("  museum: in the article: history on display  (missile-launch.yaml:"))
        #expect(outcome.output.contains("missile-launch.tests.yaml)"))
    }

    @Test(arguments: ["rules show missil-launch", "rules test missil-launch", "rules coverage missil-launch"])
    func aKindThatIsNone_isWrongUsage(call: String) async throws {
        let outcome = try await run(Project.tocsin, call.split(separator: " ").map(String.init))
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("there is no kind 'missil-launch': did you mean 'missile-launch'?"))
    }

    @Test func new_writesWhatCheckIsContentWith_andNothingTwice() async throws {
        let folder = try TemporaryFolder()
        let site = folder.path + "/site"
        let first = try await tocsin("rules", "new", "port-closure", "--site", site)
        #expect(first.status == 0)
        #expect(first.lines.contains("wrote \(site)/rules/port-closure.yaml"))
        let addition = try await tocsin("rules", "new", "missile-launch", "--site", site)
        #expect(addition.lines.contains("wrote \(site)/rules/missile-launch.yaml"))
        let check = try await tocsin("check", "--site", site)
        #expect(check.status == 0, "\(check.errors)")
        #expect(check.output.contains("10 kinds"))
        let coverage = try await tocsin("rules", "coverage", "port-closure", "--site", site)
        #expect(coverage.status == 0, "\(coverage.output)")
        let second = try await tocsin("rules", "new", "port-closure", "--site", site)
        #expect(second.status == 64)
        #expect(second.errors.contains("port-closure.yaml is there already"))
    }

    @Test func coverage_namesWhatNoTestNeeds() async throws {
        let folder = try TemporaryFolder()
        let site = folder.path + "/site"
        let exclusion = "exclude:\n  - {id: brewery, in: sentence, words: [brewery], because: a beer}\n"
        _ = try folder.write(
            "format: 1\nadds-to: missile-launch\n" + exclusion,
            to: "site/rules/missile-launch.yaml"
        )
        let outcome = try await tocsin("rules", "coverage", "--site", site)
        #expect(outcome.status == 1)
        let line = "\(site)/rules/missile-launch.yaml:4: missile-launch: exclusion brewery: no test needs it"
        #expect(outcome.lines.first == line)
        #expect(outcome.lines.last?.hasPrefix("coverage: 0 of 1 parts are needed by a test, 1 are not") == true)
    }

    @Test func falseAlarm_becomesATestOnce_andAnExclusionMakesItPass() async throws {
        let folder = try TemporaryFolder()
        let site = folder.path + "/site"
        // The folder is made by the first test.
        let alert = try await alert(in: folder)
        let arguments = ["rules", "test", "--site", site, "--from-alert", alert, "--because", "a \"war game\""]

        let added = try await run(Project.tocsin, arguments)
        #expect(added.status == 0, "\(added.errors)")
        let tests = site + "/rules/missile-launch.tests.yaml"
        #expect(added.lines.first == "\(tests):2: added a text that must not match")
        #expect(added.output.contains("It fails now, as it should"))
        let text = try String(contentsOfFile: tests, encoding: .utf8)
        #expect(text.contains("article a-1, Northgate Dispatch"))
        #expect(text.contains("published: 2025-01-07\n  expect: none\n  because: \"a \\\"war game\\\"\""))

        let again = try await run(Project.tocsin, arguments)
        #expect(again.status == 0)
        #expect(again.output.contains("is there already"))
        #expect(try String(contentsOfFile: tests, encoding: .utf8) == text)

        #expect(try await tocsin("rules", "test", "missile-launch", "--site", site).status == 1)
        let exclusion = "exclude:\n  - {id: game, in: sentence, words: [intermediate], because: a game}\n"
        _ = try folder.write("format: 1\nadds-to: missile-launch\n" + exclusion, to: "site/rules/missile-launch.yaml")
        let mended = try await tocsin("rules", "test", "missile-launch", "--site", site)
        #expect(mended.status == 0, "\(mended.errors)")
        #expect(mended.output.contains("0 failed"))
    }

    /// What cannot be used is said, and nothing is written.
    @Test(arguments: [
        ("", 65, "holds nothing"), ("{", 65, "is no JSON object"), ("[1]", 65, "is no JSON object"),
        (#"{"article_id": "a", "signals": []}"#, 65, "has no passages"),
        (#"{"schema": "tocsin.alert/9"}"#, 65, "the message has schema 'tocsin.alert/9'"),
        (#"{"schema": "tocsin.alert/1"}"#, 65, "it has no member"), (#"{"id": "a"}"#, 65, "it has no member 'schema'"),
    ])
    func whatIsNoAlert_isRefused(text: String, status: Int, says: String) async throws {
        let folder = try TemporaryFolder()
        let site = folder.path + "/site"
        try FileManager.default.createDirectory(atPath: site, withIntermediateDirectories: true)
        let file = try folder.write(text, to: "alert.json")
        let outcome = try await tocsin(
            "rules",
            "test",
            "--site",
            site,
            "--from-alert",
            "-",
            "--because",
            "no",
            input: file
        )
        #expect(outcome.status == status)
        #expect(outcome.errors.contains("stdin: "), "\(outcome.errors)")
        #expect(outcome.errors.contains(says), "\(outcome.errors)")
        #expect(!FileManager.default.fileExists(atPath: site + "/rules"))
    }

    @Test func ofSeveralAlerts_oneMustBeNamed() async throws {
        let folder = try TemporaryFolder()
        let site = folder.path + "/site"
        try FileManager.default.createDirectory(atPath: site, withIntermediateDirectories: true)
        let articles = try folder.write(launch + "\n" + launch.replacing("a-1", with: "a-2") + "\n", to: "two.jsonl")
        let alerts = try folder.write(try await tocsin("scan", "--output", "alerts", articles).output, to: "two.json")
        let some = try await tocsin("rules", "test", "--site", site, "--from-alert", alerts, "--because", "no")
        #expect(some.status == 65)
        #expect(some.errors.contains("holds 2 alerts; say which with --id: "))
        let id = try #require(some.errors.firstMatch(of: /--id: ([0-9a-f]+)/)?.1)
        let one = try await tocsin(
            "rules",
            "test",
            "--site",
            site,
            "--from-alert",
            alerts,
            "--because",
            "no",
            "--id",
            String(id)
        )
        #expect(one.status == 0, "\(one.errors)")
    }

    @Test(arguments: [
        ("rules test --from-alert a.json", "--because"), ("rules test --because x", "go with --from-alert"),
        ("rules test --from-alert a.json --because x", "--site"), ("rules new Port --site x", "no id of a kind"),
        ("rules new port", "--site"), ("rules test missile-launch --from-alert a.json --because x", "takes no kinds"),
    ])
    func wrongUsage_saysWhatIsMissing(call: String, says: String) async throws {
        let outcome = try await run(Project.tocsin, call.split(separator: " ").map(String.init))
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains(says), "\(outcome.errors)")
    }

    @Test func mute_silencesScanAndIsNamedByExplainAndCheck() async throws {
        let folder = try TemporaryFolder()
        let site = folder.path + "/site"
        let mute = "- actor: PRK\n  until: 2025-01-31\n  because: the winter drill\n"
        _ = try folder.write(mute, to: "site/mutes.yaml")
        let articles = try folder.write(launch + "\n", to: "articles.jsonl")

        let scan = try await tocsin("scan", "--site", site, articles)
        #expect(scan.status == 0)
        #expect(scan.lines.isEmpty)
        #expect(scan.errors.contains("1 signals were muted"))
        let explain = try await tocsin("explain", "--site", site, articles)
        #expect(explain.output.contains("(MUTED by mutes.yaml:1: the winter drill)"))
        let check = try await tocsin("check", "--site", site)
        #expect(check.status == 0)
        #expect(check.output.contains("site: 1 mutes"))
        // It ended in January 2025: whatever day the test runs, that is past.
        #expect(check.errors.contains("\(site)/mutes.yaml:1: warning[expired-mute]: this mute held until 2025-01-31"))
    }
}
