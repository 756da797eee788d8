import Domain
import TestSupport
import Testing

@testable import Correlation

/// What a report costs, counted: events looked at, copies in memory.
@Suite struct CostTests {
    static let undatedDays = 14

    /// News of a launch by one of 40 parties, one a week each.
    static func report(_ number: Int) -> (report: Report, now: Timestamp) {
        let day = CivilDate(dayNumber: 20_000 + number / 40 * 7)
        let now = Timestamp(milliseconds: Int64(day.dayNumber) * 86_400_000 + 3_600_000)
        var article = ArticleReference(id: "https://paper.example/\(number)")
        article.url = "https://paper.example/\(number)"
        article.source = "The Paper of Record"
        article.publishedAt = now.description
        var signal = Signal(kind: "launch")
        signal.actor = [Party(id: "P\(number % 40)", name: "Party \(number % 40)")]
        signal.recipient = [Party(id: "R\(number % 40)", name: "Recipient \(number % 40)")]
        signal.object = "missile"
        signal.objects = ["missile"]
        signal.date = EventDate(day)
        signal.dateBasis = .told
        signal.confidence = 0.9
        let signature = TextSignature(bits: UInt64(number + 1) &* 0x9E37_79B9_7F4A_7C15).description
        return (
            Report(kind: "launch", article: article, signature: signature, origin: nil, signals: [signal]), now
        )
    }

    static func correlator(events: Int) -> Correlator {
        var correlator = Correlator(settings: CorrelationSettings(), classes: Scenario.classes)
        for number in 0..<events {
            let (report, now) = report(number)
            _ = correlator.take(report, now: now)
        }
        return correlator
    }

    /// How many events the report of that number would be compared with.
    static func lookedAt(_ number: Int, _ correlator: inout Correlator) -> Int {
        let (report, now) = report(number)
        let profile = Profile(
            report.signals[0],
            seen: now.milliseconds...now.milliseconds,
            symbols: &correlator.symbols
        )
        let scope = correlator.scope(of: report.kind, .current)
        var found: [UInt64] = []
        let days = EventIndex.days(of: profile, in: scope, undatedDays: undatedDays)
        correlator.index.collect(scope, EventIndex.parties(for: profile), days, into: &found)
        return found.count
    }

    @Test(arguments: [2000, 6000])
    func eventsLookedAt_doNotGrowWithThoseThatAreKnown(events: Int) {
        var (few, many) = (Self.correlator(events: 1000), Self.correlator(events: events))
        #expect(few.eventCount == 1000 && many.eventCount == events)
        for number in 400..<440 {
            let (one, other) = (Self.lookedAt(number, &few), Self.lookedAt(number, &many))
            // That of the day, and that of a week later.
            #expect(one == 2)
            #expect(other == one)
        }
    }

    /// However many events one party has on one day, only the latest of them are looked at.
    @Test func eventsOfOneDay_areLookedAtUpToALimit() {
        var symbols = Symbols(classes: Scenario.classes)
        var index = EventIndex()
        let scope = EventIndex.Scope(kind: symbols.number("launch"), status: .current)
        let (report, now) = Self.report(7)
        for number in 0..<500 {
            let seen = now.milliseconds + Int64(number)
            index.insert(UInt64(number), scope: scope, Profile(report.signals[0], seen: seen...seen, symbols: &symbols))
        }
        let profile = Profile(report.signals[0], seen: now.milliseconds...now.milliseconds, symbols: &symbols)
        let days = EventIndex.days(of: profile, in: scope, undatedDays: Self.undatedDays)
        var found: [UInt64] = []
        index.collect(scope, EventIndex.parties(for: profile), days, into: &found)
        #expect(found.sorted() == (500 - DayList.depth..<500).map { UInt64($0) })
    }

    /// However many events one day has, one that comes or goes moves no more than a block of them.
    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func dayList_findsWhatAPlainListFinds_inShortBlocks(seed: UInt64) {
        var random = Random(seed: seed)
        var list = DayList()
        var plain: [(day: Int32, entry: DayList.Entry)] = []
        for step in 0..<4000 {
            if plain.isEmpty || random.below(10) < (step < 3000 ? 7 : 2) {
                let seen = Int64(random.below(1000))
                let entry = DayList.Entry(seen: seen, event: UInt64(step), isTold: random.below(2) == 0)
                plain.append((random.pick([.min, 3, 3, 3, 4, 9]), entry))
                list.insert(plain[plain.count - 1].entry, on: plain[plain.count - 1].day)
            } else {
                let gone = plain.remove(at: random.below(plain.count))
                list.remove(gone.entry, on: gone.day)
            }
            guard step % 50 == 0 else { continue }
            let range = random.pick([3...3, 3...4, 4...8, 0...20, Int32.min...Int32.min] as [ClosedRange<Int32>])
            var found: [UInt64] = []
            list.collect(range, into: &found) { day, isTold in isTold || day != 4 }
            let days = Dictionary(grouping: plain) { $0.day }.filter { range.contains($0.key) }
            let latest = days.flatMap { day, all -> [DayList.Entry] in
                all.map(\.entry).sorted().suffix(DayList.depth).filter { $0.isTold || day != 4 }
            }
            #expect(found.sorted() == latest.map(\.event).sorted())
            #expect(list.blocks.allSatisfy { (1...DayList.blockSize).contains($0.entries.count) })
            #expect(list.blocks.reduce(0) { $0 + $1.entries.count } == plain.count)
        }
        for gone in plain { list.remove(gone.entry, on: gone.day) }
        #expect(list.isEmpty)
    }

