import ArgumentParser
import Foundation
import Rules

/// `tocsin rules new`: the first files of a rule of one's own.
struct RulesNew: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Begin a rule of your own, or additions to a shipped one.",
        discussion: """
            Writes rules/KIND.yaml and rules/KIND.tests.yaml into your folder, full of comments, so that 'tocsin check' \
            is content with them as they are. For a kind that is shipped it writes a file that adds to it instead. \
            Nothing that is there is overwritten; the folder is made where it is missing.

            EXAMPLES
              tocsin rules new port-closure --site /etc/tocsin/site
              tocsin rules new missile-launch --site /etc/tocsin/site    frames and exclusions added to the shipped rule
            """
    )

    @Argument(help: "The id of the kind: lower-case letters, digits and hyphens.")
    var kind: String

    @OptionGroup var pack: PackOptions

    func validate() throws {
        guard RuleSkeleton.isKindID(kind) else {
            throw ValidationError(
                "'\(kind)' is no id of a kind: lower-case letters, digits and single hyphens, such as port-closure"
            )
        }
    }

    func run() throws {
        let site = try pack.siteFolder()
        let isShipped = try pack.shippedRules().kinds.contains { $0.kind == kind }
        let rule = "\(site)/rules/\(kind).yaml"
        let tests = "\(site)/rules/\(kind).tests.yaml"
        let files =
            isShipped
            ? [(rule, RuleSkeleton.addition(to: kind))]
            : [(rule, RuleSkeleton.rule(kind)), (tests, RuleSkeleton.tests(kind))]
        for (path, _) in files where FileManager.default.fileExists(atPath: path) {
            throw ValidationError("\(path) is there already, and nothing is overwritten")
        }
        for (path, text) in files { try write(text, to: path) }
        for (path, _) in files { print("wrote \(path)") }
        print("next: change it, then run 'tocsin check --site \(site)'")
    }
}

/// Writes a file whole or not at all, with the folders on its way; where that fails, says so and ends the command.
func write(_ text: String, to path: String) throws {
    let url = URL(fileURLWithPath: path)
    do {
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url, options: .atomic)
    } catch {
        standardError("tocsin: \(path) cannot be written: \(error.localizedDescription)\n")
        throw ExitStatus.ioFailed.exit
    }
}
