import Domain

extension Explanation: CustomStringConvertible {
    /// The explanation for a terminal: sentences, what was read in them, what was tried, what came of it.
    public var description: String {
        var lines: [String] = []
        if !passesScreen { lines.append("The screen finds no word that any rule asks for: a run would stop here.") }
        if let blocked { lines.append("The source is blocked (\(blocked)): a run gives no signals.") }
        for (number, sentence) in sentences.enumerated() {
            lines.append("[\(number + 1)]\(sentence.title ? " title:" : "") \(sentence.text)")
            if !sentence.words.isEmpty { lines.append("    words   " + sentence.words.joined(separator: " ")) }
            lines += sentence.names.map { "    name    \($0)" }
            lines += sentence.times.map { "    time    \($0)" }
            lines += sentence.clauses.map { "    clause  \($0)" }
            for frame in sentence.frames {
                let outcome = frame.failure.map { "no: \($0)" } ?? "fires"
                let roles = frame.roles.isEmpty ? "" : " [" + frame.roles.joined(separator: ", ") + "]"
                lines.append("    frame   \(frame.frame) on '\(frame.word)' (\(frame.predicate))\(roles): \(outcome)")
            }
        }
        if !mentions.isEmpty { lines.append("Mentions") }
        for mention in mentions {
            let outcome = mention.ruledOut.map { "; RULED OUT: \($0)" } ?? ""
            lines.append("    \(mention.frame): '\(mention.text)': \(mention.reading)\(outcome)")
        }
        lines.append(signals.isEmpty ? "No signal." : "Signals")
        for step in signals { lines += step.lines }
        return lines.joined(separator: "\n")
    }
}

extension Explanation.SignalSteps {
    fileprivate var lines: [String] {
        let ids = { (parties: [Party]) in parties.map(\.id).joined(separator: ", ") }
        var text = "    \(signal.kind): \(signal.headline)"
        if belowThreshold { text += " (below the threshold)" }
        if let muted { text += " (MUTED by \(muted))" }
        var facts = "      actor [\(ids(signal.actor))] recipient [\(ids(signal.recipient))]"
        facts += " object \(signal.object ?? "none") \(signal.status.rawValue) \(signal.certainty.rawValue)"
        facts += " date \(signal.date.map(\.description) ?? "none") severity \(signal.severity.rawValue)"
        if !signal.deniedBy.isEmpty { facts += " denied by [\(ids(signal.deniedBy))]" }
        // The terms are log-odds; what they add up to is turned into a chance.
        let terms = confidence.map { "        \($0)" }
        return [text, facts, "      confidence \(signal.confidence)"] + terms
    }
}
