import Domain
import Language
import Rules

/// Who says or denies an act, or asks for it.
extension AttitudeReader {
    /// "South Korea reports that …": a state or its forces say so; a report of others is hearsay.
    func isReportOfParty(_ outer: Int) -> Bool {
        guard outer >= 0 else { return false }
        let clause = analysis.clauses[outer]
        guard clause.subject >= 0, clause.verb >= 0, !analysis.verbs[Int(clause.verb)].isPassive else { return false }
        let head = scene.fillers[Int(clause.subject)].headClass
        let isHearsay = isKind(head, rules.known.expert) || isKind(head, rules.known.statement)
        return !isHearsay && !scene.partiesOrPlace(Int(clause.subject)).isEmpty
    }

    /// Notes that an act is only asked for, and by whom: one who asks to be given something seeks it.
    func calledFor(_ outer: Int, _ attitude: inout Attitude) {
        // "called on them to stop selling arms": they still do.
        attitude.isStillGoingOn = attitude.isStopped
        if !attitude.isUnreal, outer >= 0 {
            let clause = analysis.clauses[outer]
            let isPassive = analysis.verbs[Int(clause.verb)].isPassive
            if clause.subject >= 0, !isPassive { attitude.callers = scene.partiesOrPlace(Int(clause.subject)) }
        }
        attitude.isCalledFor = true
        unreal("it is only called for", &attitude)
    }

    /// Notes who says so, or who denies it.
    func speaker(_ clause: Clause, _ effects: Effects, _ verb: VerbGroup, _ attitude: inout Attitude) {
        var parties: [PartyID] = []
        var name = ""
        var isExpert = false
        var isMedia = false
        if clause.subject >= 0, !verb.isPassive {
            for noun in scene.chain(Int(clause.subject)) {
                parties += scene.partiesOrPlace(noun)
                let head = scene.fillers[noun].headClass
                if isKind(head, rules.known.observer) || isKind(head, rules.known.military) {
                    attitude.isObserver = true
                }
                let isAuthority = isKind(head, rules.known.government) || isKind(head, rules.known.official)
                // "the Foreign Office said": whose it is taken for is the last state named, and may be another.
                let isAnybody = scene.partiesOrPlace(noun).isEmpty || scene.fillers[noun].isReference
                if isAuthority, isAnybody { attitude.isOfficial = true }
                if isKind(head, rules.known.media) { isMedia = true }
                if [rules.known.expert, rules.known.statement].contains(where: { isKind(head, $0) }) {
                    isExpert = true
                }
            }
            name = scene.text(analysis.nouns[Int(clause.subject)])
        }
        if effects.contains(.deny) {
            if !verb.isNegated {
                attitude.isDenied = true
                attitude.deniers += parties
                attitude.claims.append((parties, name, .denies))
            }
            return
        }
        // "it is announced that …": whoever could announce it did.
        if verb.isPassive, effects.contains(.announce) { return }
        attitude.isAttributed = true
        if isMedia { attitude.isMedia = true }
        attitude.speakers += isExpert ? [] : parties
        let stance: Claim.Stance =
            effects.contains(.warn)
            ? .warns : effects.isDisjoint(with: [.allege, .accuse, .believe]) ? .asserts : .alleges
        if !name.isEmpty { attitude.claims.append((parties, name, stance)) }
    }
}