    /// The index leaves nothing out that the comparison would take.
    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func everyEventThatIsPossible_isLookedAt(seed: UInt64) {
        var random = Random(seed: seed)
        var symbols = Symbols(classes: Scenario.classes)
        let window = Int64(Self.undatedDays) * 86_400_000
        let likeness = Likeness(settings: LikenessSettings(undatedDays: Self.undatedDays, undatedMilliseconds: window))
        var possible = 0
        for _ in 0..<3000 {
            let kind = random.pick(["launch", "transfer"])
            let (event, signal) = (Self.profile(kind, &random, &symbols), Self.profile(kind, &random, &symbols))
            guard !signal.actors.isEmpty, likeness.isPossible(event, signal) else { continue }
            possible += 1
            let scope = EventIndex.Scope(kind: symbols.number(kind), status: .current)
            var index = EventIndex()
            index.insert(1, scope: scope, event)
            var found: [UInt64] = []
            let days = EventIndex.days(of: signal, in: scope, undatedDays: Self.undatedDays)
            index.collect(scope, EventIndex.parties(for: signal), days, into: &found)
            #expect(found == [1], "\(event.day) and \(signal.day)")
            index.remove(1, scope: scope, event)
            found = []
            index.collect(scope, EventIndex.parties(for: signal), days, into: &found)
            #expect(found.isEmpty)
        }
        #expect(possible > 300)
    }

    private static func profile(_ kind: String, _ random: inout Random, _ symbols: inout Symbols) -> Profile {
        var signal = Signal(kind: kind)
        signal.actor = random.pick([[], ["PRK"], ["PRK"], ["RUS"], ["PRK", "RUS"]]).map { Party(id: $0, name: $0) }
        let published = CivilDate(dayNumber: 20_000 + random.below(12))
        let told = published.adding(days: -random.below(9))
        let month = EventDate(published)
        switch random.below(6) {
        case 0: signal.date = nil
        case 1: (signal.date, signal.dateBasis) = (EventDate(published), .publication)
        case 2: (signal.date, signal.dateBasis) = (EventDate(year: month.year, month: month.month), .told)
        default: (signal.date, signal.dateBasis) = (EventDate(told), .told)
        }
        let seen = Int64(published.dayNumber) * 86_400_000 + Int64(random.below(86_400)) * 1000
        return Profile(signal, seen: seen...seen, symbols: &symbols)
    }

    // MARK: - Memory

    private static func address<Element>(_ list: [Element]) -> UnsafePointer<Element>? {
        list.withUnsafeBufferPointer { $0.baseAddress }
    }

    @Test func eventsShareWhatTheyHoldAlike_takenOrRestored() {
        let taken = Self.correlator(events: 120)
        var restored = Correlator(settings: CorrelationSettings(), classes: Scenario.classes)
        for state in taken.events { restored.restore(state) }
        for correlator in [taken, restored] {
            let nodes = Array(correlator.nodes.values)
            #expect(nodes.count == 120)
            #expect(Set(nodes.map { Self.address($0.state.readings[0].actor) }).count == 40)
            #expect(Set(nodes.map { Self.address($0.state.readings[0].objects) }).count == 1)
            #expect(Set(nodes.map { Self.address($0.profile.actors) }).count == 40)
            #expect(Set(nodes.map { Self.address($0.state.supports[0].writers) }).count == 1)
            #expect(nodes.allSatisfy { $0.state.supports.capacity <= 2 })
        }
        #expect(Set(restored.events) == Set(taken.events))
    }

    @Test func pool_givesWhatItWasGiven_alsoWhenItBeginsAnew() {
        var pool = Pool<[Int]>(limit: 4)
        for number in 0..<20 {
            let list = [number, number]
            let first = pool.shared(list)
            let again = pool.shared([number, number])
            #expect(first == list && again == list)
            #expect(Self.address(first) == Self.address(again))
        }
    }
}
