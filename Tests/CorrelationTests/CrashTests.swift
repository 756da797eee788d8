import Correlation
import Domain
import Foundation
import TestSupport
import Testing

/// Reports of a small world in which events look alike, with copies, versions, retractions and repeats among them.
struct SmallWorld {
    private var random: Random
    private var articles: [(id: String, version: Int)] = []
    private var hour = 0

    init(seed: UInt64) {
        random = Random(seed: seed)
    }

    /// The next report and the time of its message.
    mutating func next() -> (report: Report, now: Timestamp) {
        hour += random.below(4)
        let now = Timestamp(milliseconds: 1_736_208_000_000 + Int64(hour) * 1_200_000)
        let isLater = !articles.isEmpty && random.below(5) == 0
        let which = isLater ? random.below(articles.count) : articles.count
        if isLater { articles[which].version += 1 } else { articles.append(("a\(which)", 1)) }
        var article = ArticleReference(id: articles[which].id)
        article.version = String(articles[which].version)
        article.source = random.pick(["Reuters", "Kyodo", "Yonhap", "Herald", "Courier"])
        article.publishedAt =
            Timestamp(milliseconds: now.milliseconds - Int64(random.below(30)) * 3_600_000).description
        article.title = random.pick(["", "(URGENT) x", "(LEAD) x", "(2nd LD) x"])
        let count = isLater ? random.below(3) : 1 + random.below(2)
        let kind = random.pick(["launch", "transfer"])
        let report = Report(
            kind: kind,
            article: article,
            signature: TextSignature(bits: random.below(3) == 0 ? 7 : random.next()).description,
            origin: nil,
            signals: (0..<count).map { _ in signal(kind, now) }
        )
        return (report, now)
    }

    private mutating func signal(_ kind: String, _ now: Timestamp) -> Signal {
        var signal = Signal(kind: kind)
        signal.actor = random.pick([[], ["PRK"], ["PRK"], ["RUS"], ["PRK", "RUS"]]).map { Party(id: $0, name: $0) }
        signal.recipient = random.pick([[], [], ["UKR"], ["KOR"]]).map { Party(id: $0, name: $0) }
        signal.objects = random.pick([[], ["missile"], ["ballistic"], ["irbm"], ["drone"]])
        signal.object = signal.objects.first
        signal.status = random.pick([.occurred, .occurred, .ongoing, .expected, .denied])
        signal.certainty = random.pick([.observed, .alleged, .possible])
        let day = now.date.adding(days: -random.below(3))
        signal.date = random.pick([EventDate(day), EventDate(day), EventDate(year: 2025, month: 1), nil])
        signal.dateBasis = signal.date == nil ? nil : random.pick([.told, .publication])
        signal.count = random.pick([nil, 1, 2])
        signal.names = random.pick([[], [], ["KN-23"], ["KN-25"]])
        signal.confidence = Double(random.below(100)) / 100
        signal.claims = random.pick([[], [Claim(by: Party(id: "KOR", name: "KOR"), stance: .asserts, article: "")]])
        return signal
    }
}

@Suite struct CrashTests {
    static let settings = {
        var settings = CorrelationSettings()
        settings.revisionsPerHour = 2
        settings.retention = .seconds(3 * 86_400)
        settings.eventLimit = 25
        return settings
    }()

    /// What was published and what is stored: all that the world sees of a correlator.
    struct World: Equatable {
        var alerts: [Alert] = []
        var stored: [String: EventState] = [:]

        mutating func carryOut(_ decisions: [Decision]) {
            for decision in decisions {
                switch decision {
                case .publish(let alert): alerts.append(alert)
                case .store(let state): stored[state.id] = state
                case .forget(let id, _): stored[id] = nil
                }
            }
        }
    }

    static func correlator(_ settings: CorrelationSettings = settings) -> Correlator {
        Correlator(settings: settings, classes: Scenario.classes)
    }

    static func step(_ correlator: inout Correlator, _ input: (report: Report, now: Timestamp)) -> [Decision] {
        correlator.tick(now: input.now) + correlator.take(input.report, now: input.now)
    }

