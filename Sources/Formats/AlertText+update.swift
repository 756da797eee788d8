public import Domain

extension AlertText {
    /// An update as one line: what it says that `last`, the last revision seen, did not; a retraction likewise.
    ///
    /// Where no revision was seen before, the line gives what the alert names as changed.
    public func fold(_ alert: Alert, after last: Alert?) -> String {
        let signal = alert.signal
        let head = "\(safe(alert.lastSeen.isEmpty ? "undated" : alert.lastSeen))  "
        let headline = "\(safe(signal.kind))  \(safe(signal.headline))"
        if alert.change == .retraction {
            return head + mark("RETRACTED", .severe) + "  \(headline): no article stands behind it any more"
        }
        let news = last.map { changes(from: $0, to: alert) } ?? alert.changed.map { value(of: $0, alert) }
        let text = news.isEmpty ? "more of the same" : news.joined(separator: ", ")
        return head + "update \(alert.revision)  \(headline): \(bold(text))"
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
        let places = new.places.filter { !old.places.contains($0) }.map { "\($0.role.rawValue) \(safe($0.name))" }
        return news + places
    }

    private func change(_ what: String, _ old: String, _ new: String) -> String? {
        guard old != new else { return nil }
        if new.isEmpty { return "\(what) not known any more" }
        return "\(what) \(safe(new))" + (old.isEmpty ? "" : ", was \(safe(old))")
    }

    /// What the alert says of an aspect, where the revision before is not known.
    private func value(of aspect: Alert.Aspect, _ alert: Alert) -> String {
        let signal = alert.signal
        let value: String =
            switch aspect {
            case .actor: names(signal.actor)
            case .recipient: names(signal.recipient)
            case .object: signal.object ?? ""
            case .count: signal.count.map(String.init) ?? ""
            case .place: signal.places.map { "\($0.role.rawValue) \($0.name)" }.joined(separator: ", ")
            case .names: signal.names.joined(separator: ", ")
            case .outcome: signal.outcome?.rawValue ?? ""
            case .date: signal.date?.description ?? ""
            case .distance: kilometres(signal.distanceKM)
            case .altitude: kilometres(signal.altitudeKM)
            case .status: signal.status.rawValue
            case .certainty: signal.certainty.rawValue
            case .denial: names(signal.deniedBy)
            case .confirmation: confirmations(alert).joined(separator: ", ")
            case .sources: String(alert.sourceCount)
            }
        return value.isEmpty ? aspect.rawValue : "\(aspect.rawValue) \(safe(value))"
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
