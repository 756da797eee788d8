public import Domain

/// What a site wants to hear less of, and whom it trusts more or less: `mutes.yaml` and `sources.yaml` of its folder.
public struct SiteTuning: Sendable {
    /// What silences signals.
    public internal(set) var mutes: [Mute] = []
    /// The tiers and the block list of sources.
    public internal(set) var sources = SourceNames<SourceStanding>()

    /// A site that changes nothing.
    public init() {}

    /// A warning for each mute that has run out by `day`.
    public func expired(on day: CivilDate) -> [Diagnostic] {
        mutes.compactMap { mute in
            guard let until = mute.until, until < day else { return nil }
            return Diagnostic(
                level: .warning,
                code: "expired-mute",
                file: mute.place.file,
                line: mute.place.line,
                message: "this mute held until \(until) and does nothing any more (\(mute.because))",
                help: "take it out, or give it another 'until'"
            )
        }
    }

    /// What there is, in a line; nil where there is nothing.
    public var summary: String? {
        guard !mutes.isEmpty || !sources.isEmpty else { return nil }
        let blocked = sources.all.count { $0.points == nil }
        return "\(mutes.count) mutes, \(sources.all.count - blocked) sources in tiers, \(blocked) blocked"
    }

    /// The first mute that holds for a signal of an article; nil where none does.
    public func mute(_ signal: Signal, of article: Article) -> Mute? {
        mutes.first { $0.holds(for: signal, of: article) }
    }

    /// Why the article's source is blocked; nil where it is not.
    public func block(of article: Article) -> SourceStanding? {
        sources.value(of: article).flatMap { $0.points == nil ? $0 : nil }
    }

    /// The tier of the article's source; nil where it is of none.
    public func tier(of article: Article) -> SourceStanding? {
        sources.value(of: article).flatMap { $0.points == nil ? nil : $0 }
    }
}

/// What a site makes of a source: a tier that weighs in the confidence, or a block.
public struct SourceStanding: Sendable, Hashable {
    /// The name of the tier; why, for a block.
    public var name: String
    /// What is added to the log-odds that a signal is right; nil for a source that is blocked.
    public var points: Double?
    /// Where it stands.
    public var place: RulePlace
}

/// A mute: signals that fit all that it names are not given.
public struct Mute: Sendable {
    /// Where it stands.
    public var place: RulePlace
    /// The kinds it holds for; empty for all.
    public var kinds: [String] = []
    /// The actors one of which the signal must have, by id; empty for all.
    public var actors: [String] = []
    /// The recipients one of which the signal must have, by id; empty for all.
    public var recipients: [String] = []
    /// The places one of which the signal must name, by name or by the id of the state they lie in; empty for all.
    public var places: [String] = []
    /// The sources it holds for; empty for all.
    public var sources = SourceNames<Bool>()
    /// The last day of publication it holds for; nil for ever.
    public var until: CivilDate?
    /// Why, for people.
    public var because: String

    /// Whether it silences a signal of an article.
    ///
    /// The time is the article's own, or that of its message, so that a text that is read again gives the same. Where an
    /// article has neither, a mute with a last day does not hold: nothing is lost by a doubt.
    public func holds(for signal: Signal, of article: Article) -> Bool {
        if !kinds.isEmpty, !kinds.contains(signal.kind) { return false }
        if !actors.isEmpty, !signal.actor.contains(where: { actors.contains($0.id) }) { return false }
        if !recipients.isEmpty, !signal.recipient.contains(where: { recipients.contains($0.id) }) { return false }
        if let until {
            guard let day = article.publishedAt?.date, day <= until else { return false }
        }
        if !places.isEmpty {
            let isThere = signal.places.contains { place in
                places.contains(place.name) || place.country.map(places.contains) ?? false
            }
            guard isThere else { return false }
        }
        return sources.isEmpty || sources.value(of: article) != nil
    }
}

extension Mute: CustomStringConvertible {
    /// Where it stands and why: "mutes.yaml:3: the drill of each spring".
    public var description: String {
        "\(place.short): \(because)"
    }
}
