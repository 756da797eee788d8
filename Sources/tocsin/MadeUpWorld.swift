import Domain

/// Reports of made-up events, worded as real ones are.
///
/// The more events, the more parties: each has one event of a kind a day, so a signal has as many events to be compared
/// with however many are known. What one party has many of on one day is bounded by the index.
struct MadeUpWorld {
    /// Reports that come together: so many of each group, each of another event.
    struct Transaction {
        /// How many open an event, join one, and were taken before.
        static let counts = [10, 45, 45]
        static let signals = counts.reduce(0, +)

        /// The time of the messages.
        var now: Timestamp
        /// The groups.
        var reports: [[Report]]
    }

    private static let kinds = 9
    /// How long the time is in which all live events happened, in days.
    private static let days = 30
    private static let firstDay = CivilDate(year: 2025, month: 1, day: 1) ?? CivilDate(dayNumber: 0)

    /// How many are live.
    let events: Int
    private let parties: Int

    init(events: Int) {
        self.events = events
        parties = max(1, events / (MadeUpWorld.kinds * MadeUpWorld.days))
    }

    /// When an event is first told.
    func time(of event: Int) -> Timestamp {
        let perDay = parties * MadeUpWorld.kinds
        let time = event % perDay * 86_400_000 / perDay
        return Timestamp(milliseconds: Int64(day(of: event).dayNumber) * 86_400_000 + Int64(time))
    }

    /// Who tells it from the start: every second event a second outlet, every fourth a third.
    func tellings(of event: Int) -> Range<Int> {
        0..<(event % 4 == 0 ? 3 : event % 2 == 0 ? 2 : 1)
    }

    /// The reports of the transaction `number`, of events scattered over all that are known.
    func transaction(_ number: Int) -> Transaction {
        var scatter = UInt64(number) &* 0x9E37_79B9_7F4A_7C15
        /// One of the events that are known, but not of the oldest: those are let go in between.
        func known() -> Int {
            scatter = scatter &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return events - 1 - Int(scatter >> 33) % max(1, events - events / 8)
        }
        let (openings, joins, repeats) = (Transaction.counts[0], Transaction.counts[1], Transaction.counts[2])
        return Transaction(
            now: time(of: events + openings),
            reports: [
                (0..<openings).map { report(of: events + $0, telling: 0) },
                (0..<joins).map { _ in
                    let event = known()
                    // One that has not been told by all.
                    let open = event % 4 == 0 ? event + 1 : event
                    return report(of: open, telling: tellings(of: open).upperBound)
                },
                (0..<repeats).map { _ in report(of: known(), telling: 0) },
            ]
        )
    }

    /// What the outlet number `telling` says of the event number `event`.
    func report(of event: Int, telling: Int) -> Report {
        let day = day(of: event)
        let (actor, target) = (event / MadeUpWorld.kinds % parties, target(event))
        var signal = Signal(kind: "kind-\(event % MadeUpWorld.kinds)")
        signal.actor = [party(actor)]
        signal.recipient = [party(target)]
        signal.objects = [["missile", "ballistic", "irbm"][telling]]
        signal.object = signal.objects.first
        signal.certainty = [.possible, .alleged, .observed][telling]
        signal.date = EventDate(day)
        signal.dateBasis = .told
        signal.headline = "State \(actor) fired a ballistic missile at State \(target)"
        signal.severity = .severe
        signal.urgency = .immediate
        signal.confidence = 0.84
        let id = "https://outlet-\(telling).example/2025/01/\(event)-state-fires-missile"
        signal.claims = [Claim(by: party(3), stance: .asserts, article: id)]
        signal.evidence = [
            Evidence(
                article: id,
                field: .body,
                start: 12,
                end: 96,
                text: "fired what appeared to be a ballistic missile toward the sea on Monday, the military said",
                rule: "missile-launch/fired"
            )
        ]
        return Report(
            kind: signal.kind,
            article: article(id, of: event, telling: telling),
            signature: TextSignature(bits: UInt64(event * 3 + telling) &* 0x9E37_79B9_7F4A_7C15).description,
            origin: Origin(topic: "articles", partition: 0, offset: Int64(event * 3 + telling)),
            signals: [signal]
        )
    }

    private func article(_ id: String, of event: Int, telling: Int) -> ArticleReference {
        var article = ArticleReference(id: id)
        article.url = id
        article.title = "State fires missile toward the sea, the military of its neighbour says"
        article.source = ["Reuters", "Kyodo News", "The Meridian Times"][telling]
        article.publishedAt = time(of: event).description
        return article
    }

    private func day(of event: Int) -> CivilDate {
        MadeUpWorld.firstDay.adding(days: event / (MadeUpWorld.kinds * parties))
    }

    /// The number of the party that an event is aimed at: another one each day.
    private func target(_ event: Int) -> Int {
        (event / MadeUpWorld.kinds % parties * 7 + event / (MadeUpWorld.kinds * parties)) % 170 + 10_000
    }

    private func party(_ number: Int) -> Party {
        Party(id: "S\(number)", name: "State \(number)")
    }
}
