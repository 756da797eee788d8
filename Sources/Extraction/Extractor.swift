public import Domain
import Language
public import Rules

/// Turns articles into signals: total on any input, linear in its length.
///
/// Holds nothing but the compiled rules, so one extractor serves any number of threads.
public struct Extractor: Sendable {
    /// The compiled rules.
    public let rules: RuleSet
    private let frames: FrameTable
    private let phrases: KindsOfPhrases
    private let exclusionWords: WordsOfExclusions
    private let times: TimeReader
    private let quantities: QuantityReader

    /// An extractor over compiled rules.
    public init(rules: RuleSet) {
        self.rules = rules
        frames = FrameTable(rules)
        phrases = KindsOfPhrases(rules)
        exclusionWords = WordsOfExclusions(rules)
        times = TimeReader(vocabulary: rules.parser.grammar.vocabulary)
        quantities = QuantityReader(vocabulary: rules.parser.grammar.vocabulary)
    }

    /// Whether the article holds what at least one frame asks for: without it there is nothing to extract.
    public func passesScreen(_ article: Article) -> Bool {
        var state = Screen.State()
        let bytes = article.bytes.span
        return rules.screen.passes(bytes, article.title, state: &state)
            || rules.screen.passes(bytes, article.body, state: &state)
    }

    /// The signals of the article, background included, those below the threshold of their kind left out, and those
    /// that the site mutes.
    public func extract(_ article: Article) -> [Signal] {
        findings(article).signals
    }

    /// The signals of the article, and what the site silenced.
    public func findings(_ article: Article) -> Findings {
        guard passesScreen(article) else { return Findings() }
        if rules.tuning.block(of: article) != nil { return Findings(isBlocked: true) }
        let words = rules.parser.words(article)
        let prospects = Prospects(words, rules, phrases)
        guard prospects.hasAny(words, frames) else { return Findings() }
        var reading = read(article, words, prospects, explains: false)
        mute(&reading)
        return Findings(signals: reading.signals.map(\.signal), mutedCount: reading.muted.count)
    }

    /// Takes out the signals that the site mutes.
    func mute(_ reading: inout Reading) {
        guard !rules.tuning.mutes.isEmpty else { return }
        for (signal, group) in reading.signals {
            guard let mute = rules.tuning.mute(signal, of: reading.scene.article) else { continue }
            reading.muted.append((signal, group, mute))
        }
        reading.signals.removeAll { rules.tuning.mute($0.signal, of: reading.scene.article) != nil }
    }

    /// Everything found on the way to the signals of one article, whatever its words promise; where it `explains`, all
    /// that was tried, too.
    func read(_ article: Article, explains: Bool) -> Reading {
        let words = rules.parser.words(article)
        return read(article, words, Prospects(words, rules, phrases), explains: explains)
    }

    private func read(
        _ article: Article,
        _ words: consuming Analysis,
        _ prospects: Prospects,
        explains: Bool
    ) -> Reading {
        let analysis = rules.parser.parse(words, article)
        let scene = Scene(rules: rules, article: article, analysis, times: times, quantities: quantities)
        let matcher = FrameMatcher(scene: scene, frames, prospects, explains: explains)
        matcher.run()
        var reading = Reading(scene: scene, attempts: matcher.attempts)
        var byKind = [[Mention]](repeating: [], count: rules.kinds.count)
        for mention in matcher.mentions { byKind[mention.kind].append(mention) }
        var groups: [[Mention]] = []
        for kind in rules.kinds.indices where !byKind[kind].isEmpty {
            judge(byKind[kind], kind, scene)
            if explains { reading.note(byKind[kind]) }
            let merger = EventMerger(scene: scene, kind: kind)
            var merged = merger.groups(byKind[kind].filter { $0.excludedBy == nil })
            Responsibility.apply(to: &merged, merger)
            groups += merged
        }
        Denials(scene: scene, of: groups).apply(to: &groups)
        for group in groups {
            let kind = group[0].kind
            for signal in SignalBuilder(scene: scene, kind: kind).signals(group) {
                if signal.confidence < rules.kinds[kind].threshold {
                    if explains { reading.dropped.append((signal, group)) }
                } else if !rules.kinds[kind].actsSeverally || !reading.has(signal) {
                    reading.signals.append((signal, group))
                }
            }
        }
        giveWay(&reading.signals)
        shareDays(&reading.signals)
        return reading
    }

