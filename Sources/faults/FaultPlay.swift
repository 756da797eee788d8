import Foundation
import Glibc
import Kafka
import TestSupport

/// The play: acts of faults under load, then the count.
///
/// First static members are killed at random moments and started again at once. Then members stand still, some for
/// longer than their session or their transaction lasts, and so does the broker where its process is known. Then they
/// come and go: 1, 2, 4, 1, by SIGTERM and by SIGKILL, so that the group is rebalanced again and again. At last two of
/// one identity meet.
struct FaultPlay {
    private let theatre: Theatre
    private let slots: Int
    /// The process of the broker.
    private let broker: pid_t?
    private var random: Random
    private var killed = 0
    private var moved = 0
    private var frozen = 0
    private var brokerFrozen = 0
    private var badExits: [String] = []
    private var everyone: [Instance] = []

    init(_ theatre: Theatre, instances: Int, seed: UInt64, broker: pid_t?) {
        self.theatre = theatre
        self.broker = broker
        slots = max(2, instances)
        random = Random(seed: seed)
    }

    /// Plays, counts and reports; whether the promise was kept.
    mutating func run(kills: Int, moves: Int, rate: Int) throws -> Bool {
        let start = ContinuousClock.now
        let feed = try Feed(theatre, rate: rate)
        say("Feeding \(rate) articles a second; logs are in \(theatre.folder).")
        try killAct(kills)
        try freezeAct(max(2, kills / 10))
        try moveAct(moves)
        if theatre.isExact { try twinAct() }
        let articles = try feed.finish()
        let last = try finale(theatre.main)
        // The same articles once more, in peace.
        let peace = try finale(theatre.reference)
        let verdict = try Verdict(theatre, articles: articles)
        report(verdict, last && peace, seconds: (ContinuousClock.now - start) / .seconds(1))
        return verdict.isGood(exact: theatre.isExact) && badExits.isEmpty
    }

    private mutating func killAct(_ kills: Int) throws {
        let members = (0..<2).map { Instance(theatre, name: "static-\($0)", isStatic: true) }
        everyone += members
        for member in members { try member.start() }
        // A moment of peace, so that the first kill meets work.
        rest(.seconds(8))
        while killed < kills {
            rest(.milliseconds(random.below(1500) + 100))
            let member = random.pick(members)
            note(member)
            member.kill()
            killed += 1
            try member.start()
            if killed % 20 == 0 { say("\(killed) kills") }
        }
        for member in members { stop(member) }
    }

    private mutating func freezeAct(_ count: Int) throws {
        let members = (0..<2).map { Instance(theatre, name: "frozen-\($0)", isStatic: $0 == 0) }
        everyone += members
        for member in members { try member.start() }
        rest(.seconds(8))
        for _ in 0..<count {
            random.pick(members).freeze(for: .milliseconds(random.below(10_000) + 500))
            frozen += 1
            rest(.milliseconds(random.below(3000) + 500))
        }
        if let broker { freezeBroker(broker) }
        for member in members { stop(member) }
        say("\(frozen) times frozen, the broker \(brokerFrozen) times")
    }

    /// The broker stands still for longer than sessions and transactions last, with members at work before and after.
    private mutating func freezeBroker(_ broker: pid_t) {
        for _ in 0..<3 {
            kill(broker, SIGSTOP)
            rest(.seconds(20))
            kill(broker, SIGCONT)
            brokerFrozen += 1
            rest(.milliseconds(random.below(5000) + 8000))
        }
    }

    private mutating func moveAct(_ moves: Int) throws {
        // The first does everything, so that something is always done; others do one thing.
        let stages = ["[extract, correlate]", "[extract]", "[correlate]"]
        let members = (0..<slots).map {
            Instance(theatre, name: "member-\($0)", isStatic: false, stages: stages[$0 % stages.count])
        }
        everyone += members
        let pattern = [1, 2, slots, 1, 3, 2, slots, 2, 1]
        var step = 0
        while moved < moves {
            let wanted = min(slots, pattern[step % pattern.count])
            for (number, member) in members.enumerated() where member.isRunning != (number < wanted) {
                note(member)
                if member.isRunning, random.below(4) == 0 {
                    member.kill()
                    killed += 1
                } else if member.isRunning {
                    stop(member)
                } else {
                    try member.start()
                }
                moved += 1
                rest(.milliseconds(random.below(2000)))
            }
            step += 1
            rest(.milliseconds(random.below(4000) + 1000))
            say("\(moved) starts and stops, \(wanted) instances")
        }
        for member in members { stop(member) }
    }

