public import Domain

extension AlertText {
    /// An update as one line: what it says that `last`, the last revision shown, did not; a retraction likewise.
    public func fold(_ alert: Alert, after last: Alert) -> String {
        guard alert.change != .retraction else { return line(alert) + ": no article stands behind it any more" }
        let news = changes(from: last, to: alert)
        return line(alert) + ": " + bold(news.isEmpty ? "more of the same" : news.joined(separator: ", "))
    }

    private func changes(from last: Alert, to alert: Alert) -> [String] {
        let (old, new) = (last.signal, alert.signal)
        var news: [String] = []
        if alert.sourceCount != last.sourceCount {
            let more = alert.sourceCount - last.sourceCount
            news.append("\(more > 0 ? "+" : "")\(more) \(abs(more) == 1 ? "source" : "sources")")
        }
        let confirming = confirmations(alert).filter { !confirmations(last).contains($0) }
        if !confirming.isEmpty { news.append("now confirmed by \(safe(confirming.joined(separator: " and ")))") }
        let deniers = names(new.deniedBy.filter { !old.deniedBy.contains($0) })
        if !deniers.isEmpty { news.append("now denied by \(safe(deniers))") }
        if old.status != new.status { news.append("now \(new.status.rawValue), was \(old.status.rawValue)") }
        if old.certainty != new.certainty {
            news.append("now \(new.certainty.rawValue), was \(old.certainty.rawValue)")
        }
        news += [
            change("severity", old.severity.rawValue, new.severity.rawValue),
            change("actor", names(old.actor), names(new.actor)),
            change("recipient", names(old.recipient), names(new.recipient)),
            change("object", old.object ?? "", new.object ?? ""),
            change("count", old.count.map(String.init) ?? "", new.count.map(String.init) ?? ""),
            change("date", old.date?.description ?? "", new.date?.description ?? ""),
            change("outcome", old.outcome?.rawValue ?? "", new.outcome?.rawValue ?? ""),
            change("distance", kilometres(old.distanceKM), kilometres(new.distanceKM)),
            change("altitude", kilometres(old.altitudeKM), kilometres(new.altitudeKM)),
        ].compactMap { $0 }
        let named = new.names.filter { !old.names.contains($0) }
        if !named.isEmpty { news.append("named \(safe(named.joined(separator: ", ")))") }
        return news + new.places.filter { !old.places.contains($0) }.map(place)
    }

    private func change(_ what: String, _ old: String, _ new: String) -> String? {
        guard old != new else { return nil }
        if new.isEmpty { return "\(what) not known any more" }
        return "\(what) \(safe(new))" + (old.isEmpty ? "" : ", was \(safe(old))")
    }

    private func place(_ place: Place) -> String {
        let role =
            switch place.role {
            case .launch: "launched from"
            case .impact: "came down at"
            case .target: "aimed at"
            case .statement: "told at"
            }
        return "\(role) \(safe(place.name))"
    }

    private func kilometres(_ value: Double?) -> String {
        value.map { "\($0.rounded() == $0 ? String(Int($0)) : String($0)) km" } ?? ""
    }

    /// Who with a name asserts it.
    private func confirmations(_ alert: Alert) -> [String] {
        var parties: [String] = []
        for claim in alert.signal.claims where claim.stance == .asserts && !claim.by.id.isEmpty {
            let name = claim.by.name.isEmpty ? claim.by.id : claim.by.name
            if !parties.contains(name) { parties.append(name) }
        }
        return parties
    }
}
