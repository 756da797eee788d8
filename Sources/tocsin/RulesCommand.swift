import ArgumentParser
import Foundation
import Rules

/// `tocsin rules`: for whoever writes rules.
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Look at the rules, begin new ones, and test them.",
        discussion: """
            Rules of your own stand in a folder of your own (--site, or rules.site of a configuration), beside the \
            shipped ones. The guide for whoever writes them is Rules.md in Sources/Daemon/Daemon.docc.

            EXAMPLES
              tocsin rules list                                  what can be found
              tocsin rules show missile-launch                   the frames and exclusions of a kind, with file and line
              tocsin rules new port-closure --site mine          a first rule of your own, with tests
              tocsin rules test --site mine                      the tests beside the rules
              tocsin rules test --site mine --from-alert false.json --because "a film"
              tocsin rules coverage                              what no test would miss
            """,
        subcommands: [RulesList.self, RulesShow.self, RulesNew.self, RulesTest.self, RulesCoverage.self]
    )
}

/// `tocsin rules list`: the kinds there are.
struct RulesList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the kinds of events that the rules find.",
        discussion: """
            One line for each kind: how many frames, exclusions and tests it has, the version of its file, its title.
            """
    )

    @OptionGroup var pack: PackOptions

    func run() throws {
        let rules = try pack.load().rules
        var rows = [["kind", "frames", "exclusions", "tests", "version", "title"]]
        for rule in rules.kinds {
            let tests = rules.tests.count { $0.kind == rule.kind }
            let version = rule.version.isEmpty ? "-" : rule.version
            rows.append([
                rule.kind, "\(rule.frames.count)", "\(rule.exclusions.count)", "\(tests)", version, rule.title,
            ])
        }
        standardOutput(columns(rows))
    }
}

/// `tocsin rules show`: one kind, part by part.
struct RulesShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show the frames, exclusions and tests of a kind, and where each stands.",
        discussion: """
            What a site's folder adds or replaces is shown in its place, with its own file and line.
            """
    )

    @Argument(help: "The kind, such as missile-launch.")
    var kind: String

    @OptionGroup var pack: PackOptions

    func run() throws {
        let rules = try pack.load().rules
        try rules.check(kinds: [kind])
        for rule in rules.kinds where rule.kind == kind {
            print(RuleText(rules: rules, rule: rule).lines.joined(separator: "\n"))
        }
    }
}
