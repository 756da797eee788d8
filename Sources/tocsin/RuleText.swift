import Rules

/// A kind's rule as text for a terminal: what it takes, what rules it out, and where each part stands.
struct RuleText {
    let rules: RuleSet
    let rule: KindRule

    var lines: [String] {
        let version = rule.version.isEmpty ? "" : ", version \(rule.version)"
        var lines = ["\(rule.kind): \(rule.title)", "  \(rule.file)\(version), threshold \(rule.threshold)"]
        if !rule.givesWayTo.isEmpty { lines.append("  gives way to \(rule.givesWayTo.joined(separator: ", "))") }
        lines.append("frames")
        lines += rule.frames.flatMap(describe)
        if !rule.exclusions.isEmpty { lines.append("exclusions") }
        lines += rule.exclusions.map(describe)
        lines.append("tests")
        let tests = rules.tests.filter { $0.kind == rule.kind }
        var files: [String] = []
        for test in tests where !files.contains(test.file) { files.append(test.file) }
        for file in files {
            let there = tests.filter { $0.file == file }
            let none = there.count { $0.expect.isEmpty }
            lines.append("  \(there.count - none) that must match, \(none) that must not  (\(file))")
        }
        if files.isEmpty { lines.append("  none") }
        return lines
    }

    private func describe(_ frame: Frame) -> [String] {
        let senses = frame.senses.map { rules.senses[$0] }.joined(separator: ", ")
        let part = !frame.takesNouns ? ", by verbs" : !frame.takesVerbs ? ", by nouns" : ""
        let conditions = frame.conditions.map(\.rawValue).joined(separator: ", ")
        let needs = conditions.isEmpty ? "" : ", needs \(conditions)"
        let context = frame.isContext ? ", context only" : ""
        var lines = [
            "  \(frame.id): \(senses)\(part)\(needs), weight \(frame.weight)\(context)  (\(rule.place(of: frame.id).short))"
        ]
        for (role, constraint) in frame.constraints {
            var text = "      \(role.rawValue): \(names(constraint.classes))"
            if !constraint.excluded.isEmpty { text += ", not \(names(constraint.excluded))" }
            lines.append(text + (constraint.isRequired ? ", required" : ""))
        }
        return lines
    }

    private func names(_ set: ClassSet) -> String {
        rules.classes.names.filter { rules.classes.number($0).map(set.contains) ?? false }.joined(separator: ", ")
    }

    private func describe(_ exclusion: Exclusion) -> String {
        let number = exclusion.atLeast > 1 ? ", \(exclusion.atLeast) words" : ""
        let place = rule.place(of: exclusion.id).short
        return "  \(exclusion.id): in the \(exclusion.scope.rawValue)\(number): \(exclusion.because)  (\(place))"
    }
}