    static func inputs(seed: UInt64, count: Int) -> [(report: Report, now: Timestamp)] {
        var world = SmallWorld(seed: seed)
        return (0..<count).map { _ in world.next() }
    }

    /// Work in transactions of random length, some of them aborted, some followed by a restart.
    static func interrupted(_ inputs: [(report: Report, now: Timestamp)], seed: UInt64) throws -> World {
        var random = Random(seed: seed)
        var world = World()
        var correlator = correlator()
        var position = 0
        while position < inputs.count {
            let end = min(inputs.count, position + 1 + random.below(7))
            correlator.mark()
            var decisions: [Decision] = []
            for input in inputs[position..<end] { decisions += step(&correlator, input) }
            switch random.below(4) {
            case 0: correlator.rollBack()
            case 1:
                // It dies before the commit: nothing of it stands, and a new owner begins with what is stored.
                correlator = try restored(world)
            default:
                correlator.settle()
                world.carryOut(decisions)
                position = end
                if random.below(6) == 0 { correlator = try restored(world) }
            }
        }
        return world
    }

    static func restored(_ world: World) throws -> Correlator {
        var correlator = correlator()
        for state in world.stored.values {
            let bytes = try JSONEncoder().encode(state)
            correlator.restore(try JSONDecoder().decode(EventState.self, from: bytes))
        }
        return correlator
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func interruptionsChangeNothing(seed: UInt64) throws {
        let inputs = Self.inputs(seed: seed, count: 120)
        var correlator = Self.correlator()
        var calm = World()
        for input in inputs { calm.carryOut(Self.step(&correlator, input)) }
        let troubled = try Self.interrupted(inputs, seed: seed &+ 100)
        #expect(calm.alerts.count > 30)
        #expect(troubled.alerts.count == calm.alerts.count)
        let first = zip(troubled.alerts, calm.alerts).first { $0 != $1 }
        #expect(first == nil, "the first revision that differs")
        #expect(troubled.stored == calm.stored)
    }

    @Test func revisionsOfAnEventAreCountedOneByOne() {
        var correlator = Self.correlator()
        var world = World()
        for input in Self.inputs(seed: 77, count: 400) { world.carryOut(Self.step(&correlator, input)) }
        var last: [String: Int] = [:]
        for alert in world.alerts {
            #expect(alert.revision == (last[alert.id] ?? 0) + 1)
            #expect((alert.change == .new) == (alert.revision == 1))
            last[alert.id] = alert.revision
        }
        #expect(correlator.eventCount <= Self.settings.eventLimit)
        #expect(Set(world.stored.keys).count == correlator.eventCount)
    }

    @Test func everyReportAgain_changesNothing() throws {
        var correlator = Self.correlator(CorrelationSettings())
        var seen: [(Report, Timestamp)] = []
        for input in Self.inputs(seed: 5, count: 120) {
            _ = Self.step(&correlator, input)
            seen.append((input.report, input.now))
            let again = correlator.take(input.report, now: input.now)
            #expect(again.isEmpty, "\(input.report.article.id)")
        }
        #expect(seen.count == 120)
    }

    @Test func untouchedForLong_isForgotten_andHeldNewsIsToldFirst() {
        var correlator = Self.correlator()
        var world = World()
        for input in Self.inputs(seed: 3, count: 40) { world.carryOut(Self.step(&correlator, input)) }
        #expect(correlator.eventCount > 0)
        while let due = correlator.nextDue { world.carryOut(correlator.tick(now: due)) }
        #expect(correlator.eventCount == 0)
        #expect(world.stored.isEmpty)
        #expect(correlator.tick(now: Timestamp(milliseconds: .max)).isEmpty)
    }

    @Test func aMonthOfNews_isBoundedInMemory() {
        var settings = CorrelationSettings()
        settings.eventLimit = 500
        var correlator = Self.correlator(settings)
        var most = 0
        for input in Self.inputs(seed: 9, count: 1500) {
            _ = Self.step(&correlator, input)
            most = max(most, correlator.eventCount)
        }
        #expect(most <= 500)
        #expect(most > 50)
    }
}
