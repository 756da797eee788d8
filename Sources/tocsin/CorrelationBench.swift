import Correlation
import Domain
import Formats
import Foundation

/// Measures correlation on made-up reports: how fast it is, what its state weighs, how long a restore takes, and how the
/// cost of a signal grows with the events that are known.
struct CorrelationBench {
    /// The figures of one number of live events.
    struct Figures: Encodable {
        var liveEvents: Int
        var signals: Int
        var signalsPerSecond: Double
        var microsecondsPerSignal: Double
        var stateMegabytes: Double
        var storedBytesPerEvent: Int
        var restoreSeconds: Double
        var decodeSeconds: Double

        enum CodingKeys: String, CodingKey {
            case liveEvents = "live_events"
            case signals
            case signalsPerSecond = "signals_per_second"
            case microsecondsPerSignal = "microseconds_per_signal"
            case stateMegabytes = "state_megabytes"
            case storedBytesPerEvent = "stored_bytes_per_event"
            case restoreSeconds = "restore_seconds"
            case decodeSeconds = "decode_seconds"
        }
    }

    let rounds: Int

    /// The figures with `events` live events.
    func figures(events: Int) throws -> Figures {
        let before = residentMegabytes()
        var correlator = Correlator(settings: settings(events), classes: Self.classes)
        let world = MadeUpWorld()
        var founded = 0
        // Some of what is told is joined to what was told before; whatever the rules join, the telling ends.
        while correlator.eventCount < events, founded < 2 * events {
            let now = world.time(of: founded)
            _ = correlator.take(world.report(of: founded, telling: 0), now: now)
            // Every second event is told by a second outlet, every fourth by a third.
            if founded % 2 == 0 { _ = correlator.take(world.report(of: founded, telling: 1), now: now) }
            if founded % 4 == 0 { _ = correlator.take(world.report(of: founded, telling: 2), now: now) }
            founded += 1
        }
        let weight = residentMegabytes() - before
        let signals = 20_000
        let now = world.time(of: founded)
        let seconds = (0..<rounds).map { round -> Double in
            let reports = (0..<signals).map { world.mixed(founded: founded, step: round * signals + $0) }
            let start = processorSeconds()
            for report in reports {
                correlator.mark()
                _ = correlator.take(report, now: now)
                correlator.settle()
            }
            return processorSeconds() - start
        }.sorted()[rounds / 2]
        let restored = try restore(correlator)
        return Figures(
            liveEvents: correlator.eventCount,
            signals: signals,
            signalsPerSecond: (Double(signals) / seconds).rounded(),
            microsecondsPerSignal: (seconds / Double(signals) * 1e8).rounded() / 100,
            stateMegabytes: weight.rounded(),
            storedBytesPerEvent: restored.bytes / max(1, correlator.eventCount),
            restoreSeconds: (restored.total * 100).rounded() / 100,
            decodeSeconds: (restored.decode * 100).rounded() / 100
        )
    }

    /// How long it takes to read all events from their messages and take them back.
    private func restore(_ correlator: Correlator) throws -> (bytes: Int, decode: Double, total: Double) {
        let messages = try correlator.events.map { try MessageJSON.encode($0) }
        let bytes = messages.reduce(0) { $0 + $1.count }
        let start = processorSeconds()
        let states = try messages.map { try MessageJSON.decodeEvent($0) }
        let decoded = processorSeconds() - start
        var other = Correlator(settings: settings(messages.count), classes: Self.classes)
        for state in states { other.restore(state) }
        precondition(other.eventCount == messages.count, "all events are restored")
        return (bytes, decoded, processorSeconds() - start)
    }

    private func settings(_ events: Int) -> CorrelationSettings {
        var settings = CorrelationSettings()
        settings.eventLimit = 2 * events
        return settings
    }

    private static let classes = ClassRelation(
        parents: ["missile": "equipment", "ballistic": "missile", "irbm": "ballistic", "cruise": "missile"]
    )

    /// The time this thread has had a processor for: other programs of the machine do not count.
    private func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    private func residentMegabytes() -> Double {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0
        return pages * 4096 / 1e6
    }
}

/// Reports of events that differ in kind, actor, recipient and day, worded as real ones are.
private struct MadeUpWorld {
    private static let firstDay = CivilDate(year: 2025, month: 1, day: 1) ?? CivilDate(dayNumber: 0)

    /// When an event is first told.
    func time(of event: Int) -> Timestamp {
        Timestamp(milliseconds: Int64(MadeUpWorld.day(of: event).dayNumber) * 86_400_000 + 21_600_000)
    }

    private static func day(of event: Int) -> CivilDate { firstDay.adding(days: event / 5400 % 30) }

    /// The number of the party that an event is aimed at.
    private static func target(_ event: Int) -> Int { (event / 9 * 7 + event / 5400) % 170 + 700 }

    /// What the outlet number `telling` says of the event number `event`.
    func report(of event: Int, telling: Int) -> Report {
        let day = MadeUpWorld.day(of: event)
        var signal = Signal(kind: "kind-\(event % 9)")
        signal.actor = [party(event / 9 % 600)]
        signal.recipient = [party(MadeUpWorld.target(event))]
        signal.objects = [["missile", "ballistic", "irbm"][telling]]
        signal.object = signal.objects.first
        signal.certainty = [.possible, .alleged, .observed][telling]
        signal.date = EventDate(day)
        signal.dateBasis = .told
        signal.headline = "State \(event / 9 % 600) fired a ballistic missile at State \(MadeUpWorld.target(event))"
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
            article: article(id, telling: telling, day: day),
            signature: TextSignature(bits: UInt64(event * 3 + telling) &* 0x9E37_79B9_7F4A_7C15).description,
            origin: Origin(topic: "articles", partition: 0, offset: Int64(event * 3 + telling)),
            signals: [signal]
        )
    }

    /// Reports as they come: most of known events, half of those repeats, some of new ones.
    func mixed(founded: Int, step: Int) -> Report {
        let event = step &* 7919 % founded
        if step % 10 == 0 { return report(of: founded + step, telling: 0) }
        return report(of: event, telling: step % 3)
    }

    private func party(_ number: Int) -> Party {
        Party(id: "S\(number)", name: "State \(number)")
    }

    private func article(_ id: String, telling: Int, day: CivilDate) -> ArticleReference {
        var article = ArticleReference(id: id)
        article.url = id
        article.title = "State fires missile toward the sea, the military of its neighbour says"
        article.source = ["Reuters", "Kyodo News", "The Meridian Times"][telling]
        article.publishedAt = "\(day)T0\(telling):30:00Z"
        return article
    }
}
