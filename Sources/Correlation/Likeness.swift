import Domain

/// How well a signal fits an event.
///
/// Extraction is not perfect: an actor may be missing, a date assumed. So the parts are weighed against each other, and
/// the best event takes the signal where it is good enough. Some contradictions nothing outweighs: those are nil.
struct Likeness {
    /// From here on two of them are the same event.
    static let threshold = 5.0
    /// Things of unrelated classes.
    private static let otherThing = -4.0
    /// Places that cannot be of one event.
    private static let elsewhere = -2.0
    /// What an event gains that the same article spoke of before, or a copy of it.
    static let sameText = 6.0

    let settings: LikenessSettings

    /// The weight for being the same event; nil where they cannot be.
    ///
    /// `isKin` says that the article, or a copy of it, spoke of the event before.
    func weight(_ event: Profile, _ signal: Profile, isKin: Bool, symbols: Symbols) -> Double? {
        guard let actors = parties(event.actors, signal.actors, same: 3, part: 2, open: 1) else { return nil }
        guard let day = day(event, signal) else { return nil }
        let recipients = parties(event.recipients, signal.recipients, same: 2, part: 1.5, open: 0.5) ?? -2
        var weight = isKin ? Likeness.sameText : 0
        weight += actors + recipients + day + object(event, signal, symbols)
        let name = names(event, signal)
        let place = places(event, signal)
        // What is named and contradicts tells events apart, but not versions of one text.
        if name < 0 || place <= Likeness.elsewhere, !isKin { return nil }
        // The same thing for somebody else is another event.
        weight += (recipients > 0 ? name : 0) + place
        if let time = event.time, time == signal.time { weight += 1 }
        if let count = event.count, count > 1, count == signal.count { weight += 0.5 }
        return weight
    }

    /// Whether actors and days let the two be the same: what is quickly told, and of most false.
    func isPossible(_ event: Profile, _ signal: Profile) -> Bool {
        parties(event.actors, signal.actors, same: 3, part: 2, open: 1) != nil && day(event, signal) != nil
    }

    /// Equal, one within the other, or one unknown; nil where they contradict.
    func parties(_ one: [Int32], _ other: [Int32], same: Double, part: Double, open: Double) -> Double? {
        if one == other { return one.isEmpty ? 1.5 : same }
        if one.isEmpty || other.isEmpty { return open }
        let isWithin = one.allSatisfy(other.contains) || other.allSatisfy(one.contains)
        return isWithin ? part : nil
    }

    func object(_ event: Profile, _ signal: Profile, _ symbols: Symbols) -> Double {
        guard !event.objects.isEmpty, !signal.objects.isEmpty else { return 0.5 }
        var best = Symbols.Kinship.unrelated
        for one in event.objects {
            for other in signal.objects { best = max(best, symbols.kinship(one, other)) }
        }
        switch best {
        case .same: return 1.5
        case .compatible: return 1
        case .siblings: return -1
        case .unrelated: return Likeness.otherThing
        }
    }

    /// Shared named systems speak for one event, other names against it.
    func names(_ event: Profile, _ signal: Profile) -> Double {
        guard !event.names.isEmpty, !signal.names.isEmpty else { return 0 }
        return signal.names.contains(where: event.names.contains) ? 3 : -1
    }

    /// Places of the same role: shared or near ones speak for one event, distant ones against it.
    private func places(_ event: Profile, _ signal: Profile) -> Double {
        var result = 0.0
        for role in [Place.Role.launch, .impact, .target] {
            let (known, told) = (event.places.filter { $0.role == role }, signal.places.filter { $0.role == role })
            guard !known.isEmpty, !told.isEmpty else { continue }
            let isShared = told.contains { place in known.contains { $0.name == place.name } }
            if isShared { result += 1.5; continue }
            let isNear = told.contains { place in known.contains { isNearOrUnknown($0, place) } }
            // Where it came down is told loosely: a sea, a coast, a town under the wreck.
            if !isNear, role != .impact { return Likeness.elsewhere }
            if !isNear { result -= 1 }
        }
        return result
    }

    private func isNearOrUnknown(_ one: Place, _ other: Place) -> Bool {
        guard let a = one.latitude, let b = other.latitude, let c = one.longitude, let d = other.longitude else {
            return true
        }
        // A degree of latitude is 111 km; at the latitudes of the news, one of longitude about three quarters of it.
        let north = (a - b) * 111
        let east = (c - d) * 85
        return north * north + east * east <= 400 * 400
    }
}

/// The windows of likeness, in days and milliseconds.
struct LikenessSettings: Sendable {
    var undatedDays: Int
    var undatedMilliseconds: Int64
}

extension Likeness {
    /// How well a warning fits the event that followed it; nil where it was not of that event.
    func weightOfWarning(_ warning: Profile, _ event: Profile, symbols: Symbols) -> Double? {
        guard let actors = parties(warning.actors, event.actors, same: 3, part: 2, open: 1),
            let recipients = parties(warning.recipients, event.recipients, same: 2, part: 1.5, open: 0.5)
        else { return nil }
        let object = object(warning, event, symbols)
        guard object > Likeness.otherThing, names(warning, event) >= 0 else { return nil }
        let weight = actors + recipients + object
        return weight >= 3 ? weight : nil
    }
}
