import Rules

/// Why a frame does not fit where its predicate stands.
enum Misfit {
    /// Nothing that fits fills a role.
    case empty(Role)
    /// What fills a role is ruled out.
    case ruledOut(Role)
    case noActor
    case noRecipient
    case noParty
    /// No second actor is known.
    case noPartner
    case oneParty
    case notAbroad
    /// Actor and recipient are at war, where it is a gift; or are not, where it is an attack.
    case atWar, notAtWar
    /// The actor is none of those the frame counts for.
    case otherActor
    /// The frame does not count for the actor.
    case excludedActor
    /// The recipient is one it does not count for.
    case excludedRecipient
    /// The sentence does not name what the frame asks for besides.
    case notBeside

    /// The reason as the explanation gives it.
    var text: String {
        switch self {
        case .empty(let role): "nothing fills the role \(role.rawValue)"
        case .ruledOut(let role): "what fills the role \(role.rawValue) is ruled out"
        case .noActor: "no actor is known"
        case .noRecipient: "no recipient is known"
        case .noParty: "no party is known"
        case .noPartner: "no second party is known"
        case .oneParty: "actor and recipient are the same"
        case .notAbroad: "it is not said to be abroad"
        case .atWar: "actor and recipient are at war"
        case .notAtWar: "actor and recipient are not at war"
        case .otherActor: "the actor is none of those it counts for"
        case .excludedActor: "it does not count for this actor"
        case .excludedRecipient: "it does not count for this recipient"
        case .notBeside: "the sentence does not name what it asks for besides"
        }
    }
}

extension RoleFiller {
    /// Why what fills the roles does not fit the frame; nil where it does.
    var misfit: Misfit? {
        for (role, constraint) in frame.constraints where constraint.isRequired {
            if !satisfies(role, constraint) { return .empty(role) }
        }
        for (role, constraint) in frame.constraints where isRuledOut(role, constraint) { return .ruledOut(role) }
        return nil
    }
}
