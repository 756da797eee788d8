import Correlation
import Domain
import Formats
import Foundation

/// Measures correlation on made-up reports: how fast it is, what its state weighs, how long a restore takes, and how the
/// cost of a signal grows with the events that are known.
///
/// The table of events is full and stays so: each new event lets the oldest go. A number of signals is taken in one
/// transaction, measured, and undone, so that all of them find the same events, with as many articles each.
struct CorrelationBench {
    /// The figures of one number of live events.
    struct Figures: Encodable {
        var liveEvents: Int
        var signals: Int
        var signalsPerSecond: Double
        var microseconds: Costs
        /// The same once more at once, with all that is touched in the caches: what is left is work, not waiting for memory.
        var microsecondsAgain: Costs
        /// Exact for the first number only: a later one first fills what the one before left free.
        var stateMegabytes: Double
        var storedBytesPerEvent: Int
        var restoreSeconds: Double
        var decodeSeconds: Double
        var peakMemoryMegabytes: Double

        enum CodingKeys: String, CodingKey {
            case liveEvents = "live_events"
            case signals
            case signalsPerSecond = "signals_per_second"
            case microseconds
            case microsecondsAgain = "microseconds_again"
            case stateMegabytes = "state_megabytes"
            case storedBytesPerEvent = "stored_bytes_per_event"
            case restoreSeconds = "restore_seconds"
            case decodeSeconds = "decode_seconds"
            case peakMemoryMegabytes = "peak_memory_megabytes"
        }
    }

    /// Microseconds a signal.
    struct Costs: Encodable {
        /// Of all in the proportion in which they come.
        var mixed: Double
        /// Of one that opens an event.
        var opening: Double
        /// Of one that an outlet adds to an event that others told.
        var joining: Double
        /// Of one that was taken before.
        var repeated: Double
    }

    let rounds: Int

    /// How many transactions a round has.
    private static let transactions = 200

    /// The figures with `events` live events.
    func figures(events: Int) throws -> Figures {
        let before = residentMegabytes()
        let world = MadeUpWorld(events: events)
        var correlator = Correlator(settings: settings(events), classes: Self.classes)
        for event in 0..<events {
            for telling in world.tellings(of: event) {
                _ = correlator.take(world.report(of: event, telling: telling), now: world.time(of: event))
            }
        }
        let weight = residentMegabytes() - before
        var passes: [(first: Costs, again: Costs)] = []
        for round in 0..<rounds { passes.append(measure(&correlator, world, round: round)) }
        let costs = passes.map(\.first).sorted { $0.mixed < $1.mixed }[rounds / 2]
        let again = passes.map(\.again).sorted { $0.mixed < $1.mixed }[rounds / 2]
        let restored = try restore(correlator)
        return Figures(
            liveEvents: correlator.eventCount,
            signals: Self.transactions * MadeUpWorld.Transaction.signals,
            signalsPerSecond: (1e6 / costs.mixed).rounded(),
            microseconds: costs.rounded,
            microsecondsAgain: again.rounded,
            stateMegabytes: weight.rounded(),
            storedBytesPerEvent: restored.bytes / max(1, correlator.eventCount),
            restoreSeconds: (restored.total * 100).rounded() / 100,
            decodeSeconds: (restored.decode * 100).rounded() / 100,
            peakMemoryMegabytes: peakMegabytes()
        )
    }

    /// Takes each transaction twice, and undoes it each time.
    private func measure(
        _ correlator: inout Correlator,
        _ world: MadeUpWorld,
        round: Int
    ) -> (first: Costs, again: Costs) {
        var sums = [[Double]](repeating: [0, 0, 0], count: 2)
        for step in 0..<Self.transactions {
            let transaction = world.transaction(round * Self.transactions + step)
            for pass in sums.indices {
                correlator.mark()
                for (index, reports) in transaction.reports.enumerated() {
                    let start = processorSeconds()
                    for report in reports { _ = correlator.take(report, now: transaction.now) }
                    sums[pass][index] += processorSeconds() - start
                }
                correlator.rollBack()
            }
        }
        return (Costs(sums[0], transactions: Self.transactions), Costs(sums[1], transactions: Self.transactions))
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
        settings.eventLimit = events
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

    /// The most memory the process has had so far.
    private func peakMegabytes() -> Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return (Double(usage.ru_maxrss) * 1024 / 1e6).rounded()
    }
}

extension CorrelationBench.Costs {
    /// The costs of `transactions` that took so many seconds for each group of reports.
    fileprivate init(_ seconds: [Double], transactions: Int) {
        let counts = MadeUpWorld.Transaction.counts
        func microseconds(_ group: Int) -> Double { seconds[group] * 1e6 / Double(transactions * counts[group]) }
        mixed = seconds.reduce(0, +) * 1e6 / Double(transactions * MadeUpWorld.Transaction.signals)
        opening = microseconds(0)
        joining = microseconds(1)
        repeated = microseconds(2)
    }

    /// To hundredths.
    fileprivate var rounded: Self {
        var costs = self
        costs.mixed = (mixed * 100).rounded() / 100
        costs.opening = (opening * 100).rounded() / 100
        costs.joining = (joining * 100).rounded() / 100
        costs.repeated = (repeated * 100).rounded() / 100
        return costs
    }
}
