import ArgumentParser
import Daemon
import Rules

/// Where the rules are: options of all commands that work on them.
struct PackOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Take the rule pack and the site's folder from this configuration.", valueName: "file")
    )
    var config: String?

    @Option(
        help: ArgumentHelp("The folder of the rule pack. Default: the one configured, or shipped.", valueName: "folder")
    )
    var rules: String?

    @Option(help: ArgumentHelp("A folder of your own rules and names, added to the pack.", valueName: "folder"))
    var site: String?

    /// The pack, compiled, and the folder it was read from.
    ///
    /// What is wrong with it goes to standard error and ends the command.
    func load(_ settings: Configuration? = nil) throws -> (folder: String, rules: RuleSet) {
        let settings = try settings ?? config.map(loadConfiguration)
        return try load(pack: rules ?? settings?.rules.pack, site: site ?? settings?.rules.site)
    }

    /// The rules of the pack alone: the site's folder may not be there yet.
    func shippedRules() throws -> RuleSet {
        try load(pack: rules ?? config.map(loadConfiguration)?.rules.pack, site: nil).rules
    }

    private func load(pack: String?, site: String?) throws -> (folder: String, rules: RuleSet) {
        do {
            let folder = try PackLocation.find(named: pack)
            return (folder, try RuleSet.load(folder: folder, site: site))
        } catch {
            standardError("tocsin: \(error)\n")
            throw ExitStatus.invalidConfiguration.exit
        }
    }

    /// The site's folder; nil where none is named.
    func siteOrNone() throws -> String? {
        try site ?? config.map(loadConfiguration)?.rules.site
    }

    /// The site's folder, which the command writes to.
    func siteFolder() throws -> String {
        if let site = try siteOrNone() { return site }
        throw ValidationError(
            "name the folder of your own rules with --site, or a configuration that has it (rules.site)"
        )
    }
}

extension RuleSet {
    /// Makes sure that all of `kinds` are there; one that is not is wrong usage.
    func check(kinds names: [String]) throws {
        let known = kinds.map(\.kind)
        for name in names where !known.contains(name) {
            let near = suggestion(for: name, among: known).map { "did you mean '\($0)'? " } ?? ""
            let all = known.joined(separator: ", ")
            throw ValidationError("there is no kind '\(name)': \(near)the kinds are \(all)")
        }
    }
}