    /// "The deal involves technology transfer": what a contract between two sides holds besides was agreed on its day.
    private func shareDays(_ signals: inout [(signal: Signal, group: [Mention])]) {
        let found = signals
        for index in signals.indices where rules.kinds[signals[index].group[0].kind].isAnnounced {
            let signal = signals[index].signal
            guard signal.status == .expected, signal.date?.month == nil else { continue }
            let other = found.first { other, _ in
                other.kind != signal.kind && other.status == .expected && other.actor == signal.actor
                    && other.recipient == signal.recipient && other.dateBasis == .told && other.date?.day != nil
            }
            guard let other else { continue }
            signals[index].signal.date = other.signal.date
            signals[index].signal.dateBasis = .told
        }
    }

    /// Drops signals of a kind that says less of an act than another signal of the same actor and day does.
    private func giveWay(_ signals: inout [(signal: Signal, group: [Mention])]) {
        let found = signals
        signals.removeAll { signal, group in
            let others = rules.kinds[group[0].kind].givesWayTo
            return !others.isEmpty
                && found.contains { other, _ in
                    others.contains(other.kind) && other.actor == signal.actor && signal.names.isEmpty
                        && isOneDay(other.date, signal.date)
                }
        }
    }

    /// Whether two dates can be of one act: the day of publication may stand in for the day before.
    private func isOneDay(_ one: EventDate?, _ other: EventDate?) -> Bool {
        guard let one = one?.first, let other = other?.first else { return true }
        return abs(one.dayNumber - other.dayNumber) <= 1
    }

    /// Notes of every mention of a kind what rules it out.
    private func judge(_ mentions: [Mention], _ kind: Int, _ scene: Scene) {
        let exclusions = Exclusions(scene: scene, kind: kind, exclusionWords)
        for mention in mentions {
            if mention.attitude.isUnreal || mention.attitude.isDenied {
                mention.reconsider(rules.kinds[kind].frames[mention.frame], rules.kinds[kind])
            }
            let conditions = rules.kinds[kind].frames[mention.frame].conditions
            if mention.isAttribute, !mention.isDated, mention.attitude.status == .occurred,
                conditions.contains(.foreign)
            {
                // Whose weapons they are is no news of how they came.
                mention.attitude.status = .background
            }
            if mention.attitude.isUnreal {
                mention.excludedBy = .attitude(mention.attitude.reason)
            } else if conditions.contains(.done), mention.attitude.status == .expected {
                mention.excludedBy = .attitude("it has not happened")
            } else if conditions.contains(.pending), mention.attitude.status != .expected {
                mention.excludedBy = .attitude("it is not yet to come")
            } else if mention.attitude.isPermission, !rules.kinds[kind].countsPermission {
                mention.excludedBy = .attitude("it is only allowed")
            } else if let exclusion = exclusions.excluding(mention) {
                mention.excludedBy = .exclusion(exclusion)
            }
        }
    }
}

/// What was found in one article, step by step.
struct Reading {
    var scene: Scene
    var attempts: [FrameMatcher.Attempt]
    /// For the explanation: all mentions, and what they were before they were joined.
    private(set) var mentions: [Mention] = []
    private(set) var steps: [Explanation.MentionSteps] = []
    var signals: [(signal: Signal, group: [Mention])] = []
    var dropped: [(signal: Signal, group: [Mention])] = []
    var muted: [(signal: Signal, group: [Mention], mute: Mute)] = []

    init(scene: Scene, attempts: [FrameMatcher.Attempt]) {
        self.scene = scene
        self.attempts = attempts
    }

    /// Whether there is a signal of the same kind, parties and status already.
    func has(_ signal: Signal) -> Bool {
        signals.contains { other, _ in
            other.kind == signal.kind && other.actor == signal.actor && other.recipient == signal.recipient
                && other.status == signal.status
        }
    }

    /// Keeps judged mentions for the explanation.
    mutating func note(_ judged: [Mention]) {
        mentions += judged
        steps += judged.map(ExplanationWriter(reading: self).mention)
    }
}

/// What an article gave, and what the site did not want to hear of it.
public struct Findings: Sendable {
    /// The signals.
    public var signals: [Signal] = []
    /// How many signals a mute silenced.
    public var mutedCount = 0
    /// Whether the article, which holds words that rules ask for, was not read because its source is blocked.
    public var isBlocked = false

    /// Nothing found, or what is given.
    public init(signals: [Signal] = [], mutedCount: Int = 0, isBlocked: Bool = false) {
        self.signals = signals
        self.mutedCount = mutedCount
        self.isBlocked = isBlocked
    }
}
