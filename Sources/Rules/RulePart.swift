/// A part of a rule that can be taken away in order to see whether any test notices: a frame, an exclusion, or a list.
public struct RulePart: Sendable, Hashable {
    /// What is taken away.
    enum Cut: Sendable, Hashable {
        case frame
        /// One of several senses of a frame, by its index.
        case sense(Int)
        case role(Role)
        case not(Role)
        case actorSources, recipientSources, conditions, beside, noSource, onlyActors, notActors, notRecipients
        case exclusion, exclusionWords, exclusionClasses
        case givesWayTo
    }

    let cut: Cut
    /// Whether it only says who or what must be there: a role, what is needed, where the parties are looked for.
    public var isCondition: Bool {
        switch cut {
        case .role, .actorSources, .recipientSources, .conditions: true
        default: false
        }
    }
    /// The index of the frame it belongs to; nil where it belongs to none.
    public let frame: Int?
    /// The index of the exclusion it belongs to; nil where it belongs to none.
    public let exclusion: Int?
    /// What it is, for people: "frame fired", "'not' of theme of frame fired".
    public let name: String
    /// Where it stands.
    public let place: RulePlace
}

extension KindRule {
    /// Every part that can be taken away, in the order of the file.
    ///
    /// - Parameter senses: The names of senses, by number.
    public func parts(senses: [String]) -> [RulePart] {
        var parts: [RulePart] = []
        if !givesWayTo.isEmpty { parts.append(part(.givesWayTo, "gives-way-to", id: "", key: "gives-way-to")) }
        for index in frames.indices { parts += self.parts(frame: index, senses) }
        for index in exclusions.indices { parts += self.parts(exclusion: index) }
        return parts
    }

    /// The rule without one of its parts.
    public func without(_ part: RulePart) -> KindRule {
        var rule = self
        if let frame = part.frame {
            if part.cut == .frame { rule.frames.remove(at: frame) } else { rule.frames[frame].take(away: part.cut) }
        }
        if let exclusion = part.exclusion {
            switch part.cut {
            case .exclusionWords: rule.exclusions[exclusion].words = []
            case .exclusionClasses: rule.exclusions[exclusion].classes = []
            default: rule.exclusions.remove(at: exclusion)
            }
        }
        if part.cut == .givesWayTo { rule.givesWayTo = [] }
        return rule
    }

    private func part(
        _ cut: RulePart.Cut,
        _ name: String,
        id: String,
        key: String = "",
        frame: Int? = nil,
        exclusion: Int? = nil
    ) -> RulePart {
        let place = places[key.isEmpty ? id : "\(id).\(key)"] ?? places[id] ?? RulePlace(file: file, line: 0)
        return RulePart(cut: cut, frame: frame, exclusion: exclusion, name: name, place: place)
    }

    private func parts(frame index: Int, _ senses: [String]) -> [RulePart] {
        let frame = frames[index]
        func part(_ cut: RulePart.Cut, _ name: String, key: String) -> RulePart {
            self.part(cut, "\(name) of frame \(frame.id)", id: frame.id, key: key, frame: index)
        }
        var parts = [self.part(.frame, "frame \(frame.id)", id: frame.id, frame: index)]
        if frame.senses.count > 1 {
            parts += frame.senses.enumerated().map { part(.sense($0), "sense \(senses[$1])", key: "sense") }
        }
        for (role, constraint) in frame.constraints {
            parts.append(part(.role(role), "role \(role.rawValue)", key: role.rawValue))
            if !constraint.excluded.isEmpty {
                parts.append(part(.not(role), "'not' of role \(role.rawValue)", key: role.rawValue))
            }
        }
        let lists: [(RulePart.Cut, String, Bool)] = [
            (.actorSources, "actor", frame.actor == Frame.usualActor),
            (.recipientSources, "recipient", frame.recipient == Frame.usualRecipient),
            (.conditions, "needs", frame.conditions.isEmpty), (.beside, "beside", frame.beside.isEmpty),
            (.noSource, "no-source", frame.noSource.isEmpty),
            (.onlyActors, "only-actors", frame.onlyActors.isEmpty),
            (.notActors, "not-actors", frame.notActors.isEmpty),
            (.notRecipients, "not-recipients", frame.notRecipients.isEmpty),
        ]
        for (cut, key, isUsual) in lists where !isUsual { parts.append(part(cut, key, key: key)) }
        return parts
    }

    private func parts(exclusion index: Int) -> [RulePart] {
        let exclusion = exclusions[index]
        func part(_ cut: RulePart.Cut, _ name: String, key: String = "") -> RulePart {
            self.part(cut, "\(name)exclusion \(exclusion.id)", id: exclusion.id, key: key, exclusion: index)
        }
        var parts = [part(.exclusion, "")]
        if !exclusion.words.isEmpty, !exclusion.classes.isEmpty {
            parts.append(part(.exclusionWords, "words of ", key: "words"))
            parts.append(part(.exclusionClasses, "classes of ", key: "classes"))
        }
        return parts
    }
}

extension Frame {
    /// Where the actor is looked for where a frame does not say.
    static let usualActor: [PartySource] = [.role(.agent), .themeOwner]
    /// Where the recipient is looked for where a frame does not say.
    static let usualRecipient: [PartySource] = [.role(.goal)]

    fileprivate mutating func take(away cut: RulePart.Cut) {
        switch cut {
        case .sense(let index): senses.remove(at: index)
        case .role(let role): constraints.removeAll { $0.role == role }
        case .not(let role):
            for index in constraints.indices where constraints[index].role == role {
                constraints[index].constraint.excluded = ClassSet()
            }
        case .actorSources: actor = Frame.usualActor
        case .recipientSources: recipient = Frame.usualRecipient
        case .conditions: conditions = []
        case .beside: beside = []
        case .noSource: noSource = []
        case .onlyActors: onlyActors = []
        case .notActors: notActors = []
        case .notRecipients: notRecipients = []
        default: break
        }
    }
}