    /// Two instances of one identity: the older one must end by itself, with 76, and say why.
    private mutating func twinAct() throws {
        let twins = ["older", "younger"].map { Instance(theatre, name: $0, isStatic: false, identity: "twin") }
        everyone += twins
        try twins[0].start()
        rest(.seconds(8))
        try twins[1].start()
        let limit = ContinuousClock.now + .seconds(60)
        var code: Int32?
        while code == nil, ContinuousClock.now < limit {
            rest(.milliseconds(200))
            code = twins[0].endedByItself()
        }
        if code != 76 { badExits.append("a fenced instance ended with \(code.map(String.init) ?? "nothing"), not 76") }
        say("a fenced instance ended with \(code.map(String.init) ?? "nothing")")
        for twin in twins { stop(twin) }
    }

    /// One instance of `installation` finishes; whether every partition was committed to its end in time.
    private mutating func finale(_ installation: Installation) throws -> Bool {
        let name = installation.group == theatre.main.group ? "last" : "reference"
        let last = Instance(theatre, name: name, isStatic: false, of: installation)
        everyone.append(last)
        try last.start()
        let limit = ContinuousClock.now + .seconds(300)
        var isDone = false
        while !isDone, ContinuousClock.now < limit {
            rest(.seconds(1))
            note(last)
            isDone = try uncommitted(theatre, installation).isEmpty
        }
        stop(last)
        return isDone
    }

    /// A daemon that ended by itself is a fault of its own, unless it was fenced by its successor.
    private mutating func note(_ instance: Instance) {
        guard let code = instance.endedByItself() else { return }
        badExits.append("\(instance.name) ended by itself with \(code)")
    }

    private mutating func stop(_ instance: Instance) {
        note(instance)
        guard instance.isRunning else { return }
        let code = instance.stop()
        // It may be told to stop before it listens: then the signal ends it, and nothing was begun.
        guard code != 0, code != -SIGTERM else { return }
        badExits.append("\(instance.name) ended with \(code.map(String.init) ?? "SIGKILL after 20 s") on SIGTERM")
    }

    /// How often the daemons logged `message`.
    private func logged(_ message: String) -> Int {
        everyone.reduce(0) { count, instance in
            let text = (try? String(contentsOfFile: instance.log, encoding: .utf8)) ?? ""
            return count + text.components(separatedBy: "\"\(message)\"").count - 1
        }
    }

    private func report(_ verdict: Verdict, _ isDone: Bool, seconds: Double) {
        let broker = TestBroker.isReal ? theatre.broker.bootstrapServers : "the embedded broker"
        let promise = "\(theatre.isExact ? "exactly once" : "at least once") on \(broker)"
        say(
            """

            \(promise): \(verdict.isGood(exact: theatre.isExact) && badExits.isEmpty ? "KEPT" : "BROKEN")
            \(verdict.articles) articles in \(Int(seconds)) s; \(verdict.expectedAlerts) alerts of \(verdict.events) \
            events and \(verdict.expectedDead) dead letters expected, by a run without faults
            \(killed) SIGKILLs, \(frozen) times frozen, the broker \(brokerFrozen) times, \(moved) starts and stops; \
            \(logged("Partitions assigned.")) assignments, \(logged("Transaction undone; reading again.")) transactions \
            undone, \(logged("Events restored.")) restores, \
            \(logged("Starting anew with fresh broker clients.")) times fresh clients
            lost \(verdict.lost.count), doubled \(verdict.doubled.count), unexpected \(verdict.foreign.count), states \
            that differ \(verdict.differing.count)
            committed to the end of every partition: \(isDone && verdict.uncommitted.isEmpty ? "yes" : "NO")
            """
        )
        for line in verdict.uncommitted + badExits { say("  \(line)") }
        if !verdict.lost.isEmpty { say("  lost: \(verdict.lost.prefix(20))") }
        if !verdict.doubled.isEmpty { say("  doubled: \(verdict.doubled.prefix(20))") }
        if !verdict.foreign.isEmpty { say("  unexpected: \(verdict.foreign.prefix(20))") }
        if !verdict.differing.isEmpty { say("  states that differ: \(verdict.differing.prefix(20))") }
    }
}
